#pragma once

#include <optional>
#include <span>

#include "cxsim/queueing/waiting_month.hpp"

/// From the waits of a month that a contact centre reports back to the patience of its callers.
namespace cxsim {

/// Which callers a reported mean wait is about.
enum class WaitOf {
  all_callers,  ///< answered at once, after a wait, or never
  answered      ///< what call centres call the average speed of answer
};

/// Waits of a month as reported.
struct ReportedWaits {
  double mean_wait = 0;  ///< minutes, >= 0
  WaitOf of = WaitOf::all_callers;
  double abandoned = 0;  ///< share of all callers who give up, 0 < abandoned < 1
};

/// By which factor all agents must be multiplied so that the share \p abandoned of the month's
/// callers gives up, to 1e-9 relative; everything else as in \p month and \p intervals.
/// \return nothing unless 0 < abandoned < 1, and where no factor from 1e-6 to 1e6 would do.
/// Cost: some 60 times month_of_waiting.
[[nodiscard]] std::optional<double> staffing_behind_abandonment(
    MonthOfCalls const& month, std::span<StaffedInterval const> intervals, double abandoned);

/// Mean wait that a month reports of which the share \p reported.abandoned gives up, when patience
/// is `month.patience`: agents are then as many as this takes. It rises with the patience.
/// `reported.mean_wait` is not read. \return nothing where no number of agents would do.
[[nodiscard]] std::optional<double> mean_wait_behind(MonthOfCalls const& month,
                                                     std::span<StaffedInterval const> intervals,
                                                     ReportedWaits const& reported);

/// Lowest and highest patience that is looked for, in minutes.
struct PatienceRange {
  double low = 0;
  double high = 0;
};

/// Patience of the callers in minutes, to 1e-9 relative, behind two figures that a report states.
///
/// Of all callers it is their quotient (patience_behind), whatever the load. Of those answered the
/// same load decides: agents and patience are solved so that the month's Erlang A lines give both.
/// `month.patience` is not read; of the agents only their proportions between intervals are.
/// \return nothing where no patience in \p range gives both figures.
/// Cost: 10 ms for those answered.
[[nodiscard]] std::optional<double> patience_behind(MonthOfCalls month,
                                                    std::span<StaffedInterval const> intervals,
                                                    ReportedWaits const& reported,
                                                    PatienceRange range);

}  // namespace cxsim
