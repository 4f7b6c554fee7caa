#include <gmock/gmock.h>

#include "command_line.hpp"

namespace cxsim {
namespace {

using test::run_line;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Usage, NamesTheCommandThatWasMeant) {
  auto const ran = run_line({"prioritise", "scenarios/bank.json"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err,
            "cxsim: “prioritise” is not a command — did you mean “prioritize”?\n"
            "See: cxsim help\n");
  EXPECT_EQ(ran.out, "");
}

TEST(Usage, ListsTheCommandsWhenNoneIsNear) {
  auto const ran = run_line({"frobnicate"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err, "cxsim: “frobnicate” is not a command\nSee: cxsim help\n");
}

TEST(Usage, SaysWhereAnOptionStands) {
  auto const ran = run_line({"--quiet", "check", "scenarios/bank.json"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("write: cxsim COMMAND --quiet"));
}

TEST(Usage, NamesEveryUnknownOptionWithTheNearest) {
  auto const ran = run_line({"prioritize", "scenarios/bank.json", "--drws", "5", "--jsno", "x"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err,
            "cxsim prioritize: --drws is not an option of this command — did you mean --draws?\n"
            "cxsim prioritize: --jsno is not an option of this command — did you mean --json?\n"
            "See: cxsim help prioritize\n");
}

TEST(Usage, ReportsEveryWrongValueAtOnce) {
  auto const ran =
      run_line({"simulate", "scenarios/bank.json", "--draws", "x", "--customers", "-5", "--months",
                "0", "--seed", "1.5", "--churn", "both", "--color", "alwys", "--threads", "9999"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, AllOf(HasSubstr("--draws: “x” is not a whole number"),
                             HasSubstr("--customers: -5 is not possible"),
                             HasSubstr("--months: 0 is not possible"),
                             HasSubstr("--seed: “1.5” is not a whole number"),
                             HasSubstr("--churn: “both” is not possible"),
                             HasSubstr("--color: “alwys” is not possible — did you mean “always”?"),
                             HasSubstr("--threads: 9999 is not possible")));
}

TEST(Usage, AsksForTheMissingFile) {
  auto const ran = run_line({"prioritize"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("a file is missing — write: cxsim prioritize SCENARIO"));
}

TEST(Usage, NamesAWordTooMany) {
  auto const ran = run_line({"simulate", "my", "bank.json"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("“bank.json” is one word too many"));
}

TEST(Usage, RefusesALanguageThatItDoesNotSpeak) {
  auto const ran = run_line({"check", "scenarios/bank.json", "--lang", "de"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--lang: “de” is not possible — choose one of: en, pl"));
}

TEST(Usage, SpeaksPolishWhereItIsAskedTo) {
  auto const ran = run_line({"prioritize", "--lang", "pl"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("brakuje pliku — proszę napisać: cxsim prioritize SCENARIO"));
}

TEST(Usage, SpeaksPolishOfWhatIsWrongInTheCommandLine) {
  EXPECT_THAT(run_line({"chek", "--lang=pl"}).err, HasSubstr("czy chodziło o „check”?"));
  EXPECT_THAT(run_line({"help", "--lang", "pl"}).out, HasSubstr("Polecenia:"));
}

TEST(Usage, WritesThousandsInPolishWithASpace) {
  EXPECT_THAT(
      run_line({"simulate", "scenarios/bank.json", "--draws", "100001", "--lang", "pl"}).err,
      HasSubstr("proszę podać najwyżej 100\u00a0000"));
}

TEST(Usage, EndsWithThreeOverALimitOfAnOption) {
  auto const ran = run_line({"simulate", "scenarios/bank.json", "--draws", "100001"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("--draws: 100001 is over the limit of this program — give at most "
                                 "100,000"));
}

TEST(Usage, LetsNothingOfTheCommandLineCommandTheTerminal) {
  EXPECT_THAT(run_line({"evil\x1b[31m"}).err, HasSubstr("“evil�[31m”"));
  EXPECT_THAT(run_line({"\x1b-x", "y"}).err, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_line({"check", "a.json", "--\x1b[31m"}).err, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_line({"check", "a\x1b[31m.json"}).err, HasSubstr("a�[31m.json"));
  EXPECT_THAT(run_line({"check", "scenarios/bank.json", "--set", "\x1b[31m=1"}).err,
              Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace cxsim
