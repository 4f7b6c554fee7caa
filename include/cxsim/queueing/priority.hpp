#pragma once

#include "cxsim/queueing/erlang.hpp"
#include "cxsim/queueing/wait_judgement.hpp"

namespace cxsim {

/// Waits of a line where one group of callers goes first.
struct PriorityState {
  LineState first;   ///< of the callers who go first
  LineState others;  ///< of the rest, who are answered only when nobody of the first waits
};

/// A line where the share \p first_share of the callers goes first (nobody is interrupted); both
/// groups have the line's handling time and patience.
///
/// Exact: whether agents are free does not depend on the order of answering, and the queue of the
/// first, while all are busy, is that of a line where only they arrive: it grows at first_share·λ
/// and shrinks at nμ + kθ. The rest is the difference to the whole queue, which the order does not
/// change either. With endless patience this is Cobham's formula (Operations Research 2, 1954).
/// `occupancy` is the part of each group. Cost: twice erlang_a. \pre 0 <= first_share < 1
[[nodiscard]] PriorityState priority_line(WaitingLine const& line, double first_share);

/// Whose turn it is: a caller of those who go first, or of the others.
enum class CallerTurn { first, later };

/// One group of such a line, for what depends on more than the mean of its waits.
struct CallerGroup {
  LineState state;
  WaitingLine line;        ///< of all callers
  double first_share = 0;  ///< of them
  CallerTurn turn = CallerTurn::first;
};

/// A group of a line where the share \p first_share goes first. Cost: twice erlang_a.
/// \pre 0 <= first_share < 1
[[nodiscard]] CallerGroup caller_group(WaitingLine const& line, double first_share,
                                       CallerTurn turn);

/// Share of the group that is answered within \p minutes >= 0. Exact for the first, within 0.01 for
/// the others. Cost: 20 µs, for the others per hundred callers waiting.
[[nodiscard]] double answered_within(CallerGroup const& group, double minutes);

/// Mean of ψ over those of the group who are answered, at once or later. Exact for the first,
/// within 1 % for the others. Cost: 25 µs, for the others 0.3 ms per hundred callers waiting.
[[nodiscard]] double mean_wait_penalty(CallerGroup const& group, WaitJudgement const& judgement);

}  // namespace cxsim
