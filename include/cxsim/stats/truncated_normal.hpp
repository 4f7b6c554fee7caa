#pragma once

namespace cxsim {

/// Value that a normal number stays below with probability \p p, given that it lies in [\p low, \p
/// high].
///
/// Grows with \p p from low to high. Keeps its accuracy when the interval lies in one tail, on
/// either side of the mean. Infinite ends are allowed.
/// \pre sd > 0, low < high, 0 <= p <= 1.
[[nodiscard]] double truncated_normal_quantile(double mean, double sd, double low, double high,
                                               double p);

}  // namespace cxsim
