#include "option_values.hpp"

#include <gmock/gmock.h>

#include "cxsim/cli/texts.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

TEST(ReadNumber, ReadsWhatPeopleWrite) {
  EXPECT_THAT(read_number("0.08"), Optional(0.08));
  EXPECT_THAT(read_number("-3"), Optional(-3.0));
  EXPECT_THAT(read_number("1e6"), Optional(1e6));
}

TEST(ReadNumber, ReadsPercentToTheLastBit) {
  EXPECT_THAT(read_number("8%"), Optional(0.08));
  EXPECT_THAT(read_number("0.3 %"), Optional(0.003));
  EXPECT_THAT(read_number("12.7%"), Optional(0.127));
}

TEST(ReadNumber, RefusesWhatIsNoFiniteNumber) {
  for (char const* text :
       {"", "%", "x", "8x", "nan", "inf", "-inf", "1e999", "0,08", " 8", "1e1%"}) {
    EXPECT_THAT(read_number(text), Eq(std::nullopt)) << text;
  }
}

/// Values of one option `--n`.
[[nodiscard]] Arguments given(std::string const& value) {
  Arguments arguments;
  arguments.add("n", value);
  return arguments;
}

[[nodiscard]] std::optional<Failure> failure_of(std::string const& value, WholeRange range) {
  Arguments const arguments = given(value);
  OptionValues values(arguments);
  static_cast<void>(values.whole("n", 0, range));
  return values.failure();
}

TEST(OptionValues, ReadWholeNumbersAtBothEndsOfTheRange) {
  Arguments const low = given("1");
  Arguments const high = given("9");
  EXPECT_EQ(OptionValues(low).whole("n", 0, {1, 9}), 1);
  EXPECT_EQ(OptionValues(high).whole("n", 0, {1, 9}), 9);
  EXPECT_FALSE(failure_of("1", {1, 9}));
  EXPECT_FALSE(failure_of("9", {1, 9}));
}

TEST(OptionValues, TakeTheStandardWhenTheOptionIsNotGiven) {
  Arguments const nothing;
  EXPECT_EQ(OptionValues(nothing).whole("n", 42, {1, 9}), 42);
}

TEST(OptionValues, RefuseWhatIsNoWholeNumber) {
  for (char const* text : {"", "x", "1.5", "5x", "+5", " 5", "0x10", "1e2", "-"}) {
    auto const failure = failure_of(text, {1, 1000});
    ASSERT_TRUE(failure) << text;
    EXPECT_EQ(failure->problems.begin()->text, texts::option_not_whole) << text;
  }
}

TEST(OptionValues, NeverWrapNumbersThatAreTooLarge) {
  for (char const* text : {"-1", "10", "18446744073709551617", "-99999999999999999999"}) {
    auto const failure = failure_of(text, {0, 9});
    ASSERT_TRUE(failure) << text;
    EXPECT_EQ(failure->problems.begin()->text, texts::option_outside) << text;
    EXPECT_EQ(failure->code, ExitCode::bad_input) << text;
  }
}

TEST(OptionValues, CallTooMuchALimitWhereItIsOne) {
  auto const failure = failure_of("10", {0, 9, ExitCode::over_limit});
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, ExitCode::over_limit);
  EXPECT_EQ(failure->problems.begin()->text, texts::option_over_limit);
}

TEST(OptionValues, CallAMistakeAMistakeBesideALimit) {
  Arguments arguments;
  arguments.add("n", "10");
  arguments.add("m", "x");
  OptionValues values(arguments);
  static_cast<void>(values.whole("n", 0, {0, 9, ExitCode::over_limit}));
  static_cast<void>(values.whole("m", 0, {0, 9}));
  ASSERT_TRUE(values.failure());
  EXPECT_EQ(values.failure()->code, ExitCode::bad_input);
  EXPECT_EQ(values.failure()->problems.size(), 2U);
}

TEST(OptionValues, SuggestTheWordThatWasMeant) {
  Arguments const arguments = given("implicti");
  OptionValues values(arguments);
  EXPECT_EQ(values.choice<int>("n", {{"implicit", 1}, {"sampled", 2}}), 1);
  ASSERT_TRUE(values.failure());
  EXPECT_THAT(values.failure()->problems.begin()->arguments,
              ElementsAre("implicti", "implicit", "implicit, sampled"));
}

}  // namespace
}  // namespace cxsim
