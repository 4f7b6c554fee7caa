#include "cxsim/queueing/erlang.hpp"

#include <algorithm>

#include "busy_period.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"
#include "extreme_line.hpp"
#include "offered_wait.hpp"

namespace cxsim {
namespace {

LineState state(WaitingLine const& line, double delayed, double abandoned, double mean_wait) {
  double const load = load_of(line);
  return {.delayed = delayed,
          .abandoned = abandoned,
          .mean_wait = mean_wait,
          .mean_queue = line.arrivals == 0 ? 0 : line.arrivals * mean_wait,
          .occupancy = line.agents > 0 ? load * (1 - abandoned) / line.agents : 0};
}

LineState endless_patience(WaitingLine const& line) {
  double const delayed = erlang_c(load_of(line), line.agents);
  double const mean_wait = delayed / (capacity_of(line) - line.arrivals);
  return state(line, delayed, std::min(mean_wait / line.patience, 1.0), mean_wait);
}

LineState endless_line(WaitingLine const& line) {
  double const abandoned = 1 - line.agents / load_of(line);
  return state(line, 1, abandoned,
               line.patience == infinity ? infinity : abandoned * line.patience);
}

double delayed_share(WaitingLine const& line, BusyFigures const& busy) {
  return 1 / (1 + upper_palm(line.agents, load_of(line)) / busy.to_unqueued);
}

double mean_wait_of_those_gone(WaitingLine const& line, BusyLine const& busy) {
  OfferedReach const reach = reach_of(busy);
  double const waits = weighed(busy, reach, wait_of_those_gone);
  double const share = weighed(busy, reach, [](double z) { return -exp_minus_one(-z); });
  return line.patience * (waits / share);
}

/// The line as a caller sees it who has waited z times the patience: fewer have come and stayed.
BusyLine after_waiting(BusyLine const& busy, double z) {
  return {.capacity = busy.capacity,
          .inflow = busy.inflow * exponential(-z),
          .slack = busy.slack - busy.inflow * exp_minus_one(-z)};
}

/// P(V > z times the patience)
double not_yet_offered(BusyLine const& busy, BusyFigures const& figures, double z) {
  BusyLine const later = after_waiting(busy, z);
  if (busy.slack >= 0) {
    return exponential(-deficit(busy, z)) * busy_figures(later).to_unqueued / figures.to_unqueued;
  }
  return lower_gamma_share(later.capacity, later.inflow) /
         lower_gamma_share(busy.capacity, busy.inflow);
}

}  // namespace

double erlang_b(double load, double agents) {
  CXSIM_EXPECTS(is_quantity(load) && is_quantity(agents));
  if (load == 0) {
    return agents == 0 ? 1 : 0;
  }
  return 1 / (1 + upper_palm(agents, load));
}

double erlang_c(double load, double agents) {
  CXSIM_EXPECTS(is_quantity(load) && is_quantity(agents));
  if (load >= agents) {
    return 1;
  }
  double const lost = erlang_b(load, agents);
  return lost / (lost + (1 - lost) * ((agents - load) / agents));
}

LineState erlang_a(WaitingLine const& line) {
  expect_line(line);
  switch (extreme_of(line)) {
    case Extreme::no_agents:
      return state(line, 1, 1, line.patience);
    case Extreme::no_load:
      return {};
    case Extreme::no_patience: {
      double const lost = erlang_b(load_of(line), line.agents);
      return state(line, lost, lost, lost * line.patience);
    }
    case Extreme::endless_patience:
      return endless_patience(line);
    case Extreme::endless_line:
      return endless_line(line);
    case Extreme::none:
      break;
  }
  BusyLine const busy = busy_line(line);
  BusyFigures const figures = busy_figures(busy);
  double const delayed = delayed_share(line, figures);
  double const abandoned = delayed * figures.given_up;
  return state(line, delayed, abandoned, abandoned * line.patience);
}

WaitsByEnding waits_by_ending(WaitingLine const& line) {
  expect_line(line);
  switch (extreme_of(line)) {
    case Extreme::no_agents:
      return {.answered = line.patience, .abandoned = line.patience};
    case Extreme::no_load:
      return {.answered = 0, .abandoned = 1 / (capacity_of(line) + 1 / line.patience)};
    case Extreme::no_patience:
      return {.answered = 0, .abandoned = line.patience};
    case Extreme::endless_patience: {
      double const wait_of_delayed = 1 / (capacity_of(line) - line.arrivals);
      return {.answered = endless_patience(line).mean_wait, .abandoned = wait_of_delayed};
    }
    case Extreme::endless_line:
      return {.answered = infinity, .abandoned = infinity};
    case Extreme::none:
      break;
  }
  BusyLine const busy = busy_line(line);
  double const given_up = mean_wait_of_those_gone(line, busy);
  double const abandoned = erlang_a(line).abandoned;
  return {.answered = abandoned * (line.patience - given_up) / (1 - abandoned),
          .abandoned = given_up};
}

double waiting_longer_than(WaitingLine const& line, double minutes) {
  expect_line(line);
  CXSIM_EXPECTS(is_quantity(minutes));
  switch (extreme_of(line)) {
    case Extreme::no_agents:
      return line.patience > 0 ? exponential(-minutes / line.patience) : 0;
    case Extreme::no_load:
    case Extreme::no_patience:
      return 0;
    case Extreme::endless_patience:
      return erlang_c(load_of(line), line.agents) *
             exponential(-(capacity_of(line) - line.arrivals) * minutes);
    case Extreme::endless_line:
      return 1;
    case Extreme::none:
      break;
  }
  BusyLine const busy = busy_line(line);
  BusyFigures const figures = busy_figures(busy);
  double const z = minutes / line.patience;
  return delayed_share(line, figures) * not_yet_offered(busy, figures, z) * exponential(-z);
}

double answered_within(WaitingLine const& line, double minutes) {
  double const waiting = waiting_longer_than(line, minutes);
  switch (extreme_of(line)) {
    case Extreme::no_agents:
    case Extreme::endless_line:
      return 0;
    case Extreme::no_load:
      return 1;
    case Extreme::no_patience:
      return 1 - erlang_b(load_of(line), line.agents);
    case Extreme::endless_patience:
      return 1 - waiting;
    case Extreme::none:
      break;
  }
  // Of those still waiting the share that gives up later belongs to the abandoned already.
  BusyLine const later = after_waiting(busy_line(line), minutes / line.patience);
  double const answered_later = waiting * (1 - busy_figures(later).given_up);
  return std::clamp(1 - erlang_a(line).abandoned - answered_later, 0.0, 1.0);
}

}  // namespace cxsim
