#pragma once

#include <vector>

#include "cxsim/analysis/journey_analysis.hpp"

namespace cxsim {

/// A segment's figures of a journey and its part of the episodes.
struct WeightedFigures {
  double weight = 0;
  JourneyFigures const* figures = nullptr;
};

/// The figures of all episodes together. Standard deviations are between episodes, whichever
/// segment they belong to. \pre Not empty; weights are positive and sum to 1.
[[nodiscard]] JourneyFigures mixture_of(std::vector<WeightedFigures> const& parts);

}  // namespace cxsim
