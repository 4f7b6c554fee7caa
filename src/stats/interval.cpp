#include "cxsim/stats/interval.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {
namespace {

/// P(X <= k) for X ~ Binomial(count, success), k < count.
double binomial_cdf(std::size_t count, double success, std::size_t k) {
  return incomplete_beta(static_cast<double>(count - k), static_cast<double>(k) + 1, 1 - success);
}

}  // namespace

double quantile_of_sorted(std::span<double const> sorted, double p) {
  CXSIM_EXPECTS(!sorted.empty() && p >= 0 && p <= 1);
  double const position = static_cast<double>(sorted.size() - 1) * p;
  auto const below = static_cast<std::size_t>(position);
  std::size_t const above = std::min(below + 1, sorted.size() - 1);
  double const part = position - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

std::optional<Interval> interval_of_draws(std::vector<double> values) {
  if (values.size() < fewest_draws_for_interval) {
    return std::nullopt;
  }
  std::ranges::sort(values);
  return Interval{quantile_of_sorted(values, 0.05), quantile_of_sorted(values, 0.95)};
}

std::size_t binomial_quantile(std::size_t count, double success, double p) {
  CXSIM_EXPECTS(success > 0 && success < 1 && p > 0 && p < 1);
  std::size_t low = 0;
  std::size_t high = count;  // P(X <= count) = 1 is enough
  while (low < high) {
    std::size_t const middle = low + (high - low) / 2;
    if (binomial_cdf(count, success, middle) >= p) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::optional<Ranks> quantile_ranks(std::size_t count, double p, double confidence) {
  CXSIM_EXPECTS(confidence > 0 && confidence < 1);
  std::size_t const low = binomial_quantile(count, p, (1 - confidence) / 2);
  std::size_t const high = binomial_quantile(count, p, (1 + confidence) / 2) + 1;
  return low >= 1 && high <= count ? std::optional(Ranks{low, high}) : std::nullopt;
}

Interval wilson_interval(double successes, double count, double confidence) {
  CXSIM_EXPECTS(successes >= 0 && successes <= count && confidence > 0 && confidence < 1);
  if (count == 0) {
    return {0, 1};
  }
  double const z = normal_quantile((1 + confidence) / 2);
  double const share = successes / count;
  double const middle = share + z * z / (2 * count);
  double const half = z * std::sqrt((share * (1 - share) + z * z / (4 * count)) / count);
  double const scale = 1 + z * z / count;
  return {std::max(0.0, (middle - half) / scale), std::min(1.0, (middle + half) / scale)};
}

}  // namespace cxsim
