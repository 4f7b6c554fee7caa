#include "cxsim/queueing/waiting_month.hpp"

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

constexpr double minutes_per_hour = 60;

double quotient_or_0(double sum, double weight) { return weight > 0 ? sum / weight : 0; }

}  // namespace

std::array<StaffedInterval, 2> peak_and_off_peak(PeakStaffing const& staffing) {
  return {
      {{.call_share = staffing.peak_share, .hours = staffing.peak_hours, .agents = staffing.agents},
       {.call_share = 1 - staffing.peak_share,
        .hours = staffing.off_peak_hours,
        .agents = staffing.agents * staffing.off_peak_agents}}};
}

WaitingLine line_of(MonthOfCalls const& month, StaffedInterval const& interval) {
  CXSIM_EXPECTS(interval.call_share >= 0 && interval.hours >= 0);
  bool const open = interval.hours > 0;
  double const calls = month.calls * interval.call_share;
  return {.arrivals = open ? calls / (interval.hours * minutes_per_hour) : 0,
          .handling_time = month.handling_time,
          .agents = open ? interval.agents : 0,
          .patience = month.patience};
}

MonthOfWaiting month_of_waiting(MonthOfCalls const& month,
                                std::span<StaffedInterval const> intervals) {
  MonthOfWaiting result;
  double busy_hours = 0;
  for (StaffedInterval const& interval : intervals) {
    double const paid = interval.agents * interval.hours;
    result.agent_hours += paid;
    if (interval.call_share == 0) {
      continue;
    }
    LineState const state = erlang_a(line_of(month, interval));
    result.delayed += interval.call_share * state.delayed;
    result.abandoned += interval.call_share * state.abandoned;
    result.mean_wait += interval.call_share * state.mean_wait;
    busy_hours += paid * state.occupancy;
  }
  result.occupancy = quotient_or_0(busy_hours, result.agent_hours);
  return result;
}

WaitsByEnding waits_by_ending(MonthOfCalls const& month,
                              std::span<StaffedInterval const> intervals) {
  WaitsByEnding sum;
  double answered = 0;
  double abandoned = 0;
  for (StaffedInterval const& interval : intervals) {
    WaitingLine const line = line_of(month, interval);
    WaitsByEnding const waits = waits_by_ending(line);
    double const lost = interval.call_share * erlang_a(line).abandoned;
    double const kept = interval.call_share - lost;
    sum.answered += kept > 0 ? kept * waits.answered : 0;
    sum.abandoned += lost > 0 ? lost * waits.abandoned : 0;
    answered += kept;
    abandoned += lost;
  }
  return {.answered = quotient_or_0(sum.answered, answered),
          .abandoned = quotient_or_0(sum.abandoned, abandoned)};
}

double answered_within(MonthOfCalls const& month, std::span<StaffedInterval const> intervals,
                       double minutes) {
  double share = 0;
  for (StaffedInterval const& interval : intervals) {
    share += interval.call_share * answered_within(line_of(month, interval), minutes);
  }
  return share;
}

double mean_wait_penalty(MonthOfCalls const& month, std::span<StaffedInterval const> intervals,
                         WaitJudgement const& judgement) {
  double sum = 0;
  double answered = 0;
  for (StaffedInterval const& interval : intervals) {
    WaitingLine const line = line_of(month, interval);
    double const kept = interval.call_share * (1 - erlang_a(line).abandoned);
    sum += kept * mean_wait_penalty(line, judgement);
    answered += kept;
  }
  return quotient_or_0(sum, answered);
}

}  // namespace cxsim
