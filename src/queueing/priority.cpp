#include "cxsim/queueing/priority.hpp"

#include "busy_period.hpp"
#include "cxsim/base/contract.hpp"
#include "extreme_line.hpp"

namespace cxsim {
namespace {

/// Mean wait of the first who find all agents busy.
double wait_of_delayed_first(WaitingLine const& line, double first_share) {
  double const first_arrivals = first_share * line.arrivals;
  WaitingLine const alone{.arrivals = first_arrivals,
                          .handling_time = line.handling_time,
                          .agents = line.agents,
                          .patience = line.patience};
  double const capacity = capacity_of(line);
  switch (extreme_of(alone)) {
    case Extreme::no_agents:
    case Extreme::no_patience:
      return line.patience;
    case Extreme::no_load:
      return 1 / (capacity + 1 / line.patience);
    case Extreme::endless_patience:
      return 1 / (capacity - first_arrivals);
    case Extreme::endless_line:
      return erlang_a(alone).mean_wait;
    case Extreme::none:
      break;
  }
  return line.patience * busy_figures(busy_line(alone)).given_up;
}

double abandoned_of_first(WaitingLine const& line, double first_share, double mean_wait) {
  if (line.patience < infinity) {
    return mean_wait / line.patience;
  }
  double const load = first_share * load_of(line);
  return load > line.agents ? 1 - line.agents / load : 0;
}

LineState group(WaitingLine const& line, double share, LineState figures) {
  double const arrivals = share * line.arrivals;
  figures.mean_queue = arrivals == 0 ? 0 : arrivals * figures.mean_wait;
  figures.occupancy =
      line.agents > 0 ? share * load_of(line) * (1 - figures.abandoned) / line.agents : 0;
  return figures;
}

}  // namespace

PriorityState priority_line(WaitingLine const& line, double first_share) {
  CXSIM_EXPECTS(first_share >= 0 && first_share < 1);
  LineState const whole = erlang_a(line);
  LineState first = whole;
  LineState others = whole;
  if (whole.mean_wait > 0 && line.agents > 0) {
    double const rest = 1 - first_share;
    first.mean_wait = whole.delayed * wait_of_delayed_first(line, first_share);
    first.abandoned = abandoned_of_first(line, first_share, first.mean_wait);
    others.mean_wait = whole.mean_wait == infinity
                           ? infinity
                           : (whole.mean_wait - first_share * first.mean_wait) / rest;
    others.abandoned = (whole.abandoned - first_share * first.abandoned) / rest;
  }
  return {.first = group(line, first_share, first), .others = group(line, 1 - first_share, others)};
}

}  // namespace cxsim
