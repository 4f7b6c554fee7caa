#include "cxsim/io/map_file.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "cxsim/base/number_text.hpp"
#include "cxsim/queueing/reported_waits.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::replaced;
using test::shop_map_text;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Pair;

LoadedMap parsed(std::string const& text) {
  auto map = parse_map(text, "map.json");
  if (!map) {
    throw std::runtime_error(to_text(*map.error().begin(), Language::english));
  }
  return *map;
}

ParameterInfo const& number(LoadedMap const& map, std::string_view path) {
  return map.parameters.info(map.parameters.find(path).value());
}

double value(LoadedMap const& map, std::string_view path) {
  return map.parameters.best_guesses()[map.parameters.find(path).value()];
}

std::vector<std::string> notes_of(LoadedMap const& map) {
  std::vector<std::string> notes;
  for (Diagnostic const& note : map.notes) {
    notes.push_back(to_text(note, Language::english));
  }
  return notes;
}

std::vector<std::string> journeys_of(Map const& map) {
  std::vector<std::string> ids;
  for (Journey const& journey : map.journeys) {
    ids.push_back(journey.id);
  }
  return ids;
}

TEST(ParseMap, GivesEveryNumberThePathOfItsPlaceInTheFile) {
  LoadedMap const shop = parsed(shop_map_text());
  ParameterInfo const& failure = number(shop, "touchpoints/hotline/failure");
  EXPECT_EQ(failure.where().pointer, "/touchpoints/hotline/failure");
  EXPECT_EQ(failure.where().file, "map.json");
  EXPECT_EQ(failure.where().line, 9);
  EXPECT_EQ(failure.prior, Distribution(Constant{0.2}));
}

/// The map of a shop in which \p from, wherever it stands, is \p to.
std::string shop_with(std::string const& from, std::string const& to) {
  std::string text = shop_map_text();
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(ParseMap, GivesTouchpointsWhoseIdsShareTheirHashDifferentLuck) {
  std::string text = shop_with("\"app\"", "\"step_121465\"");
  std::size_t const path = text.find("touchpoints/app/");
  text.replace(path, 16, "touchpoints/step_121465/");
  for (std::size_t at = text.find("\"hotline\""); at != std::string::npos;
       at = text.find("\"hotline\"")) {
    text.replace(at, 9, "\"step_135226\"");
  }
  LoadedMap const map = parsed(text);
  ASSERT_EQ(map.map.touchpoints.size(), 3U);
  EXPECT_NE(map.map.touchpoints[TouchpointId{0}].luck, map.map.touchpoints[TouchpointId{1}].luck);
}

TEST(ParseMap, GradesNumbersOfTheFileAsExpertAndItsOwnAsDefault) {
  LoadedMap const shop = parsed(shop_map_text());
  EXPECT_EQ(number(shop, "touchpoints/app/penalty").evidence, Evidence::expert);
  ParameterInfo const& cost = number(shop, "touchpoints/app/cost");
  EXPECT_EQ(cost.evidence, Evidence::program_default);
  EXPECT_EQ(cost.source, "cxsim default");
  EXPECT_EQ(cost.where(), Location{});
}

TEST(ParseMap, LetsNumbersInheritSourceAndEvidenceFromTheNearestObject) {
  LoadedMap const shop = parsed(replaced(
      replaced(shop_map_text(), R"("name": "Shop", "currency")",
               R"("name": "Shop", "source": "survey 2025", "evidence": "C", "currency")"),
      R"("failure": 0.05, "penalty": 1.5)",
      R"("failure": {"value": 0.05, "evidence": "A"}, "penalty": 1.5, "source": "app log")"));
  EXPECT_THAT(number(shop, "touchpoints/app/failure"),
              AllOf(Field(&ParameterInfo::source, "app log"),
                    Field(&ParameterInfo::evidence, Evidence::experiment)));
  EXPECT_THAT(number(shop, "touchpoints/app/score/mean"),
              AllOf(Field(&ParameterInfo::source, "app log"),
                    Field(&ParameterInfo::evidence, Evidence::before_after)));
  EXPECT_THAT(number(shop, "touchpoints/hotline/failure"),
              AllOf(Field(&ParameterInfo::source, "survey 2025"),
                    Field(&ParameterInfo::evidence, Evidence::before_after)));
}

TEST(ParseMap, UsesTheDefaultsOfScienceForWhatIsLeftOut) {
  LoadedMap const shop = parsed(replaced(shop_map_text(), R"("behaviour": {
    "journey_score": {"mean": 0.4, "worst": 0.25, "best": 0.1, "last": 0.25},
    "loss_weight": 2, "forgetting": 12, "churn_slope": 0.3, "incident_effect": 0.55
  },)",
                                         ""));
  EXPECT_EQ(number(shop, "behaviour/churn_slope").prior, Distribution(Lognormal{0.30, 0.3}));
  EXPECT_EQ(number(shop, "behaviour/loss_weight").prior, Distribution(Lognormal{2, 0.15}));
  EXPECT_EQ(number(shop, "behaviour/leniency_sd").prior, Distribution(Constant{0.35}));
  EXPECT_THAT(shop.parameters.group_of(shop.map.behaviour.mean_weight)->counts,
              ElementsAre(8, 5, 2, 5));
  EXPECT_EQ(value(shop, "behaviour/journey_score/worst"), 0.25);
}

TEST(ParseMap, OrdersJourneysByIdAndTouchpointsByTheFile) {
  LoadedMap const shop = parsed(shop_map_text());
  EXPECT_THAT(journeys_of(shop.map), ElementsAre("ask", "buy"));
  EXPECT_EQ(shop.map.touchpoints[TouchpointId{0}].id, "app");
  EXPECT_EQ(shop.map.touchpoints[TouchpointId{2}].id, "complaint");
}

TEST(ParseMap, OrdersTransitionsByTheIdOfTheirTarget) {
  LoadedMap const shop = parsed(shop_map_text());
  auto const& after = shop.map.touchpoints[TouchpointId{1}].after_failure;
  ASSERT_EQ(after.size(), 3U);
  EXPECT_EQ(after[0].target, Target(Ending::abandoned));
  EXPECT_EQ(after[1].target, Target(TouchpointId{2}));  // complaint
  EXPECT_EQ(after[2].target, Target(TouchpointId{1}));  // hotline
}

TEST(ParseMap, LetsAFailureLeadOnAsASuccessWithTheSameNumbers) {
  Map const shop = parsed(shop_map_text()).map;
  Touchpoint const& complaint = shop.touchpoints[TouchpointId{2}];
  ASSERT_EQ(complaint.after_failure.size(), 1U);
  EXPECT_EQ(complaint.after_failure[0].probability.index,
            complaint.after_success[0].probability.index);
}

TEST(ParseMap, NeedsNoTransitionsAfterAFailureThatNeverHappens) {
  Map const shop = parsed(replaced(replaced(shop_map_text(), R"("failure": 0.3, "penalty")",
                                            R"("failure": 0, "penalty")"),
                                   R"(, "failure": "as success")", ""))
                       .map;
  EXPECT_EQ(shop.touchpoints[TouchpointId{2}].after_failure.size(), 1U);
}

TEST(ParseMap, MakesSharesFromCounts) {
  LoadedMap const shop = parsed(replaced(shop_map_text(), R"({"hotline": 0.4, "abandoned": 0.6})",
                                         R"({"counts": {"hotline": 1, "abandoned": 3}})"));
  EXPECT_EQ(value(shop, "transitions/app/failure/hotline"), 0.25);
  ParameterInfo const& info = number(shop, "transitions/app/failure/hotline");
  EXPECT_EQ(info.where().pointer, "/transitions/app/failure/counts/hotline");
}

TEST(ParseMap, TiesSharesTogether) {
  LoadedMap const shop = parsed(shop_map_text());
  auto const group = [&](std::string_view path) {
    SimplexGroup const* found = shop.parameters.group_of(shop.parameters.find(path).value());
    return found == nullptr ? "" : found->path;
  };
  EXPECT_EQ(group("segments/young/share"), "segments/share");
  EXPECT_EQ(group("segments/old/churn/causes/price"), "segments/old/churn/causes");
  EXPECT_EQ(group("transitions/app/failure/hotline"), "transitions/app/failure");
  EXPECT_EQ(group("behaviour/journey_score/mean"), "behaviour/journey_score");
  EXPECT_EQ(group("touchpoints/app/failure"), "");
}

TEST(ParseMap, RegistersStartsOfJourneysThatASegmentLeavesOut) {
  LoadedMap const shop = parsed(
      replaced(shop_map_text(), R"("starts": {"buy": 3, "ask": 0.05})", R"("starts": {"buy": 3})"));
  EXPECT_EQ(value(shop, "segments/young/starts/ask"), 0);
}

TEST(ParseMap, NamesThingsByTheirIdWhenTheyHaveNoName) {
  Map const shop = parsed(replaced(shop_map_text(), R"("name": "Hotline", )", "")).map;
  EXPECT_EQ(shop.touchpoints[TouchpointId{1}].name, "hotline");
}

TEST(ParseMap, TiesADifferenceToItsSegmentAndNumber) {
  LoadedMap const shop = parsed(shop_map_text());
  Segment const& old = shop.map.segments[SegmentId{1}];
  ASSERT_EQ(old.differences.size(), 1U);
  ParameterChange const& change = old.differences[0];
  EXPECT_EQ(change.segment, SegmentId{1});
  EXPECT_EQ(change.operation, Operation::add);
  EXPECT_EQ(shop.parameters.info(change.target).path, "touchpoints/app/level");
  EXPECT_EQ(shop.parameters.info(change.size).path, "segments/old/differences/app");
}

TEST(ParseMap, TakesMeasuredFiguresWithAndWithoutParts) {
  LoadedMap const shop = parsed(replaced(
      shop_map_text(), R"("measured": {"nps": 20})",
      R"("measured": {"nps": {"value": 20, "answers": 800, "tolerance": 0.1, "evidence": "B"},
                      "contacts_per_1000": 250, "visits_per_1000": {"hotline": {"mean": 90, "sd": 5}}})"));
  Measured const& measured = shop.map.measured;
  EXPECT_EQ(value(shop, "measured/nps"), 20);
  EXPECT_EQ(value(shop, "measured/nps/answers"), 800);
  EXPECT_EQ(value(shop, "measured/nps/tolerance"), 0.1);
  EXPECT_EQ(number(shop, "measured/nps").evidence, Evidence::quasi_experiment);
  EXPECT_EQ(value(shop, "measured/contacts_per_1000/tolerance"), 0.05);
  EXPECT_FALSE(measured.contacts->answers.has_value());
  EXPECT_FALSE(measured.complaints.has_value());
  ASSERT_EQ(measured.visits.size(), 1U);
  EXPECT_EQ(measured.visits[0].first, TouchpointId{1});
  EXPECT_EQ(number(shop, "measured/visits_per_1000/hotline").prior, Distribution(Normal{90, 5}));
}

TEST(ParseMap, DrawsTheOuterLinesOfQuantilesOnToTheEnds) {
  LoadedMap const shop =
      parsed(replaced(shop_map_text(), R"("margin": 20)",
                      R"("margin": {"quantiles": {"0.1": 10, "0.5": 20, "0.9": 40}})"));
  auto const& quantiles = std::get<Quantiles>(number(shop, "segments/young/margin").prior);
  // 10 − 0.1·(10/0.4) and 40 + 0.1·(20/0.4)
  EXPECT_THAT(quantiles.points,
              ElementsAre(Pair(0, DoubleNear(7.5, 1e-12)), Pair(0.1, 10), Pair(0.5, 20),
                          Pair(0.9, 40), Pair(1, DoubleNear(45, 1e-12))));
}

TEST(ParseMap, CutsExtrapolatedQuantilesToTheRange) {
  LoadedMap const shop = parsed(replaced(shop_map_text(), R"("failure": 0.05)",
                                         R"("failure": {"quantiles": {"0.1": 0.01, "0.9": 0.5}})"));
  auto const& quantiles = std::get<Quantiles>(number(shop, "touchpoints/app/failure").prior);
  EXPECT_THAT(quantiles.points.front(), Pair(0, 0));
}

TEST(ParseMap, ReadsTheSameNumbersWhateverTheOrderOfMembers) {
  std::string const sections =
      R"("departments": {"digital": {"name": "Digital"}, "care": {"name": "Customer care"}},)";
  std::string const moved = replaced(replaced(shop_map_text(), sections, ""), R"("measured": {)",
                                     sections + R"( "measured": {)");
  std::string const swapped = replaced(
      moved,
      R"("app": {"success": {"completed": 1}, "failure": {"hotline": 0.4, "abandoned": 0.6}})",
      R"("app": {"failure": {"abandoned": 0.6, "hotline": 0.4}, "success": {"completed": 1}})");
  LoadedMap const one = parsed(shop_map_text());
  LoadedMap const other = parsed(swapped);
  EXPECT_EQ(write_map(other.map, other.parameters), write_map(one.map, one.parameters));
}

TEST(ParseMap, ReadsQueuesWithTheirDefaults) {
  LoadedMap const shop =
      parsed(replaced(shop_map_text(), R"("measured": {)", R"("queues": {"line": {
    "touchpoint": "hotline", "agents": 10, "handling_time": 5, "patience": 3, "peak_share": 0.6,
    "peak_hours": 100, "off_peak_hours": 200}}, "measured": {)"));
  EXPECT_THAT(notes_of(shop), ElementsAre());
  EXPECT_EQ(value(shop, "queues/line/wait_penalty"), 0.28);
  EXPECT_EQ(value(shop, "queues/line/announced"), 0);
}

/// The shop with a queue whose waits are \p reported.
LoadedMap with_reports(std::string const& reported, std::string const& further = "") {
  return parsed(replaced(shop_map_text(), R"("measured": {)",
                         R"("queues": {"line": {
    "touchpoint": "hotline", "agents": 10, "handling_time": 5, "peak_share": 0.6,
    "peak_hours": 100, "off_peak_hours": 200, )" +
                             further + R"("reported": )" + reported + R"(}}, "measured": {)"));
}

// 1.5 minutes on average, a quarter gives up: patience 6 (science §5.2).
TEST(ParseMap, DerivesPatienceFromTheWaitOfAllCallersAndTheShareThatGivesUp) {
  LoadedMap const shop =
      with_reports(R"({"mean_wait": 1.5, "abandoned": 0.25, "source": "ACD", "evidence": "C"})");
  EXPECT_DOUBLE_EQ(value(shop, "queues/line/patience"), 6);
  ParameterInfo const& info = number(shop, "queues/line/patience");
  EXPECT_EQ(info.typed, "mean_wait 1.5 of all, abandoned 0.25");
  EXPECT_EQ(info.source, "ACD");
  EXPECT_EQ(info.evidence, Evidence::before_after);
  EXPECT_THAT(notes_of(shop), Contains(HasSubstr("/queues/line/reported: the patience of the "
                                                 "callers follows from the reports: 6 minutes")));
}

// Of 10 who wait, 4 are called back; the line as a whole gives up as if it were more patient.
TEST(ParseMap, CountsCallersWhoAreCalledBackAsNotGivingUp) {
  LoadedMap const shop =
      with_reports(R"({"mean_wait": 1.5, "abandoned": 0.25})", R"("called_back": 0.4, )");
  EXPECT_DOUBLE_EQ(value(shop, "queues/line/patience"), 6 * (1 - 0.4));
}

// With this patience the line, staffed so that 5 % give up, makes those answered wait as reported.
TEST(ParseMap, DerivesPatienceFromTheWaitOfThoseAnsweredByTheCallsOfTheMap) {
  LoadedMap const shop =
      with_reports(R"({"mean_wait": 0.4, "mean_wait_of": "answered", "abandoned": 0.05})");
  // Episodes that begin at the hotline, or come there from the app, call 1/(1 - 0.2·0.3) times.
  double const calls = 100'000 * (0.6 * (0.05 + 3 * 0.02) + 0.4 * (0.2 + 0.02)) / (1 - 0.2 * 0.3);
  MonthOfCalls const month{
      .calls = calls, .handling_time = 5, .patience = value(shop, "queues/line/patience")};
  auto const intervals = peak_and_off_peak({10, 1, 0.6, 100, 200});
  EXPECT_NEAR(mean_wait_behind(month, intervals, {0, WaitOf::answered, 0.05}).value(), 0.4, 1e-8);
  double const factor = staffing_behind_abandonment(month, intervals, 0.05).value();
  EXPECT_THAT(notes_of(shop), Contains(HasSubstr(to_text(round_significant(10 * factor, 4)) +
                                                 " agents at peak fit the reports")));
}

TEST(ParseMap, WarnsOfAJourneyThatNobodyStarts) {
  LoadedMap const shop = parsed(
      replaced(shop_map_text(), R"("ask": {"name": "Ask", "entry": "hotline", "salience": 0.2})",
               R"("ask": {"entry": "hotline"}, "sell": {"entry": "app"})"));
  EXPECT_THAT(notes_of(shop), ElementsAre(HasSubstr("/journeys/sell: no segment starts “sell”")));
}

TEST(ParseMap, RefusesMoreThanItReadsAsOverTheLimit) {
  std::string segments;
  for (int i = 0; i < 1001; ++i) {
    segments += (i > 0 ? ", \"s" : "\"s") + std::to_string(i) + "\": {}";
  }
  auto const map = parse_map(
      R"({"format": "cxsim-map", "version": 1, "segments": {)" + segments + "}}", "map.json");
  ASSERT_FALSE(map.has_value());
  EXPECT_EQ(refusal_of(map.error()), Refusal::over_limit);
}

TEST(ParseMap, ShowsTheFirstThousandProblemsAndCountsTheOthers) {
  std::string keys;
  for (int i = 0; i < 2000; ++i) {
    keys += ", \"k" + std::to_string(i) + "\": 1";
  }
  auto const map = parse_map(R"({"format": "cxsim-map", "version": 1)" + keys + "}", "map.json");
  ASSERT_FALSE(map.has_value());
  EXPECT_EQ(map.error().size(), 1001U);
  Diagnostic const& last = *(map.error().end() - 1);
  // 2,000 unknown keys, and 6 that are missing: name, currency, departments, …
  EXPECT_EQ(to_text(last, Language::english),
            "map.json: 1006 more problems were found (the first 1,000 are shown)");
}

TEST(LoadMap, SaysWhenAFileCannotBeRead) {
  auto const map = load_map("journeys/no-such-file.json");
  ASSERT_FALSE(map.has_value());
  EXPECT_EQ(refusal_of(map.error()), Refusal::cannot_read);
}

TEST(LoadMap, NamesAndHashesTheFile) {
  auto const map = load_map("journeys/bank.json");
  ASSERT_TRUE(map.has_value());
  ASSERT_EQ(map->files.size(), 1U);
  EXPECT_EQ(map->files[0].name, "bank.json");
  EXPECT_EQ(map->files[0].sha256.size(), 64U);
}

TEST(DetectKind, TellsMapsFromScenariosEvenWhenTheyAreBroken) {
  EXPECT_EQ(detect_kind(shop_map_text()), FileKind::map);
  EXPECT_EQ(detect_kind(test::shop_scenario_text()), FileKind::scenario);
  EXPECT_EQ(detect_kind(R"({"format": "cxsim-map", "version": 1,, )"), FileKind::map);
  EXPECT_EQ(detect_kind(R"({"version": 1})"), FileKind::unknown);
  EXPECT_EQ(detect_kind(""), FileKind::unknown);
}

}  // namespace
}  // namespace cxsim
