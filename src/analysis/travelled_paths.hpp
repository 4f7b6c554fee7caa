#pragma once

#include <span>
#include <vector>

#include "cxsim/analysis/journey_analysis.hpp"
#include "cxsim/map/episode_steps.hpp"

namespace cxsim {

/// The episodes of one segment and their part of all.
struct WeightedSteps {
  double weight = 0;
  EpisodeSteps const* chain = nullptr;
};

/// The \p most likeliest ways from \p entry to an end, the likeliest first; fewer when there are no
/// more, or when the further ones are too many to tell apart.
[[nodiscard]] std::vector<TravelledPath> travelled_paths(std::span<WeightedSteps const> chains,
                                                         TouchpointId entry, std::size_t most);

}  // namespace cxsim
