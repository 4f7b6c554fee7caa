#pragma once

#include <algorithm>
#include <limits>

#include "busy_period.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/queueing/erlang.hpp"

/// A line in the units of its patience, and the lines that have none.
namespace cxsim {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

[[nodiscard]] inline bool is_quantity(double value) { return value >= 0 && value < infinity; }

inline void expect_line(WaitingLine const& line) {
  CXSIM_EXPECTS(is_quantity(line.arrivals) && is_quantity(line.handling_time));
  CXSIM_EXPECTS(is_quantity(line.agents) && line.patience >= 0);
}

[[nodiscard]] inline double load_of(WaitingLine const& line) {
  return line.arrivals * line.handling_time;
}

/// Calls per minute that the agents can end when all are busy.
[[nodiscard]] inline double capacity_of(WaitingLine const& line) {
  return line.agents / line.handling_time;
}

/// Patience so long that its end cannot be seen in a double.
[[nodiscard]] inline bool never_gives_up(WaitingLine const& line) {
  constexpr double most_calls_within = 1e15;
  return line.patience * std::max(capacity_of(line), line.arrivals) > most_calls_within;
}

[[nodiscard]] inline bool never_waits(WaitingLine const& line) {
  constexpr double fewest_calls_within = 1e-290;
  return line.patience * std::min(capacity_of(line), line.arrivals) < fewest_calls_within;
}

/// What the formulas of a busy line cannot take; then closed forms stand in.
enum class Extreme { none, no_agents, no_load, no_patience, endless_patience, endless_line };

[[nodiscard]] inline Extreme extreme_of(WaitingLine const& line) {
  double const load = load_of(line);
  if (line.agents == 0) {
    return Extreme::no_agents;
  }
  if (load == 0) {
    return Extreme::no_load;
  }
  if (never_waits(line)) {
    return Extreme::no_patience;
  }
  if (never_gives_up(line)) {
    return load < line.agents ? Extreme::endless_patience : Extreme::endless_line;
  }
  return Extreme::none;
}

[[nodiscard]] inline BusyLine busy_line(WaitingLine const& line) {
  double const capacity = capacity_of(line);
  return {.capacity = capacity * line.patience,
          .inflow = line.arrivals * line.patience,
          .slack = (capacity - line.arrivals) * line.patience};
}

}  // namespace cxsim
