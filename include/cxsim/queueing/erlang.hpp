#pragma once

/// Waiting for an agent. Times are in minutes, arrivals in calls per minute.
///
/// The lines are in their steady state; calls arrive at random (Poisson), handling time and
/// patience are exponential. Agents need not be whole: between two whole numbers the formulas
/// continue smoothly, as their integrals do (Jagers & van Doorn, Oper. Res. Lett. 5, 1986). Results
/// are the same to the bit on every machine.
namespace cxsim {

/// A line of callers before a group of agents (M/M/n+M).
struct WaitingLine {
  double arrivals = 0;       ///< calls per minute, finite, >= 0
  double handling_time = 0;  ///< mean minutes that an agent needs per call, finite, >= 0
  double agents = 0;         ///< finite, >= 0
  double patience = 0;  ///< mean minutes until a waiting caller gives up; >= 0, may be infinite
};

/// What callers of a line meet in the long run.
struct LineState {
  double delayed = 0;     ///< share of callers who find all agents busy
  double abandoned = 0;   ///< share of callers who give up
  double mean_wait = 0;   ///< minutes, over all callers: answered at once, after a wait, or never
  double mean_queue = 0;  ///< callers waiting
  double occupancy = 0;   ///< share of the agents' time that calls take; 0 without agents
};

/// Erlang A: the line whose callers lose patience.
///
/// Relative error below 1e-12 (patience up to 1e6 minutes). Overload is no problem: then
/// `abandoned` tends to 1 - 1/load per agent. With infinite patience it is Erlang C, and in
/// overload the limit: everybody waits, without end, and the share that is never served counts as
/// abandoned. With patience 0 it is Erlang B. Without agents everybody gives up. Cost: 0.1 to 1 µs,
/// growing as the cube root of the agents where load and agents are equal. Source: Palm, Tele 1957;
/// Garnett, Mandelbaum & Reiman, M&SOM 4, 2002. \pre \p line as declared
[[nodiscard]] LineState erlang_a(WaitingLine const& line);

/// Erlang B: share of callers who find all agents busy when nobody waits.
/// \param load Arrivals times handling time, in Erlang. 1 without agents. Relative error below
///   1e-12 where the result exceeds 1e-100. \pre Both are finite and >= 0
[[nodiscard]] double erlang_b(double load, double agents);

/// Erlang C: share of callers who wait when nobody ever gives up. 1 where load >= agents, for then
/// the line grows without end. For comparison only: results come from erlang_a.
/// \pre Both are finite and >= 0
[[nodiscard]] double erlang_c(double load, double agents);

/// Mean wait in minutes by how it ended.
struct WaitsByEnding {
  double answered = 0;   ///< of those answered, at once or after a wait
  double abandoned = 0;  ///< of those who gave up
};

/// Waits of those answered and of those who gave up; together they give erlang_a's `mean_wait`.
///
/// Infinite where the line grows without end (see erlang_a). Where nobody arrives `abandoned` is
/// the wait of a first caller who finds all agents busy and gives up. Relative error below 1e-11.
/// Cost: 10 µs. \pre \p line as for erlang_a
[[nodiscard]] WaitsByEnding waits_by_ending(WaitingLine const& line);

/// Share of all callers, with those who give up, who are still waiting after \p minutes >= 0.
/// Absolute error below 1e-12. Cost: three of erlang_a.
[[nodiscard]] double waiting_longer_than(WaitingLine const& line, double minutes);

/// Service level: share of all callers offered, with those who give up, who are answered within
/// \p minutes >= 0. Absolute error below 1e-12. Cost: three of erlang_a.
[[nodiscard]] double answered_within(WaitingLine const& line, double minutes);

}  // namespace cxsim
