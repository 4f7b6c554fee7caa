#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <thread>

#include "command_line.hpp"
#include "cxsim/formats/json.hpp"
#include "process.hpp"

namespace cxsim {
namespace {

using test::content_of;
using test::Process;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Program : public testing::Test {
 protected:
  [[nodiscard]] Process start(std::vector<std::string> words,
                              std::vector<std::string> environment = {}) const {
    return {folder_, std::move(words), std::move(environment)};
  }

  [[nodiscard]] static std::vector<std::string> bank(std::vector<std::string> const& more = {}) {
    std::vector<std::string> words = {"prioritize", "scenarios/bank.json", "--draws",
                                      "20",         "--customers",         "200"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  TemporaryFolder const folder_;
};

TEST_F(Program, PrioritisesTheBankIntoAFolder) {
  Process const process = start(bank({"--out", folder_.file("bank")}));
  EXPECT_EQ(process.wait(), 0) << process.err();
  EXPECT_THAT(process.out(), HasSubstr("Staged rollout"));
  EXPECT_THAT(folder_.entries(),
              ElementsAre("bank", "bank/backlog.csv", "bank/journey.dot", "bank/journey.svg",
                          "bank/report.md", "bank/result.json", "err.txt", "out.txt"));
}

TEST_F(Program, PrintsOneDocument) {
  Process const process = start(bank({"--json", "-"}));
  EXPECT_EQ(process.wait(), 0) << process.err();
  EXPECT_TRUE(parse_json(process.out(), "out"));
}

TEST_F(Program, WritesTheSameFilesWithAnyNumberOfThreads) {
  EXPECT_EQ(start(bank({"--threads", "1", "--out", folder_.file("one")})).wait(), 0);
  EXPECT_EQ(start(bank({"--threads", "8", "--out", folder_.file("eight")})).wait(), 0);
  for (char const* name :
       {"result.json", "report.md", "backlog.csv", "journey.svg", "journey.dot"}) {
    EXPECT_EQ(content_of(folder_.file("one/" + std::string(name))),
              content_of(folder_.file("eight/" + std::string(name))))
        << name;
  }
}

TEST_F(Program, StopsOnInterruptionAndLeavesNothing) {
  Process const process =
      start({"prioritize", "scenarios/bank.json", "--draws", "100000", "--customers", "200",
             "--months", "6", "--out", folder_.file("bank")});
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  process.send(SIGINT);
  EXPECT_EQ(process.wait(), 130);
  EXPECT_THAT(process.err(), HasSubstr("Stopped; nothing was written."));
  EXPECT_THAT(folder_.entries(), ElementsAre("err.txt", "out.txt"));
}

TEST_F(Program, StopsOnTermination) {
  Process const process = start({"simulate", "scenarios/bank.json", "--draws", "100000",
                                 "--customers", "200", "--months", "6"});
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  process.send(SIGTERM);
  EXPECT_EQ(process.wait(), 143);
  EXPECT_EQ(process.out(), "");
}

TEST_F(Program, EndsWithFourOnAFullDisk) {
  Process const process(folder_, {"check", "journeys/bank.json"}, {}, "/dev/full");
  EXPECT_EQ(process.wait(), 4);
  EXPECT_THAT(process.err(), HasSubstr("The result could not be printed"));
}

TEST_F(Program, EndsQuietlyWhenItsReaderGoesAway) {
  std::string const line = std::string(CXSIM_PROGRAM) +
                           " check scenarios/bank.json --parameters 2>" + folder_.file("err.txt") +
                           " | head -n 1 >" + folder_.file("out.txt");
  EXPECT_EQ(std::system(line.c_str()), 0);
  EXPECT_THAT(content_of(folder_.file("err.txt")), Not(HasSubstr("could not")));
}

TEST_F(Program, WritesItsFilesThoughNobodyReadsItsTable) {
  std::string const line =
      "set -o pipefail; " + std::string(CXSIM_PROGRAM) +
      " simulate scenarios/bank.json --draws 2 --customers 80 --months 6 --out " +
      folder_.file("out") + " 2>&1 | true";
  EXPECT_EQ(std::system(("bash -c '" + line + "'").c_str()) & 0xFF, 0);
  EXPECT_NE(content_of(folder_.file("out/result.json")), "");
}

TEST_F(Program, ClearsAwayWhatALimitOnFilesCutOff) {
  std::string const line =
      "ulimit -f 10; exec " + std::string(CXSIM_PROGRAM) +
      " simulate scenarios/bank.json --draws 2 --customers 80 --months 6 --out " +
      folder_.file("out") + " >/dev/null 2>&1";
  int const status = std::system(("bash -c '" + line + "'").c_str());
  EXPECT_EQ(WEXITSTATUS(status), 4);
  EXPECT_THAT(folder_.entries(), testing::IsEmpty());
}

TEST_F(Program, TellsItsEndingsApart) {
  EXPECT_EQ(start({"check", "journeys/bank.json"}).wait(), 0);
  EXPECT_EQ(start({"prioritize", "journeys/bank.json"}).wait(), 2);
  EXPECT_EQ(start({"prioritize", "scenarios/bank.json", "--draws", "200000"}).wait(), 3);
  EXPECT_EQ(start({"prioritize", "no-such-file.json"}).wait(), 4);
}

TEST_F(Program, FitsTheColumnsOfTheTerminal) {
  Process const process = start({"help", "prioritize"}, {"COLUMNS=60"});
  EXPECT_EQ(process.wait(), 0);
  EXPECT_THAT(process.out(), HasSubstr("how often the uncertain numbers\n"));
}

TEST_F(Program, ReadsStandardInputAndWritesItsMap) {
  std::string const line =
      std::string(CXSIM_PROGRAM) + " check - <journeys/bank.json >" + folder_.file("out.txt");
  EXPECT_EQ(std::system(line.c_str()), 0);
  EXPECT_THAT(content_of(folder_.file("out.txt")), HasSubstr("this map is in order"));
}

TEST_F(Program, DrawsTheCallsOfARealCallCentre) {
  std::string const log = "../shared/data/anonymous_bank_calls/calls_eventlog.csv.gz";
  if (!std::filesystem::exists(log)) {
    GTEST_SKIP() << log << " is not there";
  }
  Process const process =
      start({"calibrate", "--events", log, "-o", folder_.file("calls.json"), "--completed",
             "END_SERVED,END_AGENT", "--abandoned", "END_ABANDON,END_PHANTOM"});
  ASSERT_EQ(process.wait(), 0) << process.err();
  EXPECT_THAT(process.out(),
              AllOf(HasSubstr("Rows: 112,136 read, 0 left out"), HasSubstr("33,344 cases")));
  EXPECT_EQ(start({"check", folder_.file("calls.json")}).wait(), 0);
  EXPECT_EQ(start({"diagram", folder_.file("calls.json"), "-o", folder_.file("calls.svg")}).wait(),
            0);
}

}  // namespace
}  // namespace cxsim
