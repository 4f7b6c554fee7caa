#include "cxsim/stats/pert.hpp"

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {
namespace {

constexpr double weight_of_mode = 4;  // γ
constexpr double low_probability = 0.05;

double alpha_of(double place_of_mode) { return 1 + weight_of_mode * place_of_mode; }

/// The quantiles of the PERT on [0, 1] with its mode at some place.
struct UnitQuantiles {
  double low;
  double high;
};

UnitQuantiles unit_quantiles(double place_of_mode) {
  double const alpha = alpha_of(place_of_mode);
  double const beta = alpha_of(1 - place_of_mode);
  return {beta_quantile(alpha, beta, low_probability),
          1 - beta_quantile(beta, alpha, low_probability)};
}

}  // namespace

PertDistribution::PertDistribution(double min, double mode, double max)
    : min_(min), mode_(mode), max_(max), alpha_(alpha_of((mode - min) / (max - min))) {
  CXSIM_EXPECTS(min <= mode && mode <= max && min < max && std::isfinite(max - min));
}

double PertDistribution::mean() const noexcept {
  return (min_ + weight_of_mode * mode_ + max_) / (weight_of_mode + 2);
}

double PertDistribution::variance() const noexcept {
  return (mean() - min_) * (max_ - mean()) / (weight_of_mode + 3);
}

double PertDistribution::quantile(double p) const {
  CXSIM_EXPECTS(p >= 0 && p <= 1);
  double const part = beta_quantile(alpha_, beta(), p);
  return part < 1 ? std::fmin(min_ + part * (max_ - min_), max_) : max_;
}

std::optional<PertDistribution> pert_from_quantiles(double low, double mode, double high) {
  if (!(low <= mode && mode <= high && low < high && std::isfinite(high - low))) {
    return std::nullopt;
  }
  // Only the place of the mode between the bounds is unknown: as it goes from 0 to 1, the mode
  // moves from below the low to above the high quantile.
  double const wanted = (mode - low) / (high - low);
  double left = 0;
  double right = 1;
  for (int step = 0; step < 60; ++step) {
    double const place = 0.5 * (left + right);
    UnitQuantiles const unit = unit_quantiles(place);
    bool const too_low = place - unit.low < wanted * (unit.high - unit.low);
    (too_low ? left : right) = place;
  }
  double const place = 0.5 * (left + right);
  UnitQuantiles const unit = unit_quantiles(place);
  double const width = (high - low) / (unit.high - unit.low);
  return PertDistribution(mode - place * width, mode, mode + (1 - place) * width);
}

}  // namespace cxsim
