#pragma once

#include <algorithm>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/parameters/parameter_table.hpp"

namespace cxsim::fuzz {

[[nodiscard]] inline bool is_same_number(ParameterInfo const& left, ParameterInfo const& right) {
  return left.path == right.path && left.unit == right.unit && left.range == right.range &&
         left.prior == right.prior && left.evidence == right.evidence &&
         left.source == right.source && left.typed == right.typed && left.period == right.period;
}

/// Every number of both, whatever the place where it stood.
[[nodiscard]] inline bool have_same_numbers(ParameterTable const& left,
                                            ParameterTable const& right) {
  return std::ranges::equal(left.infos(), right.infos(), is_same_number);
}

inline void expect_in_range(ParameterTable const& table, ParameterValues const& values) {
  for (AnyParameter const parameter : table.by_path()) {
    Range const range = table.info(parameter).range;
    double const value = values[parameter];
    CXSIM_EXPECTS(std::isfinite(value) && value >= range.low && value <= range.high);
  }
}

/// A number that was accepted is finite and in its range, as a best guess and in a draw.
inline void expect_usable(ParameterTable const& table) {
  expect_in_range(table, table.best_guesses());
  expect_in_range(table, table.draw(RandomKey{1}, 0));
}

}  // namespace cxsim::fuzz
