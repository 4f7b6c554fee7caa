#include "cxsim/formats/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "cxsim/formats/ascii.hpp"

namespace cxsim {

std::optional<std::size_t> edit_distance(std::string_view left, std::string_view right,
                                         std::size_t most) {
  std::size_t const difference =
      std::max(left.size(), right.size()) - std::min(left.size(), right.size());
  if (difference > most) {
    return std::nullopt;
  }
  // Rows of the table of distances between the beginnings of both words.
  std::vector<std::size_t> before(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      std::size_t const change = last[j - 1] + (left[i - 1] == right[j - 1] ? 0U : 1U);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      bool const is_swap =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (is_swap) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    if (std::ranges::min(row) > most && std::ranges::min(last) > most) {
      return std::nullopt;
    }
    before.swap(last);
    last.swap(row);
  }
  return last.back() <= most ? std::optional(last.back()) : std::nullopt;
}

std::optional<std::string> nearest(std::string_view word, std::span<std::string const> known) {
  constexpr std::size_t longest = 200;
  if (word.size() > longest) {
    return std::nullopt;
  }
  std::string const sought = in_lower_case(word);
  std::size_t allowed = std::clamp((word.size() + 2) / 3, std::size_t{1}, std::size_t{5});
  std::optional<std::string> best;
  for (std::string const& candidate : known) {
    auto const distance = edit_distance(sought, in_lower_case(candidate), allowed);
    if (!distance) {
      continue;
    }
    best = candidate;
    if (*distance == 0) {
      break;
    }
    allowed = *distance - 1;
  }
  return best;
}

}  // namespace cxsim
