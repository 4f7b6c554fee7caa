#include "cxsim/stats/resolution.hpp"

#include <algorithm>
#include <cstddef>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

bool is_share(double value) { return value >= 0 && value <= 1; }

}  // namespace

std::optional<double> failure_of_fcr(double fcr, double return_share) {
  if (!(is_share(fcr) && return_share > 0 && return_share <= 1 && 1 - fcr <= return_share)) {
    return std::nullopt;
  }
  return (1 - fcr) / return_share;
}

std::optional<FcrChange> fcr_change(double from, ThreePoint const& to) {
  if (!(from >= 0 && from < 1 && 0 <= to.low && to.low <= to.mode && to.mode <= to.high &&
        to.high <= 1)) {
    return std::nullopt;
  }
  double const before = 1 - from;
  ThreePoint const after{1 - to.high, 1 - to.mode, 1 - to.low};
  return FcrChange{before, after, {after.low / before, after.mode / before, after.high / before}};
}

double contacts_per_matter(double failure, double return_share) {
  CXSIM_EXPECTS(is_share(failure) && is_share(return_share));
  return 1 / (1 - failure * return_share);
}

std::optional<double> overall_fcr(std::span<double const> volumes,
                                  std::span<double const> failures) {
  if (volumes.size() != failures.size()) {
    return std::nullopt;
  }
  double all = 0;
  double failed = 0;
  for (std::size_t i = 0; i < volumes.size(); ++i) {
    if (!(volumes[i] >= 0)) {
      return std::nullopt;
    }
    all += volumes[i];
    failed += volumes[i] * failures[i];
  }
  return all > 0 ? std::optional(1 - failed / all) : std::nullopt;
}

std::optional<std::vector<double>> failures_of_overall_fcr(double fcr,
                                                           std::span<double const> volumes,
                                                           std::span<double const> relative) {
  auto const unscaled = overall_fcr(volumes, relative);
  if (!is_share(fcr) || !unscaled || !(*unscaled < 1)) {
    return std::nullopt;
  }
  double const factor = (1 - fcr) / (1 - *unscaled);
  std::vector<double> failures;
  for (double const part : relative) {
    failures.push_back(factor * part);
  }
  return std::ranges::all_of(failures, is_share) ? std::optional(failures) : std::nullopt;
}

}  // namespace cxsim
