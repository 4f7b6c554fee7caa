#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cxsim/simulation/map_pair.hpp"
#include "cxsim/simulation/waiting.hpp"

namespace cxsim {

/// The map of a portfolio in one month and segment beside those that are walked before it.
struct LanePairs {
  MapPair with_reference;
  MapPair with_parent;  ///< portfolio; of the first one: the reference
};

/// What every portfolio's customers walk in one month.
struct MonthMaps {
  std::vector<SegmentMaps> lanes;             ///< [portfolio][segment]
  std::vector<std::vector<LanePairs>> pairs;  ///< [portfolio][segment]
};

/// Maps of equal numbers become one map, so that comparing is comparing pointers, and each is
/// compared with the maps that are walked before it.
/// \param parents Of every portfolio but the first the earlier one that it is most like.
/// \param before The month before, whose comparisons are taken over where the maps are the same.
[[nodiscard]] MonthMaps beside_each_other(std::vector<SegmentMaps> lanes,
                                          std::span<std::uint32_t const> parents,
                                          SegmentMaps const& reference, MonthMaps const* before);

}  // namespace cxsim
