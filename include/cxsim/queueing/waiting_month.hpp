#pragma once

#include <array>
#include <span>

#include "cxsim/queueing/erlang.hpp"
#include "cxsim/queueing/wait_judgement.hpp"

/// A month of a contact centre: hours of different load and staffing, each a line in its steady
/// state (science §5.3). Shares of callers are weighed by calls.
namespace cxsim {

/// Hours of the month with the same load and staff.
struct StaffedInterval {
  double call_share = 0;  ///< of the month's calls; the shares of a month sum to 1
  double hours = 0;       ///< of the month; calls in 0 hours find nobody
  double agents = 0;
};

/// What the month's calls are like.
struct MonthOfCalls {
  double calls = 0;          ///< a month, those included that will give up
  double handling_time = 0;  ///< mean minutes
  double patience = 0;       ///< mean minutes
};

/// Staff and load as a map describes them.
struct PeakStaffing {
  double agents = 0;           ///< at peak
  double off_peak_agents = 1;  ///< as a multiple of those at peak
  double peak_share = 0;       ///< of the calls
  double peak_hours = 0;       ///< a month
  double off_peak_hours = 0;   ///< a month
};

[[nodiscard]] std::array<StaffedInterval, 2> peak_and_off_peak(PeakStaffing const& staffing);

/// The line of an interval.
[[nodiscard]] WaitingLine line_of(MonthOfCalls const& month, StaffedInterval const& interval);

/// Figures over all callers of a month.
struct MonthOfWaiting {
  double delayed = 0;      ///< share of callers who find all agents busy
  double abandoned = 0;    ///< share of callers who give up
  double mean_wait = 0;    ///< minutes over all callers
  double occupancy = 0;    ///< share of the paid hours that calls take
  double agent_hours = 0;  ///< paid hours of the month
};

/// Cost: erlang_a per interval.
[[nodiscard]] MonthOfWaiting month_of_waiting(MonthOfCalls const& month,
                                              std::span<StaffedInterval const> intervals);

/// Mean waits of those answered and of those who gave up in the month; 0 where there are none.
[[nodiscard]] WaitsByEnding waits_by_ending(MonthOfCalls const& month,
                                            std::span<StaffedInterval const> intervals);

/// Service level of the month: share of all callers answered within \p minutes.
[[nodiscard]] double answered_within(MonthOfCalls const& month,
                                     std::span<StaffedInterval const> intervals, double minutes);

/// Mean of ψ over those answered in the month; 0 where there are none.
[[nodiscard]] double mean_wait_penalty(MonthOfCalls const& month,
                                       std::span<StaffedInterval const> intervals,
                                       WaitJudgement const& judgement);

}  // namespace cxsim
