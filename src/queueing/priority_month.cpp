#include "cxsim/queueing/priority_month.hpp"

namespace cxsim {

PriorityMonth::PriorityMonth(MonthOfCalls const& month, std::span<StaffedInterval const> intervals,
                             double first_share) {
  for (StaffedInterval const& interval : intervals) {
    if (interval.call_share > 0) {
      WaitingLine const line = line_of(month, interval);
      intervals_.push_back({interval.call_share, caller_group(line, first_share, CallerTurn::first),
                            caller_group(line, first_share, CallerTurn::later)});
    }
  }
}

double PriorityMonth::abandoned(CallerTurn turn) const {
  double share = 0;
  for (Interval const& interval : intervals_) {
    share += interval.call_share * interval.of(turn).state.abandoned;
  }
  return share;
}

double PriorityMonth::mean_wait(CallerTurn turn) const {
  double minutes = 0;
  for (Interval const& interval : intervals_) {
    minutes += interval.call_share * interval.of(turn).state.mean_wait;
  }
  return minutes;
}

double PriorityMonth::answered_within(CallerTurn turn, double minutes) const {
  double share = 0;
  for (Interval const& interval : intervals_) {
    share += interval.call_share * cxsim::answered_within(interval.of(turn), minutes);
  }
  return share;
}

double PriorityMonth::mean_wait_penalty(CallerTurn turn, WaitJudgement const& judgement) const {
  double sum = 0;
  double answered = 0;
  for (Interval const& interval : intervals_) {
    CallerGroup const& group = interval.of(turn);
    double const kept = interval.call_share * (1 - group.state.abandoned);
    sum += kept > 0 ? kept * cxsim::mean_wait_penalty(group, judgement) : 0;
    answered += kept;
  }
  return answered > 0 ? sum / answered : 0;
}

}  // namespace cxsim
