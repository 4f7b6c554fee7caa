#pragma once

#include <array>

namespace cxsim::math_detail {

/// ln(j/128) = high + low, where high is a multiple of 2^-42.
struct LogarithmCell {
  double high;
  double low;
};
inline constexpr int first_logarithm_cell = 90;
extern std::array<LogarithmCell, 92> const logarithm_cells;

}  // namespace cxsim::math_detail
