#pragma once

#include <span>
#include <vector>

namespace cxsim {

/// Where a standard normal score must be cut so that category r is answered with probability
/// shares[r]: one cut fewer than categories, ascending (science §1.2).
/// \pre Shares are not negative and sum to 1. A share of 0 at an end gives an infinite cut.
[[nodiscard]] std::vector<double> ordinal_thresholds(std::span<double const> shares);

/// Shares of the categories after the score has moved by \p shift standard deviations.
[[nodiscard]] std::vector<double> shifted_shares(std::span<double const> thresholds, double shift);

/// Share of the two highest categories, 0 to 1.
/// \pre At least two categories.
[[nodiscard]] double top_two_share(std::span<double const> shares);

/// Mean answer when the categories count 1, 2, 3, ….
[[nodiscard]] double mean_rating(std::span<double const> shares);

}  // namespace cxsim
