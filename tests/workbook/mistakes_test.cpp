#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

#include "books.hpp"
#include "cxsim/base/texts.hpp"
#include "cxsim/formats/texts.hpp"

namespace cxsim {
namespace {

using test::english_book;
using test::full_english_book;
using test::full_polish_book;
using test::imported;
using test::polish_book;
using test::problems_of;
using test::said;
using test::told_only_of;
using test::with;
using test::without;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

/// What a user does to the book of a language.
using Spoiling = std::function<Spreadsheet(Spreadsheet, Language)>;

/// One thing that a user may get wrong, and what must be said about it.
struct Mistake {
  std::string name;
  std::string sheet;  ///< number of the sheet that must be named
  std::string cell;   ///< that must be named; empty: the sheet alone
  Spoiling spoil;
  std::string said_in_polish;
  std::string said_in_english;
};

void PrintTo(Mistake const& mistake, std::ostream* out) { *out << mistake.name; }

[[nodiscard]] std::string t(char const* text) { return text; }

[[nodiscard]] Spoiling put(std::string const& sheet, std::string const& cell,
                           CellContent const& polish, CellContent const& english,
                           NumberLook look = NumberLook::plain) {
  return [=](Spreadsheet book, Language language) {
    return with(std::move(book), sheet, cell, language == Language::polish ? polish : english,
                look);
  };
}

[[nodiscard]] Spoiling put(std::string const& sheet, std::string const& cell,
                           CellContent const& content, NumberLook look = NumberLook::plain) {
  return put(sheet, cell, content, content, look);
}

[[nodiscard]] Spoiling empty(std::string const& sheet, std::string const& cell) {
  return [=](Spreadsheet book, Language) { return without(std::move(book), sheet, cell); };
}

[[nodiscard]] Spoiling both(Spoiling const& first, Spoiling const& second) {
  return [=](Spreadsheet book, Language language) {
    return second(first(std::move(book), language), language);
  };
}

[[nodiscard]] Sheet& sheet_of(Spreadsheet& book, std::string const& number) {
  return *std::ranges::find_if(
      book.sheets, [&](Sheet const& one) { return one.name.starts_with(number + '_'); });
}

[[nodiscard]] Spoiling rename_sheet(std::string const& number, std::string const& name) {
  return [=](Spreadsheet book, Language) {
    sheet_of(book, number).name = name;
    return book;
  };
}

[[nodiscard]] Spoiling merge(std::string const& number, MergedCells const& cells) {
  return [=](Spreadsheet book, Language) {
    sheet_of(book, number).merges.push_back(cells);
    return book;
  };
}

[[nodiscard]] Spoiling hide_row(std::string const& number, std::uint32_t row) {
  return [=](Spreadsheet book, Language) {
    sheet_of(book, number).hidden_rows.push_back(row);
    return book;
  };
}

/// The last row of \p number once more below itself.
[[nodiscard]] Spoiling copy_row(std::string const& number, std::uint32_t row) {
  return [=](Spreadsheet book, Language) {
    std::vector<Cell>& cells = sheet_of(book, number).cells;
    std::vector<Cell> copies;
    std::ranges::copy_if(cells, std::back_inserter(copies),
                         [&](Cell const& cell) { return cell.place.row == row; });
    for (Cell& copy : copies) {
      copy.place.row = row + 1;
      cells.push_back(copy);
    }
    return book;
  };
}

[[nodiscard]] std::vector<Mistake> mistakes() {
  return {
      // Numbers
      {"TextInsteadOfNumber", "2", "E3", put("2", "E3", t("dużo"), t("many")),
       "„dużo” to nie liczba", "“many” is not a number"},
      {"TwoDecimalMarks", "2", "F3", put("2", "F3", t("4,1.2")), "„4,1.2” to nie liczba",
       "“4,1.2” is not a number"},
      {"NumberThatBecameADate", "2", "F3", put("2", "F3", Date{2026, 5, 1}),
       "jest data 01.05.2026, a nie liczba", "holds the date 2026-05-01, not a number"},
      {"ScoreOffItsScale", "2", "F3", put("2", "F3", 7.5), "7,5 nie mieści się w skali 1–5",
       "7.5 is not on the scale 1–5"},
      {"PercentageOver100", "2", "I3", put("2", "I3", 120.0), "120 to więcej niż 100%",
       "120 is more than 100 %"},
      {"NumberPastedIntoAPercentage", "2", "I3", put("2", "I3", 12.0, NumberLook::percentage),
       "jeśli chodzi o 12%, proszę wpisać 12% ze znakiem",
       "if 12 % is meant, write 12% with the sign"},
      {"FractionForAPercentage", "1", "B7", put("1", "B7", t("0,25"), t("0.25")),
       "jeśli chodzi o 25%, proszę wpisać 25", "if 25 % is meant, write 25"},
      {"FcrThatDiffers", "6", "E3", put("6", "E3", 80.0),
       "tu 80, a w arkuszu 2_Punkty_styku, komórka I3: 100 − 12 = 88",
       "80 here, but 100 − 12 = 88 in sheet 2_Touchpoints, cell I3"},
      {"NegativeCost", "2", "J3", put("2", "J3", -14.0), "-14 to mniej niż 0", "-14 is below 0"},
      {"PercentageForMoney", "2", "J3", put("2", "J3", t("14 %")),
       "„14 %” to procent, a ta kolumna ma inną jednostkę",
       "“14 %” is a percentage, but this column is in other units"},
      {"ErrorOfAFormula", "6", "J2", put("6", "J2", t("#N/A")), "#N/A to błąd formuły",
       "#N/A is the error of a formula"},
      {"ErrorOfAPolishFormula", "5", "B3", put("5", "B3", t("#DZIEL/0!")),
       "#DZIEL/0! to błąd formuły", "#DZIEL/0! is the error of a formula"},
      // Words of lists, names
      {"MisspeltScale", "2", "G3", put("2", "G3", t("1–55")), "czy chodziło o „1–5”?",
       "did you mean “1–5”?"},
      {"UnknownChange", "6", "D2", put("6", "D2", t("% niezalatwionychh"), t("% unresolvedd")),
       "czy chodziło o „% niezałatwionych”?", "did you mean “% unresolved”?"},
      {"GradeThatDoesNotExist", "6", "I2", put("6", "I2", t("G")), "„G” nie ma na liście",
       "“G” is not on the list"},
      {"NoDepartment", "2", "D3", empty("2", "D3"), "„Dział” jest puste", "“Department” is empty"},
      {"MisspeltDepartment", "6", "B3", put("6", "B3", t("Contact Centerr"), t("Contact Centree")),
       "jeśli chodzi o „Contact Center”, proszę poprawić",
       "if “Contact Centre” is meant, correct it"},
      {"SameNameTwice", "5", "A3", put("5", "A3", t("Rodziny"), t("Families")),
       "„Rodziny” jest już w komórce A2", "“Families” already stands in cell A2"},
      {"NameThatDiffersInCase", "5", "A3", put("5", "A3", t("rodziny"), t("families")),
       "„rodziny” i „Rodziny” w komórce A2 różnią się tylko pisownią",
       "“families” and “Families” in cell A2 differ only in how they are written"},
      {"UnknownTouchpointInReasons", "3", "D2", put("3", "D2", t("Fakturra"), t("Invoize")),
       "czy chodziło o „Faktura”?", "did you mean “Invoice”?"},
      {"TouchpointThatIsNotThere", "4", "B2", put("4", "B2", t("Salon w Rzeszowie"), t("Kiosk")),
       "„Salon w Rzeszowie” nie ma w arkuszu „2_Punkty_styku”",
       "“Kiosk” does not stand in the sheet “2_Touchpoints”"},
      {"RowOfSums", "5", "A3", put("5", "A3", t("Razem"), t("Total")),
       "„Razem” wygląda na sumę wierszy powyżej", "“Total” looks like a sum of the rows above"},
      {"MissingOwnerOfATouchpoint", "2", "N3", empty("2", "N3"), "„Infolinia” nie ma właściciela",
       "nobody is named as the owner of “Hotline”"},
      {"MissingOwnerOfAnInitiative", "6", "P3", empty("6", "P3"), "„Szkolenie” nie ma właściciela",
       "nobody is named as the owner of “Training”"},
      {"UnknownSource", "2", "L3", put("2", "L3", t("Arkusz Kasi"), t("Kate's table")),
       "„Arkusz Kasi” nie ma w arkuszu „10_Źródła”",
       "“Kate's table” does not stand in the sheet “10_Sources”"},
      {"MisspeltSource", "2", "L3", put("2", "L3", t("raport CRMM"), t("CRM reportt")),
       "jeśli chodzi o „raport CRM”, proszę poprawić", "if “CRM report” is meant, correct it"},
      // What does not add up
      {"MoreReasonsThanContacts", "2", "E3", put("3", "C3", 9000.0),
       "powody w arkuszu 3 dają razem 11", "the reasons in sheet 3 add up to 11"},
      {"TransitionOver100", "4", "D2", put("4", "D2", t("112 %")), "112 % to więcej niż 100%",
       "112 % is more than 100 %"},
      {"NegativeTransition", "4", "D2", put("4", "D2", -300.0), "-300 to mniej niż 0",
       "-300 is below 0"},
      {"TransitionsOver100", "4", "D3", put("4", "D3", t("85 %")), "daje razem 115%",
       "adds up to 115 %"},
      {"SameTransitionTwice", "4", "B3", put("4", "B3", t("Faktura"), t("Invoice")),
       "jest już w komórce", "already stands in cell"},
      {"SegmentWithoutCustomers", "5", "B3", put("5", "B3", 0.0), "segmentu z 0 klientów",
       "a segment of 0 customers"},
      {"CustomersThatDiffer", "1", "B1", put("1", "B1", 120000.0),
       "segmenty w arkuszu 5 dają razem 100", "the segments of sheet 5 add up to 100"},
      {"ChurnThatDiffers", "1", "B2", put("1", "B2", t("12 %")),
       "tu 12% churnu rocznie, a segmenty w arkuszu 5_Segmenty, komórki E2–E3, tracą łącznie 14,4%",
       "12 % annual churn here, but the segments in sheet 5_Segments, cells E2–E3, lose 14.4 %"},
      {"MarginThatDiffers", "1", "B3", put("1", "B3", 30.0),
       "segmenty w arkuszu 5_Segmenty, komórki C2–C3, mają średnio 24,8",
       "the segments in sheet 5_Segments, cells C2–C3, have 24.8 on average"},
      {"NpsSharesOver100", "1", "B4", put("1", "B4", t("60 %")), "dają razem 120%",
       "add up to 120 %"},
      {"ShareOfLeaversSwapped", "1", "B7", put("1", "B7", 60.0),
       "„co najmniej” 60% to więcej niż „co najwyżej” 45%",
       "“at least” 60 % is more than “at most” 45 %"},
      {"ChurnOfEverybody", "5", "E3", put("5", "E3", 100.0), "nikt by nie został",
       "would leave nobody"},
      {"NpsOutOfRange", "5", "F3", put("5", "F3", 120.0), "120 to nie NPS", "120 is not an NPS"},
      // Initiatives
      {"NoTouchpointOfAChange", "6", "C2", empty("6", "C2"), "zmienia się w punkcie styku",
       "changes at a touchpoint, but none is named"},
      {"LikelyOutsideItsRange", "6", "G2", put("6", "G2", 5.0), "najpewniejsze 5 nie leży między",
       "the likely 5 does not lie between"},
      {"EndsOfARangeSwapped", "6", "F2", both(put("6", "F2", 2.0), put("6", "H2", 3.5)),
       "pesymistyczne 2 jest lepsze niż optymistyczne 3,5",
       "pessimistic 2 is better than optimistic 3.5"},
      {"OnlyOneEndOfARange", "6", "F2", empty("6", "F2"), "podano tylko jedną",
       "only one of “pessimistic” and “optimistic”"},
      {"FromAndToSwapped", "6", "G2", put("6", "E2", 1.0), "to pogorszenie", "makes it worse"},
      {"FractionsForPercentages", "6", "F2",
       both(put("6", "F2", t("0,035"), t("0.035")),
            both(put("6", "G2", 0.03), put("6", "H2", 0.02))),
       "to jest czytane jako 0,035%, mniej niż jeden procent — jeśli chodzi o 3,5%",
       "this is read as 0.035 %, less than one percent — if 3.5 % is meant"},
      {"RowThatWasCopied", "6", "D4", copy_row("6", 2), "zmienia to już w komórce D3",
       "already changes this in cell D3"},
      {"StartAsDate", "6", "L2", put("6", "L2", Date{2026, 3, 1}), "tu liczone są miesiące",
       "months are counted here"},
      {"StartAsWrittenDate", "6", "L2", put("6", "L2", t("01.03.2026"), t("2026-03-01")),
       "01.03.2026 to data, a tu liczone są miesiące",
       "2026-03-01 is a date, but months are counted here"},
      {"StartAfterTheEnd", "6", "L3", put("6", "L3", 30.0), "miesiąc 30 jest po 24 miesiącach",
       "month 30 is after the 24 months"},
      {"PrerequisitesInACircle", "6", "M2", put("6", "M2", t("Szkolenie"), t("Training")),
       "w kółko (Prosty rachunek → Szkolenie → Prosty rachunek)",
       "in a circle (Plain invoice → Training → Plain invoice)"},
      {"InitiativeThatRequiresItself", "6", "M3", put("6", "M3", t("Szkolenie"), t("Training")),
       "„Szkolenie” nie może wymagać ani wykluczać samej siebie",
       "“Training” cannot require or exclude itself"},
      {"UnknownPrerequisite", "6", "M3", put("6", "M3", t("Prosty rachunekk"), t("Plain invoicee")),
       "czy chodziło o „Prosty rachunek”?", "did you mean “Plain invoice”?"},
      // Limits and goals
      {"BudgetThatEndsBeforeItBegins", "7", "D2", put("7", "D2", 0.0),
       "od miesiąca 1 do miesiąca 0 to wstecz", "from month 1 to month 0 goes backwards"},
      {"LimitWithoutDepartment", "7", "B3", empty("7", "B3"), "dotyczy działu",
       "belongs to a department"},
      {"GoalWithoutNumber", "8", "C2", empty("8", "C2"), "„Na” jest puste", "“To” is empty"},
      {"DayThatIsNone", "9", "A2", put("9", "A2", t("wczoraj"), t("yesterday")),
       "„wczoraj” to nie dzień", "“yesterday” is not a day"},
      // Sheets, columns and rows
      {"RenamedColumn", "6", "G1", put("6", "G1", t("Prognoza"), t("Forecast")),
       "stoi w miejscu brakującej kolumny „Na: najpewniej”",
       "stands where “To: likely” is missing"},
      {"RenamedRequiredColumn", "5", "B1", put("5", "B1", t("Baza"), t("Base")),
       "stoi w miejscu brakującej kolumny „Liczba klientów”",
       "stands where “Customers” is missing"},
      {"DeletedColumn", "2", "A1", empty("2", "D1"),
       "brakuje kolumny „Dział” (Który za niego odpowiada)",
       "the column “Department” is missing (That is responsible for it)"},
      {"ColumnTwice", "2", "J1", put("2", "J1", t("% niezałatwionych"), t("% unresolved")),
       "jest też w komórce I1", "also stands in cell I1"},
      {"RenamedSheet", "5_Nowa", "", rename_sheet("5", "5_Nowa"), "czy chodziło o „5_Segmenty”?",
       "did you mean “5_Segments”?"},
      {"SheetTwice", "5 Segmenty", "", rename_sheet("9", "5 Segmenty"), "to ten sam arkusz co",
       "this is the same sheet as"},
      {"MergedCells", "2", "D3", both(empty("2", "D3"), merge("2", {{1, 3}, {2, 3}})),
       "ta komórka jest scalona z D2", "this cell is merged with D2"},
      {"HiddenRow", "5", "A3", hide_row("5", 2), "ten wiersz jest ukryty", "this row is hidden"},
  };
}

class MistakeInACell : public testing::TestWithParam<Mistake> {};

[[nodiscard]] Spreadsheet full_book(Language language) {
  return language == Language::polish ? full_polish_book() : full_english_book();
}

[[nodiscard]] std::string place(Mistake const& mistake, Language language) {
  Spreadsheet book = full_book(language);
  std::string const name =
      mistake.cell.empty() ? mistake.sheet : sheet_of(book, mistake.sheet).name;
  return "plan.xlsx: " +
         (mistake.cell.empty() ? say(language, texts::place_sheet, {name})
                               : say(language, texts::place_cell, {name, mistake.cell})) +
         ": ";
}

[[nodiscard]] std::vector<std::string> told(Mistake const& mistake, Language language) {
  Spreadsheet const book = full_book(language);
  return told_only_of(mistake.spoil(book, language), book, language);
}

TEST_P(MistakeInACell, IsExplainedAtItsCellInPolish) {
  Mistake const& mistake = GetParam();

  EXPECT_THAT(told(mistake, Language::polish),
              ElementsAre(AllOf(StartsWith(place(mistake, Language::polish)),
                                HasSubstr(mistake.said_in_polish))));
}

TEST_P(MistakeInACell, IsExplainedAtItsCellInEnglish) {
  Mistake const& mistake = GetParam();

  EXPECT_THAT(told(mistake, Language::english),
              ElementsAre(AllOf(StartsWith(place(mistake, Language::english)),
                                HasSubstr(mistake.said_in_english))));
}

INSTANTIATE_TEST_SUITE_P(Workbook, MistakeInACell, testing::ValuesIn(mistakes()),
                         [](auto const& tested) { return tested.param.name; });

TEST(Mistakes, AreNoneInTheFullBooks) {
  EXPECT_THAT(said(imported(full_polish_book()).report.mismatches, Language::polish), IsEmpty());
  EXPECT_THAT(said(imported(full_english_book()).report.mismatches, Language::english), IsEmpty());
}

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
