#pragma once

#include <optional>
#include <span>

#include "cxsim/queueing/erlang.hpp"

namespace cxsim {

/// Why callers call again.
struct RepeatHabits {
  double resolved = 1;           ///< share of answered calls that settle the matter (FCR)
  double redial = 0;             ///< share of those who gave up who call again
  double return_unresolved = 0;  ///< share of those whose matter was not settled who call again
};

/// A line with the calls that its own failures cause.
struct RepeatedLine {
  double arrivals = 0;  ///< calls per minute, first and repeated
  LineState state;      ///< of the line with these arrivals
  int rounds = 0;       ///< of the iteration
};

/// Solves λ = λ₀/(1 - [P_ab·redial + (1 - P_ab)·(1 - resolved)·return_unresolved]), P_ab that of
/// erlang_a at λ, by iteration from λ₀, halfway each time, to 1e-13 relative.
///
/// For use without a map: in the simulation repeated calls come from the transitions, and must not
/// be counted twice (science §0.4.6). Where there are several solutions it is the smallest: the one
/// that a line reaches which starts empty.
/// \param line With `arrivals` of first calls (λ₀).
/// \return nothing unless all habits are in [0, 1] and some calls end for good whatever the wait,
///   that is, unless redial < 1 and (1 - resolved)·return_unresolved < 1; and when 10,000 rounds do
///   not settle it. Cost: some 60 times erlang_a.
[[nodiscard]] std::optional<RepeatedLine> with_repeats(WaitingLine const& line,
                                                       RepeatHabits const& habits);

/// How a series of monthly loads (or waits) that depend on the month before ends.
enum class LoadCourse {
  settled,   ///< the last steps are within the tolerance
  drifting,  ///< still on its way in one direction, or swinging ever less
  swinging   ///< up and down from month to month, without getting less: the figures oscillate
};

/// Judges the last five values. Swinging: the last four steps exceed \p tolerance (relative to the
/// mean) and alternate in sign, and the last is more than half as large as the first of them.
/// Fewer than three values count as settled.
[[nodiscard]] LoadCourse course_of(std::span<double const> monthly, double tolerance);

}  // namespace cxsim
