#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "books.hpp"
#include "cxsim/formats/encoding.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/workbook/export.hpp"

namespace cxsim {
namespace {

using test::imported;
using test::problems_of;
using testing::AllOf;
using testing::HasSubstr;

/// The empty template with answers on its first sheet, by the beginnings of their headers.
[[nodiscard]] Spreadsheet answered(
    Language language, std::vector<std::pair<std::string, CellContent>> const& answers) {
  Spreadsheet book = empty_workbook(language);
  for (auto const& [header, content] : answers) {
    for (Cell const& cell : book.sheets.front().cells) {
      auto const* text = std::get_if<std::string>(&cell.content);
      if (text != nullptr && cell.place.column == 0 && text->starts_with(header)) {
        book = test::with(book, "1", cell_name({cell.place.row, 1}), content);
        break;
      }
    }
  }
  return book;
}

[[nodiscard]] Spreadsheet polish_answers() {
  return answered(Language::polish, {{"Branża", std::string("bank")},
                                     {"1. Liczba", 500'000.0},
                                     {"2. Churn", std::string("11 %")},
                                     {"4. NPS", 42.0},
                                     {"    NPS: krytycy", 27.0},
                                     {"5. Kontakty", std::string("95 tys.")}});
}

TEST(FirstSheetAlone, GivesACaseOfTheIndustry) {
  ImportedWorkbook const book = imported(polish_answers());
  EXPECT_TRUE(book.has_initiatives);
  EXPECT_THAT(book.map, AllOf(HasSubstr("\"value\": 500000"), HasSubstr("app_login")));
  auto const loaded = parse_scenario(book.scenario, "s.json", [&](std::string const& path) {
    return Result<FileText>(FileText{path, book.map});
  });
  ASSERT_TRUE(loaded);
  Scenario const& scenario = loaded->scenario;
  EXPECT_EQ(scenario.parameters.best_guesses()[*scenario.parameters.find("measured/nps")], 15);
  EXPECT_EQ(book.report.language, Language::polish);
}

TEST(FirstSheetAlone, TellsHowTheSheetsWereRead) {
  Spreadsheet book = polish_answers();
  book.notes = encoding_notes(Encoding::windows_1250, "plan");
  Diagnostics const notes = imported(book).report.notes;
  ASSERT_FALSE(notes.empty());
  EXPECT_EQ(notes.begin()->text, texts::encoding_windows_1250);
}

TEST(FirstSheetAlone, NamesTheCellOfANumberThatCannotBeRight) {
  Spreadsheet const book = answered(Language::english, {{"Industry", std::string("bank")},
                                                        {"2. Annual churn", 150.0},
                                                        {"4. NPS", 80.0},
                                                        {"    NPS: detractors", 40.0}});
  EXPECT_THAT(problems_of(book, Language::english),
              testing::Contains(AllOf(HasSubstr("sheet 1_Start, cell B"), HasSubstr("120 %"))));
}

TEST(FirstSheetAlone, NeedsAnIndustry) {
  Spreadsheet const book = answered(Language::english, {{"1. Customers", 500'000.0}});
  EXPECT_THAT(problems_of(book, Language::english), testing::Contains(HasSubstr("2_Touchpoints")));
}

}  // namespace
}  // namespace cxsim
