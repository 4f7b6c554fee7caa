#include <gmock/gmock.h>

#include <filesystem>

#include "command_line.hpp"
#include "support/golden.hpp"

namespace cxsim {
namespace {

using test::content_of;
using test::run_line;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A folder of CSV files as Polish Excel saves them.
[[nodiscard]] std::string sheets(TemporaryFolder const& folder, std::string const& unresolved) {
  std::string const place = folder.file("arkusze");
  std::filesystem::create_directory(place);
  static_cast<void>(folder.file("arkusze/2_Punkty_styku.csv",
                                "Punkt styku;Dział;Kontakty / mies.;Ocena średnia;Skala;"
                                "% niezałatwionych;Koszt kontaktu\n"
                                "Infolinia;Contact Center;54 000;4,1;1–5;" +
                                    unresolved + ";14,50\n"));
  static_cast<void>(folder.file("arkusze/5_Segmenty.csv",
                                "Segment;Liczba klientów;Marża na klienta;Churn\n"
                                "Wszyscy;100 000;28;8,5\n"));
  static_cast<void>(
      folder.file("arkusze/6_Inicjatywy.csv",
                  "Inicjatywa;Dział;Punkt styku;Co się zmieni;Z;Na: najpewniej;Koszt "
                  "jednorazowy\n"
                  "Szkolenie;Contact Center;Infolinia;% niezałatwionych;12;8;500 tys.\n"));
  return place;
}

TEST(ImportCommand, MakesFilesThatCanBeRankedAndSpeaksTheLanguageOfTheWorkbook) {
  TemporaryFolder const folder;
  auto const ran = run_line({"import", sheets(folder, "12 %"), "-o", folder.file("plan")});

  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("2_Punkty_styku (1 wiersz)"),
                             HasSubstr("4,1 w skali 1–5 to 77,5 na 100")));
  EXPECT_THAT(ran.err, HasSubstr("cxsim prioritize"));
  EXPECT_EQ(run_line({"check", folder.file("plan/scenario.json")}).code, 0);
}

/// Sheets of eight touchpoints that differ only in their names.
[[nodiscard]] std::string many_touchpoints(TemporaryFolder const& folder) {
  std::string place = sheets(folder, "12");
  std::string table =
      "Punkt styku;Dział;Właściciel;Kontakty / mies.;Ocena średnia;Skala;% niezałatwionych\n"
      "przykład: Sklep;Sprzedaż;;100;4;1–5;12\n";
  for (char const* name : {"Infolinia", "Czat", "Salon", "List", "Sieć", "Faktura", "Wizyta"}) {
    table += std::string(name) + ";Contact Center;;5000;4,1;1–5;12\n";
  }
  static_cast<void>(folder.file("arkusze/2_Punkty_styku.csv", table));
  return place;
}

TEST(ImportCommand, ShowsTheFirstOfEachKindWithTheCellsOfTheOthers) {
  TemporaryFolder const folder;
  auto const ran =
      run_line({"import", many_touchpoints(folder), "-o", folder.file("plan")}, {.width = 1000});

  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("komórka E3: 4,1 w skali 1–5 to 77,5 na 100 (podobnie w E4, E5, E6, "
                              "E7 i jeszcze 2)\n"),
                    HasSubstr("„Infolinia” nie ma właściciela — proszę podać, kto za to odpowiada "
                              "(podobnie w C4, C5, C6, C7 i jeszcze 2)\n"),
                    Not(HasSubstr("komórka E4")), HasSubstr("--all wypisze każdą komórkę")));
}

TEST(ImportCommand, ListsEveryCellWhenAskedTo) {
  TemporaryFolder const folder;
  auto const ran =
      run_line({"import", many_touchpoints(folder), "-o", folder.file("plan"), "--all"});

  EXPECT_THAT(ran.out, AllOf(HasSubstr("komórka E4: 4,1 w skali 1–5 to 77,5 na 100"),
                             HasSubstr("komórka E9: 4,1 w skali 1–5 to 77,5 na 100"),
                             Not(HasSubstr("podobnie")), Not(HasSubstr("--all"))));
}

TEST(ImportCommand, SaysWhichRowsCountAndWhichArePassedOverAsExamples) {
  TemporaryFolder const folder;
  auto const ran =
      run_line({"import", many_touchpoints(folder), "-o", folder.file("plan")}, {.width = 1000});

  EXPECT_THAT(ran.out, AllOf(HasSubstr("Odczytano: 2_Punkty_styku (7 wierszy), 5_Segmenty (1 "
                                       "wiersz) i 6_Inicjatywy (1 wiersz)\n"),
                             HasSubstr("Pominięto jako przykłady: 2_Punkty_styku (1 wiersz)\n")));
}

TEST(ImportCommand, SaysOnceHowTheFilesOfAFolderAreEncoded) {
  TemporaryFolder const folder;
  std::string const place = sheets(folder, "12");
  static_cast<void>(folder.file("arkusze/10_Zrodla.csv",
                                "\xAFr\xF3"
                                "d\xB3o;Kto\nCRM;Ewa Bia\xB3y\n"));
  static_cast<void>(folder.file("arkusze/8_Cele.csv",
                                "KPI;Na;Termin;W\xB3"
                                "a\x9C"
                                "ciciel\nNPS;20;18;Ewa Bia\xB3y\n"));
  auto const ran = run_line({"import", place, "-o", folder.file("plan")});

  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("arkusze (2 pliki): ten tekst nie jest w UTF-8"));
  EXPECT_EQ(ran.err.find("windows-1250"), ran.err.rfind("windows-1250"));
}

TEST(ImportCommand, SaysThatLimitsAndGoalsAreNotUsedYet) {
  TemporaryFolder const folder;
  std::string const place = sheets(folder, "12");
  static_cast<void>(folder.file("arkusze/7_Ograniczenia.csv",
                                "Co jest ograniczone;Od miesiąca;Do miesiąca;Ile\n"
                                "budżet;1;12;500 tys.\n"));
  static_cast<void>(folder.file("arkusze/8_Cele.csv", "KPI;Na;Termin\nNPS;20;18\n"));
  auto const ran = run_line({"import", place, "-o", folder.file("plan")}, {.width = 1000});

  EXPECT_THAT(ran.out, AllOf(HasSubstr("arkusz 7_Ograniczenia, komórka A2: ograniczenia są "
                                       "odczytywane"),
                             HasSubstr("arkusz 8_Cele, komórka A2: cele są odczytywane")));
}

TEST(ImportCommand, NamesTheCellOfAMistakeAndWritesNothing) {
  TemporaryFolder const folder;
  auto const ran = run_line({"import", sheets(folder, "120"), "-o", folder.file("plan")});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("arkusz 2_Punkty_styku, komórka F2"),
                             HasSubstr("120 to więcej niż 100%")));
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(folder.file("plan")));
}

TEST(ImportCommand, SpeaksTheLanguageThatIsAskedFor) {
  TemporaryFolder const folder;
  auto const ran =
      run_line({"import", sheets(folder, "120"), "-o", folder.file("plan"), "--lang", "en"});

  EXPECT_THAT(ran.err, HasSubstr("sheet 2_Punkty_styku, cell F2"));
}

TEST(ImportCommand, TellsAPolishManagerWhatItMadeOfTheSheets) {
  TemporaryFolder const folder;
  auto const ran = run_line({"import", "tests/cli/telecom", "-o", folder.file("plan")});

  ASSERT_EQ(ran.code, 0) << ran.err;
  expect_golden(ran.out, "tests/cli/golden/import-telecom-pl.txt");
}

TEST(ImportCommand, LeadsToAReportInPolish) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line({"import", "tests/cli/telecom", "-o", folder.file("plan")}).code, 0);
  auto const ran = run_line({"prioritize", folder.file("plan/scenario.json"), "--lang", "pl",
                             "--draws", "20", "--customers", "400", "--out", folder.file("out")});

  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, Not(HasSubstr("krotsze_ivr")));
  expect_golden(content_of(folder.file("out/report.md")), "tests/cli/golden/report-telecom-pl.md");
}

TEST(ImportCommand, ReplacesFilesOnlyWhenToldTo) {
  TemporaryFolder const folder;
  std::string const place = sheets(folder, "12");
  ASSERT_EQ(run_line({"import", place, "-o", folder.file("plan")}).code, 0);

  EXPECT_EQ(run_line({"import", place, "-o", folder.file("plan")}).code, 2);
  EXPECT_EQ(run_line({"import", place, "-o", folder.file("plan"), "--force"}).code, 0);
}

TEST(ImportCommand, SaysThatAFileCannotBeRead) {
  TemporaryFolder const folder;

  EXPECT_EQ(run_line({"import", folder.file("none.xlsx"), "-o", folder.file("plan")}).code, 4);
}

TEST(ExportCommand, WritesWhatImportMakesTheSameFilesOf) {
  TemporaryFolder const folder;
  auto const round = [&](std::string const& from, std::string const& name) {
    std::string const book = folder.file(name + ".xlsx");
    EXPECT_EQ(run_line({"export", from, "--workbook", book, "--lang", "pl"}).code, 0);
    EXPECT_EQ(run_line({"import", book, "-o", folder.file(name)}).code, 0);
    return content_of(folder.file(name + "/map.json")) +
           content_of(folder.file(name + "/scenario.json"));
  };
  ASSERT_EQ(run_line({"import", sheets(folder, "12"), "-o", folder.file("plan")}).code, 0);

  std::string const second = round(folder.file("plan/scenario.json"), "second");
  std::string const third = round(folder.file("second/scenario.json"), "third");

  EXPECT_EQ(second, third);
}

TEST(ExportCommand, SaysWhatOnlyTheLastSheetHoldsAndWhatItLeavesOut) {
  TemporaryFolder const folder;
  auto const ran =
      run_line({"export", "scenarios/bank.json", "--workbook", folder.file("bank.xlsx")});

  EXPECT_THAT(ran.err, AllOf(HasSubstr("it stands in sheet 11, as JSON"), HasSubstr("map: "),
                             HasSubstr("/touchpoints/*/penalty (18)"), HasSubstr("scenario: "),
                             HasSubstr("/initiatives/*/execution (8)"),
                             HasSubstr("left out: the comments (//) of scenarios/bank.json\n")));
}

TEST(ExportCommand, LeavesNothingOutOfWhatAWorkbookBecame) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line({"import", sheets(folder, "12"), "-o", folder.file("plan")}).code, 0);
  std::string const book = folder.file("plan.xlsx");
  auto const ran = run_line({"export", folder.file("plan/scenario.json"), "--workbook", book});

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, Not(HasSubstr("left out")));
}

TEST(ExportCommand, WantsToKnowWhere) {
  auto const ran = run_line({"export", "scenarios/bank.json"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--workbook FILE.xlsx"));
}

TEST(InitWorkbook, WritesTheTemplateThatImportKnows) {
  TemporaryFolder const folder;
  std::string const book = folder.file("plan.xlsx");
  ASSERT_EQ(run_line({"init", "--workbook", book, "--lang", "pl"}).code, 0);
  auto const ran = run_line({"import", book, "-o", folder.file("plan")});

  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("arkusz 2_Punkty_styku: brakuje"),
                             HasSubstr("arkusz 5_Segmenty: brakuje"), Not(HasSubstr("komórka"))));
}

}  // namespace
}  // namespace cxsim
