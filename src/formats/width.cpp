#include <algorithm>
#include <span>

#include "cxsim/formats/escape.hpp"
#include "cxsim/formats/utf8.hpp"
#include "width_ranges.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool is_in(char32_t character, std::span<CodePointRange const> ranges) {
  auto const found = std::ranges::lower_bound(ranges, character, {}, &CodePointRange::last);
  return found != ranges.end() && character >= found->first;
}

[[nodiscard]] std::size_t width_of(char32_t character) {
  if (character < zero_width.front().first) {
    return 1;
  }
  if (is_in(character, zero_width)) {
    return 0;
  }
  return is_in(character, double_width) ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    width += width_of(next.value);
    text.remove_prefix(next.length);
  }
  return width;
}

std::string truncate_to_width(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t kept = 0;  // bytes that leave room for the ellipsis
  for (std::size_t offset = 0; offset < text.size();) {
    CodePoint const next = first_code_point(text.substr(offset));
    used += width_of(next.value);
    if (used > width) {
      return width == 0 ? std::string() : std::string(text.substr(0, kept)) + "…";
    }
    offset += next.length;
    if (used < width) {
      kept = offset;
    }
  }
  return std::string(text);
}

}  // namespace cxsim
