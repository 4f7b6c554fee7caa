#include "cxsim/base/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cxsim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(ToText, GivesTheShortestTextThatReadsBack) {
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(to_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(to_text(12.0), "12");
  EXPECT_EQ(to_text(400'000.0), "400000");
  EXPECT_EQ(to_text(0.00002), "0.00002");
}

TEST(ToText, ReadsBackAtTheEndsOfTheRange) {
  EXPECT_EQ(to_text(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(to_text(std::numeric_limits<double>::denorm_min()), "5e-324");
}

TEST(ToFixed, RoundsToTheDecimalsAskedFor) {
  EXPECT_EQ(to_fixed(3.14159, 2), "3.14");
  EXPECT_EQ(to_fixed(2.5, 1), "2.5");
  EXPECT_EQ(to_fixed(99.96, 1), "100.0");
  EXPECT_EQ(to_fixed(-1.25, 3), "-1.250");
}

TEST(ToFixed, RoundsTheExactBinaryValue) {
  EXPECT_EQ(to_fixed(0.125, 2), "0.12") << "an exact tie goes to even";
  EXPECT_EQ(to_fixed(0.375, 2), "0.38") << "an exact tie goes to even";
  EXPECT_EQ(to_fixed(1.005, 2), "1.00") << "the double nearest to 1.005 lies below it";
}

TEST(ToFixed, NeverSaysMinusZero) {
  EXPECT_EQ(to_fixed(-0.0, 0), "0");
  EXPECT_EQ(to_fixed(-0.0, 2), "0.00");
  EXPECT_EQ(to_fixed(-0.004, 2), "0.00");
  EXPECT_EQ(to_fixed(-0.4, 0), "0");
}

TEST(ToFixed, KeepsTheSignOfWhatRoundsToSomething) {
  EXPECT_EQ(to_fixed(-0.006, 2), "-0.01");
  EXPECT_EQ(to_fixed(-10.0, 0), "-10");
}

TEST(ToFixed, SaysWhatIsNotANumber) {
  EXPECT_EQ(to_fixed(infinity, 2), "inf");
  EXPECT_EQ(to_fixed(-infinity, 2), "-inf");
  EXPECT_EQ(to_fixed(std::nan(""), 2), "nan");
}

TEST(ToFixed, WritesTheLargestNumberInFull) {
  EXPECT_EQ(to_fixed(std::numeric_limits<double>::max(), 1).size(), 311U);
}

TEST(WithThousands, PutsACommaBetweenThousands) {
  EXPECT_EQ(with_thousands(0, Language::english), "0");
  EXPECT_EQ(with_thousands(999, Language::english), "999");
  EXPECT_EQ(with_thousands(1000, Language::english), "1,000");
  EXPECT_EQ(with_thousands(123456, Language::english), "123,456");
  EXPECT_EQ(with_thousands(1000000, Language::english), "1,000,000");
}

TEST(WithThousands, KeepsTheMinusApartFromTheDigits) {
  EXPECT_EQ(with_thousands(-100, Language::english), "-100");
  EXPECT_EQ(with_thousands(-123456, Language::english), "-123,456");
}

TEST(WithThousands, RoundsToWholeNumbersAndNeverSaysMinusZero) {
  EXPECT_EQ(with_thousands(999.6, Language::english), "1,000");
  EXPECT_EQ(with_thousands(-0.4, Language::english), "0");
}

TEST(WithThousands, SaysWhatIsNotANumber) {
  EXPECT_EQ(with_thousands(infinity, Language::english), "inf");
  EXPECT_EQ(with_thousands(-infinity, Language::english), "-inf");
  EXPECT_EQ(with_thousands(std::nan(""), Language::english), "nan");
}

TEST(WithThousands, PutsANoBreakSpaceBetweenThousandsInPolish) {
  EXPECT_EQ(with_thousands(999, Language::polish), "999");
  EXPECT_EQ(with_thousands(11800, Language::polish), "11\u00a0800");
  EXPECT_EQ(with_thousands(-1000000, Language::polish), "-1\u00a0000\u00a0000");
}

TEST(ToFixed, HasADecimalCommaInPolish) {
  EXPECT_EQ(to_fixed(18.64, 1, Language::english), "18.6");
  EXPECT_EQ(to_fixed(18.64, 1, Language::polish), "18,6");
}

TEST(NumberForPeople, ChangesBothSeparators) {
  EXPECT_EQ(number_for_people("-1,234.5", Language::english), "-1,234.5");
  EXPECT_EQ(number_for_people("-1,234.5", Language::polish), "-1\u00a0234,5");
}

TEST(WithPercent, HasASpaceInFrontOnlyInEnglish) {
  EXPECT_EQ(with_percent("12", Language::english), "12 %");
  EXPECT_EQ(with_percent("18,6", Language::polish), "18,6%");
}

TEST(BetweenNumbers, IsNoSignThatANumberMayHold) {
  EXPECT_EQ(between_numbers(Language::english), ", ");
  EXPECT_EQ(between_numbers(Language::polish), "; ");
}

TEST(RoundSignificant, KeepsTheDigitsAskedFor) {
  EXPECT_EQ(round_significant(123456, 2), 120000);
  EXPECT_EQ(round_significant(0.0123456, 3), 0.0123);
  EXPECT_EQ(round_significant(9.99, 2), 10);
  EXPECT_EQ(round_significant(7, 3), 7);
}

TEST(RoundSignificant, TreatsNegativeNumbersAlike) {
  EXPECT_EQ(round_significant(-123456, 2), -120000);
  EXPECT_EQ(round_significant(-0.0123456, 3), -0.0123);
}

TEST(RoundSignificant, LeavesZeroAndInfinityAlone) {
  EXPECT_EQ(round_significant(0, 3), 0);
  EXPECT_EQ(round_significant(infinity, 3), infinity);
  EXPECT_EQ(round_significant(-infinity, 3), -infinity);
  EXPECT_TRUE(std::isnan(round_significant(std::nan(""), 3)));
}

}  // namespace
}  // namespace cxsim
