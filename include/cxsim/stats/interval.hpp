#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cxsim {

struct Interval {
  double low = 0;
  double high = 0;

  friend bool operator==(Interval const&, Interval const&) = default;
};

[[nodiscard]] constexpr bool covers(Interval interval, double value) noexcept {
  return interval.low <= value && value <= interval.high;
}

/// No 5 % quantile is printed from fewer draws than this.
inline constexpr std::size_t fewest_draws_for_interval = 200;

/// The \p p quantile of a sample, linear between the order statistics: position (n - 1)·p from 0
/// (type 7 of Hyndman & Fan, The American Statistician 50, 1996).
/// \pre \p sorted is ascending and not empty; 0 <= p <= 1.
[[nodiscard]] double quantile_of_sorted(std::span<double const> sorted, double p);

/// From the 5 % to the 95 % quantile of one value per draw; nothing below 200 draws.
[[nodiscard]] std::optional<Interval> interval_of_draws(std::vector<double> values);

/// Positions in an ascending sample, from 1.
struct Ranks {
  std::size_t low = 0;
  std::size_t high = 0;

  friend bool operator==(Ranks const&, Ranks const&) = default;
};

/// Between which order statistics of \p count independent values the true \p p quantile lies with
/// at least \p confidence, whatever the distribution: the binomial quantiles of (1 - confidence)/2
/// and (1 + confidence)/2, the upper one plus 1. Nothing where the sample is too small for either
/// end. \pre 0 < p < 1, 0 < confidence < 1.
[[nodiscard]] std::optional<Ranks> quantile_ranks(std::size_t count, double p, double confidence);

/// Smallest k with P(X <= k) >= \p p for X ~ Binomial(\p count, \p success).
/// \pre 0 < success < 1, 0 < p < 1.
[[nodiscard]] std::size_t binomial_quantile(std::size_t count, double success, double p);

/// Interval for a probability of which \p successes of \p count were seen (0 to 1 where count is
/// 0). Source: Wilson, J. Amer. Statist. Assoc. 22, 1927. \pre 0 <= successes <= count, 0 <
/// confidence < 1.
[[nodiscard]] Interval wilson_interval(double successes, double count, double confidence);

}  // namespace cxsim
