#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace cxsim::fuzz {

/// One file of several that stand in one input.
struct PartOfInput {
  std::string name;
  std::string_view content;
};

/// Where the next line `==== name` begins at or behind \p from.
[[nodiscard]] inline std::size_t find_part(std::string_view bytes, std::size_t from) {
  if (from == 0 && bytes.starts_with("==== ")) {
    return 0;
  }
  std::size_t const line_end = bytes.find("\n==== ", from);
  return line_end == std::string_view::npos ? line_end : line_end + 1;
}

/// The files of \p bytes, each behind a line `==== name`; what stands before the first is left out.
[[nodiscard]] inline std::vector<PartOfInput> parts_in(std::string_view bytes) {
  constexpr std::size_t mark_length = 5;
  constexpr std::size_t most = 30;
  std::vector<PartOfInput> parts;
  std::size_t begin = find_part(bytes, 0);
  while (begin != std::string_view::npos && parts.size() < most) {
    std::size_t const next = find_part(bytes, begin + mark_length);
    std::string_view const part = bytes.substr(begin, next - begin).substr(mark_length);
    std::string_view const name = part.substr(0, part.find('\n'));
    parts.push_back({std::string(name), part.substr(std::min(name.size() + 1, part.size()))});
    begin = next;
  }
  return parts;
}

}  // namespace cxsim::fuzz
