#include "cxsim/formats/time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/ascii.hpp"
#include "cxsim/formats/texts.hpp"

namespace cxsim {

namespace {

constexpr Microseconds per_second = 1'000'000;
constexpr Microseconds per_minute = 60 * per_second;
constexpr Microseconds per_hour = 60 * per_minute;
constexpr Microseconds per_day = 24 * per_hour;

/// \pre At most nine digits.
[[nodiscard]] int value_of(std::string_view digits) {
  int value = 0;
  for (char const digit : digits) {
    value = value * 10 + (digit - '0');
  }
  return value;
}

/// A place in a short text from which parts are taken one after the other.
class Taker {
 public:
  explicit Taker(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
  [[nodiscard]] char next() const noexcept { return rest_.empty() ? '\0' : rest_[0]; }

  /// The next byte when it is one of \p any_of.
  std::optional<char> take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_[0]) == std::string_view::npos) {
      return std::nullopt;
    }
    char const taken = rest_[0];
    rest_.remove_prefix(1);
    return taken;
  }

  /// \p word, upper and lower case alike. \pre It is given in lower case.
  bool take_word(std::string_view word) {
    auto const is_alike = [](char left, char right) {
      return (left >= 'A' && left <= 'Z' ? static_cast<char>(left - 'A' + 'a') : left) == right;
    };
    if (!std::ranges::equal(rest_.substr(0, word.size()), word, is_alike)) {
      return false;
    }
    rest_.remove_prefix(word.size());
    return true;
  }

  bool take_blanks() {
    std::size_t const blanks = std::min(rest_.find_first_not_of(' '), rest_.size());
    rest_.remove_prefix(blanks);
    return blanks > 0;
  }

  /// A number of \p least to \p most digits that no further digit follows.
  std::optional<int> take_number(std::size_t least, std::size_t most) {
    std::string_view const digits = take_digits();
    if (digits.size() < least || digits.size() > most) {
      return std::nullopt;
    }
    return value_of(digits);
  }

  std::string_view take_digits() {
    std::size_t const length = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    std::string_view const digits = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return digits;
  }

 private:
  std::string_view rest_;
};

/// The first six of \p digits behind a decimal point, as millionths.
[[nodiscard]] Microseconds millionths(std::string_view digits) {
  Microseconds value = 0;
  for (std::size_t place = 0; place < 6; ++place) {
    value = value * 10 + (place < digits.size() ? digits[place] - '0' : 0);
  }
  return value;
}

// --- dates -------------------------------------------------------------------------------------

enum class DateOrder { year_first, year_last };

/// The three numbers of a date in the order in which they stand.
struct DateParts {
  DateOrder order;
  std::array<int, 3> numbers;
};

[[nodiscard]] std::optional<DateParts> take_date(Taker& text) {
  std::string_view const first = text.take_digits();
  auto const separator = text.take("-/.");
  std::string_view const second = text.take_digits();
  bool const is_separated_alike = separator && text.take({&*separator, 1});
  std::string_view const third = text.take_digits();
  auto const is_short = [](std::string_view digits) {
    return digits.size() == 1 || digits.size() == 2;
  };
  bool const is_year_first = first.size() == 4 && is_short(third);
  bool const is_year_last = is_short(first) && third.size() == 4;
  if (!is_separated_alike || !is_short(second) || (!is_year_first && !is_year_last)) {
    return std::nullopt;
  }
  return DateParts{is_year_first ? DateOrder::year_first : DateOrder::year_last,
                   {value_of(first), value_of(second), value_of(third)}};
}

[[nodiscard]] std::optional<Microseconds> midnight(int year, int month, int day) {
  std::chrono::year_month_day const date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1) {
    return std::nullopt;
  }
  return std::chrono::sys_days(date).time_since_epoch().count() * per_day;
}

// --- times of day --------------------------------------------------------------------------------

/// Hours 12, 1, … 11 of a half day as hours from midnight.
[[nodiscard]] std::optional<int> hour_of_half_day(int hour, bool is_afternoon) {
  if (hour < 1 || hour > 12) {
    return std::nullopt;
  }
  return hour % 12 + (is_afternoon ? 12 : 0);
}

[[nodiscard]] std::optional<Microseconds> take_seconds(Taker& text) {
  if (!text.take(":")) {
    return 0;
  }
  auto const second = text.take_number(2, 2);
  if (!second || *second > 60) {  // 60: a leap second, counted as the next
    return std::nullopt;
  }
  Microseconds fraction = 0;
  if (text.take(".,")) {
    std::string_view const digits = text.take_digits();
    if (digits.empty()) {
      return std::nullopt;
    }
    fraction = millionths(digits);
  }
  return *second * per_second + fraction;
}

[[nodiscard]] std::optional<Microseconds> take_clock(Taker& text) {
  auto hour = text.take_number(1, 2);
  bool const has_colon = text.take(":").has_value();
  auto const minute = text.take_number(2, 2);
  auto const seconds = take_seconds(text);
  if (!hour || !has_colon || !minute || *minute > 59 || !seconds) {
    return std::nullopt;
  }
  text.take_blanks();
  bool const is_morning = text.take_word("am");
  bool const is_afternoon = !is_morning && text.take_word("pm");
  if (is_morning || is_afternoon) {
    hour = hour_of_half_day(*hour, is_afternoon);
  }
  if (!hour) {
    return std::nullopt;
  }
  Microseconds const clock = *hour * per_hour + *minute * per_minute + *seconds;
  bool const is_end_of_day = *hour == 24 && clock == per_day;
  return *hour < 24 || is_end_of_day ? std::optional(clock) : std::nullopt;
}

/// `+02:00`, `+0200`, `+02` behind the sign.
[[nodiscard]] std::optional<Microseconds> take_offset_digits(Taker& text) {
  std::string_view const digits = text.take_digits();
  std::string minutes = "00";
  if (digits.size() == 4) {
    minutes = digits.substr(2);
  } else if (digits.size() == 2 && text.take(":")) {
    minutes = text.take_digits();
  } else if (digits.size() != 2) {
    return std::nullopt;
  }
  auto const hour = Taker(digits.substr(0, 2)).take_number(2, 2);
  auto const minute = Taker(minutes).take_number(2, 2);
  if (!hour || *hour > 15 || !minute || *minute > 59) {
    return std::nullopt;
  }
  return *hour * per_hour + *minute * per_minute;
}

/// How far local time is ahead of UTC. \pre The text is not at its end.
[[nodiscard]] std::optional<Microseconds> take_offset(Taker& text) {
  if (text.take_word("z") || text.take_word("utc") || text.take_word("gmt")) {
    return 0;
  }
  auto const sign = text.take("+-");
  auto const size = sign ? take_offset_digits(text) : std::nullopt;
  return size && *sign == '-' ? -*size : size;
}

/// What stands behind a date.
struct TimeOfDay {
  Microseconds since_midnight = 0;  ///< in UTC
  bool has_clock = false;
  bool has_offset = false;
};

[[nodiscard]] std::optional<TimeOfDay> take_time_of_day(Taker& text) {
  if (text.at_end()) {
    return TimeOfDay{};
  }
  bool const is_separated = text.take_word("t") || text.take(",") || text.next() == ' ';
  text.take_blanks();
  auto const clock = is_separated ? take_clock(text) : std::nullopt;
  if (!clock) {
    return std::nullopt;
  }
  text.take_blanks();
  if (text.at_end()) {
    return TimeOfDay{*clock, true, false};
  }
  auto const offset = take_offset(text);
  return offset && text.at_end() ? std::optional(TimeOfDay{*clock - *offset, true, true})
                                 : std::nullopt;
}

/// A date with or without a time of day, before it is known what comes first.
struct CalendarTime {
  DateParts date;
  TimeOfDay time_of_day;
};

[[nodiscard]] std::optional<CalendarTime> read_calendar(std::string_view text) {
  Taker taker(text);
  auto const date = take_date(taker);
  auto const time_of_day = date ? take_time_of_day(taker) : std::nullopt;
  return time_of_day ? std::optional(CalendarTime{*date, *time_of_day}) : std::nullopt;
}

[[nodiscard]] std::optional<Microseconds> time_of(CalendarTime const& time, TimeNotation notation) {
  auto const [first, second, third] = time.date.numbers;
  bool const is_iso = notation == TimeNotation::iso;
  if (is_iso != (time.date.order == DateOrder::year_first)) {
    return std::nullopt;
  }
  auto const date = is_iso                                ? midnight(first, second, third)
                    : notation == TimeNotation::day_first ? midnight(third, second, first)
                                                          : midnight(third, first, second);
  return date ? std::optional(*date + time.time_of_day.since_midnight) : std::nullopt;
}

// --- counts of time ------------------------------------------------------------------------------

constexpr double least_count = 1e8;          ///< seconds until 1973
constexpr double least_milliseconds = 1e11;  ///< as seconds the year 5138, as ms 1973
constexpr double least_microseconds = 1e14;
constexpr double least_beyond_microseconds = 1e17;

/// A decimal number without exponent.
struct Count {
  Microseconds whole = 0;
  Microseconds millionths = 0;
  bool is_negative = false;
};

[[nodiscard]] std::optional<Count> read_count(std::string_view text) {
  constexpr std::size_t most_digits = 18;
  Taker taker(text);
  Count count;
  count.is_negative = taker.take("-").has_value();
  std::string_view const whole = taker.take_digits();
  bool const has_point = taker.take(".").has_value();
  std::string_view const decimals = has_point ? taker.take_digits() : std::string_view();
  if (whole.empty() || whole.size() > most_digits || has_point == decimals.empty() ||
      !taker.at_end()) {
    return std::nullopt;
  }
  for (char const digit : whole) {
    count.whole = count.whole * 10 + (digit - '0');
  }
  count.millionths = millionths(decimals);
  return count;
}

/// \p count times \p unit, where the unit is a whole number of microseconds.
[[nodiscard]] std::optional<Microseconds> time_of(Count const& count, Microseconds unit) {
  constexpr Microseconds largest = 253'402'300'800 * per_second;  // 10000-01-01
  if (count.whole >= largest / unit) {
    return std::nullopt;
  }
  Microseconds const size = count.whole * unit + count.millionths * unit / per_second;
  return count.is_negative ? -size : size;
}

[[nodiscard]] Microseconds unit_of(TimeNotation notation) {
  if (notation == TimeNotation::epoch_seconds) {
    return per_second;
  }
  return notation == TimeNotation::epoch_milliseconds ? 1000 : 1;
}

[[nodiscard]] bool counts_time(TimeNotation notation) {
  return notation == TimeNotation::epoch_seconds || notation == TimeNotation::epoch_milliseconds ||
         notation == TimeNotation::epoch_microseconds;
}

[[nodiscard]] std::string padded(int value, std::size_t width) {
  std::string const digits = std::to_string(value);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

[[nodiscard]] bool has_year_of_four_digits(Microseconds time) {
  constexpr Microseconds year_1 = -62'135'596'800 * per_second;
  constexpr Microseconds year_10000 = 253'402'300'800 * per_second;
  return time >= year_1 && time < year_10000;
}

[[nodiscard]] std::optional<Microseconds> read_any_time(std::string_view text,
                                                        TimeNotation notation) {
  if (counts_time(notation)) {
    auto const count = read_count(text);
    return count ? time_of(*count, unit_of(notation)) : std::nullopt;
  }
  auto const time = read_calendar(text);
  return time ? time_of(*time, notation) : std::nullopt;
}

}  // namespace

std::optional<Microseconds> read_time(std::string_view text, TimeNotation notation) {
  auto const time = read_any_time(trimmed(text), notation);
  return time && has_year_of_four_digits(*time) ? time : std::nullopt;
}

std::string to_iso_text(Microseconds time) {
  std::chrono::sys_time<std::chrono::microseconds> const point{std::chrono::microseconds(time)};
  auto const day = std::chrono::floor<std::chrono::days>(point);
  std::chrono::year_month_day const date(day);
  std::chrono::hh_mm_ss const clock(point - day);
  CXSIM_EXPECTS(has_year_of_four_digits(time));
  std::string text = padded(static_cast<int>(date.year()), 4) + '-' +
                     padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + '-' +
                     padded(static_cast<int>(static_cast<unsigned>(date.day())), 2) + 'T' +
                     padded(static_cast<int>(clock.hours().count()), 2) + ':' +
                     padded(static_cast<int>(clock.minutes().count()), 2) + ':' +
                     padded(static_cast<int>(clock.seconds().count()), 2);
  if (auto const fraction = clock.subseconds().count(); fraction != 0) {
    text += '.' + padded(static_cast<int>(fraction), 6);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + 'Z';
}

void TimeColumn::Sighting::note(std::string_view seen, int in_line) {
  constexpr std::size_t longest = 40;
  if (count == 0) {
    value = shortened(std::string(seen), longest);
    line = in_line;
  }
  ++count;
}

void TimeColumn::observe(std::string_view value, int line) {
  ++values_;
  std::string_view const text = trimmed(value);
  if (auto const number = read_count(text)) {
    largest_number_ = std::max(largest_number_, static_cast<double>(number->whole));
    number_.note(text, line);
    return;
  }
  auto const time = read_calendar(text);
  auto const reads = [&](TimeNotation notation) {
    return time ? time_of(*time, notation) : std::nullopt;
  };
  auto const day_first = reads(TimeNotation::day_first);
  auto const month_first = reads(TimeNotation::month_first);
  bool const is_readable = day_first || month_first || reads(TimeNotation::iso);
  if (!is_readable) {
    unreadable_.note(text, line);
    return;
  }
  without_offset_ += time->time_of_day.has_clock && !time->time_of_day.has_offset ? 1U : 0U;
  dates_only_ += time->time_of_day.has_clock ? 0U : 1U;
  if (day_first && month_first) {
    (day_first == month_first ? same_order_ : either_order_).note(text, line);
  } else if (day_first) {
    day_first_.note(text, line);
  } else if (month_first) {
    month_first_.note(text, line);
  } else {
    year_first_.note(text, line);
  }
}

Result<TimeNotation> TimeColumn::decide(std::string const& file_name,
                                        std::string const& column_name) const {
  std::size_t const year_last =
      day_first_.count + month_first_.count + either_order_.count + same_order_.count;
  if (year_first_.count + year_last + number_.count == 0) {
    return values_ == 0 ? failure(texts::time_no_values, {file_name}, {column_name})
                        : failure(texts::time_unreadable, {file_name, unreadable_.line, 1, {}},
                                  {column_name, unreadable_.value});
  }
  if (year_first_.count >= year_last && year_first_.count >= number_.count) {
    return TimeNotation::iso;
  }
  return year_last >= number_.count ? decide_order(file_name, column_name)
                                    : decide_unit(file_name, column_name);
}

Result<TimeNotation> TimeColumn::decide_order(std::string const& file_name,
                                              std::string const& column_name) const {
  if (day_first_.count > 0 && month_first_.count > 0) {
    return failure(
        texts::time_both_orders, {file_name, month_first_.line, 1, {}},
        {column_name, month_first_.value, day_first_.value, std::to_string(day_first_.line)});
  }
  bool const is_open = day_first_.count == 0 && month_first_.count == 0 && either_order_.count > 0;
  if (is_open) {
    return failure(texts::time_ambiguous, {file_name, either_order_.line, 1, {}},
                   {column_name, either_order_.value});
  }
  return month_first_.count > 0 ? TimeNotation::month_first : TimeNotation::day_first;
}

Result<TimeNotation> TimeColumn::decide_unit(std::string const& file_name,
                                             std::string const& column_name) const {
  if (largest_number_ < least_count || largest_number_ >= least_beyond_microseconds) {
    return failure(texts::time_no_count, {file_name, number_.line, 1, {}},
                   {column_name, number_.value});
  }
  if (largest_number_ < least_milliseconds) {
    return TimeNotation::epoch_seconds;
  }
  return largest_number_ < least_microseconds ? TimeNotation::epoch_milliseconds
                                              : TimeNotation::epoch_microseconds;
}

}  // namespace cxsim
