#include <gmock/gmock.h>

#include <array>
#include <stdexcept>

#include "application.hpp"
#include "command_line.hpp"
#include "cxsim/formats/json.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::content_of;
using test::run_line;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// `cxsim COMMAND scenarios/bank.json` of a size that takes a moment, with further words.
[[nodiscard]] std::vector<std::string> small(std::string const& command,
                                             std::vector<std::string> const& more = {}) {
  std::vector<std::string> words = {
      command, "scenarios/bank.json", "--draws", "2", "--customers", "80", "--months", "6"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// Done, or done with a gate that so small a sample may miss.
[[nodiscard]] auto is_done() { return testing::AnyOf(0, 1); }

TEST(Prioritize, PrintsTheRanking) {
  auto const ran = run_line(small("prioritize"));
  EXPECT_THAT(ran.code, is_done()) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Staged rollout"));
}

TEST(Prioritize, PrintsOneDocumentAndNothingElse) {
  auto const ran = run_line(small("prioritize", {"--json", "-"}));
  EXPECT_THAT(ran.code, is_done()) << ran.err;
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->find("format")->string(), "cxsim-result");
}

TEST(Prioritize, WritesFiveFilesAndSaysWhereTheyLie) {
  TemporaryFolder const folder;
  auto const ran = run_line(small("prioritize", {"--out", folder.file("new/out")}));
  EXPECT_THAT(ran.code, is_done()) << ran.err;
  EXPECT_THAT(folder.entries(),
              ElementsAre("new", "new/out", "new/out/backlog.csv", "new/out/journey.dot",
                          "new/out/journey.svg", "new/out/report.md", "new/out/result.json"));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("written: " + folder.file("new/out/report.md") + '\n'),
                             HasSubstr("written: " + folder.file("new/out/backlog.csv") + '\n')));
  EXPECT_THAT(ran.out, HasSubstr("Staged rollout"));
}

TEST(Prioritize, WritesTheSameDocumentThatItPrints) {
  TemporaryFolder const folder;
  auto const written = run_line(small("prioritize", {"--json", folder.file("result.json")}));
  EXPECT_EQ(content_of(folder.file("result.json")),
            run_line(small("prioritize", {"--json", "-"})).out);
  EXPECT_THAT(written.out, HasSubstr("Staged rollout"));
}

TEST(Prioritize, RefusesAMap) {
  auto const ran = run_line({"prioritize", "journeys/bank.json"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("journeys/bank.json:7:13: /format: this is a map"),
                             HasSubstr("give the scenario file"),
                             HasSubstr("1 problem in journeys/bank.json; nothing was run")));
}

/// `cxsim prioritize` of the shop with a wished precision.
[[nodiscard]] test::Ran prioritize_shop(TemporaryFolder const& folder,
                                        std::vector<std::string> const& more) {
  static_cast<void>(folder.file("map.json", test::shop_map_text()));
  std::vector<std::string> words = {
      "prioritize", folder.file("scenario.json", test::shop_scenario_text()), "--draws", "30"};
  words.insert(words.end(), more.begin(), more.end());
  return run_line(words);
}

TEST(PrioritizeToAPrecision, SaysHowItWasReached) {
  TemporaryFolder const folder;
  auto const ran = prioritize_shop(
      folder, {"--precision", "npv=20%,churn=0.5pp,order=60%", "--max-work", "40000"});
  EXPECT_THAT(ran.code, is_done()) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Wished: ΔNPV ±20 %, Δchurn ±0.5 points and order 60 % sure. "
                                 "Reached, in two checks in a row, with "));
  EXPECT_THAT(ran.err, Not(HasSubstr("not reached")));
}

TEST(PrioritizeToAPrecision, EndsWithTheBestAnswerAndCode1AtTheLimit) {
  TemporaryFolder const folder;
  auto const ran =
      prioritize_shop(folder, {"--precision", "0.1%", "--max-work", "4000", "--json", "-"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("The precision was not reached within 4,000 simulated customers"));
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  JsonValue const* const convergence = document->find("convergence");
  ASSERT_NE(convergence, nullptr);
  EXPECT_FALSE(convergence->find("reached")->boolean());
  EXPECT_EQ(document->find("provenance")->find("points")->string(), "latin");
  EXPECT_GE(convergence->find("rounds")->elements().size(), 1U);
}

TEST(PrioritizeToAPrecision, RefusesWhatItCannotRead) {
  for (std::string const wish : {"fine", "5", "npv=0", "churn=5", "order=0.2", "top=0",
                                 "order=100%", "npv=5%,,churn=5%", "-5%", "150%", ""}) {
    auto const ran = run_line(small("prioritize", {"--precision", wish}));
    EXPECT_EQ(ran.code, 2) << wish;
    EXPECT_THAT(ran.err, HasSubstr("is not a precision — write 5%")) << wish;
  }
  EXPECT_THAT(run_line(small("prioritize", {"--precision", "top=2"})).err,
              HasSubstr("does not say what must be known how well"));
}

TEST(PrioritizeToAPrecision, RefusesALimitThatDoesNotLetItBegin) {
  auto const ran = run_line({"prioritize", "scenarios/bank.json", "--precision", "5%",
                             "--customers", "1000", "--max-work", "29999"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("30 draws of 1,000 customers are 30,000"));
  EXPECT_THAT(run_line(small("prioritize", {"--max-work", "5000"})).err,
              HasSubstr("--max-work limits --precision, which is not given"));
}

TEST(Prioritize, RefusesAScenarioWithoutInitiatives) {
  TemporaryFolder const folder;
  static_cast<void>(folder.file("map.json", test::shop_map_text()));
  std::string const file = folder.file("empty.json", R"({"format": "cxsim-scenario", "version": 1,
    "name": "Nothing to do", "map": "map.json"})");
  auto const ran = run_line({"prioritize", file});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("this scenario proposes no initiative"));
}

TEST(Prioritize, LeavesNoFileBehindOnBadInput) {
  TemporaryFolder const folder;
  auto const ran = run_line(small("prioritize", {"--set", "nonsense=1", "--out", folder.file("out"),
                                                 "--json", folder.file("result.json")}));
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(folder.entries(), IsEmpty());
}

TEST(Prioritize, NeverOverwritesItsInput) {
  TemporaryFolder const folder;
  static_cast<void>(folder.file("map.json", test::shop_map_text()));
  std::string const text = test::shop_scenario_text();
  std::string const file = folder.file("scenario.json", text);
  auto const ran =
      run_line({"prioritize", file, "--draws", "2", "--customers", "40", "--json", file});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("was read as input and will not be overwritten"));
  EXPECT_EQ(content_of(file), text);
}

TEST(Simulate, TakesAMapAsAScenarioInWhichNothingHappens) {
  auto const ran = run_line({"simulate", "journeys/bank.json", "--draws", "2", "--customers", "80",
                             "--months", "6", "--json", "-"});
  EXPECT_THAT(ran.code, is_done()) << ran.err;
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("bank.json"), HasSubstr("Retail bank")));
}

TEST(Simulate, ReadsAScenarioFromStandardInput) {
  auto const direct = run_line(small("simulate", {"--json", "-"}));
  auto const piped = run_line(
      {"simulate", "-", "--draws", "2", "--customers", "80", "--months", "6", "--json", "-"},
      {.standard_input =
           test::replaced(content_of("scenarios/bank.json"), "../journeys", "journeys")});
  EXPECT_THAT(piped.code, is_done()) << piped.err;
  EXPECT_NE(piped.out, "");
  EXPECT_NE(direct.out, "");
}

TEST(Simulate, WritesResultAndDiagram) {
  TemporaryFolder const folder;
  auto const ran = run_line(small("simulate", {"--out", folder.file("out")}));
  EXPECT_THAT(ran.code, is_done()) << ran.err;
  EXPECT_THAT(folder.entries(),
              ElementsAre("out", "out/journey.dot", "out/journey.svg", "out/result.json"));
}

TEST(Run, StatesTheNumberThatIsOverTheBudget) {
  auto const ran = run_line(
      {"prioritize", "scenarios/bank.json", "--draws", "100000", "--customers", "10000000"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("100,000 draws × 10,000,000 customers × 32 months × 19 portfolios "
                                 "are 608,000,000,000,000 customer-months"));
}

TEST(Run, StatesTheMemoryThatIsMissing) {
  auto const ran = run_line({"prioritize", "scenarios/bank.json", "--draws", "100000",
                             "--customers", "80", "--months", "120", "--threads", "1"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, testing::ContainsRegex("would need about [0-9]+ GB of memory"));
}

TEST(Run, SaysHowManyCustomersTheSegmentsNeed) {
  auto const ran = run_line({"simulate", "scenarios/bank.json", "--customers", "79"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("79 customers are too few for 4 segments (each needs at least 20) "
                                 "— give at least 80"));
}

TEST(Run, EndsWithFourWhenAFileIsMissing) {
  EXPECT_EQ(run_line({"simulate", "no-such-file.json"}).code, 4);
}

TEST(Run, EndsWithFourWhenTheMapOfAScenarioIsMissing) {
  TemporaryFolder const folder;
  std::string const file = folder.file("scenario.json", test::shop_scenario_text());
  auto const ran = run_line({"simulate", file});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, HasSubstr("this file does not exist"));
}

TEST(Run, TriesThePlaceOfItsResultsBeforeItSimulates) {
  TemporaryFolder const folder;
  std::string const file = folder.file("file", "not a folder");
  // Whoever asks for the time simulates.
  auto const ran = run_line(small("simulate", {"--out", file}),
                            {.seconds = []() -> double { throw std::logic_error("too late"); }});
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("a folder is needed here"), HasSubstr("nothing was run")));
  EXPECT_EQ(content_of(file), "not a folder");
}

TEST(Run, LeavesNothingOfTryingWhereItWouldWrite) {
  TemporaryFolder const folder;
  auto const ran =
      run_line(small("simulate", {"--out", folder.file("a/b"), "--set", "nonsense=1"}));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(folder.entries(), IsEmpty());
}

TEST(Run, EndsWithFourWhenTheFolderCannotBeMade) {
  TemporaryFolder const folder;
  std::string const file = folder.file("file", "not a folder");
  auto const ran = run_line(small("simulate", {"--out", file + "/out"}));
  EXPECT_EQ(ran.code, 4);
  EXPECT_THAT(folder.entries(), ElementsAre("file"));
}

TEST(Run, WritesNothingWhenItIsInterrupted) {
  TemporaryFolder const folder;
  auto const ran = run_line(small("prioritize", {"--out", folder.file("out")}),
                            {.stop_signal = [] { return StopSignal::interrupt; }});
  EXPECT_EQ(ran.code, 130);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("Stopped; nothing was written."));
  EXPECT_THAT(folder.entries(), IsEmpty());
}

TEST(Run, TellsTerminationFromInterruption) {
  EXPECT_EQ(run_line(small("simulate"), {.stop_signal = [] { return StopSignal::terminate; }}).code,
            143);
}

TEST(Run, ReportsAFaultOfTheProgramAsOne) {
  auto const ran =
      run_line(small("simulate"),
               {.seconds = []() -> double { throw std::logic_error("src/x.cpp:1: y > 0"); }});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("This is a fault of cxsim"), HasSubstr("src/x.cpp:1: y > 0"),
                             HasSubstr("Please report")));
}

TEST(Run, IsDoneWhenItsReaderHasSeenEnough) {
  std::istringstream in;
  std::ostringstream err;
  std::ostream out(nullptr);  // takes nothing
  Streams streams{.in = in, .out = out, .err = err, .reader_left = [] { return true; }};
  std::vector<std::string> const words = {"check", "journeys/bank.json"};
  EXPECT_EQ(run(words, streams), ExitCode::done);
  EXPECT_THAT(err.str(), Not(HasSubstr("could not")));
}

TEST(Run, SaysWhenTheResultCannotBePrinted) {
  std::istringstream in;
  std::ostringstream err;
  std::ostream out(nullptr);  // takes nothing
  Streams streams{.in = in, .out = out, .err = err};
  std::vector<std::string> const words = {"check", "journeys/bank.json"};
  EXPECT_EQ(run(words, streams), ExitCode::no_access);
  EXPECT_THAT(err.str(), HasSubstr("The result could not be printed"));
}

TEST(Run, ColoursOnlyWhereItIsWanted) {
  std::string const escape = "\x1b[";
  EXPECT_THAT(run_line(small("prioritize")).out, Not(HasSubstr(escape)));
  EXPECT_THAT(run_line(small("prioritize"), {.out_is_terminal = true}).out, HasSubstr(escape));
  EXPECT_THAT(run_line(small("prioritize"), {.out_is_terminal = true, .wants_no_colour = true}).out,
              Not(HasSubstr(escape)));
  EXPECT_THAT(run_line(small("prioritize", {"--color", "always"}), {.wants_no_colour = true}).out,
              HasSubstr(escape));
  EXPECT_THAT(run_line(small("prioritize", {"--color", "never"}), {.out_is_terminal = true}).out,
              Not(HasSubstr(escape)));
}

TEST(Run, NamesWhatIsNotSimulatedInOneSentence) {
  TemporaryFolder const folder;
  static_cast<void>(folder.file("map.json", test::shop_map_text()));
  std::string const ripen = folder.file("scenario.json", test::ripening_scenario_text());
  auto const ran = run_line({"simulate", ripen, "--draws", "2", "--customers", "40"});
  EXPECT_THAT(ran.err, HasSubstr("note: parts of train change the maturity of departments, which "
                                 "is not simulated yet"));
}

TEST(Simulate, ReplaysTheLifeOfOneCustomer) {
  auto const ran =
      run_line(small("simulate", {"--replay", "draw=2,customer=17,initiatives=A1+A2"}));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Simulated customer 17 in draw 2 of 2"),
                             HasSubstr("With A1 "), HasSubstr("With A2 ")));
}

TEST(Simulate, ReplaysAsOneDocument) {
  auto const ran = run_line(small("simulate", {"--replay", "draw=1,customer=3", "--json", "-"}));
  EXPECT_EQ(ran.code, 0) << ran.err;
  auto const document = parse_json(ran.out, "out");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->find("format")->string(), "cxsim-replay");
  EXPECT_EQ(document->find("months")->elements().size(), 6);
}

TEST(Simulate, SaysWhatIsWrongWithAReplay) {
  auto const typed = run_line(small("simulate", {"--replay", "draw=0,custmer=3"}));
  EXPECT_EQ(typed.code, 2);
  EXPECT_THAT(typed.err, AllOf(HasSubstr("“draw=0”"), HasSubstr("“custmer=3”")));
  auto const draw = run_line(small("simulate", {"--replay", "draw=3,customer=1"}));
  EXPECT_EQ(draw.code, 2);
  EXPECT_THAT(draw.err, HasSubstr("there is no draw 3 (this run has 2)"));
  auto const initiative = run_line(small("simulate", {"--replay", "customer=1,initiatives=A11"}));
  EXPECT_EQ(initiative.code, 2);
  EXPECT_THAT(initiative.err, HasSubstr("did you mean “A1”?"));
  auto const customer = run_line(small("simulate", {"--replay", "customer=100000"}));
  EXPECT_EQ(customer.code, 2);
  EXPECT_THAT(customer.err, HasSubstr("there is no customer 100000 in draw 1"));
}

TEST(Simulate, WritesALogThatCalibrateReads) {
  TemporaryFolder const folder;
  std::string const log = folder.file("log.csv");
  auto const ran = run_line(small("simulate", {"--event-log", log}));
  EXPECT_THAT(ran.code, is_done()) << ran.err;
  auto const calibrated = run_line({"calibrate", "--events", log, "-o", folder.file("map.json"),
                                    "--completed", "[completed]", "--abandoned", "[abandoned]"});
  EXPECT_EQ(calibrated.code, 0) << calibrated.err;
  EXPECT_THAT(calibrated.out, AllOf(HasSubstr(" 0 left out"), HasSubstr(" 0 still running")));
}

}  // namespace
}  // namespace cxsim
