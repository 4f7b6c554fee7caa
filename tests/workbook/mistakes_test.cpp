#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "books.hpp"
#include "cxsim/base/texts.hpp"
#include "cxsim/formats/texts.hpp"

namespace cxsim {
namespace {

using test::english_book;
using test::polish_book;
using test::problems_of;
using test::with;
using test::without;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

/// One thing that a user may get wrong, and what must be said about it.
struct Mistake {
  std::string name;
  std::string sheet;  ///< number
  std::string cell;
  CellContent polish;
  CellContent english;
  std::string said_in_polish;
  std::string said_in_english;
  std::string place_in_polish = "";  ///< when it is another cell than the one that was spoilt
  std::string place_in_english = "";
};

void PrintTo(Mistake const& mistake, std::ostream* out) { *out << mistake.name; }

[[nodiscard]] std::string t(char const* text) { return text; }

[[nodiscard]] std::vector<Mistake> mistakes() {
  return {
      {"TextInsteadOfNumber", "2", "E3", t("dużo"), t("many"), "„dużo” to nie liczba",
       "“many” is not a number"},
      {"NumberThatBecameADate", "2", "F3", Date{2026, 5, 1}, Date{2026, 5, 1},
       "jest data 01.05.2026, a nie liczba", "holds the date 2026-05-01, not a number"},
      {"ScoreOffItsScale", "2", "F3", 7.5, 7.5, "7,5 nie mieści się w skali 1–5",
       "7.5 is not on the scale 1–5"},
      {"MisspeltScale", "2", "G3", t("1–55"), t("1–55"), "czy chodziło o „1–5”?",
       "did you mean “1–5”?"},
      {"PercentageOver100", "2", "I3", 120.0, 120.0, "120 to więcej niż 100%",
       "120 is more than 100 %"},
      {"NegativeCost", "2", "J3", -14.0, -14.0, "-14 to mniej niż 0", "-14 is below 0"},
      {"NoDepartment", "2", "D3", t(""), t(""), "„Dział” jest puste", "“Department” is empty"},
      {"SameNameTwice", "5", "A3", t("Rodziny"), t("Families"), "„Rodziny” jest już w komórce A2",
       "“Families” already stands in cell A2"},
      {"NameThatDiffersInCase", "5", "A3", t("rodziny"), t("families"),
       "„rodziny” i „Rodziny” w komórce A2 różnią się tylko pisownią",
       "“families” and “Families” in cell A2 differ only in how they are written"},
      {"UnknownTouchpointInReasons", "3", "D2", t("Fakturra"), t("Invoize"),
       "czy chodziło o „Faktura”?", "did you mean “Invoice”?"},
      {"MoreReasonsThanContacts", "3", "C3", 9000.0, 9000.0, "powody w arkuszu 3 dają razem 11",
       "the reasons in sheet 3 add up to 11", "arkusz 2_Punkty_styku, komórka E3",
       "sheet 2_Touchpoints, cell E3"},
      {"SegmentWithoutCustomers", "5", "B3", 0.0, 0.0, "segmentu z 0 klientów",
       "a segment of 0 customers"},
      {"ChurnOfEverybody", "5", "E3", 100.0, 100.0, "nikt by nie został", "would leave nobody"},
      {"NpsOutOfRange", "5", "F3", 120.0, 120.0, "120 to nie NPS", "120 is not an NPS"},
      {"UnknownChange", "6", "D2", t("% niezalatwionychh"), t("% unresolvedd"),
       "czy chodziło o „% niezałatwionych”?", "did you mean “% unresolved”?"},
      {"NoTouchpointOfAChange", "6", "C2", t(""), t(""), "zmienia się w punkcie styku",
       "changes at a touchpoint, but none is named"},
      {"LikelyOutsideItsRange", "6", "G2", 5.0, 5.0, "najpewniejsze 5 nie leży między",
       "the likely 5 does not lie between"},
      {"OnlyOneEndOfARange", "6", "F2", t(""), t(""), "podano tylko jedną",
       "only one of “pessimistic” and “optimistic”"},
      {"FromAndToSwapped", "6", "E2", 1.0, 1.0, "to pogorszenie", "makes it worse",
       "arkusz 6_Inicjatywy, komórka G2", "sheet 6_Initiatives, cell G2"},
      {"StartAsDate", "6", "L2", Date{2026, 3, 1}, Date{2026, 3, 1}, "tu liczone są miesiące",
       "months are counted here"},
      {"StartAsWrittenDate", "6", "L2", t("01.03.2026"), t("2026-03-01"),
       "01.03.2026 to data, a tu liczone są miesiące",
       "2026-03-01 is a date, but months are counted here"},
      {"PrerequisitesInACircle", "6", "M2", t("Szkolenie"), t("Training"),
       "w kółko (Prosty rachunek → Szkolenie → Prosty rachunek)",
       "in a circle (Plain invoice → Training → Plain invoice)"},
      {"RowOfSums", "5", "A3", t("Razem"), t("Total"), "„Razem” wygląda na sumę wierszy powyżej",
       "“Total” looks like a sum of the rows above"},
      {"RenamedColumn", "6", "G1", t("Prognoza"), t("Forecast"),
       "stoi w miejscu brakującej kolumny „Na: najpewniej”",
       "stands where “To: likely” is missing"},
      {"RenamedRequiredColumn", "5", "B1", t("Baza"), t("Base"),
       "stoi w miejscu brakującej kolumny „Liczba klientów”",
       "stands where “Customers” is missing"},
      {"UnknownPrerequisite", "6", "M3", t("Prosty rachunekk"), t("Plain invoicee"),
       "czy chodziło o „Prosty rachunek”?", "did you mean “Plain invoice”?"},
      {"GradeThatDoesNotExist", "6", "I2", t("G"), t("G"), "„G” nie ma na liście",
       "“G” is not on the list"},
      {"ErrorOfAFormula", "6", "J2", t("#N/A"), t("#N/A"), "#N/A to błąd formuły",
       "#N/A is the error of a formula"},
  };
}

class MistakeInACell : public testing::TestWithParam<Mistake> {};

[[nodiscard]] Spreadsheet spoilt(Spreadsheet book, Mistake const& mistake,
                                 CellContent const& content) {
  return content == CellContent(std::string())
             ? without(std::move(book), mistake.sheet, mistake.cell)
             : with(std::move(book), mistake.sheet, mistake.cell, content);
}

[[nodiscard]] std::string place(Mistake const& mistake, Language language) {
  Spreadsheet const book = language == Language::polish ? polish_book() : english_book();
  std::string const& other =
      language == Language::polish ? mistake.place_in_polish : mistake.place_in_english;
  if (!other.empty()) {
    return "plan.xlsx: " + other + ": ";
  }
  for (Sheet const& sheet : book.sheets) {
    if (sheet.name.starts_with(mistake.sheet + '_')) {
      return "plan.xlsx: " + say(language, texts::place_cell, {sheet.name, mistake.cell}) + ": ";
    }
  }
  return "no such sheet";
}

TEST_P(MistakeInACell, IsExplainedAtItsCellInPolish) {
  Mistake const& mistake = GetParam();

  EXPECT_THAT(problems_of(spoilt(polish_book(), mistake, mistake.polish), Language::polish),
              ElementsAre(AllOf(StartsWith(place(mistake, Language::polish)),
                                HasSubstr(mistake.said_in_polish))));
}

TEST_P(MistakeInACell, IsExplainedAtItsCellInEnglish) {
  Mistake const& mistake = GetParam();

  EXPECT_THAT(problems_of(spoilt(english_book(), mistake, mistake.english), Language::english),
              ElementsAre(AllOf(StartsWith(place(mistake, Language::english)),
                                HasSubstr(mistake.said_in_english))));
}

INSTANTIATE_TEST_SUITE_P(Workbook, MistakeInACell, testing::ValuesIn(mistakes()),
                         [](auto const& tested) { return tested.param.name; });

TEST(Mistakes, AreAllReportedAtOnce) {
  Spreadsheet book = polish_book();
  for (auto const& [sheet, cell, content] :
       {std::tuple<char const*, char const*, CellContent>{"2", "E2", std::string("dużo")},
        {"2", "I3", 120.0},
        {"5", "B3", 0.0},
        {"6", "G2", 5.0},
        {"6", "I3", std::string("G")},
        {"6", "M3", std::string("Nie ma takiej")}}) {
    book = with(std::move(book), sheet, cell, content);
  }

  EXPECT_THAT(problems_of(book, Language::polish), SizeIs(6));
}

TEST(Mistakes, InHeadersAreToldWithTheRightName) {
  EXPECT_THAT(
      problems_of(with(polish_book(), "6", "D1", std::string("Co sie zmienii")), Language::polish),
      ElementsAre(AllOf(HasSubstr("arkusz 6_Inicjatywy, komórka D1: "),
                        HasSubstr("czy chodziło o „Co się zmieni”?"))));
}

TEST(Mistakes, InNamesOfSheetsAreToldWithTheRightName) {
  Spreadsheet book = polish_book();
  book.sheets[3].name = "6_Inicjatywyy";

  EXPECT_THAT(problems_of(book, Language::polish),
              ElementsAre(AllOf(HasSubstr("arkusz 6_Inicjatywyy: "),
                                HasSubstr("czy chodziło o „6_Inicjatywy”?"))));
}

TEST(Mistakes, InNamesOfSheetsAreFoundByTheirHeaders) {
  Spreadsheet book = polish_book();
  book.sheets[2].name = "Klienci";

  EXPECT_THAT(
      problems_of(book, Language::polish),
      ElementsAre(AllOf(HasSubstr("arkusz Klienci: "), HasSubstr("czy chodziło o „5_Segmenty”?"))));
}

TEST(Mistakes, InACopyOfASheetAreNone) {
  Spreadsheet book = polish_book();
  book.sheets.push_back(book.sheets[2]);
  book.sheets.back().name = "Klienci w zeszłym roku";

  EXPECT_THAT(problems_of(book, Language::polish), IsEmpty());
}

TEST(Mistakes, OfAMissingColumnAreToldOnce) {
  EXPECT_THAT(problems_of(without(polish_book(), "2", "D1"), Language::polish),
              ElementsAre(AllOf(HasSubstr("arkusz 2_Punkty_styku, komórka A1: "),
                                HasSubstr("brakuje kolumny „Dział” (Który za niego odpowiada)"))));
}

TEST(Mistakes, OfMergedCellsAreToldAtTheEmptyOne) {
  Spreadsheet book = without(polish_book(), "2", "D3");
  book.sheets[0].merges = {{{1, 3}, {2, 3}}};

  EXPECT_THAT(problems_of(book, Language::polish),
              ElementsAre(AllOf(HasSubstr("arkusz 2_Punkty_styku, komórka D3: "),
                                HasSubstr("ta komórka jest scalona z D2"))));
}

TEST(Mistakes, OfMergedHeadersAreNone) {
  Spreadsheet book = polish_book();
  book.sheets[0].merges = {{{0, 3}, {1, 3}}};

  EXPECT_THAT(problems_of(book, Language::polish), IsEmpty());
}

TEST(Mistakes, InTheBookWithoutOneAreNone) {
  EXPECT_THAT(problems_of(polish_book(), Language::polish), IsEmpty());
  EXPECT_THAT(problems_of(english_book(), Language::english), IsEmpty());
}

/// An English book whose spreadsheet program could not calculate \p cell of \p sheet.
[[nodiscard]] Spreadsheet with_unreadable(std::string const& sheet, std::string const& cell) {
  Spreadsheet book = without(english_book(), sheet, cell);
  for (Sheet& one : book.sheets) {
    if (one.name.starts_with(sheet)) {
      one.problems.add(Severity::error, {.file = book.file, .sheet = one.name, .cell = cell},
                       texts::cell_error, {"#N/A"});
    }
  }
  return book;
}

TEST(UnreadableCell, IsReportedOnceAndNotAsEmpty) {
  EXPECT_THAT(problems_of(with_unreadable("2", "D3"), Language::english),
              ElementsAre(AllOf(HasSubstr("cell D3"), HasSubstr("gives #N/A"))));
}

TEST(UnreadableCell, DoesNotMatterOnASheetThatIsNotRead) {
  Spreadsheet book = english_book();
  Sheet own{"My sums", {}};
  own.problems.add(Severity::error, {.file = book.file, .sheet = own.name, .cell = "A1"},
                   texts::cell_error, {"#N/A"});
  book.sheets.push_back(own);

  EXPECT_THAT(problems_of(book, Language::english), IsEmpty());
}

}  // namespace
}  // namespace cxsim
