#include "arguments.hpp"

#include <gmock/gmock.h>

#include "cxsim/cli/texts.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;

std::vector<OptionGroup> const groups = {
    {texts::options_general,
     {{"seed", 0, "N", texts::option_seed},
      {"set", 0, "PATH=VALUE", texts::option_set, Occurrence::repeated},
      {"output", 'o', "FILE", texts::option_json},
      {"quiet", 'q', "", texts::option_quiet}}}};

[[nodiscard]] Result<Arguments> parse(std::vector<std::string> const& words) {
  return parse_arguments(words, groups);
}

[[nodiscard]] std::vector<Text> problems_of(Result<Arguments> const& parsed) {
  std::vector<Text> texts;
  for (Diagnostic const& problem : parsed.error()) {
    texts.push_back(problem.text);
  }
  return texts;
}

TEST(Arguments, TellOptionsAndFilesApartInAnyOrder) {
  auto const parsed = parse({"a.json", "--seed", "7", "-q", "b.json", "--output=c.svg"});
  ASSERT_TRUE(parsed);
  EXPECT_THAT(parsed->files(), ElementsAre("a.json", "b.json"));
  EXPECT_EQ(parsed->value("seed"), "7");
  EXPECT_EQ(parsed->value("output"), "c.svg");
  EXPECT_TRUE(parsed->has("quiet"));
}

TEST(Arguments, KeepRepeatedValuesInTheirOrder) {
  auto const parsed = parse({"--set", "b=1", "--set", "a=2"});
  ASSERT_TRUE(parsed);
  EXPECT_THAT(parsed->values("set"), ElementsAre("b=1", "a=2"));
}

TEST(Arguments, TakeAnEmptyValue) {
  auto const parsed = parse({"--output", "", "--seed="});
  EXPECT_FALSE(parsed);  // "--seed=" says that a value follows, and none does
  auto const empty = parse({"--output", ""});
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->value("output"), "");
}

TEST(Arguments, TakeANegativeNumberAsAValue) {
  auto const parsed = parse({"--seed", "-5"});
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->value("seed"), "-5");
}

TEST(Arguments, TakeALoneDashAsAFile) {
  auto const parsed = parse({"-"});
  ASSERT_TRUE(parsed);
  EXPECT_THAT(parsed->files(), ElementsAre("-"));
}

TEST(Arguments, TakeEverythingBehindTwoDashesAsFiles) {
  auto const parsed = parse({"-q", "--", "-weird.json", "--seed"});
  ASSERT_TRUE(parsed);
  EXPECT_THAT(parsed->files(), ElementsAre("-weird.json", "--seed"));
}

TEST(Arguments, NeverGuessAnOptionFromItsBeginning) {
  EXPECT_THAT(problems_of(parse({"--see", "7"})), ElementsAre(texts::unknown_option_suggest));
}

TEST(Arguments, NameEveryUnknownOption) {
  auto const parsed = parse({"--sede", "7", "--xyzzy", "-z"});
  EXPECT_THAT(problems_of(parsed), ElementsAre(texts::unknown_option_suggest, texts::unknown_option,
                                               texts::unknown_option));
  EXPECT_THAT(parsed.error().begin()->arguments, ElementsAre("--sede", "--seed"));
}

TEST(Arguments, NameAnOptionThatIsGivenTwice) {
  EXPECT_THAT(problems_of(parse({"--seed", "1", "--seed", "2"})),
              ElementsAre(texts::option_given_twice));
}

TEST(Arguments, NameAnOptionWithoutItsValue) {
  auto const parsed = parse({"a.json", "--seed"});
  EXPECT_THAT(problems_of(parsed), ElementsAre(texts::option_needs_value));
  EXPECT_THAT(parsed.error().begin()->arguments, ElementsAre("--seed", "--seed N"));
  EXPECT_THAT(parse({"-o"}).error().begin()->arguments, ElementsAre("--output", "--output FILE"));
}

TEST(Arguments, RefuseAValueForASwitch) {
  EXPECT_THAT(problems_of(parse({"--quiet=yes"})), ElementsAre(texts::option_takes_no_value));
}

TEST(Arguments, AskForHelpWhereverItStands) {
  EXPECT_TRUE(asks_for_help(std::vector<std::string>{"--nonsense", "a.json", "--help"}));
  EXPECT_TRUE(asks_for_help(std::vector<std::string>{"-h"}));
  EXPECT_FALSE(asks_for_help(std::vector<std::string>{"--", "--help"}));
}

}  // namespace
}  // namespace cxsim
