#include "cxsim/scenario/scenario.hpp"

#include <algorithm>

#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

constexpr double log_half = -0.693147180559945309417232121458;

/// Months of full strength end here, counted from the first month with an effect.
[[nodiscard]] double end_of_full(Timing const& timing, ParameterValues const& values) {
  return std::max(values[timing.ramp], 1.0) - 1 + values[*timing.duration];
}

}  // namespace

double strength(Timing const& timing, ParameterValues const& values, int month) {
  double const elapsed = month - (values[timing.start] + values[timing.lead]);
  if (elapsed < 0) {
    return 0;
  }
  double const ramped = std::min(1.0, (elapsed + 1) / std::max(values[timing.ramp], 1.0));
  if (!timing.duration || elapsed < end_of_full(timing, values)) {
    return ramped;
  }
  if (!timing.half_life || values[*timing.half_life] == 0) {
    return 0;
  }
  double const decaying = elapsed - end_of_full(timing, values) + 1;
  return ramped * exponential(log_half * decaying / values[*timing.half_life]);
}

bool is_paid(Timing const& timing, ParameterValues const& values, int month) {
  if (month < values[timing.start]) {
    return false;
  }
  double const elapsed = month - (values[timing.start] + values[timing.lead]);
  return !timing.duration || elapsed < end_of_full(timing, values);
}

}  // namespace cxsim
