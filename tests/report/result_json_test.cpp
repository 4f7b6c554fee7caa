#include "cxsim/report/result_json.hpp"

#include <gmock/gmock.h>

#include "cxsim/formats/json.hpp"
#include "small_answer.hpp"

namespace cxsim {
namespace {

using test::hostile_scenario;
using test::small_answer;
using test::small_baseline;
using test::small_provenance;
using test::small_scenario;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

[[nodiscard]] std::string prioritized() {
  Scenario const scenario = small_scenario();
  return prioritize_json(scenario, small_answer(scenario), small_provenance());
}
[[nodiscard]] std::string simulated() {
  Scenario const scenario = small_scenario();
  return simulate_json(scenario, small_baseline(scenario), small_provenance());
}
[[nodiscard]] JsonValue parsed(std::string const& text) {
  return parse_json(text, "result.json").value();
}

/// The value at the end of a way of keys, or an error that names the missing one.
[[nodiscard]] JsonValue const& at(JsonValue const& document, std::vector<std::string> const& way) {
  JsonValue const* value = &document;
  for (std::string const& key : way) {
    value = value->find(key);
    if (value == nullptr) {
      throw std::runtime_error("no member " + key);
    }
  }
  return *value;
}

[[nodiscard]] std::vector<std::string> keys_of(JsonValue const& object) {
  std::vector<std::string> keys;
  for (JsonMember const& member : object.members()) {
    keys.push_back(member.key);
  }
  return keys;
}

[[nodiscard]] std::vector<std::string> names_of_figures() {
  std::vector<std::string> names;
  for (Figure const figure : all_figures()) {
    names.emplace_back(figure_name(figure));
  }
  return names;
}

TEST(ResultJson, SaysWhatItIs) {
  JsonValue const document = parsed(prioritized());
  EXPECT_EQ(at(document, {"format"}).string(), "cxsim-result");
  EXPECT_EQ(at(document, {"version"}).integer(), result_format_version);
  EXPECT_EQ(at(document, {"provenance", "seed"}).integer(), 7);
  EXPECT_EQ(at(document, {"provenance", "run"}).string(), "9f3c2b1a-7");
  EXPECT_EQ(at(document, {"conventions", "months_count_from"}).integer(), 1);
}

TEST(ResultJson, HasEveryPartOfThePrioritisation) {
  EXPECT_THAT(
      keys_of(parsed(prioritized())),
      ElementsAre("format", "version", "provenance", "conventions", "scenario", "gate", "reference",
                  "baseline", "change_by_events", "recommendation", "ranking", "draws_nothing_best",
                  "in_order", "all_together", "left_out", "sum_of_singles_npv", "interaction_npv",
                  "segment_churn", "months", "by_segment", "by_touchpoint", "work"));
}

TEST(ResultJson, HasEveryPartOfTheBaseline) {
  EXPECT_THAT(keys_of(parsed(simulated())),
              ElementsAre("format", "version", "provenance", "conventions", "scenario", "gate",
                          "reference", "baseline", "change_by_events", "segment_churn", "months",
                          "by_segment", "by_touchpoint", "work"));
}

TEST(ResultJson, HasEveryFigureWithItsError) {
  JsonValue const document = parsed(prioritized());
  EXPECT_EQ(keys_of(at(document, {"baseline"})), names_of_figures());
  JsonValue const& first = at(document, {"ranking"}).elements().front();
  EXPECT_EQ(keys_of(at(first, {"alone", "difference"})), names_of_figures());
  EXPECT_THAT(keys_of(at(first, {"alone", "difference", "npv"})),
              ElementsAre("mean", "standard_error", "interval", "noise_share"));
}

TEST(ResultJson, KeepsNumbersAsTheyAre) {
  Scenario const scenario = small_scenario();
  Prioritization const answer = small_answer(scenario);
  JsonValue const document = parsed(prioritize_json(scenario, answer, small_provenance()));
  Assessed const& npv = answer.ranking[0].alone.difference[Figure::npv];
  JsonValue const& written =
      at(at(document, {"ranking"}).elements().front(), {"alone", "difference", "npv"});
  EXPECT_EQ(at(written, {"mean"}).number(), npv.estimate.mean);
  EXPECT_EQ(at(written, {"interval"}).elements()[0].number(), npv.interval->low);
  EXPECT_EQ(at(written, {"interval"}).elements()[1].number(), npv.interval->high);
}

TEST(ResultJson, HasEveryMonthOfEveryMonthFigure) {
  JsonValue const document = parsed(prioritized());
  JsonValue const& months = at(document, {"months"});
  EXPECT_THAT(keys_of(months), ElementsAre("reference", "baseline", "recommended"));
  EXPECT_THAT(keys_of(at(months, {"recommended"})),
              ElementsAre("satisfaction", "nps", "csat", "churn", "complaints_per_1000",
                          "contacts_per_1000", "failures_per_1000", "customers",
                          "mean_wait_minutes", "gave_up_waiting_share"));
  EXPECT_THAT(at(months, {"baseline", "nps", "low"}).elements(), SizeIs(12));
}

TEST(ResultJson, HasMonthsBySegmentAndTouchpoint) {
  JsonValue const document = parsed(simulated());
  EXPECT_THAT(keys_of(at(document, {"by_segment", "baseline"})), ElementsAre("young", "old"));
  JsonValue const& customers = at(document, {"by_segment", "baseline", "young", "customers"});
  EXPECT_THAT(customers.elements(), SizeIs(12));
  EXPECT_DOUBLE_EQ(customers.elements()[0].number(), 50'000);
  EXPECT_DOUBLE_EQ(
      at(document, {"by_touchpoint", "reference", "app", "failure_share"}).elements()[3].number(),
      0.05);
}

TEST(ResultJson, HasNoIntervalFromFewDraws) {
  Scenario const scenario = small_scenario();
  JsonValue const document =
      parsed(simulate_json(scenario, small_baseline(scenario, 40), small_provenance()));
  EXPECT_EQ(at(document, {"baseline", "npv", "interval"}).kind(), JsonKind::null);
  EXPECT_EQ(at(document, {"months", "baseline", "nps", "low"}).elements()[0].kind(),
            JsonKind::null);
}

TEST(ResultJson, HasTheWholeGate) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.baseline.gate = test::failing_gate();
  JsonValue const document = parsed(prioritize_json(scenario, answer, small_provenance()));
  EXPECT_FALSE(at(document, {"gate", "passes"}).boolean());
  EXPECT_EQ(at(document, {"gate", "failed"}).integer(), 2);
  EXPECT_THAT(at(document, {"gate", "checks"}).elements(), SizeIs(6));
}

TEST(ResultJson, SaysWhichInitiativesAreTiedAndWhatToDo) {
  JsonValue const document = parsed(prioritized());
  std::vector<JsonValue> const& ranking = at(document, {"ranking"}).elements();
  EXPECT_FALSE(at(ranking[0], {"tied_with_previous"}).boolean());
  EXPECT_TRUE(at(ranking[1], {"tied_with_previous"}).boolean());
  EXPECT_EQ(at(ranking[3], {"decision"}).string(), "do not");
}

TEST(ResultJson, IsTheSameEveryTime) { EXPECT_EQ(prioritized(), prioritized()); }

TEST(ResultJson, HoldsNoNegativeZeroAndNoHost) {
  EXPECT_THAT(prioritized(), Not(HasSubstr("-0,")));
  EXPECT_THAT(prioritized(), Not(HasSubstr("-0\n")));
  EXPECT_THAT(prioritized(), Not(HasSubstr("threads")));
}

TEST(ResultJson, KeepsHostileNamesAsText) {
  Scenario const scenario = hostile_scenario();
  JsonValue const document =
      parsed(prioritize_json(scenario, small_answer(scenario), small_provenance()));
  EXPECT_EQ(at(document, {"scenario", "name"}).string(), scenario.name);
}

}  // namespace
}  // namespace cxsim
