#include "cxsim/report/console_tables.hpp"

#include <gmock/gmock.h>

#include "small_answer.hpp"
#include "support/golden.hpp"

namespace cxsim {
namespace {

using test::hostile_scenario;
using test::small_answer;
using test::small_baseline;
using test::small_provenance;
using test::small_scenario;
using test::widest_line;
using testing::HasSubstr;
using testing::Not;

[[nodiscard]] std::string prioritized(Scenario const& scenario, Prioritization const& answer,
                                      int width = 100) {
  return prioritize_text(scenario, answer, small_provenance(),
                         {Language::english, width, Colour::none});
}
[[nodiscard]] std::string prioritized(int width = 100) {
  Scenario const scenario = small_scenario();
  return prioritized(scenario, small_answer(scenario), width);
}
[[nodiscard]] std::string simulated(int width) {
  Scenario const scenario = small_scenario();
  return simulate_text(scenario, small_baseline(scenario), small_provenance(),
                       {Language::english, width, Colour::none});
}

TEST(PrioritizeText, ReadsAsReviewed) {
  expect_golden(prioritized(100), "tests/report/golden/prioritize_100.txt");
}

TEST(PrioritizeText, ReadsAsReviewedOnANarrowTerminal) {
  expect_golden(prioritized(80), "tests/report/golden/prioritize_80.txt");
}

TEST(SimulateText, ReadsAsReviewed) {
  expect_golden(simulated(100), "tests/report/golden/simulate_100.txt");
}

class Width : public testing::TestWithParam<int> {};

TEST_P(Width, HoldsEveryLineOfTheRanking) {
  EXPECT_LE(widest_line(prioritized(GetParam())), static_cast<std::size_t>(GetParam()));
}

TEST_P(Width, HoldsEveryLineOfTheBaseline) {
  EXPECT_LE(widest_line(simulated(GetParam())), static_cast<std::size_t>(GetParam()));
}

TEST_P(Width, HoldsHostileNames) {
  Scenario const scenario = hostile_scenario();
  EXPECT_LE(widest_line(prioritized(scenario, small_answer(scenario), GetParam())),
            static_cast<std::size_t>(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Terminals, Width, testing::Values(80, 81, 93, 100, 117, 140, 160));

TEST(PrioritizeText, OpensWithTheGate) {
  std::string const text = prioritized();
  EXPECT_THAT(text, HasSubstr("Today is reproduced: churn matched, NPS matched, 4 of 4 tested "
                              "figures within sampling error."));
  EXPECT_LT(text.find("Today is reproduced"), text.find("RECOMMENDATION"));
}

TEST(PrioritizeText, SaysWhenTooFewDrawsTestedToday) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.baseline.gate.draws = 9;
  EXPECT_THAT(prioritized(scenario, answer), HasSubstr("was not tested"));
}

TEST(PrioritizeText, IsLoudWhenTodayIsNotReproduced) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.baseline.gate = test::failing_gate();
  std::string const text = prioritized(scenario, answer);
  EXPECT_THAT(text, HasSubstr("!!! THE MODEL DOES NOT REPRODUCE TODAY: 2 of 6 figures are off."));
  EXPECT_THAT(text, HasSubstr("satisfaction"));
  EXPECT_THAT(text, HasSubstr("83.4"));
  EXPECT_LT(text.find("83.4"), text.find("RECOMMENDATION"));
}

TEST(PrioritizeText, SaysThatNumbersAreInvented) {
  EXPECT_THAT(prioritized(), HasSubstr("ILLUSTRATIVE"));
}

TEST(PrioritizeText, MayRecommendNothing) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.recommended = 0;
  EXPECT_THAT(prioritized(scenario, answer), HasSubstr("Do none of the 4 initiatives"));
}

TEST(PrioritizeText, CountsDrawsAndNeverGivesThemInPercent) {
  std::string const text = prioritized();
  EXPECT_THAT(text, HasSubstr("0 of 200"));
  EXPECT_THAT(text, HasSubstr("200 of 200"));
  EXPECT_THAT(text, Not(HasSubstr(" 0 %")));
  EXPECT_THAT(text, Not(HasSubstr(" 100 %")));
}

TEST(PrioritizeText, MarksWhatCannotBeToldApart) {
  EXPECT_THAT(prioritized(), HasSubstr("\n≈ 2  train"));
  EXPECT_THAT(prioritized(), Not(HasSubstr("≈ 4")));
}

TEST(PrioritizeText, GivesNoFiguresOfWhatIsNotSimulated) {
  EXPECT_THAT(prioritized(), HasSubstr("Not judged: the effects of staff Ripen the governance"));
}

TEST(PrioritizeText, GivesNoIntervalsFromFewDraws) {
  Scenario const scenario = small_scenario();
  std::string const text = prioritized(scenario, small_answer(scenario, 40));
  EXPECT_THAT(text, HasSubstr("No intervals: they need 200 draws or more."));
  EXPECT_THAT(text, Not(HasSubstr("90 % range")));
  EXPECT_THAT(text, Not(HasSubstr(" [")));
}

TEST(PrioritizeText, SaysWhenAllTogetherIsLessThanTheSum) {
  EXPECT_THAT(prioritized(), HasSubstr("less than the sum of the singles"));
}

TEST(PrioritizeText, HoldsNoControlCharacterOfANameAndNoHyphenForAMinus) {
  Scenario const scenario = hostile_scenario();
  std::string const text = prioritized(scenario, small_answer(scenario));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\u202e")));
  EXPECT_THAT(text, Not(HasSubstr("\n# heading")));
}

TEST(PrioritizeText, ColoursWithoutChangingAWord) {
  Scenario const scenario = small_scenario();
  std::string const coloured = prioritize_text(scenario, small_answer(scenario), small_provenance(),
                                               {Language::english, 100, Colour::ansi});
  EXPECT_THAT(coloured, HasSubstr("\x1b[1mRECOMMENDATION\x1b[0m"));
  EXPECT_THAT(coloured, HasSubstr("\x1b[33mILLUSTRATIVE"));
}

TEST(PrioritizeText, SaysWhichNumbersAreNotInvented) {
  Scenario const scenario = small_scenario();
  Provenance provenance = small_provenance();
  provenance.origins = {.numbers = 95,
                        .measured = 22,
                        .expert = 1,
                        .defaults = 72,
                        .measured_kinds = {NumberTopic::transitions, NumberTopic::failures},
                        .default_kinds = {NumberTopic::satisfaction, NumberTopic::margin}};
  std::string const text = prioritize_text(scenario, small_answer(scenario), provenance,
                                           {Language::english, 400, Colour::none});
  EXPECT_THAT(text, HasSubstr("ILLUSTRATIVE IN PART: 22 of 95 numbers were counted or measured "
                              "(grades A to D), 1 are opinions of experts (E) and 72 are defaults "
                              "of the program (F). Counted or measured: transitions and failures. "
                              "Defaults of the program: satisfaction and margin."));
  EXPECT_THAT(text, Not(HasSubstr("are invented")));
}

TEST(PrioritizeText, CallsAGapOfLessThanAHundredthNone) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.interaction.estimate = {.mean = -32, .standard_error = 1, .count = 200};
  EXPECT_THAT(prioritized(scenario, answer), HasSubstr("That is practically the same"));
}

}  // namespace
}  // namespace cxsim
