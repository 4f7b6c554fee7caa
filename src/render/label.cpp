#include "cxsim/render/label.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

struct CharacterRange {
  char32_t first;
  char32_t last;
};

[[nodiscard]] bool is_in(std::span<CharacterRange const> ranges, char32_t character) {
  return std::ranges::any_of(ranges, [character](CharacterRange range) {
    return character >= range.first && character <= range.last;
  });
}

[[nodiscard]] bool is_space(char32_t character) {
  static constexpr CharacterRange spaces[] = {
      {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
      {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
  return is_in(spaces, character);
}

/// Controls, marks of direction, tags and what is no character (Unicode standard, §23).
[[nodiscard]] bool is_unsafe(char32_t character) {
  static constexpr CharacterRange unsafe[] = {{0x00, 0x1F},     {0x7F, 0x9F},      {0x061C, 0x061C},
                                              {0x200B, 0x200B}, {0x200E, 0x200F},  {0x202A, 0x202E},
                                              {0x2060, 0x206F}, {0xFDD0, 0xFDEF},  {0xFEFF, 0xFEFF},
                                              {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF}};
  return is_in(unsafe, character) || (character & 0xFFFEU) == 0xFFFEU;
}

[[nodiscard]] bool is_wide(char32_t character) {
  static constexpr CharacterRange wide[] = {{0x1100, 0x115F},   {0x2E80, 0xA4CF},  {0xAC00, 0xD7A3},
                                            {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},  {0xFF01, 0xFF60},
                                            {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
  return is_in(wide, character);
}

[[nodiscard]] bool is_combining(char32_t character) {
  static constexpr CharacterRange combining[] = {
      {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x1AB0, 0x1AFF},
      {0x1DC0, 0x1DFF}, {0x200C, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
  return is_in(combining, character);
}

/// Width of a character in Inter, as a part of the font size.
[[nodiscard]] double advance(char32_t character) {
  if (is_combining(character)) {
    return 0;
  }
  if (is_wide(character)) {
    return 1.25;
  }
  if (character == 0xA0) {
    return advance(U' ');
  }
  if (character >= 0x80) {
    return character >= 0x2000 ? 0.8 : 0.66;
  }
  constexpr std::u32string_view thin = U"iIjl.,:;'|! ()[]/-`";
  constexpr std::u32string_view slim = U"frt\"*\\";
  constexpr std::u32string_view broad = U"mwMW@%";
  if (thin.find(character) != std::u32string_view::npos) {
    return 0.32;
  }
  if (slim.find(character) != std::u32string_view::npos) {
    return 0.42;
  }
  if (broad.find(character) != std::u32string_view::npos) {
    return 0.92;
  }
  bool const is_capital = character >= 'A' && character <= 'Z';
  return is_capital ? 0.7 : 0.6;
}

[[nodiscard]] std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t const end = std::min(text.find(' ', start), text.size());
    if (end > start) {
      words.emplace_back(text.substr(start, end - start));
    }
    start = end + 1;
  }
  return words;
}

/// Breaks lines of one text.
class Wrapper {
 public:
  Wrapper(double width, double font_size, FontWeight weight)
      : width_(width), font_size_(font_size), weight_(weight) {}

  [[nodiscard]] bool fits(std::string_view text) const {
    return text_width(text, font_size_, weight_) <= width_;
  }

  /// Length of the longest beginning that fits with \p tail behind it; at least one character.
  [[nodiscard]] std::size_t fitting_bytes(std::string_view text, std::string const& tail) const {
    std::size_t length = 0;
    while (length < text.size()) {
      std::size_t const next = length + first_code_point(text.substr(length)).length;
      if (length > 0 && !fits(std::string(text.substr(0, next)) + tail)) {
        break;
      }
      length = next;
    }
    return length;
  }

  [[nodiscard]] std::string shortened(std::string_view text) const {
    std::string beginning(text.substr(0, fitting_bytes(text, "…")));
    while (!beginning.empty() && beginning.back() == ' ') {
      beginning.pop_back();
    }
    return beginning + "…";
  }

 private:
  double width_;
  double font_size_;
  FontWeight weight_;
};

constexpr int tenths_of_whole = 1000;

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  bool wants_space = false;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    text.remove_prefix(next.length);
    if (is_space(next.value)) {
      wants_space = true;
      continue;
    }
    if (is_unsafe(next.value)) {
      continue;
    }
    if (wants_space && !clean.empty()) {
      clean += ' ';
    }
    wants_space = false;
    clean += to_utf8(next.value);
  }
  return clean;
}

std::string escape_label(std::string_view text) {
  std::string escaped;
  for (char const character : xml_text(text)) {
    escaped += character;
    if (character == '\\') {
      escaped += character;
    }
  }
  return escaped;
}

double text_width(std::string_view text, double font_size, FontWeight weight) {
  double width = 0;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    text.remove_prefix(next.length);
    width += advance(next.value);
  }
  return width * font_size * (weight == FontWeight::bold ? 1.05 : 1.0);
}

std::vector<std::string> wrap_text(std::string_view text, double width, double font_size,
                                   FontWeight weight, std::size_t lines) {
  Wrapper const wrapper(width, font_size, weight);
  std::vector<std::string> done;
  std::string line;
  auto words = words_of(text);
  for (std::size_t index = 0; index < words.size(); ++index) {
    std::string const longer = line.empty() ? words[index] : line + ' ' + words[index];
    if (wrapper.fits(longer)) {
      line = longer;
      continue;
    }
    bool const is_last_line = done.size() + 1 == lines;
    if (is_last_line) {
      line = wrapper.shortened(longer);
      break;
    }
    if (line.empty()) {
      std::size_t const length = wrapper.fitting_bytes(words[index], "");
      line = words[index].substr(0, length);
      words[index].erase(0, length);
    }
    done.push_back(std::move(line));
    line.clear();
    --index;
  }
  done.push_back(std::move(line));
  return done;
}

PrintedShares::PrintedShares(std::span<double const> shares, Language language)
    : language_(language), tenths_(shares.size()), is_positive_(shares.size()) {
  double sum = 0;
  for (std::size_t index = 0; index < shares.size(); ++index) {
    is_positive_[index] = shares[index] > 0;
    has_decimals_ = has_decimals_ || (shares[index] > 0 && shares[index] < 0.0095);
    sum += shares[index];
  }
  int const unit = has_decimals_ ? 1 : 10;
  double const units = tenths_of_whole / static_cast<double>(unit);
  std::vector<double> remainders(shares.size());
  int left = static_cast<int>(std::floor(sum * units + 0.5));
  for (std::size_t index = 0; index < shares.size(); ++index) {
    double const exact = shares[index] * units;
    double const whole = std::floor(exact + 1e-9);
    remainders[index] = exact - whole;
    tenths_[index] = static_cast<int>(whole) * unit;
    left -= static_cast<int>(whole);
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t index) { return remainders[index]; });
  for (std::size_t rank = 0; left > 0 && rank < order.size(); ++rank, --left) {
    tenths_[order[rank]] += unit;
  }
}

std::string PrintedShares::text(std::size_t index) const {
  if (tenths_[index] == 0 && is_positive_[index]) {
    return with_percent(has_decimals_ ? "<" + to_fixed(0.1, 1, language_) : "<1", language_);
  }
  return text_of(tenths_[index]);
}

std::string PrintedShares::text_of(int tenths) const {
  bool const is_whole = tenths == 0 || tenths == tenths_of_whole;
  return with_percent(to_fixed(tenths / 10.0, has_decimals_ && !is_whole ? 1 : 0, language_),
                      language_);
}

}  // namespace cxsim
