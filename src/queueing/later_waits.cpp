#include "later_waits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "busy_period.hpp"
#include "extreme_line.hpp"

namespace cxsim {
namespace {

constexpr std::size_t terms = 10;
constexpr double log_two = 0.69314718055994530942;

constexpr double factorial(std::size_t n) {
  double product = 1;
  for (std::size_t k = 2; k <= n; ++k) {
    product *= static_cast<double>(k);
  }
  return product;
}

constexpr double whole_power(double base, std::size_t exponent) {
  double product = 1;
  for (std::size_t k = 0; k < exponent; ++k) {
    product *= base;
  }
  return product;
}

/// Weights of Stehfest.
constexpr std::array<double, terms> stehfest_weights() {
  constexpr std::size_t half = terms / 2;
  std::array<double, terms> weights{};
  for (std::size_t i = 1; i <= terms; ++i) {
    double sum = 0;
    for (std::size_t k = (i + 1) / 2; k <= std::min(i, half); ++k) {
      sum += whole_power(static_cast<double>(k), half) * factorial(2 * k) /
             (factorial(half - k) * factorial(k) * factorial(k - 1) * factorial(i - k) *
              factorial(2 * k - i));
    }
    weights[i - 1] = (i + half) % 2 == 0 ? sum : -sum;
  }
  return weights;
}

/// Probability of each queue that a caller finds while all agents are busy.
[[nodiscard]] std::vector<double> queues_of(BusyLine const& busy) {
  constexpr double negligible = 1e-14;
  std::vector<double> weights{1};
  double sum = 1;
  for (double k = 1; k < busy.inflow - busy.capacity || weights.back() > negligible * sum; ++k) {
    weights.push_back(weights.back() * busy.inflow / (busy.capacity + k));
    sum += weights.back();
    if (sum > 1e200) {
      for (double& weight : weights) {
        weight /= sum;
      }
      sum = 1;
    }
  }
  for (double& weight : weights) {
    weight /= sum;
  }
  return weights;
}

}  // namespace

LaterWaits::LaterWaits(WaitingLine const& line, double first_share)
    : patience_(line.patience),
      capacity_(busy_line(line).capacity),
      joining_(first_share * busy_line(line).inflow),
      ahead_(queues_of(busy_line(line))) {}

double LaterWaits::transform(double s) const {
  // Far behind the queues that are found the first who join hardly matter.
  constexpr std::size_t beyond = 20;
  std::size_t const most = ahead_.size() + beyond;
  double passed = 1;  // transform of the time until one fewer is ahead
  double sum = 0;
  for (std::size_t k = most; k-- > 0;) {
    double const leaving = capacity_ + static_cast<double>(k);
    passed = leaving / (s + leaving + joining_ * (1 - passed));
    sum = passed * ((k < ahead_.size() ? ahead_[k] : 0) + sum);
  }
  return sum;
}

double LaterWaits::answered_within(double minutes) const {
  static constexpr auto weights = stehfest_weights();
  if (minutes <= 0) {
    return 0;
  }
  double const unit = log_two * patience_ / minutes;
  double share = 0;
  for (std::size_t i = 0; i < terms; ++i) {
    double const s = unit * static_cast<double>(i + 1);
    share += weights[i] * transform(s + 1) / s;  // + 1: as long as he has not given up
  }
  return std::clamp(unit * share, 0.0, transform(1));
}

}  // namespace cxsim
