#include "people_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

/// Without blanks of any kind; minus signs and percent signs of typographers as those of ASCII.
[[nodiscard]] std::string compact(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    char32_t const code = next.value;
    bool const is_blank = code == U' ' || code == U'\t' || code == 0xA0 || code == 0x2007 ||
                          code == 0x2009 || code == 0x202F || code == U'\'' || code == 0x2019;
    if (code == 0x2212 || code == 0x2013) {
      result += '-';
    } else if (!is_blank) {
      result += code >= U'A' && code <= U'Z' ? std::string(1, static_cast<char>(code + 32))
                                             : std::string(text.substr(0, next.length));
    }
    text.remove_prefix(next.length);
  }
  return result;
}

/// Takes a word for a power of ten off the end.
[[nodiscard]] double take_size(std::string& text) {
  static constexpr std::array sizes{
      std::pair{"tys.", 1e3}, std::pair{"tys", 1e3},  std::pair{"mln.", 1e6},
      std::pair{"mln", 1e6},  std::pair{"mld.", 1e9}, std::pair{"mld", 1e9},
      std::pair{"k", 1e3},    std::pair{"m", 1e6},    std::pair{"bn", 1e9}};
  for (auto const& [word, size] : sizes) {
    if (text.ends_with(word)) {
      text.resize(text.size() - std::string_view(word).size());
      return size;
    }
  }
  return 1;
}

/// Whether \p sign divides thousands: digits in groups of three behind each.
[[nodiscard]] bool is_grouping(std::string_view text, char sign) {
  std::size_t const first = text.find(sign);
  if (first == 0 || first == std::string_view::npos || first > 4) {
    return false;
  }
  std::size_t since = 0;
  for (char const character : text.substr(first + 1)) {
    if (character == sign && since != 3) {
      return false;
    }
    since = character == sign ? 0 : since + 1;
  }
  return since == 3;
}

/// The number with a point for decimals and nothing between thousands.
[[nodiscard]] std::string with_point(std::string text, Language language) {
  std::size_t const comma = text.rfind(',');
  std::size_t const point = text.rfind('.');
  bool const has_both = comma != std::string::npos && point != std::string::npos;
  char decimal = '.';
  if (has_both) {
    decimal = comma > point ? ',' : '.';
  } else if (comma != std::string::npos) {
    bool const is_single = std::ranges::count(text, ',') == 1;
    bool const groups = is_grouping(text, ',') && (!is_single || language == Language::english);
    decimal = groups ? '.' : ',';
  } else if (point != std::string::npos) {
    bool const is_single = std::ranges::count(text, '.') == 1;
    bool const groups = is_grouping(text, '.') && (!is_single || language == Language::polish);
    decimal = groups ? ',' : '.';
  }
  std::erase(text, decimal == ',' ? '.' : ',');
  std::ranges::replace(text, ',', '.');
  return text;
}

}  // namespace

std::optional<PeopleValue> people_value(std::string_view text, Language language) {
  std::string rest = compact(text);
  PeopleValue result;
  if (rest.ends_with('%')) {
    result.is_percentage = true;
    rest.pop_back();
  }
  double const size = take_size(rest);
  if (rest.starts_with('+')) {
    rest.erase(0, 1);
  }
  rest = with_point(std::move(rest), language);
  auto const [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), result.value,
                                             std::chars_format::fixed);
  bool const is_number = failed == std::errc{} && end == rest.data() + rest.size() &&
                         rest.find_first_of("0123456789") != std::string::npos;
  result.value *= size;
  return is_number ? std::optional(result) : std::nullopt;
}

std::optional<Date> people_date(std::string_view text) {
  std::vector<int> parts;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find_first_of(".-/"), text.size());
    int part = 0;
    auto const [stop, failed] = std::from_chars(text.data(), text.data() + end, part);
    if (failed != std::errc{} || stop != text.data() + end) {
      return std::nullopt;
    }
    parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (parts.size() != 3) {
    return std::nullopt;
  }
  bool const is_year_first = parts[0] > 31;
  Date const date{parts[is_year_first ? 0 : 2], parts[1], parts[is_year_first ? 2 : 0]};
  bool const is_day = date.year >= 1900 && date.year <= 2200 && date.month >= 1 &&
                      date.month <= 12 && date.day >= 1 && date.day <= 31;
  return is_day ? std::optional(date) : std::nullopt;
}

}  // namespace cxsim
