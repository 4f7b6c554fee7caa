#include "cxsim/calibration/map_from_log.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "calibration/small_logs.hpp"
#include "cxsim/calibration/texts.hpp"

namespace cxsim {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// Four cases: a–b, a–b given up, a given up, a–c–b. Over 30.4375 days, one month.
[[nodiscard]] std::vector<SmallEvent> four_cases() {
  return {{"1", "A", 0, "Front", "gold", "Ann"},    {"1", "B", 1, "Back", "gold", "Ann"},
          {"1", "DONE", 2, "", "gold", "Ann"},      {"2", "A", 3, "Front", "gold", "Ann"},
          {"2", "B", 4, "Back", "gold", "Ann"},     {"2", "HANG", 5, "", "gold", "Ann"},
          {"3", "A", 6, "Front", "silver", "Bea"},  {"3", "HANG", 7, "", "silver", "Bea"},
          {"4", "A", 8, "Front", "silver", "Cyd"},  {"4", "C", 9, "Front", "silver", "Cyd"},
          {"4", "B", 10, "Front", "silver", "Cyd"}, {"4", "DONE", 730, "", "silver", "Cyd"}};
}

[[nodiscard]] CalibrationOptions with_endings() {
  CalibrationOptions options;
  options.completed = {"DONE"};
  options.abandoned = {"HANG"};
  options.months = 1;
  return options;
}

[[nodiscard]] CalibrationOptions without_prior() {
  CalibrationOptions options = with_endings();
  options.prior_strength = 0;
  return options;
}

[[nodiscard]] CalibratedMap calibrated(std::vector<SmallEvent> const& events,
                                       CalibrationOptions const& options) {
  Result<CalibratedMap> map = map_from_log(log_of(events), options);
  EXPECT_TRUE(map.has_value()) << to_text(*map.error().begin(), Language::english);
  return std::move(map).value();
}

[[nodiscard]] std::vector<std::string> problems_of(EventLog const& log,
                                                   CalibrationOptions const& options) {
  Result<CalibratedMap> const map = map_from_log(log, options);
  std::vector<std::string> texts;
  if (!map) {
    for (Diagnostic const& problem : map.error()) {
      texts.push_back(to_text(problem, Language::english));
    }
  }
  return texts;
}

[[nodiscard]] std::vector<Text> messages_of(CalibratedMap const& calibrated_map) {
  std::vector<Text> texts;
  for (Diagnostic const& message : calibrated_map.report.messages) {
    texts.push_back(message.text);
  }
  return texts;
}

[[nodiscard]] ParameterInfo const& number(CalibratedMap const& map, std::string_view path) {
  auto const parameter = map.parameters.find(path);
  EXPECT_TRUE(parameter) << path;
  return map.parameters.info(parameter.value_or(AnyParameter{}));
}

[[nodiscard]] double guess(CalibratedMap const& map, std::string_view path) {
  ParameterInfo const& info = number(map, path);
  return best_guess(info.prior, info.range);
}

using Counts = std::vector<std::pair<std::string, double>>;

/// Dirichlet counts of a group, by path of the member.
[[nodiscard]] Counts counts_of(CalibratedMap const& map, std::string_view group) {
  Counts counts;
  for (SimplexGroup const& one : map.parameters.groups()) {
    for (std::size_t i = 0; one.path == group && i < one.counts.size(); ++i) {
      counts.emplace_back(map.parameters.info(one.members[i]).path, one.counts[i]);
    }
  }
  return counts;
}

/// Expected visits per customer and month of one segment, when failures are the observed shares.
[[nodiscard]] std::vector<double> visits_at_observed_failures(CalibratedMap const& map) {
  ParameterValues values = map.parameters.best_guesses();
  for (TouchpointId const touchpoint : map.map.touchpoints.keys()) {
    TouchpointFacts const& facts = map.report.touchpoints[touchpoint.index];
    values[map.map.touchpoints[touchpoint].failure] =
        static_cast<double>(facts.abandoned) / static_cast<double>(facts.visits - facts.open);
  }
  return expected_visits(map.map, values, SegmentId{0});
}

TEST(MapFromLog, HasTheTouchpointsThatAreNotEndings) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  ASSERT_EQ(map.map.touchpoints.size(), 3U);
  EXPECT_EQ(map.map.touchpoints[TouchpointId{0}].id, "a");
  EXPECT_EQ(map.map.touchpoints[TouchpointId{0}].name, "A");
  EXPECT_EQ(map.map.touchpoints[TouchpointId{1}].id, "b");
  EXPECT_EQ(map.map.touchpoints[TouchpointId{2}].id, "c");
}

TEST(MapFromLog, CountsTransitionsAfterSuccess) {
  CalibratedMap const map = calibrated(four_cases(), without_prior());
  EXPECT_EQ(counts_of(map, "transitions/a/success"),
            (Counts{{"transitions/a/success/b", 2}, {"transitions/a/success/c", 1}}));
  EXPECT_EQ(counts_of(map, "transitions/b/success"),
            (Counts{{"transitions/b/success/completed", 2}}));
  EXPECT_EQ(counts_of(map, "transitions/c/success"), (Counts{{"transitions/c/success/b", 1}}));
}

// Into b lead 3 transitions, into c 1: the prior of one visit after a is 3/4 and 1/4.
TEST(MapFromLog, AddsThePriorToObservedTransitionsOnly) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  EXPECT_EQ(counts_of(map, "transitions/a/success"),
            (Counts{{"transitions/a/success/b", 2.75}, {"transitions/a/success/c", 1.25}}));
  EXPECT_FALSE(map.parameters.find("transitions/a/success/completed"));
}

TEST(MapFromLog, TakesFailureAsTheShareOfVisitsAfterWhichTheEpisodeWasAbandoned) {
  CalibratedMap const map = calibrated(four_cases(), without_prior());
  EXPECT_EQ(number(map, "touchpoints/a/failure").prior, Distribution(Beta{1, 3}));
  EXPECT_EQ(number(map, "touchpoints/b/failure").prior, Distribution(Beta{1, 2}));
  EXPECT_EQ(number(map, "touchpoints/c/failure").prior, Distribution(Constant{0}));
  EXPECT_EQ(guess(map, "transitions/a/failure/abandoned"), 1);
}

TEST(MapFromLog, GivesFailuresThePriorOfJeffreys) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  EXPECT_EQ(number(map, "touchpoints/a/failure").prior, Distribution(Beta{1.5, 3.5}));
  EXPECT_EQ(number(map, "touchpoints/c/failure").prior, Distribution(Beta{0.5, 1.5}));
}

TEST(MapFromLog, ReproducesTheObservedVisitsPerCase) {
  CalibrationOptions options = without_prior();
  options.customers = 4;
  CalibratedMap const map = calibrated({{"1", "A", 0},
                                        {"1", "B", 1},
                                        {"1", "A", 2},
                                        {"1", "A", 3},
                                        {"1", "C", 4},
                                        {"1", "DONE", 5},
                                        {"2", "A", 6},
                                        {"2", "B", 7},
                                        {"2", "HANG", 8},
                                        {"3", "A", 9},
                                        {"3", "C", 10},
                                        {"3", "B", 11},
                                        {"3", "C", 12},
                                        {"3", "DONE", 13},
                                        {"4", "A", 14},
                                        {"4", "HANG", 15}},
                                       options);
  EXPECT_THAT(visits_at_observed_failures(map),
              ElementsAre(DoubleNear(6.0 / 4, 1e-11), DoubleNear(3.0 / 4, 1e-11),
                          DoubleNear(3.0 / 4, 1e-11)));
}

TEST(MapFromLog, ReportsVisitsBesideThoseThatTheMapGives) {
  CalibratedMap const map = calibrated(four_cases(), without_prior());
  TouchpointFacts const& b = map.report.touchpoints[1];
  EXPECT_EQ(b.visits, 3U);
  EXPECT_EQ(b.abandoned, 1U);
  EXPECT_DOUBLE_EQ(b.visits_per_case, 0.75);
  // The median of Beta(1, 3) is 1 − 2^(−1/3) where the observed share is 1/4.
  EXPECT_NEAR(b.expected_per_case, 0.7937005259840998, 1e-9);
}

TEST(MapFromLog, TellsHowEpisodesEnded) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  EXPECT_EQ(map.report.cases, 4U);
  EXPECT_EQ(map.report.events, 12U);
  EXPECT_EQ(map.report.completed, 2U);
  EXPECT_EQ(map.report.abandoned, 2U);
  EXPECT_EQ(map.report.open, 0U);
}

TEST(MapFromLog, ListsTransitionsByFrequency) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  ASSERT_THAT(map.report.transitions, SizeIs(3));
  EXPECT_EQ(map.report.transitions[0].from, "a");
  EXPECT_EQ(map.report.transitions[0].to, "b");
  EXPECT_EQ(map.report.transitions[0].count, 2U);
}

TEST(MapFromLog, TakesTheLastEndingOfACaseWhereverItStands) {
  CalibratedMap const map = calibrated({{"1", "HANG", 0},
                                        {"1", "A", 1},
                                        {"1", "B", 2},
                                        {"2", "A", 3},
                                        {"2", "HANG", 4},
                                        {"2", "B", 5},
                                        {"2", "DONE", 6}},
                                       without_prior());
  EXPECT_EQ(map.report.abandoned, 1U);
  EXPECT_EQ(map.report.completed, 1U);
  EXPECT_EQ(map.report.misplaced_endings, 2U);
  EXPECT_EQ(number(map, "touchpoints/b/failure").prior, Distribution(Beta{1, 1}));
  EXPECT_THAT(messages_of(map), Contains(texts::note_misplaced));
}

TEST(MapFromLog, LeavesOutCasesWithoutTouchpoint) {
  CalibratedMap const map =
      calibrated({{"1", "HANG", 0}, {"2", "A", 1}, {"2", "DONE", 2}}, with_endings());
  EXPECT_EQ(map.report.cases, 1U);
  EXPECT_EQ(map.report.cases_without_touchpoint, 1U);
  EXPECT_THAT(messages_of(map), Contains(texts::note_without_touchpoint));
}

TEST(MapFromLog, KnowsNoFailureWhereNoAbandonmentWasNamed) {
  CalibrationOptions options = with_endings();
  options.abandoned = {};
  CalibratedMap const map = calibrated(four_cases(), options);
  EXPECT_EQ(number(map, "touchpoints/a/failure").prior, Distribution(Constant{0}));
  EXPECT_EQ(number(map, "touchpoints/a/failure").evidence, Evidence::program_default);
  EXPECT_TRUE(map.parameters.find("touchpoints/hang/failure"));
  EXPECT_THAT(messages_of(map), Contains(texts::note_no_abandonment));
  EXPECT_THAT(map.report.assumed, Contains(Field(&AssumedNumber::path, "touchpoints/*/failure")));
}

TEST(MapFromLog, AssumesCompletionWhereEveryVisitWasAbandoned) {
  CalibrationOptions options = with_endings();
  options.completed = {};
  CalibratedMap const map = calibrated({{"1", "A", 0}, {"1", "HANG", 1}}, options);
  EXPECT_EQ(guess(map, "transitions/a/success/completed"), 1);
  EXPECT_EQ(number(map, "touchpoints/a/failure").prior, Distribution(Beta{1.5, 0.5}));
  EXPECT_THAT(messages_of(map), Contains(texts::note_no_success));
}

TEST(MapFromLog, GivesWhatWasCountedGradeCAndItsSource) {
  CalibrationOptions options = with_endings();
  options.log_name = "calls.csv";
  CalibratedMap const map = calibrated(four_cases(), options);
  EXPECT_EQ(number(map, "touchpoints/a/failure").evidence, Evidence::before_after);
  EXPECT_EQ(number(map, "touchpoints/a/failure").source, "calls.csv: 1 of 4 visits");
  EXPECT_EQ(number(map, "transitions/a/success/b").evidence, Evidence::before_after);
  EXPECT_EQ(number(map, "transitions/a/success/b").source, "calls.csv");
  EXPECT_EQ(number(map, "population/customers").evidence, Evidence::before_after);
}

TEST(MapFromLog, GivesWhatTheLogDoesNotHoldGradeFAndListsIt) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  EXPECT_EQ(number(map, "touchpoints/a/score/mean").evidence, Evidence::program_default);
  EXPECT_EQ(number(map, "segments/gold/margin").evidence, Evidence::program_default);
  EXPECT_EQ(number(map, "segments/gold/churn/annual").evidence, Evidence::program_default);
  EXPECT_TRUE(map.map.illustrative);
  EXPECT_THAT(map.report.assumed, SizeIs(4));
  EXPECT_EQ(messages_of(map).front(), texts::note_no_satisfaction);
}

TEST(MapFromLog, TakesWhatTheUserKnowsWithGradeE) {
  CalibrationOptions options = with_endings();
  options.score_mean = 64;
  options.score_sd = 22;
  options.margin = 31;
  options.annual_churn = 0.2;
  CalibratedMap const map = calibrated(four_cases(), options);
  EXPECT_EQ(guess(map, "touchpoints/b/score/mean"), 64);
  EXPECT_EQ(guess(map, "segments/silver/margin"), 31);
  EXPECT_EQ(number(map, "segments/silver/churn/annual").evidence, Evidence::expert);
  EXPECT_FALSE(map.map.illustrative);
  EXPECT_THAT(map.report.assumed, IsEmpty());
}

TEST(MapFromLog, CountsStartsPerCustomerAndMonthBySegment) {
  CalibrationOptions options = with_endings();
  options.months = 2;
  CalibratedMap const map = calibrated(four_cases(), options);
  EXPECT_THAT(guess(map, "segments/gold/starts/from_a"), DoubleEq(2 / (1 * 2.0)));
  EXPECT_THAT(guess(map, "segments/silver/starts/from_a"), DoubleEq(2 / (2 * 2.0)));
  EXPECT_THAT(guess(map, "segments/gold/share"), DoubleEq(1.0 / 3));
  EXPECT_EQ(guess(map, "population/customers"), 3);
  EXPECT_EQ(map.report.customer_source, CustomerSource::named);
}

// Two customers with one case each: no spread between them, so the Poisson error √2/2 decides.
// Two customers with three cases and one: mean 2, variance of the mean (9 + 1 − 2·4)/(2·1) = 1.
TEST(MapFromLog, GivesStartsTheSpreadBetweenCustomersButNeverLessThanChance) {
  CalibratedMap const map = calibrated({{"1", "A", 0, "", "even", "Ann"},
                                        {"2", "A", 1, "", "even", "Bea"},
                                        {"3", "A", 2, "", "uneven", "Cyd"},
                                        {"4", "A", 3, "", "uneven", "Cyd"},
                                        {"5", "A", 4, "", "uneven", "Cyd"},
                                        {"6", "A", 5, "", "uneven", "Dee"},
                                        {"6", "HANG", 6},
                                        {"6", "DONE", 999}},
                                       with_endings());
  EXPECT_EQ(number(map, "segments/even/starts/from_a").prior, Distribution(Lognormal{1, 0.707}));
  EXPECT_EQ(number(map, "segments/uneven/starts/from_a").prior, Distribution(Lognormal{2, 0.5}));
}

TEST(MapFromLog, GivesACustomerTheSegmentOfMostCases) {
  CalibratedMap const map = calibrated({{"1", "A", 0, "", "gold", "Ann"},
                                        {"2", "A", 1, "", "silver", "Ann"},
                                        {"3", "A", 2, "", "silver", "Ann"},
                                        {"4", "A", 3, "", "gold", "Bea"},
                                        {"4", "HANG", 4},
                                        {"4", "DONE", 5}},
                                       with_endings());
  ASSERT_THAT(map.report.segments, SizeIs(2));
  EXPECT_EQ(map.report.segments[1].name, "silver");
  EXPECT_EQ(map.report.segments[1].cases, 3U);
  EXPECT_EQ(map.report.segments[1].customers, 1);
  EXPECT_THAT(messages_of(map), Contains(texts::note_moved_customers));
}

TEST(MapFromLog, CountsACaseWithoutCustomerAsOneAndSaysSoLoudly) {
  CalibratedMap const map = calibrated({{"1", "A", 0, "", "x", "Ann"},
                                        {"2", "A", 1, "", "x"},
                                        {"3", "A", 2, "", "x", "Ann"},
                                        {"3", "HANG", 3},
                                        {"3", "DONE", 4}},
                                       with_endings());
  EXPECT_EQ(guess(map, "population/customers"), 2);
  EXPECT_EQ(map.report.customer_source, CustomerSource::partly_named);
  EXPECT_EQ(map.report.anonymous_cases, 1U);
  EXPECT_EQ(number(map, "segments/x/starts/from_a").evidence, Evidence::program_default);
  EXPECT_THAT(messages_of(map), Contains(texts::note_customers_partly));
}

TEST(MapFromLog, CountsEveryCaseAsACustomerWhereNoneIsNamed) {
  CalibratedMap const map = calibrated(
      {{"1", "A", 0}, {"2", "A", 1}, {"2", "HANG", 2}, {"2", "DONE", 3}}, with_endings());
  EXPECT_EQ(guess(map, "population/customers"), 2);
  EXPECT_EQ(map.report.customer_source, CustomerSource::cases);
  EXPECT_THAT(messages_of(map), Contains(texts::note_customers_cases));
  EXPECT_THAT(map.report.assumed, Contains(Field(&AssumedNumber::path, "population/customers")));
}

TEST(MapFromLog, SpreadsTheGivenCustomersOverTheSegments) {
  CalibrationOptions options = with_endings();
  options.customers = 300;
  CalibratedMap const map = calibrated(four_cases(), options);
  EXPECT_EQ(guess(map, "population/customers"), 300);
  EXPECT_EQ(number(map, "population/customers").evidence, Evidence::expert);
  EXPECT_THAT(guess(map, "segments/gold/starts/from_a"), DoubleNear(0.02, 1e-15));
  EXPECT_THAT(guess(map, "segments/silver/starts/from_a"), DoubleNear(0.01, 1e-15));
}

TEST(MapFromLog, PutsTheSmallestSegmentsTogether) {
  CalibrationOptions options = with_endings();
  options.most_segments = 2;
  CalibratedMap const map = calibrated({{"1", "A", 0, "", "c"},
                                        {"2", "A", 1, "", "a"},
                                        {"3", "A", 2, "", "b"},
                                        {"4", "A", 3, "", "b"},
                                        {"4", "HANG", 4},
                                        {"4", "DONE", 5}},
                                       options);
  ASSERT_THAT(map.report.segments, SizeIs(2));
  EXPECT_EQ(map.report.segments[0].name, "b");
  EXPECT_EQ(map.report.segments[1].name, "Other segments");
  EXPECT_EQ(map.report.segments[1].cases, 2U);
}

TEST(MapFromLog, MakesAJourneyOfEveryUsualStart) {
  CalibrationOptions options = with_endings();
  options.least_start_share = 0.5;
  CalibratedMap const map = calibrated({{"1", "B", 0},
                                        {"1", "A", 1},
                                        {"2", "A", 2},
                                        {"2", "B", 3},
                                        {"3", "B", 4},
                                        {"4", "A", 5},
                                        {"4", "HANG", 6},
                                        {"4", "DONE", 7}},
                                       options);
  ASSERT_EQ(map.map.journeys.size(), 2U);
  EXPECT_EQ(map.map.journeys[JourneyId{0}].id, "from_a");
  EXPECT_EQ(map.map.journeys[JourneyId{1}].name, "From B");
  EXPECT_THAT(map.report.journeys,
              ElementsAre(Field(&JourneyFacts::cases, 2U), Field(&JourneyFacts::cases, 2U)));
}

TEST(MapFromLog, AddsRareStartsToTheMostFrequentJourneyAndSaysSo) {
  CalibrationOptions options = with_endings();
  options.least_start_share = 0.5;
  CalibratedMap const map = calibrated({{"1", "A", 0},
                                        {"1", "B", 1},
                                        {"2", "A", 2},
                                        {"3", "B", 3},
                                        {"3", "HANG", 4},
                                        {"3", "DONE", 5}},
                                       options);
  EXPECT_THAT(map.report.journeys, ElementsAre(AllOf(Field(&JourneyFacts::id, "from_a"),
                                                     Field(&JourneyFacts::cases, 3U))));
  EXPECT_THAT(messages_of(map), Contains(texts::note_rare_start));
}

TEST(MapFromLog, KeepsARareStartThatCouldNotBeReachedOtherwise) {
  CalibrationOptions options = with_endings();
  options.least_start_share = 0.5;
  CalibratedMap const map = calibrated(
      {{"1", "A", 0}, {"2", "A", 1}, {"3", "B", 2}, {"3", "HANG", 3}, {"3", "DONE", 4}}, options);
  EXPECT_EQ(map.map.journeys.size(), 2U);
  EXPECT_THAT(messages_of(map), Not(Contains(texts::note_rare_start)));
}

TEST(MapFromLog, TakesTheMostFrequentDepartmentAsOwner) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  ASSERT_EQ(map.map.departments.size(), 2U);
  EXPECT_EQ(map.map.departments[map.map.touchpoints[TouchpointId{0}].department].name, "Front");
  EXPECT_EQ(map.map.departments[map.map.touchpoints[TouchpointId{1}].department].name, "Back");
  EXPECT_EQ(map.report.touchpoints[1].departments, 2U);
  EXPECT_DOUBLE_EQ(map.report.touchpoints[1].department_share, 2.0 / 3);
  EXPECT_THAT(messages_of(map), Contains(texts::note_several_departments));
}

TEST(MapFromLog, HasOneUnknownDepartmentWhereNoneIsNamed) {
  CalibratedMap const map =
      calibrated({{"1", "A", 0}, {"1", "HANG", 1}, {"1", "DONE", 2}}, with_endings());
  ASSERT_EQ(map.map.departments.size(), 1U);
  EXPECT_EQ(map.map.departments[DepartmentId{0}].id, "unknown");
}

TEST(MapFromLog, DerivesStagesFromTheOrderOfFirstVisits) {
  CalibratedMap const map = calibrated(four_cases(), with_endings());
  ASSERT_EQ(map.map.stages.size(), 2U);
  EXPECT_EQ(map.map.touchpoints[TouchpointId{0}].stage, StageId{0});
  EXPECT_EQ(map.map.touchpoints[TouchpointId{1}].stage, StageId{1});
  EXPECT_EQ(map.map.touchpoints[TouchpointId{2}].stage, StageId{1});
}

TEST(MapFromLog, MeasuresTheLogInMonths) {
  CalibrationOptions options = with_endings();
  options.months = std::nullopt;
  CalibratedMap const map = calibrated(four_cases(), options);
  EXPECT_DOUBLE_EQ(map.report.months, 730 / (30.4375 * 24));
  EXPECT_EQ(map.report.first, new_year_2020);
  EXPECT_EQ(map.report.last, new_year_2020 + 730 * an_hour);
}

// Waits after a are 1 h and 2 h; fewer than 20, so both together: the usual wait is 2 h. Case 3
// was silent for 1 h when the log ends, case 4 for 2 h.
TEST(MapFromLog, TakesASilentCaseAsOverOnlyAfterTheUsualWait) {
  CalibrationOptions options = without_prior();
  options.completed = {};
  CalibratedMap const map = calibrated({{"1", "A", 0},
                                        {"1", "B", 1},
                                        {"2", "A", 0},
                                        {"2", "B", 2},
                                        {"3", "A", 99},
                                        {"4", "A", 98},
                                        {"5", "A", 99},
                                        {"5", "HANG", 100}},
                                       options);
  EXPECT_EQ(map.report.open, 1U);
  EXPECT_EQ(map.report.completed, 3U);
  EXPECT_EQ(map.report.touchpoints[0].open, 1U);
  EXPECT_EQ(number(map, "touchpoints/a/failure").prior, Distribution(Beta{1, 3}));
  EXPECT_EQ(counts_of(map, "transitions/a/success"),
            (Counts{{"transitions/a/success/b", 2}, {"transitions/a/success/completed", 1}}));
  EXPECT_THAT(messages_of(map), Contains(texts::note_open));
}

TEST(MapFromLog, CountsOpenCasesAsCompletedOnRequest) {
  CalibrationOptions options = without_prior();
  options.open_cases = OpenCases::completed;
  CalibratedMap const map = calibrated(
      {{"1", "A", 4}, {"1", "B", 5}, {"2", "A", 4}, {"2", "HANG", 5}, {"2", "DONE", 5}}, options);
  EXPECT_EQ(map.report.open, 0U);
  EXPECT_EQ(map.report.completed, 2U);
}

TEST(MapFromLog, LetsOpenCasesEndWhereNobodyElseDid) {
  CalibrationOptions options = without_prior();
  options.abandoned = {};
  options.completed = {};
  CalibratedMap const map =
      calibrated({{"1", "A", 0}, {"1", "B", 2}, {"1", "A", 4}, {"2", "A", 4}}, options);
  EXPECT_EQ(map.report.open, 0U);
  EXPECT_EQ(map.report.completed, 2U);
  EXPECT_THAT(messages_of(map), Contains(texts::note_assumed_completed));
  EXPECT_THAT(messages_of(map), Contains(texts::note_open_share));
}

TEST(MapFromLog, DoesNotDependOnTheOrderOfRowsOfDifferentCases) {
  std::vector<SmallEvent> const events = four_cases();
  std::vector<SmallEvent> const permuted{events[8], events[6], events[9],  events[3],
                                         events[0], events[4], events[10], events[7],
                                         events[1], events[5], events[2],  events[11]};
  EXPECT_EQ(calibrated(permuted, with_endings()).file, calibrated(events, with_endings()).file);
}

TEST(MapFromLog, DoublesEveryCountWithEveryCase) {
  std::vector<SmallEvent> twice = four_cases();
  std::vector<std::string> const names{"11", "11", "11", "12", "12", "12",
                                       "13", "13", "14", "14", "14", "14"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    twice.push_back(twice[i]);
    twice.back().case_id = names[i];
  }
  CalibratedMap const map = calibrated(twice, without_prior());
  EXPECT_EQ(counts_of(map, "transitions/a/success"),
            (Counts{{"transitions/a/success/b", 4}, {"transitions/a/success/c", 2}}));
  EXPECT_EQ(number(map, "touchpoints/a/failure").prior, Distribution(Beta{2, 6}));
  EXPECT_THAT(guess(map, "segments/silver/starts/from_a"), DoubleEq(2));
}

TEST(MapFromLog, WarnsOfNamesThatDifferOnlyByCase) {
  CalibratedMap const map = calibrated(
      {{"1", "agent", 0}, {"1", "AGENT", 1}, {"1", "HANG", 2}, {"1", "DONE", 3}}, with_endings());
  EXPECT_THAT(messages_of(map), Contains(texts::note_similar_names));
}

TEST(MapFromLog, SuggestsTheEndingThatWasMeant) {
  CalibrationOptions options = with_endings();
  options.completed = {"DOEN"};
  EXPECT_THAT(problems_of(log_of(four_cases()), options),
              ElementsAre("“DOEN” is not a touchpoint of this log — did you mean “DONE”?"));
}

TEST(MapFromLog, ReportsEveryProblemOfTheOptions) {
  CalibrationOptions options = with_endings();
  options.customers = 2;
  options.months = -1;
  options.score_mean = std::numeric_limits<double>::quiet_NaN();
  options.most_touchpoints = 4;
  EXPECT_THAT(
      problems_of(log_of(four_cases()), options),
      ElementsAre("-1 for months is not possible — give a number above 0",
                  "nan for score mean is not possible — give a number from 0.1 to 99.9",
                  "2 customers cannot be right (the log names 3 different ones) — give the number "
                  "of all customers of the firm",
                  "the log has 5 different touchpoints (the limit is 4; the column probably holds "
                  "free text or numbers) — choose another column with --touchpoint"));
}

TEST(MapFromLog, RefusesAnEndingOfBothKinds) {
  CalibrationOptions options = with_endings();
  options.completed = {"HANG"};
  EXPECT_THAT(problems_of(log_of(four_cases()), options), SizeIs(1));
}

TEST(MapFromLog, RefusesALogWithoutEvents) {
  EXPECT_THAT(problems_of(log_of({}), {}),
              ElementsAre("the log holds no event that can be used (nothing to calibrate from)"));
}

TEST(MapFromLog, RefusesALogOfEndingsOnly) {
  CalibrationOptions options = with_endings();
  EXPECT_THAT(problems_of(log_of({{"1", "DONE", 0}, {"1", "HANG", 1}}), options), SizeIs(1));
}

TEST(MapFromLog, RefusesALogThatCoversNoTime) {
  EXPECT_THAT(problems_of(log_of({{"1", "A", 0}, {"1", "B", 0}}), {}),
              ElementsAre("all events of the log have the same time (how often episodes begin "
                          "cannot be told) — give the months that the log covers with --months"));
}

TEST(MapFromLog, AsksForTheMonthsOfALogOfLessThanADay) {
  EXPECT_THAT(problems_of(log_of({{"1", "A", 0}, {"1", "B", 23}}), {}),
              ElementsAre(::testing::HasSubstr("within less than a day")));
  EXPECT_THAT(problems_of(log_of({{"1", "A", 0}, {"1", "B", 25}}), {}), IsEmpty());
}

TEST(MapFromLog, NamesInPolishWhatItMakesUpAndKeepsTheIds) {
  std::vector<SmallEvent> const events{{"1", "A", 0, "", "", "Ann"}, {"1", "B", 1, "", "", "Ann"}};
  CalibrationOptions options;
  options.months = 1;
  Map const english = calibrated(events, options).map;
  options.language = Language::polish;
  options.log_name = "calls.csv";
  CalibratedMap const made = calibrated(events, options);
  Map const& polish = made.map;
  EXPECT_EQ(polish.name, "Ścieżki klienta z pliku calls.csv");
  EXPECT_EQ(polish.departments[DepartmentId{0}].name, "(nieznane)");
  EXPECT_EQ(polish.departments[DepartmentId{0}].id, english.departments[DepartmentId{0}].id);
  EXPECT_EQ(polish.stages[StageId{0}].name, "Krok 1");
  EXPECT_EQ(polish.journeys[JourneyId{0}].name, "Od: A");
  EXPECT_EQ(polish.segments[SegmentId{0}].name, "Wszyscy klienci");
  EXPECT_EQ(polish.segments[SegmentId{0}].id, english.segments[SegmentId{0}].id);
  EXPECT_EQ(number(made, "segments/" + polish.segments[SegmentId{0}].id + "/margin").source,
            "założenie cxsim");
}

}  // namespace
}  // namespace cxsim
