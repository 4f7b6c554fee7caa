#include "help.hpp"

#include <gmock/gmock.h>

#include "command_line.hpp"
#include "support/golden.hpp"

namespace cxsim {
namespace {

using test::run_line;
using testing::HasSubstr;

[[nodiscard]] std::string golden(std::string const& name) {
  return "tests/cli/golden/" + name + ".txt";
}

TEST(Help, ListsTheCommands) { expect_golden(run_line({"help"}).out, golden("help")); }

TEST(Help, IsTheSameHoweverItIsAskedFor) {
  std::string const overview = run_line({"help"}).out;
  EXPECT_EQ(run_line({}).out, overview);
  EXPECT_EQ(run_line({"--help"}).out, overview);
  EXPECT_EQ(run_line({"-h"}).out, overview);
}

class HelpOfCommand : public testing::TestWithParam<std::string> {};

TEST_P(HelpOfCommand, ExplainsItWithExamplesAndOptions) {
  expect_golden(run_line({"help", GetParam()}).out, golden("help-" + GetParam()));
}

TEST_P(HelpOfCommand, IsTheSameBehindTheCommand) {
  auto const asked = run_line({GetParam(), "--nonsense", "x", "--help"});
  EXPECT_EQ(asked.code, 0);
  EXPECT_EQ(asked.out, run_line({"help", GetParam()}).out);
  EXPECT_EQ(asked.err, "");
}

INSTANTIATE_TEST_SUITE_P(All, HelpOfCommand,
                         testing::Values("prioritize", "simulate", "init", "check", "analyze",
                                         "diagram", "calibrate", "version", "help"),
                         [](auto const& name) { return name.param; });

TEST(Help, FitsANarrowTerminal) {
  std::string const text = run_line({"help", "prioritize"}, {.width = 60}).out;
  EXPECT_THAT(text, HasSubstr("\n      --draws N             how often the uncertain numbers\n"));
}

TEST(Help, NamesTheNearestCommand) {
  auto const asked = run_line({"help", "priorities"});
  EXPECT_EQ(asked.code, 2);
  EXPECT_THAT(asked.err, HasSubstr("did you mean “prioritize”?"));
}

TEST(Version, NamesCompilerAndLibraries) {
  auto const asked = run_line({"version"});
  EXPECT_EQ(asked.code, 0);
  EXPECT_THAT(asked.out, testing::StartsWith("cxsim 0."));
  EXPECT_THAT(asked.out, HasSubstr("\nbuilt with "));
  EXPECT_THAT(asked.out, HasSubstr("Boost 1."));
  EXPECT_EQ(run_line({"--version"}).out, asked.out);
}

}  // namespace
}  // namespace cxsim
