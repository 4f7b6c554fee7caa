#include "cxsim/formats/people_number.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace cxsim {
namespace {

struct Typed {
  std::string text;
  std::optional<double> polish;
  std::optional<double> english;
};

class PeopleNumbers : public testing::TestWithParam<Typed> {};

[[nodiscard]] std::optional<double> value_of(std::string const& text, Language language) {
  auto const number = parse_people_number(text, language);
  return number ? std::optional(number->value) : std::nullopt;
}

TEST_P(PeopleNumbers, AreReadAsMeant) {
  EXPECT_EQ(value_of(GetParam().text, Language::polish), GetParam().polish);
  EXPECT_EQ(value_of(GetParam().text, Language::english), GetParam().english);
}

INSTANTIATE_TEST_SUITE_P(Plain, PeopleNumbers,
                         testing::Values(Typed{"12", 12, 12}, Typed{" 12 ", 12, 12},
                                         Typed{"0", 0, 0}, Typed{"-3", -3, -3}, Typed{"−3", -3, -3},
                                         Typed{"+3", 3, 3}, Typed{",5", 0.5, 0.5},
                                         Typed{"4,1", 4.1, 4.1}, Typed{"4.1", 4.1, 4.1},
                                         Typed{"0.125", 0.125, 0.125}, Typed{"0,125", 0.125, 0.125},
                                         Typed{"1234.5", 1234.5, 1234.5}));

INSTANTIATE_TEST_SUITE_P(
    Grouped, PeopleNumbers,
    testing::Values(Typed{"1 234", 1234, 1234}, Typed{"1\u00A0234,5", 1234.5, 1234.5},
                    Typed{"1\u202F234\u202F567", 1234567, 1234567},
                    Typed{"1.234,5", 1234.5, 1234.5}, Typed{"1,234.5", 1234.5, 1234.5},
                    Typed{"1.234.567", 1234567, 1234567},
                    Typed{"1,234,567.25", 1234567.25, 1234567.25}, Typed{"1'234", 1234, 1234},
                    Typed{"1’234", 1234, 1234}, Typed{"1.234", 1234, 1.234},
                    Typed{"1,234", 1.234, 1234}, Typed{"1 234,567", 1234.567, 1234.567}));

INSTANTIATE_TEST_SUITE_P(WithWords, PeopleNumbers,
                         testing::Values(Typed{"57 tys.", 57000, 57000},
                                         Typed{"2,5 mln", 2.5e6, 2.5e6},
                                         Typed{"2.5 m", 2.5e6, 2.5e6}, Typed{"3k", 3000, 3000},
                                         Typed{"1,2 mld", 1.2e9, 1.2e9}, Typed{"12 %", 12, 12},
                                         Typed{"12,5%", 12.5, 12.5}));

INSTANTIATE_TEST_SUITE_P(
    NoNumbers, PeopleNumbers,
    testing::Values(Typed{"", {}, {}}, Typed{"abc", {}, {}}, Typed{"12 34", {}, {}},
                    Typed{"1,23,456", {}, {}}, Typed{"5.", {}, {}}, Typed{".", {}, {}},
                    Typed{"1.2.3", {}, {}}, Typed{"--3", {}, {}}, Typed{"1e3", {}, {}},
                    Typed{"inf", {}, {}}, Typed{"nan", {}, {}}, Typed{"%", {}, {}},
                    Typed{"1 234.567.8", {}, {}}, Typed{"1 234'567", {}, {}}, Typed{"0x10", {}, {}},
                    Typed{std::string(200, '1'), {}, {}}));

TEST(PeopleNumber, KnowsAPercentage) {
  EXPECT_EQ(parse_people_number("12,5 %", Language::polish), (PeopleNumber{12.5, true}));
  EXPECT_EQ(parse_people_number("12,5", Language::polish), (PeopleNumber{12.5, false}));
}

TEST(PeopleDate, IsReadInThreeForms) {
  Date const day{2026, 10, 31};
  EXPECT_EQ(parse_people_date("31.10.2026"), day);
  EXPECT_EQ(parse_people_date(" 31/10/2026 "), day);
  EXPECT_EQ(parse_people_date("2026-10-31"), day);
  EXPECT_EQ(parse_people_date("1.2.2026"), (Date{2026, 2, 1}));
}

TEST(PeopleDate, IsNothingForADayThatDoesNotExist) {
  EXPECT_EQ(parse_people_date("31.02.2026"), std::nullopt);
  EXPECT_EQ(parse_people_date("29.02.2026"), std::nullopt);
  EXPECT_EQ(parse_people_date("29.02.2028"), (Date{2028, 2, 29}));
  EXPECT_EQ(parse_people_date("2026-13-01"), std::nullopt);
  EXPECT_EQ(parse_people_date("01.10.26"), std::nullopt);
  EXPECT_EQ(parse_people_date("Q3"), std::nullopt);
}

}  // namespace
}  // namespace cxsim
