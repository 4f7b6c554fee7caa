#include "cxsim/experiment/precision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/estimate.hpp"
#include "cxsim/stats/student.hpp"

namespace cxsim {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Of the normal distribution: 90 % of it lie within so many standard deviations.
constexpr double normal_90 = 1.6448536269514722;

/// Variances are estimates: a little more is planned than they ask for.
constexpr double reserve = 1.05;

/// Who changes the number of customers throws away what was simulated.
constexpr double worth_a_change = 1.15;

[[nodiscard]] double step_up(double draws) {
  return std::ceil(draws / draws_per_step) * draws_per_step;
}

[[nodiscard]] double mean_of(std::span<double const> values) {
  Accumulator accumulator;
  for (double const value : values) {
    accumulator.add(value);
  }
  return accumulator.mean();
}

[[nodiscard]] double variance_of(std::span<double const> values) {
  Accumulator accumulator;
  for (double const value : values) {
    accumulator.add(value);
  }
  return accumulator.variance();
}

[[nodiscard]] bool is_quiet(std::span<PrecisionNeed const> needs, double customers) {
  return std::ranges::all_of(needs, [&](PrecisionNeed const& need) {
    double const noise = need.variance.per_customer / customers;
    return !need.spread || noise <= most_noise_share * (*need.spread + noise);
  });
}

/// In customers.
[[nodiscard]] double cost_of(std::span<PrecisionNeed const> needs, std::uint32_t fewest_draws,
                             std::uint32_t customers) {
  return draws_needed(needs, customers, fewest_draws) * (customers_worth_a_draw + customers);
}

/// Fourth roots of 2 apart: the cost is flat around its minimum.
[[nodiscard]] std::vector<std::uint32_t> candidates_within(SampleBounds const& bounds) {
  std::vector<std::uint32_t> candidates{bounds.fewest_customers};
  for (double wish = bounds.fewest_customers; wish < bounds.most_customers; wish *= 1.189207115) {
    auto const customers = static_cast<std::uint32_t>(std::ceil(wish / 20) * 20);
    if (customers > candidates.back() && customers <= bounds.most_customers &&
        most_draws_of(bounds, customers) >= bounds.fewest_draws) {
      candidates.push_back(customers);
    }
  }
  return candidates;
}

}  // namespace

MeanError error_of_mean(std::span<double const> values, std::uint32_t block) {
  CXSIM_EXPECTS(block >= 1);
  std::size_t const blocks = values.size() / block;
  if (block == 1 || blocks < 2) {
    return values.size() < 2
               ? MeanError{}
               : MeanError{std::sqrt(variance_of(values) / static_cast<double>(values.size())),
                           static_cast<double>(values.size() - 1)};
  }
  Accumulator means;
  for (std::size_t i = 0; i < blocks; ++i) {
    means.add(mean_of(values.subspan(i * block, block)));
  }
  // The mean is that of all draws; those behind the last block count as if they were in one.
  double const in_blocks = static_cast<double>(values.size()) / block;
  return {std::sqrt(means.variance() / in_blocks), static_cast<double>(blocks - 1)};
}

MeanPrecision assess_mean(std::span<double const> values, std::span<double const> noise,
                          std::uint32_t customers, std::uint32_t block) {
  CXSIM_EXPECTS(!values.empty() && values.size() == noise.size());
  MeanPrecision precision;
  precision.mean = mean_of(values);
  auto const [standard_error, degrees] = error_of_mean(values, block);
  precision.half_width = degrees > 0 ? student_quantile(0.95, degrees) * standard_error : infinite;
  double const within = mean_of(noise);
  double const total = standard_error * standard_error * static_cast<double>(values.size());
  precision.variance = {std::max(0.0, total - within), within * customers};
  precision.spread = std::max(0.0, variance_of(values) - within);
  return precision;
}

double draws_needed(std::span<PrecisionNeed const> needs, std::uint32_t customers,
                    std::uint32_t fewest_draws) {
  double most = fewest_draws;
  for (PrecisionNeed const& need : needs) {
    double const variance = need.variance.between + need.variance.per_customer / customers;
    double const error = need.allowed / normal_90;
    if (variance > 0) {
      most = std::max(most, error > 0 ? reserve * variance / (error * error) : infinite);
    }
  }
  return step_up(most);
}

std::uint32_t cheapest_customers(std::span<PrecisionNeed const> needs, SampleBounds const& bounds,
                                 std::uint32_t now) {
  CXSIM_EXPECTS(bounds.fewest_customers <= bounds.most_customers);
  std::vector<std::uint32_t> const candidates = candidates_within(bounds);
  // Where only luck differs between draws no number of customers is enough.
  bool const must_be_quiet = std::ranges::any_of(
      candidates, [&](std::uint32_t customers) { return is_quiet(needs, customers); });
  auto const suits = [&](std::uint32_t customers) {
    return !must_be_quiet || is_quiet(needs, customers);
  };
  auto const cost = [&](std::uint32_t customers) {
    return suits(customers) ? cost_of(needs, bounds.fewest_draws, customers) : infinite;
  };
  std::uint32_t const best = *std::ranges::min_element(candidates, {}, cost);
  bool const is_possible = now >= bounds.fewest_customers && now <= bounds.most_customers;
  bool const is_quiet_enough = !must_be_quiet || is_quiet(needs, now * worth_a_change);
  return is_possible && is_quiet_enough &&
                 cost_of(needs, bounds.fewest_draws, now) <= worth_a_change * cost(best)
             ? now
             : best;
}

std::uint32_t most_draws_of(SampleBounds const& bounds, std::uint32_t customers) {
  std::uint64_t const affordable = bounds.most_work / std::max(customers, 1U);
  auto const draws =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(affordable, bounds.most_draws));
  return draws / draws_per_step * draws_per_step;
}

}  // namespace cxsim
