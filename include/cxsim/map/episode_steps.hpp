#pragma once

#include <cstdint>
#include <vector>

#include "cxsim/map/map.hpp"
#include "cxsim/stats/absorbing_chain.hpp"

namespace cxsim {

/// Which transition of a touchpoint a step of the chain is.
struct StepOrigin {
  TouchpointId from;
  bool after_failure = false;
  std::uint32_t transition = 0;  ///< position in after_success or after_failure
};

/// Episodes as a Markov chain that ends. Its states are the touchpoints, ordered by id, so that the
/// order in the file changes no digit. Its outcomes are the endings without a name, in the order of
/// Ending, then the named outcomes of the map.
struct EpisodeSteps {
  ChainSteps steps;
  std::vector<TouchpointId> touchpoints;  ///< of each state
  std::vector<std::uint32_t> states;      ///< of each touchpoint, by index
  std::vector<StepOrigin> move_origins;   ///< one per move
  std::vector<StepOrigin> exit_origins;   ///< one per exit

  [[nodiscard]] std::uint32_t state(TouchpointId key) const { return states[key.index]; }
};

/// The chain at \p values (segment differences already applied); without steps of chance 0.
[[nodiscard]] EpisodeSteps episode_steps(Map const& map, ParameterValues const& values);

}  // namespace cxsim
