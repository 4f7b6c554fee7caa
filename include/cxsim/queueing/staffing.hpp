#pragma once

#include <optional>

#include "cxsim/queueing/erlang.hpp"

/// From figures that a contact centre reports back to the numbers behind them.
namespace cxsim {

/// Mean patience in minutes behind the mean wait of all callers and the share that gives up: their
/// quotient, exactly, in every line with exponential patience (science §5.2).
/// \return infinity where people wait and nobody gives up; nothing unless mean_wait >= 0 and
///   0 <= abandoned <= 1, and where both are 0: then any patience would do.
[[nodiscard]] std::optional<double> patience_behind(double mean_wait, double abandoned);

/// Fewest whole agents with which at least \p share of all callers is answered within \p minutes.
/// `line.agents` is not read. Cost: some 30 times answered_within.
/// \return nothing unless 0 <= share < 1, or where a million agents would not do.
[[nodiscard]] std::optional<int> agents_for_service_level(WaitingLine line, double share,
                                                          double minutes);

/// Fewest whole agents with which at most \p share of all callers gives up. `line.agents` is not
/// read.
/// \return nothing unless 0 < share <= 1, or where a million agents would not do.
[[nodiscard]] std::optional<int> agents_for_abandonment(WaitingLine line, double share);

/// The agents, with a fraction, behind the mean wait of all callers, to 1e-9 relative: what the
/// line behaves as if it had. `line.agents` is not read. \return nothing unless 0 < mean_wait <
/// patience and calls arrive.
[[nodiscard]] std::optional<double> agents_behind_mean_wait(WaitingLine line, double mean_wait);

/// The agents, with a fraction, at whom the share \p delayed of the callers finds all busy, to 1e-9
/// relative. `line.agents` is not read. \return nothing unless 0 < delayed < 1 and calls arrive.
[[nodiscard]] std::optional<double> agents_behind_delay(WaitingLine line, double delayed);

}  // namespace cxsim
