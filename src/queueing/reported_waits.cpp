#include "cxsim/queueing/reported_waits.hpp"

#include <cmath>
#include <vector>

#include "cxsim/queueing/staffing.hpp"

namespace cxsim {
namespace {

using Intervals = std::span<StaffedInterval const>;

[[nodiscard]] std::vector<StaffedInterval> staffed_by(Intervals intervals, double factor) {
  std::vector<StaffedInterval> staffed(intervals.begin(), intervals.end());
  for (StaffedInterval& interval : staffed) {
    interval.agents *= factor;
  }
  return staffed;
}

/// Where \p is_below turns from true to false between \p low and \p high, on a scale of ratios.
template <class Condition>
[[nodiscard]] double turn_between(double low, double high, Condition const& is_below) {
  while (high / low - 1 > 1e-11) {
    double const middle = std::sqrt(low) * std::sqrt(high);
    (is_below(middle) ? low : high) = middle;
  }
  return std::sqrt(low) * std::sqrt(high);
}

}  // namespace

std::optional<double> staffing_behind_abandonment(MonthOfCalls const& month, Intervals intervals,
                                                  double abandoned) {
  constexpr double fewest = 1e-6;
  constexpr double most = 1e6;
  auto const too_many_give_up = [&](double factor) {
    return month_of_waiting(month, staffed_by(intervals, factor)).abandoned > abandoned;
  };
  bool const is_share = abandoned > 0 && abandoned < 1;
  if (!is_share || !too_many_give_up(fewest) || too_many_give_up(most)) {
    return std::nullopt;
  }
  return turn_between(fewest, most, too_many_give_up);
}

std::optional<double> mean_wait_behind(MonthOfCalls const& month, Intervals intervals,
                                       ReportedWaits const& reported) {
  auto const factor = staffing_behind_abandonment(month, intervals, reported.abandoned);
  if (!factor) {
    return std::nullopt;
  }
  std::vector<StaffedInterval> const staffed = staffed_by(intervals, *factor);
  return reported.of == WaitOf::answered ? waits_by_ending(month, staffed).answered
                                         : month_of_waiting(month, staffed).mean_wait;
}

std::optional<double> patience_behind(MonthOfCalls month, Intervals intervals,
                                      ReportedWaits const& reported, PatienceRange range) {
  auto const is_in_range = [&](std::optional<double> patience) {
    return patience && *patience >= range.low && *patience <= range.high;
  };
  if (reported.of == WaitOf::all_callers) {
    auto const patience = patience_behind(reported.mean_wait, reported.abandoned);
    return is_in_range(patience) ? patience : std::nullopt;
  }
  auto const wait_at = [&](double patience) {
    month.patience = patience;
    return mean_wait_behind(month, intervals, reported);
  };
  auto const shortest = wait_at(range.low);
  auto const longest = wait_at(range.high);
  if (!shortest || !longest || reported.mean_wait < *shortest || reported.mean_wait > *longest) {
    return std::nullopt;
  }
  return turn_between(range.low, range.high, [&](double patience) {
    return wait_at(patience).value_or(*longest) < reported.mean_wait;
  });
}

}  // namespace cxsim
