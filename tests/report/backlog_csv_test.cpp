#include "cxsim/report/backlog_csv.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>

#include "cxsim/formats/csv.hpp"
#include "small_answer.hpp"
#include "support/golden.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::hostile_scenario;
using test::small_answer;
using test::small_provenance;
using test::small_scenario;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

using Rows = std::vector<std::vector<std::string>>;

[[nodiscard]] Rows rows_of(std::string const& text) {
  TextSource source(text);
  CsvReader reader(source, "backlog.csv", {.delimiter = ','});
  Rows rows;
  for (auto row = reader.next(); row.value() != nullptr; row = reader.next()) {
    EXPECT_TRUE((*row)->problems.empty());
    rows.emplace_back((*row)->fields.begin(), (*row)->fields.end());
  }
  return rows;
}

[[nodiscard]] std::string backlog(Scenario const& scenario, Prioritization const& answer) {
  return backlog_csv(scenario, answer, small_provenance(), Language::english);
}
[[nodiscard]] std::string backlog() {
  Scenario const scenario = small_scenario();
  return backlog(scenario, small_answer(scenario));
}

[[nodiscard]] std::vector<std::string> column(Rows const& rows, std::string const& name) {
  auto const position = std::ranges::find(rows.front(), name) - rows.front().begin();
  std::vector<std::string> cells;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    cells.push_back(rows[row].at(static_cast<std::size_t>(position)));
  }
  return cells;
}

TEST(Backlog, ReadsAsReviewed) { expect_golden(backlog(), "tests/report/golden/backlog.csv"); }

TEST(Backlog, HasTheSameNumberOfFieldsInEveryRow) {
  EXPECT_THAT(rows_of(backlog()), SizeIs(5));
  EXPECT_THAT(rows_of(backlog()), Each(SizeIs(24)));
}

TEST(Backlog, HasLettersAndBlanksOnlyInItsHeader) {
  std::string const text = backlog();
  std::string const header = text.substr(0, text.find('\n'));
  EXPECT_TRUE(std::ranges::all_of(header, [](char one) {
    return one == ',' || one == ' ' || std::isalpha(static_cast<unsigned char>(one)) != 0;
  })) << header;
}

TEST(Backlog, DecidesEachInitiative) {
  EXPECT_THAT(column(rows_of(backlog()), "Decision"),
              ElementsAre("do", "do", "not judged", "do not"));
}

TEST(Backlog, DefersWhatPaysAloneButIsNotRecommended) {
  Scenario const scenario = small_scenario();
  Prioritization answer = small_answer(scenario);
  answer.recommended = 1;
  EXPECT_THAT(column(rows_of(backlog(scenario, answer)), "Decision"),
              ElementsAre("do", "do later", "not judged", "do not"));
}

TEST(Backlog, SaysWhatChanges) {
  EXPECT_EQ(column(rows_of(backlog()), "What changes").front(),
            "App: failures 5.0 % → 2.0 % (range 1.3 % to 3.1 %)");
  EXPECT_THAT(column(rows_of(backlog()), "Touchpoints"), ElementsAre("App", "Hotline", "", "App"));
}

TEST(Backlog, SaysTheScoreThatAChangeGoesTo) {
  std::string const text = test::replaced(
      test::small_scenario_text(), R"("touchpoints/hotline/level", "add": 0.15)",
      R"("touchpoints/hotline/score/mean", "from": 72, "to": {"min": 74, "mode": 76, "max": 78})");
  Scenario const scenario = test::read_scenario(text, test::shop_map_text());

  EXPECT_THAT(column(rows_of(backlog(scenario, small_answer(scenario))), "What changes").at(1),
              HasSubstr("satisfaction 72 → 76 (range 75 to 77)"));
}

TEST(Backlog, LeavesFiguresEmptyThatNobodyKnows) {
  EXPECT_EQ(column(rows_of(backlog()), "Value after cost").at(2), "");
  EXPECT_EQ(column(rows_of(backlog()), "Draws with a loss").at(2), "");
  Scenario const scenario = small_scenario();
  EXPECT_THAT(
      column(rows_of(backlog(scenario, small_answer(scenario, 40))), "Value after cost low"),
      Each(""));
}

TEST(Backlog, WritesNumbersWithoutExponentAndUnit) {
  EXPECT_THAT(column(rows_of(backlog()), "Cost once"),
              ElementsAre("50000", "20000", "90000", "100000"));
  EXPECT_THAT(column(rows_of(backlog()), "Cost per month"),
              ElementsAre("1000", "500", "0", "8888.5"));
  EXPECT_THAT(column(rows_of(backlog()), "Duration in months"), ElementsAre("", "8", "", ""));
  EXPECT_THAT(column(rows_of(backlog()), "Needs"), ElementsAre("", "", "fix", ""));
}

TEST(Backlog, SaysWhereItComesFrom) {
  EXPECT_THAT(column(rows_of(backlog()), "Provenance"),
              Each("cxsim 0.1.0, shop.json (sha256 9f3c2b1a0000), seed 7, 200 draws, invented "
                   "numbers"));
}

TEST(Backlog, StartsNoTitleAndNoCellWithASignOfANames) {
  Scenario const scenario = hostile_scenario();
  Rows const rows = rows_of(backlog(scenario, small_answer(scenario)));
  EXPECT_THAT(rows, Each(SizeIs(24)));
  EXPECT_THAT(column(rows, "Summary").at(0), StartsWith("fix: =cmd"));
  EXPECT_THAT(column(rows, "Summary").at(1), StartsWith("train: −5 %"));
  EXPECT_THAT(column(rows, "Owner department").at(0), StartsWith("'@SUM"));
  EXPECT_THAT(column(rows, "Summary"), Each(Not(HasSubstr("\n"))));
}

}  // namespace
}  // namespace cxsim
