#pragma once

#include <span>
#include <vector>

#include "cxsim/queueing/priority.hpp"
#include "cxsim/queueing/waiting_month.hpp"

namespace cxsim {

/// A month of a contact centre in which some callers go first.
class PriorityMonth {
 public:
  /// \param first_share of the callers who go first, in every interval; above 0 and below 1.
  /// Cost: four of erlang_a per interval.
  PriorityMonth(MonthOfCalls const& month, std::span<StaffedInterval const> intervals,
                double first_share);

  /// Share of the group that gives up.
  [[nodiscard]] double abandoned(CallerTurn turn) const;
  /// Minutes, over all callers of the group.
  [[nodiscard]] double mean_wait(CallerTurn turn) const;
  /// Share of the group that is answered within \p minutes.
  [[nodiscard]] double answered_within(CallerTurn turn, double minutes) const;
  /// Mean of ψ over those of the group who are answered; 0 where there are none.
  [[nodiscard]] double mean_wait_penalty(CallerTurn turn, WaitJudgement const& judgement) const;

 private:
  struct Interval {
    double call_share = 0;
    CallerGroup first;
    CallerGroup later;

    [[nodiscard]] CallerGroup const& of(CallerTurn turn) const {
      return turn == CallerTurn::first ? first : later;
    }
  };

  std::vector<Interval> intervals_;
};

}  // namespace cxsim
