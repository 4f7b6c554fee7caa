#pragma once

#include <span>

namespace cxsim {

/// Part of the variance of \p y that moves with \p x in a straight line: the square of the
/// correlation of Pearson, 0 to 1. 0 where either never changes.
/// \pre Both have as many values.
[[nodiscard]] double squared_correlation(std::span<double const> x, std::span<double const> y);

}  // namespace cxsim
