#include "cxsim/workbook/import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "books.hpp"
#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/workbook/export.hpp"

namespace cxsim {
namespace {

using test::english_book;
using test::full_polish_book;
using test::imported;
using test::polish_book;
using test::problems_of;
using test::said;
using test::with;
using test::without;
using testing::AllOf;
using testing::Contains;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

[[nodiscard]] CellContent t(char const* text) { return std::string(text); }

[[nodiscard]] Scenario scenario_of(ImportedWorkbook const& workbook) {
  return parse_scenario(workbook.scenario, "scenario.json",
                        [&](std::string const&) -> Result<FileText> {
                          return FileText{"map.json", workbook.map};
                        })
      .value()
      .scenario;
}

/// The best guess of one number of a book.
[[nodiscard]] double number(Spreadsheet const& book, std::string const& path) {
  Scenario const scenario = scenario_of(imported(book));
  return scenario.parameters.best_guesses()[scenario.parameters.find(path).value()];
}

[[nodiscard]] ParameterInfo info(Spreadsheet const& book, std::string const& path) {
  Scenario const scenario = scenario_of(imported(book));
  return scenario.parameters.info(scenario.parameters.find(path).value());
}

TEST(Import, MakesIdsOfPolishNames) {
  EXPECT_EQ(scenario_of(imported(polish_book())).map.touchpoints[TouchpointId{0}].id, "faktura");
  EXPECT_EQ(number(with(polish_book(), "5", "A2", std::string("Żółte łódki")),
                   "segments/zolte_lodki/share"),
            0.6);
}

TEST(Import, ReadsTheSameInBothLanguages) {
  EXPECT_EQ(number(polish_book(), "touchpoints/infolinia/score/mean"),
            number(english_book(), "touchpoints/hotline/score/mean"));
  EXPECT_EQ(imported(polish_book()).report.language, Language::polish);
  EXPECT_EQ(imported(english_book()).report.language, Language::english);
}

TEST(Import, ConvertsScoresAndKeepsWhatWasTyped) {
  ParameterInfo const mean = info(polish_book(), "touchpoints/infolinia/score/mean");

  // 100 · (4.1 − 1) / (5 − 1)
  EXPECT_EQ(best_guess(mean.prior, mean.range), 77.5);
  EXPECT_EQ(mean.typed, "4.1 (1–5), n = 412");
  EXPECT_EQ(mean.source, "raport CRM");
  EXPECT_EQ(mean.period, "III kw. 2026");
}

TEST(Import, ReadsPercentagesHoweverTheyAreWritten) {
  constexpr char const* path = "touchpoints/infolinia/failure";

  EXPECT_EQ(number(with(polish_book(), "2", "I3", 12.0), path), 0.12);
  EXPECT_EQ(number(with(polish_book(), "2", "I3", std::string("12")), path), 0.12);
  EXPECT_EQ(number(with(polish_book(), "2", "I3", 0.12, NumberLook::percentage), path), 0.12);
}

TEST(Import, SendsContactReasonsAfterFailuresFirst) {
  // 100,000 invoices, of which 4 % fail; 2,000 of these 4,000 customers call.
  EXPECT_NEAR(number(polish_book(), "transitions/faktura/failure/infolinia"), 0.5, 1e-12);
  // Of 5,000 calls 2,000 come from invoices: 3,000 begin here, of 100,000 customers.
  EXPECT_NEAR(number(polish_book(), "segments/single/starts/infolinia"), 0.03, 1e-12);
}

TEST(Import, TakesTheRestOfTheReasonsFromSuccesses) {
  // 6,000 calls after invoices: all 4,000 failures and 2,000 of the 96,000 successes.
  Spreadsheet const book = with(with(polish_book(), "3", "C2", 6000.0), "2", "E3", 9000.0);

  EXPECT_NEAR(number(book, "transitions/faktura/failure/infolinia"), 1, 1e-12);
  EXPECT_NEAR(number(book, "transitions/faktura/success/infolinia"), 2000.0 / 96000, 1e-12);
}

TEST(Import, SumsReasonsWhereNoVolumeIsGiven) {
  Spreadsheet const book = without(polish_book(), "2", "E3");

  EXPECT_NEAR(number(book, "segments/single/starts/infolinia"), 0.03, 1e-12);
  EXPECT_THAT(said(imported(book).report.conversions, Language::polish),
              Contains(AllOf(HasSubstr("komórka E3"), HasSubstr("suma z arkusza 3"))));
}

TEST(Import, ConvertsMarginPerYear) {
  EXPECT_EQ(number(polish_book(), "segments/rodziny/margin"), 28);
  EXPECT_EQ(info(polish_book(), "segments/rodziny/margin").typed, "336 / year");
}

TEST(Import, TurnsFcrIntoFailures) {
  Scenario const scenario = scenario_of(imported(polish_book()));
  auto const size = scenario.parameters.find("initiatives/szkolenie/effects/fcr_infolinia");

  EXPECT_THAT(best_guess(scenario.parameters.info(size.value()).prior, Range{}),
              DoubleNear(0.09, 1e-12));
}

TEST(Import, SortsPessimisticAndOptimistic) {
  Scenario const scenario = scenario_of(imported(polish_book()));
  auto const size = scenario.parameters.find("initiatives/prosty_rachunek/effects/failure_faktura");
  auto const pert = std::get<Pert>(scenario.parameters.info(size.value()).prior);

  EXPECT_EQ((std::vector{pert.low, pert.mode, pert.high}), (std::vector{0.02, 0.03, 0.035}));
}

TEST(Import, SaysWhatItAssumed) {
  Spreadsheet const book = without(without(polish_book(), "2", "I2"), "5", "E3");

  EXPECT_EQ(info(book, "touchpoints/faktura/failure").evidence, Evidence::program_default);
  EXPECT_EQ(info(book, "segments/single/churn/annual").evidence, Evidence::program_default);
  EXPECT_THAT(said(imported(book).report.assumptions, Language::english),
              ElementsAre(AllOf(HasSubstr("cell I2"), HasSubstr("10 % assumed")),
                          AllOf(HasSubstr("cell E3"), HasSubstr("10 % per year"))));
}

TEST(Import, AsksForDepartmentsThatOnlyDifferByATypo) {
  EXPECT_THAT(said(imported(with(polish_book(), "6", "B2", t("Fiannse"))).report.mismatches,
                   Language::polish),
              ElementsAre(AllOf(HasSubstr("arkusz 6_Inicjatywy, komórka B2: "),
                                HasSubstr("jeśli chodzi o „Finanse”"))));
}

TEST(Import, TellsAPessimisticEndThatIsTheBetterOne) {
  Spreadsheet const book = with(with(polish_book(), "6", "F2", 2.0), "6", "H2", 3.5);

  EXPECT_THAT(said(imported(book).report.mismatches, Language::polish),
              ElementsAre(AllOf(HasSubstr("arkusz 6_Inicjatywy, komórka F2: "),
                                HasSubstr("pesymistyczne 2 jest lepsze niż optymistyczne 3,5"))));
}

TEST(Import, SaysThatHiddenRowsCount) {
  Spreadsheet book = polish_book();
  book.sheets[0].hidden_rows = {2};

  EXPECT_THAT(said(imported(book).report.notes, Language::polish),
              ElementsAre(AllOf(HasSubstr("arkusz 2_Punkty_styku, komórka A3: "),
                                HasSubstr("ten wiersz jest ukryty"))));
}

TEST(Import, TellsAStartingPointThatDiffersOnce) {
  ImportReport const report = imported(with(polish_book(), "6", "E2", 5.0)).report;

  EXPECT_THAT(said(report.mismatches, Language::polish),
              ElementsAre(HasSubstr("arkusz 6_Inicjatywy, komórka E2: ")));
  EXPECT_THAT(said(report.notes, Language::polish), IsEmpty());
}

TEST(Import, AsksForSatisfactionThatWasMeasuredOnAnotherScale) {
  Spreadsheet book = polish_book();
  book.sheets.push_back(test::sheet(
      "9_Pomiary", {{t("Data"), t("KPI"), t("Wynik")}, {t("30.06.2026"), t("CSAT"), 3.9}}));

  EXPECT_THAT(said(imported(book).report.mismatches, Language::polish),
              ElementsAre(AllOf(HasSubstr("arkusz 9_Pomiary, komórka C2: "),
                                HasSubstr("CSAT podaje się tu w skali 0–100, a 3,9"))));
}

TEST(Import, PassesOverExplanationsThatLostTheirArrow) {
  Spreadsheet const book =
      with(empty_workbook(Language::polish), "2", "A2",
           t("? Jeden kontakt klienta z firmą, Państwa słowami. Każda nazwa raz."));

  EXPECT_EQ(test::problems_of(book, Language::polish),
            test::problems_of(empty_workbook(Language::polish), Language::polish));
}

TEST(Import, KnowsTheNumbersOfAnExampleWhenTheyAreText) {
  Spreadsheet const book =
      with(with(empty_workbook(Language::polish), "2", "F3", t("54 000")), "2", "J3", t("12,0%"));

  EXPECT_EQ(test::problems_of(book, Language::polish),
            test::problems_of(empty_workbook(Language::polish), Language::polish));
}

TEST(Import, NamesInitiativesWithoutCost) {
  Spreadsheet const book = without(without(polish_book(), "6", "J2"), "6", "K2");

  EXPECT_THAT(
      said(imported(book).report.assumptions, Language::polish),
      ElementsAre(AllOf(HasSubstr("komórka J2"), HasSubstr("„Prosty rachunek” nie ma kosztu"))));
}

TEST(Import, TellsFiguresThatNearlyAddUp) {
  Spreadsheet const book = with(polish_book(), "3", "C3", 3200.0);

  EXPECT_THAT(said(imported(book).report.mismatches, Language::english),
              ElementsAre(AllOf(StartsWith("plan.xlsx: sheet 2_Punkty_styku, cell E3: "),
                                HasSubstr("5000"), HasSubstr("5200"))));
}

TEST(Import, PassesOverExamples) {
  Spreadsheet const book =
      with(with(polish_book(), "5", "A4", std::string("przykład: Rodziny")), "5", "B4", 120000.0);

  EXPECT_EQ(scenario_of(imported(book)).map.segments.size(), 2U);
}

TEST(Import, WarnsWhereAnExampleWasChanged) {
  Spreadsheet const book =
      with(with(polish_book(), "5", "A4", std::string("przykład: Rodziny")), "5", "B4", 777.0);

  EXPECT_THAT(said(imported(book).report.notes, Language::polish),
              Contains(AllOf(HasSubstr("komórka B4"), HasSubstr("pomijany jako przykład"))));
}

TEST(Import, WarnsWhereAnExampleLostOnlyItsMark) {
  Spreadsheet const book =
      with(empty_workbook(Language::polish), "2", "A3", std::string("Nasza infolinia"));

  EXPECT_THAT(problems_of(book, Language::polish),
              Contains(AllOf(HasSubstr("arkusz 2_Punkty_styku, komórka A3: "),
                             HasSubstr("to przykład ze wzoru"))));
}

TEST(Import, CountsRowsAndExamplesOfEverySheet) {
  Spreadsheet const book = with(
      with(full_polish_book(), "5", "A4", std::string("przykład: Rodziny")), "5", "B4", 120000.0);

  EXPECT_THAT(imported(book).report.sheets,
              Contains(AllOf(Field(&SheetCount::name, "5_Segmenty"), Field(&SheetCount::rows, 2U),
                             Field(&SheetCount::examples, 1U))));
}

TEST(Import, PutsWhatTheLastSheetSaysOnTop) {
  Spreadsheet book = polish_book();
  book.sheets.push_back(test::sheet(
      "11_Więcej", {{std::string("Plik"), std::string("Miejsce"), std::string("Treść")},
                    {std::string("mapa"), std::string("/touchpoints/infolinia/penalty"), 1.7}}));

  EXPECT_EQ(number(book, "touchpoints/infolinia/penalty"), 1.7);
}

TEST(Import, ChangesChurnByItsCausesThatCanBeChanged) {
  Spreadsheet book = with(polish_book(), "6", "D2", std::string("churn"));
  book = without(std::move(book), "6", "C2");
  book = with(std::move(book), "6", "O2", std::string("Rodziny"));
  book = with(with(std::move(book), "6", "E2", 12.0), "6", "F2", 11.5);
  book = with(with(std::move(book), "6", "G2", 11.0), "6", "H2", 10.0);
  Scenario const scenario = scenario_of(imported(book));
  auto const size =
      scenario.parameters.find("initiatives/prosty_rachunek/effects/churn_experience_rodziny");

  // ln(0.89)/ln(0.88) of the hazard stay; 28 % of it cannot be changed.
  double const expected = (std::log(0.89) / std::log(0.88) - 0.28) / 0.72;
  EXPECT_NEAR(best_guess(scenario.parameters.info(size.value()).prior, Range{}), expected, 1e-9);
}

TEST(Import, ReadsSheetOneAloneAsOneSegment) {
  Spreadsheet book = polish_book();
  std::erase_if(book.sheets, [](Sheet const& sheet) { return sheet.name == "5_Segmenty"; });
  book.sheets.push_back(
      test::sheet("1_Start", {{std::string("1. Liczba klientów"), 50000.0},
                              {std::string("2. Churn roczny"), 12.0},
                              {std::string("3. Marża na klienta miesięcznie"), 30.0}}));

  EXPECT_EQ(number(book, "population/customers"), 50000);
  EXPECT_EQ(number(book, "segments/wszyscy_klienci/churn/annual"), 0.12);
}

TEST(Import, HasNothingToSayAboutSheetsOfOthers) {
  Spreadsheet book = polish_book();
  book.sheets.push_back(test::sheet("Notatki", {{std::string("cokolwiek")}}));

  EXPECT_THAT(said(imported(book).report.notes, Language::polish),
              ElementsAre(HasSubstr("arkusz Notatki: ten arkusz nie jest czytany")));
  EXPECT_THAT(said(imported(polish_book()).report.notes, Language::polish), IsEmpty());
}

}  // namespace
}  // namespace cxsim
