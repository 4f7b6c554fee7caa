#include "cxsim/map/episode_steps.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::uint32_t outcome_of(Transition const& transition) {
  return transition.outcome ? ending_count + transition.outcome->index
                            : static_cast<std::uint32_t>(std::get<Ending>(transition.target));
}

void add_steps(EpisodeSteps& chain, TouchpointId from, std::vector<Transition> const& transitions,
               ParameterValues const& values, double outcome, bool after_failure) {
  for (std::uint32_t i = 0; i < transitions.size(); ++i) {
    double const probability = outcome * values[transitions[i].probability];
    if (!(probability > 0)) {
      continue;
    }
    StepOrigin const origin{from, after_failure, i};
    if (auto const* to = std::get_if<TouchpointId>(&transitions[i].target)) {
      chain.steps.moves.push_back({chain.state(from), chain.state(*to), probability});
      chain.move_origins.push_back(origin);
    } else {
      chain.steps.exits.push_back({chain.state(from), outcome_of(transitions[i]), probability});
      chain.exit_origins.push_back(origin);
    }
  }
}

}  // namespace

EpisodeSteps episode_steps(Map const& map, ParameterValues const& values) {
  EpisodeSteps chain;
  chain.touchpoints = keys_by_id(map.touchpoints);
  chain.states.resize(map.touchpoints.size());
  chain.steps.states = static_cast<std::uint32_t>(map.touchpoints.size());
  chain.steps.outcomes = ending_count + static_cast<std::uint32_t>(map.outcomes.size());
  for (std::uint32_t state = 0; state < chain.touchpoints.size(); ++state) {
    chain.states[chain.touchpoints[state].index] = state;
  }
  for (TouchpointId const from : chain.touchpoints) {
    Touchpoint const& touchpoint = map.touchpoints[from];
    double const failure = values[touchpoint.failure];
    add_steps(chain, from, touchpoint.after_success, values, 1 - failure, false);
    add_steps(chain, from, touchpoint.after_failure, values, failure, true);
  }
  return chain;
}

}  // namespace cxsim
