#pragma once

#include <vector>

#include "cxsim/simulation/map_pair.hpp"
#include "cxsim/simulation/waiting.hpp"

namespace cxsim {

/// The map of a portfolio in one month and segment beside those that are walked before it.
struct LanePairs {
  MapPair with_reference;
  MapPair with_first;  ///< portfolio
};

/// What every portfolio's customers walk in one month.
struct MonthMaps {
  std::vector<SegmentMaps> lanes;             ///< [portfolio][segment]
  std::vector<std::vector<LanePairs>> pairs;  ///< [portfolio][segment]
};

/// Maps of equal numbers become one map, so that comparing is comparing pointers, and each is
/// compared with the maps that are walked before it.
/// \param before The month before, whose comparisons are taken over where the maps are the same.
[[nodiscard]] MonthMaps beside_each_other(std::vector<SegmentMaps> lanes,
                                          SegmentMaps const& reference, MonthMaps const* before);

}  // namespace cxsim
