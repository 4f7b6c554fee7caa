#include <gmock/gmock.h>

#include "cxsim/report/console_tables.hpp"
#include "cxsim/report/report_markdown.hpp"
#include "cxsim/report/result_json.hpp"
#include "small_answer.hpp"

namespace cxsim {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The small answer with a wished precision, reached or not.
[[nodiscard]] Prioritization answer_to_a_wish(Scenario const& scenario, bool reached) {
  Prioritization answer = test::small_answer(scenario);
  InitiativeId const fix = answer.ranking.front().initiative;
  Convergence convergence;
  convergence.wish.npv = Tolerance{Tolerance::Kind::relative, 0.05};
  convergence.wish.churn = Tolerance{Tolerance::Kind::absolute, 0.0005};
  convergence.wish.order = 0.95;
  convergence.reached = reached;
  auto const round = [&](std::uint32_t draws, double width) {
    ConvergenceRound one;
    one.size = {draws, 500};
    one.figures = {{{}, Figure::npv, {3.7e6, 0.5 * width * 1.85e5, {}, 0}, 1.85e5},
                   {fix, Figure::npv, {2.6e6, width * 1.3e5, {}, 0}, 1.3e5},
                   {{}, Figure::annual_churn, {-0.016, 0.0005 * width, {}, 0}, 0.0005}};
    one.order = OrderPrecision{0.95, 0.97};
    one.draws_planned = 1230;
    return one;
  };
  convergence.rounds = {round(50, 2), round(200, reached ? 0.9 : 1.2)};
  answer.convergence = convergence;
  return answer;
}

[[nodiscard]] std::string text_of(Prioritization const& answer, Language language) {
  return prioritize_text(test::small_scenario(), answer, test::small_provenance(),
                         {language, 400, Colour::none});
}

TEST(Convergence, ShowsTheWidestFigureOfEveryRound) {
  std::string const text =
      text_of(answer_to_a_wish(test::small_scenario(), true), Language::english);
  EXPECT_THAT(text, AllOf(HasSubstr("±10 % (fix)"), HasSubstr("±4.5 % (fix)"),
                          HasSubstr("±0.1 points (recommendation)"),
                          HasSubstr("±0.045 points (recommendation)"), HasSubstr("97 %")));
  EXPECT_THAT(text, HasSubstr("Reached, in two checks in a row, with 200 draws × 500 customers"));
}

TEST(Convergence, SaysHowMuchMoreItWouldTake) {
  std::string const text =
      text_of(answer_to_a_wish(test::small_scenario(), false), Language::english);
  EXPECT_THAT(text, HasSubstr("Not reached within the limit of 2,000,000 simulated customers"));
  EXPECT_THAT(text, HasSubstr("it would take about 620,000."));
}

TEST(Convergence, SpeaksPolish) {
  std::string const text =
      text_of(answer_to_a_wish(test::small_scenario(), true), Language::polish);
  EXPECT_THAT(text, AllOf(HasSubstr("PRECYZJA"), HasSubstr("±4,5% (fix)"),
                          HasSubstr("±0,045 pkt proc. (rekomendacja)")));
}

TEST(Convergence, StandsInTheReportAndTheResultFile) {
  Scenario const scenario = test::small_scenario();
  Prioritization const answer = answer_to_a_wish(scenario, false);
  EXPECT_THAT(report_markdown(scenario, answer, test::small_provenance(), Language::english),
              AllOf(HasSubstr("## Precision"), HasSubstr("| 2 | 200 | 500 | ±6.0 % (fix) |")));
  std::string const json = prioritize_json(scenario, answer, test::small_provenance());
  EXPECT_THAT(json, AllOf(HasSubstr("\"convergence\""), HasSubstr("\"draws_needed\""),
                          HasSubstr("\"order_confidence\"")));
}

TEST(Convergence, IsLeftOutWhenNoPrecisionWasAskedFor) {
  Scenario const scenario = test::small_scenario();
  EXPECT_THAT(prioritize_json(scenario, test::small_answer(scenario), test::small_provenance()),
              testing::Not(HasSubstr("\"convergence\"")));
}

}  // namespace
}  // namespace cxsim
