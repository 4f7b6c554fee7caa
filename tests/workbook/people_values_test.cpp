#include "people_values.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

[[nodiscard]] double polish(char const* text) {
  return people_value(text, Language::polish).value().value;
}
[[nodiscard]] double english(char const* text) {
  return people_value(text, Language::english).value().value;
}

TEST(PeopleValue, ReadsThousandsAndDecimalsOfBothCountries) {
  EXPECT_EQ(polish("1 234,5"), 1234.5);
  EXPECT_EQ(polish("1\xC2\xA0"
                   "234\xE2\x80\xAF"
                   "567,5"),
            1234567.5);
  EXPECT_EQ(polish("1.234,5"), 1234.5);
  EXPECT_EQ(english("1,234.5"), 1234.5);
}

TEST(PeopleValue, TakesTheLanguageWhereANumberCanBeReadInTwoWays) {
  EXPECT_EQ(polish("1,234"), 1.234);
  EXPECT_EQ(english("1,234"), 1234);
  EXPECT_EQ(polish("1.234"), 1234);
  EXPECT_EQ(english("1.234"), 1.234);
}

TEST(PeopleValue, KnowsPercentagesMinusSignsAndSizes) {
  EXPECT_TRUE(people_value("12,5 %", Language::polish).value().is_percentage);
  EXPECT_EQ(polish("12,5 %"), 12.5);
  EXPECT_EQ(polish("\xE2\x88\x92"
                   "15"),
            -15);
  EXPECT_EQ(polish("3 tys."), 3000);
  EXPECT_EQ(polish("2,5 mln"), 2500000);
}

TEST(PeopleValue, IsNothingForWords) {
  EXPECT_FALSE(people_value("", Language::polish));
  EXPECT_FALSE(people_value("ok. 5", Language::polish));
  EXPECT_FALSE(people_value("5-6", Language::polish));
  EXPECT_FALSE(people_value("inf", Language::polish));
  EXPECT_FALSE(people_value("%", Language::polish));
}

TEST(PeopleDate, ReadsDaysInTheOrderOfEitherCountry) {
  EXPECT_EQ(people_date("30.06.2026"), (Date{2026, 6, 30}));
  EXPECT_EQ(people_date("2026-06-30"), (Date{2026, 6, 30}));
  EXPECT_FALSE(people_date("30.13.2026"));
  EXPECT_FALSE(people_date("czerwiec"));
}

}  // namespace
}  // namespace cxsim
