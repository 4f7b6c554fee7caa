#include "xlsx_text.hpp"

#include <array>
#include <charconv>
#include <optional>

#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

constexpr std::size_t escape_length = 7;  // _xHHHH_

/// The code unit that \p text begins with as an escape.
[[nodiscard]] std::optional<char32_t> leading_escape(std::string_view text) {
  if (text.size() < escape_length || !text.starts_with("_x") || text[escape_length - 1] != '_') {
    return std::nullopt;
  }
  unsigned value = 0;
  char const* const first = text.data() + 2;
  char const* const last = first + 4;
  auto const result = std::from_chars(first, last, value, 16);
  return result.ec == std::errc() && result.ptr == last ? std::optional<char32_t>(value)
                                                        : std::nullopt;
}

[[nodiscard]] bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
[[nodiscard]] bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

[[nodiscard]] std::string escape_of(char32_t unit) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string escape = "_x";
  for (unsigned shift = 16; shift > 0; shift -= 4) {
    escape += digits[(unit >> (shift - 4)) & 0xFU];
  }
  return escape + '_';
}

/// XML forbids these, or gives others back for them.
[[nodiscard]] bool needs_escape(char32_t value) {
  return (value < 0x20 && value != '\t' && value != '\n') || value == 0xFFFE || value == 0xFFFF;
}

}  // namespace

void CappedText::append(std::string_view piece) {
  std::size_t const room = limit_ - text_.size();
  text_ += piece.substr(0, room);
  is_cut_ = is_cut_ || piece.size() > room;
}

std::string unescaped_xlsx_text(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    auto unit = leading_escape(text);
    if (!unit) {
      std::size_t const length = std::min(text.find('_', 1), text.size());
      plain += text.substr(0, length);
      text.remove_prefix(length);
      continue;
    }
    text.remove_prefix(escape_length);
    auto const low = is_high_surrogate(*unit) ? leading_escape(text) : std::nullopt;
    if (low && is_low_surrogate(*low)) {
      unit = 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00);
      text.remove_prefix(escape_length);
    }
    plain += to_utf8(*unit == 0 ? 0xFFFD : *unit);
  }
  return plain;
}

std::string escaped_xlsx_text(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    if (!next.is_valid || next.value == 0) {
      escaped += to_utf8(0xFFFD);
    } else if (needs_escape(next.value) || leading_escape(text)) {
      escaped += escape_of(next.value);
    } else {
      escaped += text.substr(0, next.length);
    }
    text.remove_prefix(next.length);
  }
  return escaped;
}

}  // namespace cxsim
