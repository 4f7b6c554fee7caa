#include "cxsim/formats/time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

constexpr Microseconds second = 1'000'000;
constexpr Microseconds known_date = 1'769'817'600 * second;  // 2026-01-31T00:00:00Z
constexpr Microseconds known_time = 1'769'868'300 * second;  // 2026-01-31T14:05:00Z

[[nodiscard]] std::optional<Microseconds> iso(std::string_view text) {
  return read_time(text, TimeNotation::iso);
}
[[nodiscard]] std::optional<Microseconds> day_first(std::string_view text) {
  return read_time(text, TimeNotation::day_first);
}
[[nodiscard]] std::optional<Microseconds> month_first(std::string_view text) {
  return read_time(text, TimeNotation::month_first);
}

/// Of a column with these values, in lines 2, 3, …
[[nodiscard]] TimeColumn column_of(std::vector<std::string> const& values) {
  TimeColumn column;
  int line = 2;
  for (std::string const& value : values) {
    column.observe(value, line++);
  }
  return column;
}

[[nodiscard]] TimeNotation decided(std::vector<std::string> const& values) {
  return column_of(values).decide("log.csv", "when").value();
}

[[nodiscard]] std::string refusal(std::vector<std::string> const& values) {
  auto const result = column_of(values).decide("log.csv", "when");
  return result ? "decided" : to_text(*result.error().begin(), Language::english);
}

// --- ISO 8601 ----------------------------------------------------------------------------------

TEST(ReadTime, KnowsTheCalendar) {
  EXPECT_EQ(iso("1970-01-01"), 0);
  EXPECT_EQ(iso("0001-01-01"), -62'135'596'800 * second);
  EXPECT_EQ(iso("2000-02-29"), 951'782'400 * second);
  EXPECT_EQ(iso("2001-09-09T01:46:40Z"), 1'000'000'000 * second);
  EXPECT_EQ(iso("2009-02-13T23:31:30Z"), 1'234'567'890 * second);
  EXPECT_EQ(iso("9999-12-31T23:59:59Z"), 253'402'300'799 * second);
}

TEST(ReadTime, RefusesDaysThatDoNotExist) {
  EXPECT_EQ(iso("1900-02-29"), std::nullopt);
  EXPECT_EQ(iso("2026-02-30"), std::nullopt);
  EXPECT_EQ(iso("2026-13-01"), std::nullopt);
  EXPECT_EQ(iso("2026-00-10"), std::nullopt);
  EXPECT_EQ(iso("2026-01-00"), std::nullopt);
  EXPECT_EQ(iso("0000-01-01"), std::nullopt);
}

TEST(ReadTime, TakesTOrBlanksBetweenDateAndTime) {
  EXPECT_EQ(iso("2026-01-31T14:05:00"), known_time);
  EXPECT_EQ(iso("2026-01-31t14:05"), known_time);
  EXPECT_EQ(iso("2026-01-31  14:05:00"), known_time);
  EXPECT_EQ(iso(" 2026-01-31, 14:05\r"), known_time);
  EXPECT_EQ(iso("2026/01/31 14:05"), known_time);
  EXPECT_EQ(iso("2026-1-31 14:05"), known_time);
}

TEST(ReadTime, ConvertsOffsetsToUtc) {
  EXPECT_EQ(iso("2026-01-31T14:05:00Z"), known_time);
  EXPECT_EQ(iso("2026-01-31 14:05:00 UTC"), known_time);
  EXPECT_EQ(iso("2026-01-31T16:05:00+02:00"), known_time);
  EXPECT_EQ(iso("2026-01-31T16:05+0200"), known_time);
  EXPECT_EQ(iso("2026-01-31 16:05 +02"), known_time);
  EXPECT_EQ(iso("2026-01-31T10:35:00-03:30"), known_time);
  EXPECT_EQ(iso("2026-02-01T00:05:00+10:00"), known_time);
}

TEST(ReadTime, ReadsFractionsOfTheSecondDownToTheMicrosecond) {
  EXPECT_EQ(iso("2026-01-31T14:05:00.5"), known_time + second / 2);
  EXPECT_EQ(iso("2026-01-31 14:05:00,000001"), known_time + 1);
  EXPECT_EQ(iso("2026-01-31T14:05:00.1234569+00:00"), known_time + 123'456);
  EXPECT_EQ(iso("1969-12-31T23:59:59.75Z"), -second / 4);
}

TEST(ReadTime, ReadsTheEndOfADayAndLeapSecondsAsTheNextSecond) {
  EXPECT_EQ(iso("2026-01-30T24:00:00"), known_date);
  EXPECT_EQ(iso("2016-12-31T23:59:60Z"), iso("2017-01-01T00:00:00Z"));
}

TEST(ReadTime, RefusesWhatIsNoTime) {
  EXPECT_EQ(iso(""), std::nullopt);
  EXPECT_EQ(iso("yesterday"), std::nullopt);
  EXPECT_EQ(iso("2026-01"), std::nullopt);
  EXPECT_EQ(iso("2026-01/31"), std::nullopt);
  EXPECT_EQ(iso("26-01-31"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31T"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31X14:05"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31 14"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31 24:01"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31 14:60"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31 14:05:61"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31 14:05:"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31 14:05:00."), std::nullopt);
  EXPECT_EQ(iso("2026-01-31T14:05:00+2"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31T14:05:00+16:00"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31T14:05:00+02:60"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31T14:05:00Z!"), std::nullopt);
  EXPECT_EQ(iso("2026-01-31T14:05:00 CET"), std::nullopt);
  EXPECT_EQ(iso("1769868300"), std::nullopt);
}

// --- other notations -----------------------------------------------------------------------------

TEST(ReadTime, ReadsTheDayFirst) {
  EXPECT_EQ(day_first("31/01/2026 14:05"), known_time);
  EXPECT_EQ(day_first("31.1.2026 14:05:00"), known_time);
  EXPECT_EQ(day_first("31-01-2026T16:05:00+02:00"), known_time);
  EXPECT_EQ(day_first("31/1/2026"), known_date);
  EXPECT_EQ(day_first("1/31/2026"), std::nullopt);
  EXPECT_EQ(day_first("31/1/26"), std::nullopt);
  EXPECT_EQ(day_first("2026-01-31"), std::nullopt);
}

TEST(ReadTime, ReadsTheMonthFirst) {
  EXPECT_EQ(month_first("1/31/2026 14:05"), known_time);
  EXPECT_EQ(month_first("31/1/2026"), std::nullopt);
  EXPECT_EQ(month_first("2/1/2026"), iso("2026-02-01"));
  EXPECT_EQ(day_first("2/1/2026"), iso("2026-01-02"));
}

TEST(ReadTime, ReadsHalfDays) {
  EXPECT_EQ(month_first("1/31/2026 2:05 PM"), known_time);
  EXPECT_EQ(month_first("1/31/2026, 2:05:00pm"), known_time);
  EXPECT_EQ(month_first("1/31/2026 12:00 AM"), known_date);
  EXPECT_EQ(month_first("1/31/2026 12:05 PM"), iso("2026-01-31 12:05"));
  EXPECT_EQ(month_first("1/31/2026 14:05 PM"), std::nullopt);
  EXPECT_EQ(month_first("1/31/2026 0:05 AM"), std::nullopt);
}

TEST(ReadTime, ReadsCountsSince1970) {
  EXPECT_EQ(read_time("1769868300", TimeNotation::epoch_seconds), known_time);
  EXPECT_EQ(read_time("1769868300.25", TimeNotation::epoch_seconds), known_time + second / 4);
  EXPECT_EQ(read_time("1769868300000", TimeNotation::epoch_milliseconds), known_time);
  EXPECT_EQ(read_time("1769868300000.5", TimeNotation::epoch_milliseconds), known_time + 500);
  EXPECT_EQ(read_time("1769868300000001", TimeNotation::epoch_microseconds), known_time + 1);
  EXPECT_EQ(read_time("-1.5", TimeNotation::epoch_seconds), -second - second / 2);
}

TEST(ReadTime, RefusesYearsOfMoreOrLessThanFourDigits) {
  EXPECT_EQ(iso("0001-01-01T00:00:00+00:01"), std::nullopt);
  EXPECT_EQ(iso("9999-12-31T23:59:59-00:01"), std::nullopt);
  EXPECT_EQ(read_time("-62135596800", TimeNotation::epoch_seconds), -62'135'596'800 * second);
  EXPECT_EQ(read_time("-62135596801", TimeNotation::epoch_seconds), std::nullopt);
  EXPECT_EQ(read_time("253402300799", TimeNotation::epoch_seconds), 253'402'300'799 * second);
  EXPECT_EQ(read_time("253402300800", TimeNotation::epoch_seconds), std::nullopt);
}

TEST(ReadTime, RefusesCountsThatAreNone) {
  EXPECT_EQ(read_time("", TimeNotation::epoch_seconds), std::nullopt);
  EXPECT_EQ(read_time("-", TimeNotation::epoch_seconds), std::nullopt);
  EXPECT_EQ(read_time("1.", TimeNotation::epoch_seconds), std::nullopt);
  EXPECT_EQ(read_time("1.6e9", TimeNotation::epoch_seconds), std::nullopt);
  EXPECT_EQ(read_time("1,6", TimeNotation::epoch_seconds), std::nullopt);
  EXPECT_EQ(read_time("999999999999999999", TimeNotation::epoch_seconds), std::nullopt);
  EXPECT_EQ(read_time("1769868300000000000", TimeNotation::epoch_microseconds), std::nullopt);
  EXPECT_EQ(read_time("2026-01-31", TimeNotation::epoch_seconds), std::nullopt);
}

TEST(ToIsoText, WritesWhatIsReadBack) {
  EXPECT_EQ(to_iso_text(known_time), "2026-01-31T14:05:00Z");
  EXPECT_EQ(to_iso_text(known_time + second / 4), "2026-01-31T14:05:00.25Z");
  EXPECT_EQ(to_iso_text(-1), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(to_iso_text(iso("0001-01-01").value()), "0001-01-01T00:00:00Z");
}

TEST(ToIsoText, RefusesYearsOfMoreOrLessThanFourDigits) {
  EXPECT_THROW((void)to_iso_text(253'402'300'800 * second), ContractViolation);
  EXPECT_THROW((void)to_iso_text(iso("0001-01-01").value() - 1), ContractViolation);
}

// --- columns -------------------------------------------------------------------------------------

TEST(TimeColumn, TakesTheNotationOfMostValues) {
  EXPECT_EQ(decided({"2026-01-31", "n/a", "2026-02-01 10:00"}), TimeNotation::iso);
  EXPECT_EQ(decided({"", "31/01/2026", "2026-02-01", "1/2/2026"}), TimeNotation::day_first);
  EXPECT_EQ(decided({"1769868300", "2026-01-31", "1769868301"}), TimeNotation::epoch_seconds);
}

TEST(TimeColumn, TellsDayAndMonthByTheWholeColumn) {
  EXPECT_EQ(decided({"1/2/2026", "3/4/2026", "13/4/2026"}), TimeNotation::day_first);
  EXPECT_EQ(decided({"1/2/2026", "3/4/2026", "4/13/2026"}), TimeNotation::month_first);
  EXPECT_EQ(decided({"5/5/2026", "6/6/2026"}), TimeNotation::day_first);
}

TEST(TimeColumn, RefusesDatesThatReadEitherWayRound) {
  EXPECT_EQ(refusal({"5/5/2026", "1/2/2026", "3/4/2026"}),
            "log.csv:3:1: day and month cannot be told apart in the column “when” (“1/2/2026” and "
            "all other dates read either way round) — say which comes first, or write dates as "
            "2026-01-31");
}

TEST(TimeColumn, RefusesAMixtureOfBothOrders) {
  EXPECT_EQ(
      refusal({"1/2/2026", "13/4/2026", "4/13/2026"}),
      "log.csv:4:1: the column “when” mixes dates with the day first and with the month first "
      "(“4/13/2026” here, “13/4/2026” in line 3) — write all dates in one order, best as "
      "2026-01-31");
}

TEST(TimeColumn, TellsTheUnitByTheLargestNumber) {
  EXPECT_EQ(decided({"0", "1769868300.5"}), TimeNotation::epoch_seconds);
  EXPECT_EQ(decided({"1769868300000", "12"}), TimeNotation::epoch_milliseconds);
  EXPECT_EQ(decided({"1769868300000000"}), TimeNotation::epoch_microseconds);
}

TEST(TimeColumn, RefusesNumbersThatCountSomethingElse) {
  EXPECT_THAT(refusal({"45000.5", "45001"}),
              testing::StartsWith("log.csv:2:1: the numbers of the column “when” (this row: "
                                  "“45000.5”) do not count seconds"));
  EXPECT_THAT(refusal({"176986830000000000"}),
              testing::StartsWith("log.csv:2:1: the numbers of the column “when”"));
}

TEST(TimeColumn, RefusesAColumnWithoutTimes) {
  EXPECT_EQ(refusal({}), "log.csv: the column “when” holds no times");
  EXPECT_THAT(refusal({"soon", "later"}),
              testing::StartsWith("log.csv:2:1: no value of the column “when” can be read as a "
                                  "time (this row: “soon”)"));
}

TEST(TimeColumn, QuotesNoPartOfACharacter) {
  EXPECT_THAT(refusal({"abcdefghi abcdefghi abcdefghi abcdefghié"}),
              testing::HasSubstr("(this row: “abcdefghi abcdefghi abcdefghi abcdefghi…”)"));
}

TEST(TimeColumn, CountsWhatHadToBeAssumed) {
  TimeColumn const column = column_of({"2026-01-31", "2026-01-31 10:00", "2026-01-31T10:00Z",
                                       "31/1/2026 10:00", "x", "1769868300"});
  EXPECT_EQ(column.values(), 6U);
  EXPECT_EQ(column.without_offset(), 2U);
  EXPECT_EQ(column.dates_only(), 1U);
}

}  // namespace
}  // namespace cxsim
