#include "cxsim/report/shown.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

[[nodiscard]] Assessed with_interval(double mean, double low, double high) {
  return {{mean, 1, 200}, Interval{low, high}, 0};
}
[[nodiscard]] Assessed with_error(double mean, double standard_error) {
  return {{mean, standard_error, 40}, std::nullopt, 0};
}

TEST(Shown, RoundsToWhatTheIntervalTells) {
  EXPECT_EQ(with_bracket(Language::english,
                         shown(Language::english, with_interval(17.5234, 6.7123, 34.2345))),
            "17.5 [6.7, 34.2]");
  EXPECT_EQ(with_bracket(Language::english,
                         shown(Language::english, with_interval(-0.9402, -1.4311, -0.5123))),
            "−0.94 [−1.43, −0.51]");
  EXPECT_EQ(
      with_bracket(Language::english, shown(Language::english, with_interval(11834, 7190, 16321))),
      "11,800 [7,200, 16,300]");
}

TEST(Shown, ShowsNoMoreThanThreeDigits) {
  EXPECT_EQ(
      with_bracket(Language::english, shown(Language::english, with_interval(70123, 70071, 70188))),
      "70,100 [70,100, 70,200]");
  EXPECT_EQ(shown(Language::english, with_error(18.0123, 0.0001)).mean, "18.0");
}

TEST(Shown, TakesTheErrorOfTheMeanWhereThereIsNoInterval) {
  EXPECT_EQ(with_bracket(Language::english, shown(Language::english, with_error(16.4321, 4.2))),
            "16.4");
  EXPECT_EQ(with_bracket(Language::english, shown(Language::english, with_error(16.4321, 42))),
            "16");
}

TEST(Shown, WritesARealMinusAndPlusSignsOfDifferencesOnly) {
  EXPECT_EQ(shown(Language::english, -2.04, 1), "−2.0");
  EXPECT_EQ(shown(Language::english, 2.04, 1), "2.0");
  EXPECT_EQ(shown(Language::english, 2.04, 1, Sign::always), "+2.0");
}

TEST(Shown, NeverSignsAZero) {
  EXPECT_EQ(shown(Language::english, -0.04, 1), "0.0");
  EXPECT_EQ(shown(Language::english, -0.0, 0, Sign::always), "0");
  EXPECT_EQ(shown(Language::english, 0.04, 1, Sign::always), "0.0");
  EXPECT_EQ(shown(Language::english, -4, -1), "0");
}

TEST(Shown, GroupsThousandsInFrontOfThePoint) {
  EXPECT_EQ(shown(Language::english, 1234567.891, 2), "1,234,567.89");
  EXPECT_EQ(shown(Language::english, -1234, 0), "−1,234");
  EXPECT_EQ(shown(Language::english, 999.96, 1), "1,000.0");
}

TEST(Scaled, TurnsTheIntervalRoundForANegativeFactor) {
  Assessed const kept = scaled(with_interval(-7600, -13100, -3400), -1);
  EXPECT_EQ(kept.estimate.mean, 7600);
  EXPECT_EQ(kept.interval, (Interval{3400, 13100}));
  EXPECT_EQ(kept.estimate.standard_error, 1);
}

TEST(Money, IsCountedInAUnitThatFits) {
  EXPECT_EQ(money(Language::english, "PLN", 17'523'000), "PLN 17.5 m");
  EXPECT_EQ(money(Language::english, "PLN", -431'000), "PLN −0.4 m");
  EXPECT_EQ(money(Language::english, "PLN", 42'049), "PLN 42 k");
  EXPECT_EQ(money(Language::english, "PLN", 4'249), "PLN 4.2 k");
  EXPECT_EQ(money(Language::english, "EUR", 3.2e9), "EUR 3.2 bn");
  EXPECT_EQ(money(Language::english, "EUR", 0), "EUR 0");
  EXPECT_EQ(money(Language::english, "EUR", 12), "EUR 12");
}

TEST(Money, KeepsOneUnitForAnInterval) {
  ShownInterval const value =
      money(Language::english, "PLN", with_interval(17.5e6, 6.71e6, 34.2e6));
  EXPECT_EQ(value.mean, "PLN 17.5 m");
  EXPECT_EQ(value.low, "6.7");
  EXPECT_EQ(value.high, "34.2");
}

TEST(Percent, IsNeverZeroForWhatHappens) {
  EXPECT_EQ(percent(Language::english, 0.0123), "1.2 %");
  EXPECT_EQ(percent(Language::english, 0.123), "12 %");
  EXPECT_EQ(percent(Language::english, 0.0001), "below 0.1 %");
  EXPECT_EQ(percent(Language::english, 0), "0 %");
}

TEST(RoughPercent, IsNeitherNothingNorEverything) {
  EXPECT_EQ(rough_percent(Language::english, 0), "less than 1 %");
  EXPECT_EQ(rough_percent(Language::english, 1), "more than 99 %");
  EXPECT_EQ(rough_percent(Language::english, 0.863), "86 %");
}

TEST(OfDraws, CountsDraws) { EXPECT_EQ(of_draws(Language::english, 0, 200), "0 of 200"); }

TEST(PlainNumber, HasThreeDigitsAndNoTrailingZeros) {
  EXPECT_EQ(plain_number(Language::english, 0), "0");
  EXPECT_EQ(plain_number(Language::english, 1.5), "1.5");
  EXPECT_EQ(plain_number(Language::english, 0.03456), "0.0346");
  EXPECT_EQ(plain_number(Language::english, 1234.5), "1,230");
  EXPECT_EQ(plain_number(Language::english, -20), "−20");
}

TEST(InPolish, NumbersHaveADecimalCommaAndASpaceBetweenThousands) {
  EXPECT_EQ(shown(Language::polish, 1234567.891, 2), "1\u00a0234\u00a0567,89");
  EXPECT_EQ(plain_number(Language::polish, 1.5), "1,5");
  EXPECT_EQ(percent(Language::polish, 0.0123), "1,2%");
}

TEST(InPolish, IntervalsAreSeparatedByASemicolon) {
  EXPECT_EQ(with_bracket(Language::polish,
                         shown(Language::polish, with_interval(17.5234, 6.7123, 34.2345))),
            "17,5 [6,7; 34,2]");
}

TEST(InPolish, MoneyStandsBehindTheNumber) {
  EXPECT_EQ(money(Language::polish, "PLN", 17'523'000), "17,5\u00a0mln\u00a0zł");
  EXPECT_EQ(money(Language::polish, "PLN", 42'049), "42\u00a0tys.\u00a0zł");
  EXPECT_EQ(money(Language::polish, "EUR", 3.2e9), "3,2\u00a0mld\u00a0EUR");
}

}  // namespace
}  // namespace cxsim
