#include <gmock/gmock.h>

#include "command_line.hpp"
#include "cxsim/formats/json.hpp"
#include "support/golden.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::run_line;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Check, ExplainsAMapInWords) {
  auto const ran = run_line({"check", "journeys/bank.json"}, {.width = 80});
  EXPECT_EQ(ran.code, 0);
  expect_golden(ran.out, "tests/cli/golden/check-map.txt");
}

TEST(Check, ExplainsAScenarioInWords) {
  auto const ran = run_line({"check", "scenarios/mobile.json", "--lang", "pl"}, {.width = 80});
  EXPECT_EQ(ran.code, 0);
  expect_golden(ran.out, "tests/cli/golden/check-scenario-pl.txt");
}

/// The shop with one owner, a department without touchpoint, and names that ask for care.
std::string explained_map() {
  return test::replaced(test::replaced(test::shop_map_text(), R"("name": "App", )",
                                       R"("name": "App", "owner": "Anna Nowak", )"),
                        R"("care": {"name": "Customer care"})",
                        R"("care": {"name": "Customer care"}, "legal": {})");
}

TEST(Check, SaysWhoOwnsNothingAndWhatNobodyOwns) {
  auto const ran = run_line({"check", "-"}, {.standard_input = explained_map()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("3 touchpoints, 3 departments, 2 journeys, 2 segments and "
                                       "1 loop"),
                             HasSubstr("no person is named for Hotline and Complaint"),
                             HasSubstr("without a touchpoint of their own: legal")));
}

// Per 1,000 customers and month: 600 · 3 + 400 · 1 = 2,200 begin in the app, of whom 0.05 · 0.4 go
// on to the hotline, where 600 · 0.05 + 400 · 0.2 = 110 begin and 0.2 · 0.3 come back.
TEST(Check, SolvesWhatHappensToday) {
  auto const ran = run_line({"check", "-", "--json", "-"}, {.standard_input = explained_map()});
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  JsonValue const& file = document->find("files")->elements().front();
  double const calls = (44 + 110) / (1 - 0.06);
  JsonValue const& hotline = file.find("touchpoints")->elements()[1];
  EXPECT_EQ(hotline.find("id")->string(), "hotline");
  EXPECT_NEAR(hotline.find("visits_per_1000")->number(), calls, 1e-9);
  EXPECT_NEAR(hotline.find("failures_per_1000")->number(), 0.2 * calls, 1e-9);
  EXPECT_NEAR(hotline.find("given_up_per_1000")->number(), 0.1 * calls, 1e-9);
  JsonValue const& care = file.find("departments")->elements()[1];
  EXPECT_EQ(care.find("touchpoints")->number(), 2);
  EXPECT_NEAR(care.find("visits_per_1000")->number(), 1.04 * calls, 1e-9);
  JsonValue const& loop = file.find("loops")->elements().front();
  EXPECT_EQ(loop.find("way_round")->elements().front().string(), "hotline");
  EXPECT_NEAR(loop.find("repeats")->number(), 0.06, 1e-12);
  JsonValue const& handoff = file.find("handoffs")->elements().front();
  EXPECT_EQ(handoff.find("from")->string(), "digital");
  EXPECT_EQ(handoff.find("to")->string(), "care");
  EXPECT_NEAR(handoff.find("per_1000")->number(), 44, 1e-9);
  EXPECT_NEAR(file.find("journeys")->elements()[1].find("starts_per_customer")->number(), 2.2,
              1e-12);
}

TEST(Check, HoldsTheScenarioInJson) {
  auto const ran = run_line({"check", "scenarios/bank.json", "--json", "-"});
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  JsonValue const& scenario = *document->find("files")->elements().front().find("scenario");
  EXPECT_EQ(scenario.find("months")->number(), 24);
  EXPECT_EQ(scenario.find("events")->elements().size(), 1U);
  JsonValue const& capacity = scenario.find("initiatives")->elements()[3];
  EXPECT_EQ(capacity.find("id")->string(), "A4");
  EXPECT_TRUE(capacity.find("effects")->elements().front().find("simulated")->boolean());
}

TEST(Check, SaysWhereNothingCanBeCompleted) {
  std::string const map =
      test::replaced(test::shop_map_text(), R"("complaint": {"success": {"completed": 1})",
                     R"("complaint": {"success": {"abandoned": 1})");
  auto const ran = run_line({"check", "-"}, {.standard_input = map});
  EXPECT_THAT(ran.out, HasSubstr("dead ends, from which nothing can be completed: Complaint"));
}

TEST(Check, KeepsWordsWithinTheWidth) {
  auto const ran = run_line({"check", "scenarios/bank.json", "--lang", "pl"}, {.width = 60});
  // Each letter of a Polish word may have two bytes, an arrow three.
  EXPECT_THAT(ran.out, Not(testing::ContainsRegex("\n[^\n]{80}")));
}

TEST(Check, SumsUpSeveralFilesInShort) {
  auto const ran = run_line({"check", "journeys/bank.json", "scenarios/bank.json"});
  EXPECT_THAT(
      ran.out,
      AllOf(HasSubstr("journeys/bank.json: this map is in order\n  18 touchpoints, "),
            HasSubstr("8 initiatives, 18 touchpoints, 10 departments, 8 journeys and 4 "
                      "segments"),
            HasSubstr("illustrative"), Not(HasSubstr("not simulated")), Not(HasSubstr("Loops"))));
}

TEST(Check, ReadsStandardInput) {
  auto const ran = run_line({"check", "-"}, {.standard_input = test::shop_map_text()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("standard input: this map is in order"));
}

TEST(Check, ListsEveryNumberWithItsPath) {
  auto const ran = run_line({"check", "journeys/bank.json", "--parameters"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, testing::ContainsRegex(
                           "touchpoints/app_login/failure +0\\.012  probability +0 … 1 +E  "));
}

TEST(Check, ListsNumbersAsJson) {
  auto const ran = run_line({"check", "journeys/bank.json", "--parameters", "--json", "-", "--set",
                             "touchpoints/app_login/failure=8%"});
  EXPECT_EQ(ran.code, 0);
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  JsonValue const& file = document->find("files")->elements().front();
  EXPECT_TRUE(file.find("passes")->boolean());
  auto const& list = file.find("parameters")->elements();
  auto const failure = std::ranges::find_if(list, [](JsonValue const& one) {
    return one.find("path")->string() == "touchpoints/app_login/failure";
  });
  ASSERT_NE(failure, list.end());
  EXPECT_EQ(failure->find("value")->number(), 0.08);
  EXPECT_EQ(failure->find("prior")->string(), "set for this run");
  EXPECT_EQ(failure->find("grade")->string(), "E");
}

TEST(Check, SaysWhatWasTypedAndForWhichPeriod) {
  std::string const map =
      test::replaced(test::shop_map_text(), R"("failure": 0.05)",
                     R"("failure": {"value": 0.05, "typed": "5 of 100", "period": "2026-Q3"})");
  auto const text = run_line({"check", "-", "--parameters"}, {.standard_input = map});
  EXPECT_THAT(text.out, testing::ContainsRegex("touchpoints/app/failure .*2026-Q3 +5 of 100\n"));
  auto const json =
      run_line({"check", "-", "--parameters", "--json", "-"}, {.standard_input = map});
  EXPECT_THAT(json.out,
              AllOf(HasSubstr("\"period\": \"2026-Q3\""), HasSubstr("\"typed\": \"5 of 100\"")));
}

TEST(Check, ReportsEveryProblemWithItsPlaceAndTheirNumber) {
  TemporaryFolder const folder;
  std::string const file = folder.file(
      "map.json",
      test::replaced(test::replaced(test::shop_map_text(), "\"currency\"", "\"currenzy\""),
                     "\"population\"", "\"popluation\""));
  auto const ran = run_line({"check", file});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, AllOf(HasSubstr(file + ":2:"), HasSubstr("did you mean “currency”?"),
                             HasSubstr("did you mean “population”?"),
                             HasSubstr(" problems in " + file + "\n")));
}

TEST(Check, SuggestsExactChangesAndMakesNone) {
  TemporaryFolder const folder;
  std::string const text =
      test::replaced(test::replaced(test::shop_map_text(), R"("failure": 0.05)", R"("failure": 5)"),
                     R"("mean": 55)", R"("mean": 155)");
  std::string const file = folder.file("map.json", text);
  auto const ran = run_line({"check", file, "--fix-suggestions"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "Suggested changes (no file was changed):\n" + file +
                         ":7:24: 5 → 0.05\n1 problem has no single evident repair\n");
  EXPECT_EQ(test::content_of(file), text);
  auto const json = run_line({"check", file, "--json", "-"});
  auto const document = parse_json(json.out, "out");
  ASSERT_TRUE(document);
  JsonValue const& problem =
      document->find("files")->elements().front().find("messages")->elements().front();
  JsonValue const& repair = problem.find("repairs")->elements().front();
  EXPECT_EQ(repair.find("before")->string(), "5");
  EXPECT_EQ(repair.find("after")->string(), "0.05");
  EXPECT_EQ(repair.find("column")->number(), 24);
}

TEST(Check, SuggestsChangesOfTheMapThatAScenarioNames) {
  TemporaryFolder const folder;
  std::string const map = folder.file(
      "map.json", test::replaced(test::shop_map_text(), R"("failure": 0.05)", R"("failure": 5)"));
  std::string const scenario = folder.file("scenario.json", test::shop_scenario_text());
  auto const ran = run_line({"check", scenario, "--fix-suggestions"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "Suggested changes (no file was changed):\n" + map + ":7:24: 5 → 0.05\n");
}

TEST(Check, SuggestsChangesOfAScenario) {
  TemporaryFolder const folder;
  static_cast<void>(folder.file("map.json", test::shop_map_text()));
  std::string const text = test::replaced(
      test::replaced(test::shop_scenario_text(), R"("horizon": 12)", R"("horizn": 12)"),
      R"("department": "digital")", R"("department": "digitall")");
  std::string const scenario = folder.file("scenario.json", text);
  auto const ran = run_line({"check", scenario, "--fix-suggestions", "--lang", "pl"});

  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "Proponowane zmiany (żaden plik nie został zmieniony):\n" + scenario +
                         ":9:50: \"digitall\" → \"digital\"\n" + scenario +
                         ":3:3: \"horizn\" → \"horizon\"\n");
  EXPECT_EQ(test::content_of(scenario), text);
}

TEST(Check, GoesOnAfterABadFile) {
  auto const ran = run_line({"check", "tests/cli/no-such-file.json", "journeys/bank.json"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("tests/cli/no-such-file.json: this file does not exist"),
                             HasSubstr("1 problem in tests/cli/no-such-file.json\n")));
  EXPECT_THAT(ran.out, HasSubstr("journeys/bank.json: this map is in order"));
}

TEST(Check, SaysInJsonWhichFileIsWrong) {
  TemporaryFolder const folder;
  std::string const file = folder.file("broken.json", "{\"format\": \"cxsim-map\",}");
  auto const ran = run_line({"check", file, "--json", "-"});
  EXPECT_EQ(ran.code, 2);
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  JsonValue const& answer = document->find("files")->elements().front();
  EXPECT_FALSE(answer.find("passes")->boolean());
  JsonValue const& problem = answer.find("messages")->elements().front();
  EXPECT_EQ(problem.find("severity")->string(), "error");
  EXPECT_EQ(problem.find("file")->string(), file);
  EXPECT_EQ(problem.find("line")->number(), 1);
}

TEST(Check, TakesAFileWhoseNameBeginsWithADash) {
  auto const ran = run_line({"check", "--", "--help"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, HasSubstr("--help: this file does not exist"));
}

TEST(Check, RefusesAFolder) {
  auto const ran = run_line({"check", "journeys"});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, HasSubstr("journeys: this is a folder"));
}

TEST(Check, IsSilentAboutNotesWhenAsked) {
  TemporaryFolder const folder;
  static_cast<void>(folder.file("map.json", test::shop_map_text()));
  std::string const ripen = folder.file("scenario.json", test::ripening_scenario_text());
  EXPECT_THAT(run_line({"check", ripen}).err, HasSubstr("note: "));
  EXPECT_EQ(run_line({"check", ripen, "--quiet"}).err, "");
}

TEST(Check, LetsNoNameOfAFileCommandTheTerminal) {
  test::TemporaryFolder const folder;
  auto const ran =
      run_line({"check", folder.file("a\x1b[31m.json", test::content_of("journeys/bank.json"))});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, testing::AllOf(HasSubstr("a�[31m.json: this map is in order"),
                                      testing::Not(HasSubstr("\x1b"))));
}

TEST(CheckInPolish, NamesKindsAndUnitsInPolish) {
  std::string const map = R"({"format": "cxsim-map", "version": 1, "name": 3, "currency": "PLN",
"population": {"customers": 10}, "departments": {"d": {}}, "touchpoints": {"a": {"department": "x",
"failure": 1.2, "score": {"mean": 70, "sd": 10}}}, "transitions": {"a": {"success":
{"completed": 1}, "failure": []}}, "journeys": {}, "segments": {}})";
  auto const ran = test::run_line({"check", "-", "--lang", "pl"}, {.standard_input = map});
  EXPECT_EQ(ran.code, 2);
  for (char const* const said :
       {"oczekiwano: tekst; w pliku jest: liczba", "nie ma takiego elementu: dział „x”",
        "od 0 do 1 (prawdopodobieństwo)", "oczekiwano: obiekt albo \"as success\"",
        "co najmniej jeden element: ścieżka", "co najmniej jeden element: segment"}) {
    EXPECT_THAT(ran.err, testing::HasSubstr(said));
  }
}

TEST(CheckInPolish, KeepsTheLanguageInTheLineOfHelp) {
  auto const ran = test::run_line({"check", "--frob", "--lang", "pl"});
  EXPECT_THAT(ran.err, testing::EndsWith("Więcej: cxsim help check --lang pl\n"));
}

}  // namespace
}  // namespace cxsim
