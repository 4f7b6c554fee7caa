#include "cxsim/stats/estimate.hpp"

#include <cmath>

namespace cxsim {

void Accumulator::add(double value) noexcept {
  ++count_;
  double const before = value - mean_;
  mean_ += before / static_cast<double>(count_);
  squares_ += before * (value - mean_);
}

void Accumulator::merge(Accumulator const& later) noexcept {
  if (later.count_ == 0) {
    return;
  }
  if (count_ == 0) {
    *this = later;
    return;
  }
  auto const own = static_cast<double>(count_);
  auto const others = static_cast<double>(later.count_);
  double const gap = later.mean_ - mean_;
  count_ += later.count_;
  mean_ += gap * (others / (own + others));
  squares_ += later.squares_ + gap * gap * (own * others / (own + others));
}

double Accumulator::variance() const noexcept {
  return count_ < 2 ? 0 : squares_ / static_cast<double>(count_ - 1);
}

Estimate Accumulator::estimate() const noexcept {
  double const error = count_ < 2 ? 0 : std::sqrt(variance() / static_cast<double>(count_));
  return {mean_, error, count_};
}

double effective_sample_size(std::span<double const> weights) noexcept {
  double sum = 0;
  double squares = 0;
  for (double const weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? sum * sum / squares : 0;
}

}  // namespace cxsim
