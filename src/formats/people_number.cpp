#include "cxsim/formats/people_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "cxsim/formats/ascii.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

constexpr std::size_t longest_number = 60;  // bytes
constexpr std::size_t group_size = 3;

[[nodiscard]] bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// \p text in which every blank is ' ', every minus '-' and every apostrophe '\''.
[[nodiscard]] std::string with_plain_signs(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    CodePoint const point = first_code_point(text);
    switch (point.value) {
      case U'\t':
      case U'\u00A0':
      case U'\u2009':
      case U'\u202F':
        plain += ' ';
        break;
      case U'\u2212':
      case U'\u2013':
        plain += '-';
        break;
      case U'\u2019':
        plain += '\'';
        break;
      default:
        plain += text.substr(0, point.length);
    }
    text.remove_prefix(point.length);
  }
  return plain;
}

/// Takes \p end from the end of \p text, with the blanks before it.
[[nodiscard]] bool take_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) {
    return false;
  }
  text.remove_suffix(end.size());
  text = trimmed(text, " ");
  return true;
}

struct Multiple {
  std::string_view word;
  double factor;
};

/// Longer words before those that they end with.
constexpr std::array<Multiple, 12> multiples = {{{"thousand", 1e3},
                                                 {"million", 1e6},
                                                 {"billion", 1e9},
                                                 {"tys.", 1e3},
                                                 {"tys", 1e3},
                                                 {"mln.", 1e6},
                                                 {"mln", 1e6},
                                                 {"mld", 1e9},
                                                 {"bn", 1e9},
                                                 {"k", 1e3},
                                                 {"m", 1e6},
                                                 {"M", 1e6}}};

[[nodiscard]] double take_multiple(std::string_view& text) {
  for (Multiple const& multiple : multiples) {
    if (take_end(text, multiple.word)) {
      return multiple.factor;
    }
  }
  return 1;
}

/// Figures without what groups them: "1 234" and "1.234" with '.' give "1234".
[[nodiscard]] std::optional<std::string> ungrouped(std::string_view figures, char divider) {
  std::string digits;
  std::size_t in_group = 0;
  bool is_first = true;
  for (char const byte : figures) {
    if (is_digit(byte)) {
      digits += byte;
      ++in_group;
    } else if (byte == divider) {
      bool const is_group =
          is_first ? in_group >= 1 && in_group <= group_size : in_group == group_size;
      if (!is_group) {
        return std::nullopt;
      }
      is_first = false;
      in_group = 0;
    } else {
      return std::nullopt;
    }
  }
  if (!is_first && in_group != group_size) {
    return std::nullopt;
  }
  return digits;
}

/// Where the decimal sign stands; npos: nowhere.
[[nodiscard]] std::size_t decimal_place(std::string_view figures, Language language) {
  std::size_t const last = figures.find_last_of(".,");
  if (last == std::string_view::npos) {
    return last;
  }
  char const sign = figures[last];
  char const other = sign == '.' ? ',' : '.';
  if (std::ranges::count(figures, sign) > 1) {
    return std::string_view::npos;
  }
  bool const has_thousands = figures.find_first_of(std::string(1, other) + " '") < last;
  bool const is_zero_before = figures.starts_with('0');
  bool const may_group = figures.size() - last - 1 == group_size && last >= 1 &&
                         last <= group_size && !has_thousands && !is_zero_before;
  char const decimal = language == Language::polish ? ',' : '.';
  return may_group && sign != decimal ? std::string_view::npos : last;
}

/// The one sign that stands between thousands.
[[nodiscard]] char divider_of(std::string_view whole) {
  std::size_t const place = whole.find_first_of(" '.,");
  return place == std::string_view::npos ? ' ' : whole[place];
}

[[nodiscard]] std::optional<double> unsigned_number(std::string_view figures, Language language) {
  std::size_t const place = decimal_place(figures, language);
  std::string_view const whole = figures.substr(0, place);
  std::string_view const decimals =
      place == std::string_view::npos ? std::string_view{} : figures.substr(place + 1);
  auto const digits = ungrouped(whole, divider_of(whole));
  if (!digits || !std::ranges::all_of(decimals, is_digit) ||
      (digits->empty() && decimals.empty()) ||
      (place != std::string_view::npos && decimals.empty())) {
    return std::nullopt;
  }
  std::string const plain =
      (digits->empty() ? "0" : *digits) + (decimals.empty() ? "" : "." + std::string(decimals));
  double value = 0;
  auto const [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view text, char divider) {
  std::vector<std::string_view> parts;
  for (std::size_t place = text.find(divider); place != std::string_view::npos;
       place = text.find(divider)) {
    parts.push_back(text.substr(0, place));
    text.remove_prefix(place + 1);
  }
  parts.push_back(text);
  return parts;
}

[[nodiscard]] std::optional<int> whole_part(std::string_view part, std::size_t most_digits) {
  int value = 0;
  auto const [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
  bool const is_whole = error == std::errc{} && end == part.data() + part.size();
  return is_whole && value >= 0 && part.size() <= most_digits ? std::optional(value) : std::nullopt;
}

[[nodiscard]] std::optional<Date> date_of(std::string_view year, std::string_view month,
                                          std::string_view day) {
  auto const y = whole_part(year, 4);
  auto const m = whole_part(month, 2);
  auto const d = whole_part(day, 2);
  if (!y || !m || !d || year.size() != 4) {
    return std::nullopt;
  }
  std::chrono::year_month_day const date{std::chrono::year(*y),
                                         std::chrono::month(static_cast<unsigned>(*m)),
                                         std::chrono::day(static_cast<unsigned>(*d))};
  return date.ok() ? std::optional(Date{*y, *m, *d}) : std::nullopt;
}

}  // namespace

std::optional<PeopleNumber> parse_people_number(std::string_view text, Language language) {
  if (text.size() > longest_number) {
    return std::nullopt;
  }
  std::string const plain = with_plain_signs(text);
  std::string_view rest = trimmed(plain, " ");
  bool const is_percentage = take_end(rest, "%");
  double const factor = take_multiple(rest);
  bool const is_negative = rest.starts_with('-');
  if (is_negative || rest.starts_with('+')) {
    rest = trimmed(rest.substr(1), " ");
  }
  auto const size = unsigned_number(rest, language);
  if (!size) {
    return std::nullopt;
  }
  return PeopleNumber{(is_negative ? -*size : *size) * factor, is_percentage};
}

std::optional<Date> parse_people_date(std::string_view text) {
  std::string const plain = with_plain_signs(text);
  std::string_view const day = trimmed(plain, " ");
  for (char const divider : {'.', '/', '-'}) {
    auto const parts = parts_of(day, divider);
    if (parts.size() == 3) {
      return divider == '-' ? date_of(parts[0], parts[1], parts[2])
                            : date_of(parts[2], parts[1], parts[0]);
    }
  }
  return std::nullopt;
}

}  // namespace cxsim
