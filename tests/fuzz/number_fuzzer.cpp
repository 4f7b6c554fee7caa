#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/people_number.hpp"
#include "cxsim/formats/time.hpp"
#include "fuzz/fuzzer.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool has_exponent(std::string const& number) {
  return number.find('e') != std::string::npos;
}

/// A number is finite, and reads as the same when the program writes it.
void expect_number(std::string_view text, Language language) {
  auto const number = parse_people_number(text, language);
  if (!number) {
    return;
  }
  CXSIM_EXPECTS(std::isfinite(number->value));
  std::string const plain = to_text(number->value);
  if (has_exponent(plain)) {
    return;  // nobody writes such numbers, and the reader takes none
  }
  std::string written = number_for_people(plain, language);
  if (number->is_percentage) {
    written = with_percent(std::move(written), language);
  }
  CXSIM_EXPECTS(parse_people_number(written, language) == number);
}

[[nodiscard]] std::string text_of(Date date) {
  std::string const year = std::to_string(date.year);
  return std::to_string(date.day) + '.' + std::to_string(date.month) + '.' +
         std::string(4 - std::min<std::size_t>(year.size(), 4), '0') + year;
}

void expect_date(std::string_view text) {
  auto const date = parse_people_date(text);
  if (date) {
    CXSIM_EXPECTS(date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= 31);
    CXSIM_EXPECTS(parse_people_date(text_of(*date)) == date);
  }
}

void expect_time(std::string_view text, TimeNotation notation) {
  auto const time = read_time(text, notation);
  if (time) {
    CXSIM_EXPECTS(read_time(to_iso_text(*time), TimeNotation::iso) == time);
  }
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  expect_number(bytes, Language::english);
  expect_number(bytes, Language::polish);
  expect_date(bytes);
  for (TimeNotation const notation :
       {TimeNotation::iso, TimeNotation::day_first, TimeNotation::month_first,
        TimeNotation::epoch_seconds, TimeNotation::epoch_milliseconds,
        TimeNotation::epoch_microseconds}) {
    expect_time(bytes, notation);
  }
}

}  // namespace cxsim
