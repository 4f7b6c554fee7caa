#include "cxsim/base/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <utility>

#include "cxsim/base/contract.hpp"

namespace cxsim {

std::string to_text(double value) {
  std::array<char, 32> buffer{};
  double const size = std::fabs(value);
  // People and spreadsheets read 400000, not 4e+05.
  bool const is_plain = size == 0 || (size >= 1e-5 && size < 1e15);
  auto const format = is_plain ? std::chars_format::fixed : std::chars_format::general;
  auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr;
  return {buffer.data(), end};
}

std::string to_fixed(double value, int decimals) {
  CXSIM_EXPECTS(decimals >= 0 && decimals <= 100);
  std::array<char, 512> buffer{};
  auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, decimals)
                       .ptr;
  std::string text(buffer.data(), end);
  bool const is_minus_zero =
      text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos;
  return is_minus_zero ? text.substr(1) : text;
}

std::string number_for_people(std::string_view number, Language language) {
  if (language == Language::english) {
    return std::string(number);
  }
  constexpr std::string_view no_break_space = "\u00a0";
  std::string text;
  for (char const character : number) {
    if (character == ',') {
      text += no_break_space;
    } else {
      text += character == '.' ? ',' : character;
    }
  }
  return text;
}

std::string with_thousands(double value, Language language) {
  std::string digits = to_fixed(std::fabs(value), 0);
  for (auto position = static_cast<std::ptrdiff_t>(digits.size()) - 3; position > 0;
       position -= 3) {
    digits.insert(static_cast<std::size_t>(position), 1, ',');
  }
  return number_for_people(value < 0 && digits != "0" ? '-' + digits : digits, language);
}

std::string to_fixed(double value, int decimals, Language language) {
  return number_for_people(to_fixed(value, decimals), language);
}

std::string with_percent(std::string number, Language language) {
  return std::move(number) + (language == Language::polish ? "%" : " %");
}

std::string_view between_numbers(Language language) {
  return language == Language::polish ? "; " : ", ";
}

double round_significant(double value, int digits) {
  CXSIM_EXPECTS(digits >= 1 && digits <= 17);
  std::array<char, 64> buffer{};
  auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific, digits - 1)
                       .ptr;
  double rounded = value;
  std::from_chars(buffer.data(), end, rounded);
  return rounded;
}

}  // namespace cxsim
