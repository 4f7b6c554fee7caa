#pragma once

#include "cxsim/queueing/erlang.hpp"

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

}  // namespace cxsim
