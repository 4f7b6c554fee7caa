#include "cxsim/report/report_markdown.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

#include "small_answer.hpp"
#include "support/golden.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::hostile_scenario;
using test::small_answer;
using test::small_provenance;
using test::small_scenario;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

[[nodiscard]] std::string report(Scenario const& scenario, Prioritization const& answer) {
  return report_markdown(scenario, answer, small_provenance(), Language::english);
}
[[nodiscard]] std::string report() {
  Scenario const scenario = small_scenario();
  return report(scenario, small_answer(scenario));
}
[[nodiscard]] std::string first_page_of(std::string const& text) {
  return text.substr(0, text.find("# Appendix"));
}

[[nodiscard]] bool holds(std::string const& text, char const* pattern) {
  return std::regex_search(text, std::regex(pattern, std::regex::icase));
}

TEST(Report, ReadsAsReviewed) { expect_golden(report(), "tests/report/golden/report.md"); }

TEST(Report, ReadsInPolishAsReviewed) {
  Scenario const scenario = small_scenario();
  expect_golden(
      report_markdown(scenario, small_answer(scenario), small_provenance(), Language::polish),
      "tests/report/golden/report-pl.md");
}

TEST(Report, SaysWhichAmountsOfMoneyAreDiscounted) {
  std::string const text = report();
  EXPECT_THAT(text, HasSubstr("Cost: money as it is paid."));
  EXPECT_LT(text.find("All amounts of money in these reasons are discounted"),
            text.find("for the work; together"));
}

TEST(Report, AnswersTheQuestionsOfTheBoardInOrder) {
  std::string const text = report();
  std::size_t const order[]{text.find("## We recommend"),
                            text.find("## What it brings"),
                            text.find("## If we change nothing"),
                            text.find("## What we will not do, and why"),
                            text.find("## Who must act"),
                            text.find("## How sure"),
                            text.find("## When we will see it"),
                            text.find("![Journey](journey.svg)"),
                            text.find("# Appendix")};
  EXPECT_TRUE(std::ranges::is_sorted(order));
  EXPECT_NE(order[8], std::string::npos);
}

class WordOfStatistics : public testing::TestWithParam<char const*> {};

TEST_P(WordOfStatistics, IsNotOnTheFirstPage) {
  EXPECT_FALSE(holds(first_page_of(report()), GetParam())) << first_page_of(report());
}

INSTANTIATE_TEST_SUITE_P(Forbidden, WordOfStatistics,
                         testing::Values("\\bowen\\b", "\\bevpp?i\\b", "\\bdraws?\\b", "\\bpert\\b",
                                         "erlang", "latent", "salience", "regret", "\\broi\\b",
                                         "sum of the singles", "percentage point", "\\b100 %",
                                         "\\b0 %", "[0-9]\\.[0-9]{2}\\b", "sha256", "--[a-z]",
                                         "standard error", "-0\\b", "−0\\b(?!\\.)"));

[[nodiscard]] Scenario with_budget(char const* budget) {
  return test::read_scenario(
      test::replaced(test::small_scenario_text(), R"("horizon": 12)",
                     std::string(R"("horizon": 12, "constraints": {"budget": )") + budget + '}'),
      test::shop_map_text());
}

TEST(Report, SaysThatThePlanCostsMoreThanTheBudget) {
  Scenario const scenario = with_budget(R"({"a": {"from": 1, "to": 6, "amount": 70000},
                                            "b": {"from": 7, "to": 12, "amount": 31000}})");

  EXPECT_THAT(first_page_of(report(scenario, small_answer(scenario))),
              AllOf(HasSubstr("In months 1 to 6, these initiatives cost about PLN 77 k, more than "
                              "the budget of PLN 70 k"),
                    HasSubstr("does not look at budgets yet")));
}

TEST(Report, SaysNothingOfBudgetsThatAreEnough) {
  // 50,000 + 4 × 1,000 and 20,000 + 5 × 500 until month 6; nothing begins in the first.
  Scenario const scenario = with_budget(R"({"a": {"from": 1, "to": 1, "amount": 1},
                                            "b": {"from": 2, "to": 6, "amount": 76500}})");

  EXPECT_THAT(report(scenario, small_answer(scenario)), Not(HasSubstr("budget of PLN")));
}

TEST(Report, LeavesOutIdsThatWereMadeOfTheName) {
  std::string const text = test::replaced(
      test::replaced(test::small_scenario_text(), R"("fix": {)", R"("fix_the_app": {)"),
      R"("needs": ["fix"])", R"("needs": ["fix_the_app"])");
  Scenario const scenario = test::read_scenario(text, test::shop_map_text());

  EXPECT_THAT(report(scenario, small_answer(scenario)), HasSubstr("1. **Fix the app** (Digital"));
}

TEST(Report, NamesOwnersToConfirm) {
  EXPECT_THAT(report(),
              AllOf(HasSubstr("| Digital | fix Fix the app | 3 | ☐ |"),
                    HasSubstr("| Customer care | train Train the hotline | 2 | ☐ |"),
                    HasSubstr("| Customer care | 0.5 full-time people for fix | 3 | ☐ |")));
}

TEST(Report, SaysWhyTheRestIsNotDone) {
  std::string const page = first_page_of(report());
  EXPECT_THAT(page, HasSubstr("**staff Ripen the governance**: cannot be judged yet"));
  EXPECT_THAT(page, HasSubstr("costs more than it brings (PLN −0.1 m after cost)"));
}

TEST(Report, SaysWhenTheDifferenceShows) {
  // Failures are lower by a tenth where trouble/2 of 150·(1 + 2·trouble) is: month 3.
  EXPECT_THAT(report(), HasSubstr("| Failures per 1,000 customers and month | 3 |"));
  EXPECT_THAT(report(), HasSubstr("With 1,000 answers per survey"));
}

TEST(Report, ExplainsTheOrder) {
  EXPECT_THAT(report(), HasSubstr("*It cannot be told from fix Fix the app*"));
  EXPECT_THAT(report(), HasSubstr("*Reach:* about"));
  EXPECT_THAT(report(), HasSubstr("*Where the money comes from:*"));
}

TEST(Report, ListsTheWeakAssumptionThatMovesTheResult) {
  EXPECT_THAT(report(), HasSubstr("| How strongly a remembered failure drives leaving |"));
  EXPECT_THAT(first_page_of(report()),
              HasSubstr("Weakest link: *How strongly a remembered failure drives leaving*"));
}

TEST(Report, SaysWhenTooFewDrawsTestedToday) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.baseline.gate.draws = 9;
  EXPECT_THAT(report(scenario, answer),
              HasSubstr("Whether the rest of today is reproduced was not tested"));
}

TEST(Report, WarnsFirstWhenTodayIsNotReproduced) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.baseline.gate = test::failing_gate();
  std::string const text = report(scenario, answer);
  EXPECT_LT(text.find("The model does not reproduce today: 2 of 6 figures are off."),
            text.find("## We recommend"));
  EXPECT_THAT(text, HasSubstr("complaints ✖"));
  EXPECT_THAT(text, HasSubstr("✖ off"));
}

TEST(Report, MayRecommendNothing) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.recommended = 0;
  std::string const text = report(scenario, answer);
  EXPECT_THAT(text, HasSubstr("None of the 4 initiatives: none pays for itself."));
  EXPECT_THAT(text, HasSubstr("Nobody."));
}

TEST(Report, MakesHostileNamesHarmless) {
  Scenario const scenario = hostile_scenario();
  std::string const text = report(scenario, small_answer(scenario));
  EXPECT_THAT(text, Not(HasSubstr("<script>")));
  EXPECT_THAT(text, Not(HasSubstr("[x](y)")));
  EXPECT_THAT(text, Not(HasSubstr("![i]")));
  EXPECT_THAT(text, Not(HasSubstr("**bold**")));
  EXPECT_THAT(text, Not(HasSubstr("\n# heading")));
  EXPECT_THAT(text, Not(HasSubstr("http://evil")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(Report, KeepsTheColumnsOfItsTablesWhateverTheNames) {
  Scenario const scenario = hostile_scenario();
  std::string const text = report(scenario, small_answer(scenario));
  std::size_t const row = text.find("| 1 | fix ");
  std::string const line = text.substr(row, text.find('\n', row) - row);
  // 15 cells have 16 bars; a bar of a name is escaped.
  EXPECT_EQ(std::ranges::count(std::regex_replace(line, std::regex(R"(\\\|)"), ""), '|'), 16);
}

TEST(Report, DoesNotCallItALossForCertainWhenItMayPay) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  for (RankedInitiative& ranked : answer.ranking) {
    Assessed& npv = ranked.alone.difference[Figure::npv];
    npv.interval = npv.interval ? std::optional(Interval{npv.interval->low, 1e6}) : std::nullopt;
  }
  EXPECT_THAT(report(scenario, answer),
              HasSubstr("on average costs more than it brings, but that is not certain"));
}

}  // namespace
}  // namespace cxsim
