#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cxsim {

/// How many insertions, deletions, changes of a byte and swaps of neighbours lead from \p left to
/// \p right, no byte being touched twice (optimal string alignment; Damerau 1964), as long as no
/// more than \p most are needed. Cost: O(length of left x length of right), less when far apart.
[[nodiscard]] std::optional<std::size_t> edit_distance(std::string_view left,
                                                       std::string_view right, std::size_t most);

/// The one of \p known that \p word was most likely meant to be: the nearest, letters of ASCII
/// being alike in upper and lower case; the first of several. Nothing when all differ in more than
/// a third of the word, or in more than five places, or when the word is longer than 200 bytes.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<std::string const> known);

}  // namespace cxsim
