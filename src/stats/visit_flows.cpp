#include "cxsim/stats/visit_flows.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

/// Relative difference of figures that are taken as equal.
constexpr double rounding = 1e-9;

bool exceeds(double flows, double volume) { return flows > volume * (1 + rounding); }

/// Customers per month by where they go.
using Targets = std::map<std::size_t, double>;

double sum_of(Targets const& targets) {
  double sum = 0;
  for (auto const& [to, count] : targets) {
    sum += count;
  }
  return sum;
}

Targets scaled(Targets targets, double factor) {
  for (auto& [to, count] : targets) {
    count *= factor;
  }
  return targets;
}

Targets shrunk_to(double room, Targets const& targets) {
  double const flows = sum_of(targets);
  return flows > room ? scaled(targets, room / flows) : targets;
}

Targets together(Targets sum, Targets const& others) {
  for (auto const& [to, count] : others) {
    sum[to] += count;
  }
  return sum;
}

/// Where the customers of one touchpoint go, as counted.
struct Outflow {
  Targets after_success;
  Targets after_failure;
  Targets after_either;
};

double total(Outflow const& outflow) {
  return sum_of(outflow.after_success) + sum_of(outflow.after_failure) +
         sum_of(outflow.after_either);
}

std::vector<Outflow> outflows_of(std::size_t touchpoints, std::span<VisitFlow const> flows) {
  std::vector<Outflow> outflows(touchpoints);
  for (VisitFlow const& flow : flows) {
    CXSIM_EXPECTS(flow.from < touchpoints && flow.to < touchpoints);
    CXSIM_EXPECTS(flow.count >= 0 && std::isfinite(flow.count));
    Outflow& outflow = outflows[flow.from];
    Targets& targets = flow.after == FlowOutcome::success   ? outflow.after_success
                       : flow.after == FlowOutcome::failure ? outflow.after_failure
                                                            : outflow.after_either;
    targets[flow.to] += flow.count;
  }
  return outflows;
}

std::vector<double> inflows_of(std::size_t touchpoints, std::span<VisitFlow const> flows) {
  std::vector<double> inflows(touchpoints);
  for (VisitFlow const& flow : flows) {
    inflows[flow.to] += flow.count;
  }
  return inflows;
}

struct VisitsByOutcome {
  double succeeded;
  double failed;
};

VisitsByOutcome by_outcome(double visits, double failure) {
  CXSIM_EXPECTS(failure >= 0 && failure <= 1);
  double const failed = visits * failure;
  return {visits - failed, failed};
}

/// The customers who move on from one touchpoint, made to fit its visits.
struct Departures {
  Targets after_success;
  Targets after_failure;
};

Departures departures_of(Outflow const& outflow, VisitsByOutcome const& visits) {
  Targets const success = shrunk_to(visits.succeeded, outflow.after_success);
  Targets const failure = shrunk_to(visits.failed, outflow.after_failure);
  double const failed_rest = std::max(0.0, visits.failed - sum_of(failure));
  double const succeeded_rest = std::max(0.0, visits.succeeded - sum_of(success));
  Targets const either = shrunk_to(failed_rest + succeeded_rest, outflow.after_either);
  double const moving = sum_of(either);
  double const part_failed = moving > failed_rest ? failed_rest / moving : 1;
  return {together(success, scaled(either, 1 - part_failed)),
          together(failure, scaled(either, part_failed))};
}

std::vector<FlowMismatch> mismatches_of(std::size_t touchpoint, Outflow const& outflow,
                                        VisitsByOutcome const& visits) {
  std::vector<FlowMismatch> found;
  auto const compare = [&](FlowProblem problem, double flows, double volume) {
    if (exceeds(flows, volume)) {
      found.push_back({problem, touchpoint, flows, volume});
    }
  };
  compare(FlowProblem::outflow_exceeds_successes, sum_of(outflow.after_success), visits.succeeded);
  compare(FlowProblem::outflow_exceeds_failures, sum_of(outflow.after_failure), visits.failed);
  if (!outflow.after_either.empty()) {
    compare(FlowProblem::outflow_exceeds_volume, total(outflow), visits.succeeded + visits.failed);
  }
  return found;
}

struct Exits {
  std::vector<FlowChance> chances;
  double ending;
};

Exits exits_of(Targets const& targets, double visits) {
  std::vector<FlowChance> chances;
  double ending = 1;
  for (auto const& [to, count] : targets) {
    if (count > rounding * visits) {
      chances.push_back({to, count / visits});
      ending -= count / visits;
    }
  }
  return {chances, ending > rounding ? ending : 0};
}

std::vector<bool> reached_from_starts(std::vector<FlowState> const& states) {
  std::vector<bool> is_reached(states.size(), false);
  std::vector<std::size_t> open;
  auto const reach = [&](std::size_t touchpoint) {
    if (!is_reached[touchpoint]) {
      is_reached[touchpoint] = true;
      open.push_back(touchpoint);
    }
  };
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i].starts > 0) {
      reach(i);
    }
  }
  while (!open.empty()) {
    FlowState const& state = states[open.back()];
    open.pop_back();
    for (auto const* chances : {&state.after_success, &state.after_failure}) {
      for (FlowChance const& chance : *chances) {
        reach(chance.to);
      }
    }
  }
  return is_reached;
}

/// Visits, outcomes and mismatches of one touchpoint; its starts are not known yet.
struct Fitted {
  FlowState state;
  Targets departures;
  std::vector<FlowMismatch> mismatches;
};

Fitted fitted(std::size_t touchpoint, TouchpointVolume const& volume, double inflow,
              Outflow const& outflow) {
  double const stated = volume.visits.value_or(std::max(inflow, total(outflow)));
  CXSIM_EXPECTS(stated >= 0 && std::isfinite(stated));
  double const visits = std::max(inflow, stated);
  VisitsByOutcome const outcomes = by_outcome(visits, volume.failure);
  Departures const departures = departures_of(outflow, outcomes);
  auto const [after_success, completed] = exits_of(departures.after_success, outcomes.succeeded);
  auto const [after_failure, abandoned] = exits_of(departures.after_failure, outcomes.failed);
  std::vector<FlowMismatch> mismatches = mismatches_of(touchpoint, outflow, outcomes);
  if (exceeds(inflow, stated)) {
    mismatches.push_back({FlowProblem::inflow_exceeds_volume, touchpoint, inflow, stated});
  }
  return {{.visits = visits,
           .starts = 0,
           .after_success = after_success,
           .completed = completed,
           .after_failure = after_failure,
           .abandoned = abandoned},
          together(departures.after_success, departures.after_failure),
          mismatches};
}

std::vector<FlowMismatch> closed_circles(std::vector<FlowState> const& states,
                                         std::vector<double> const& inflows) {
  std::vector<FlowMismatch> found;
  std::vector<bool> const is_reached = reached_from_starts(states);
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (!is_reached[i] && states[i].visits > 0) {
      found.push_back({FlowProblem::nobody_starts, i, inflows[i], states[i].visits});
    }
  }
  return found;
}

}  // namespace

FlowChain chain_of_flows(std::span<TouchpointVolume const> touchpoints,
                         std::span<VisitFlow const> flows) {
  std::vector<Outflow> const outflows = outflows_of(touchpoints.size(), flows);
  std::vector<double> const inflows = inflows_of(touchpoints.size(), flows);
  FlowChain chain;
  Targets arrivals;
  for (std::size_t i = 0; i < touchpoints.size(); ++i) {
    Fitted const one = fitted(i, touchpoints[i], inflows[i], outflows[i]);
    chain.states.push_back(one.state);
    arrivals = together(std::move(arrivals), one.departures);
    std::ranges::copy(one.mismatches, std::back_inserter(chain.mismatches));
  }
  for (std::size_t i = 0; i < touchpoints.size(); ++i) {
    FlowState& state = chain.states[i];
    state.starts = exceeds(state.visits, arrivals[i]) ? state.visits - arrivals[i] : 0;
  }
  std::ranges::copy(closed_circles(chain.states, inflows), std::back_inserter(chain.mismatches));
  std::ranges::sort(chain.mismatches, {}, [](FlowMismatch const& mismatch) {
    return std::tuple(mismatch.touchpoint, mismatch.problem);
  });
  return chain;
}

}  // namespace cxsim
