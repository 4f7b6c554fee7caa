#pragma once

#include <vector>

#include "map_part.hpp"

namespace cxsim {

/// A journey that begins at a touchpoint.
struct JourneyPlan {
  std::size_t touchpoint = 0;
  double starts = 0;  ///< per month, of all customers
  bool is_assumed = false;
};

struct FlowsPart {
  Tree transitions;
  std::vector<JourneyPlan> journeys;
};

/// Volumes, contact reasons and transitions as chances and starts. Completes the visits and starts
/// of \p facts; reports what does not add up.
[[nodiscard]] FlowsPart make_flows(WorkbookRows const& rows, Directory const& directory,
                                   MapFacts& facts, std::vector<Override> const& overrides,
                                   ImportLog& log);

}  // namespace cxsim
