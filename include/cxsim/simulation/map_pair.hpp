#pragma once

#include <cstdint>
#include <vector>

#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/walk.hpp"

namespace cxsim {

/// How a map differs from one that was walked already.
struct MapDifference {
  std::uint64_t touchpoints = 0;  ///< bit i: touchpoint i, i + 64, … differs in anything
  std::uint64_t costs = 0;        ///< bit i: … in the cost of a visit
  bool same_episode_rules = true;
  bool same_journeys = true;
  bool same_reaction = true;
};

/// How a touchpoint differs.
struct TouchpointDifference {
  bool failure = false;
  bool transitions = false;
  bool experience = false;  ///< in level or spread
  bool penalty = false;     ///< in what a failure costs
};

/// What of an episode walked before holds on another map.
enum class Rerun {
  same,       ///< everything, bit for bit
  same_path,  ///< its visits, failures and luck; experiences have to be judged again
  differs     ///< it has to be walked again
};

/// A map and one that was walked before: which episodes need no second walk.
class MapPair {
 public:
  /// Both maps must live as long as the pair. Cost: linear in the size of the maps, nothing when
  /// they are one.
  MapPair(CompiledMap const* map, CompiledMap const* walked);

  [[nodiscard]] MapDifference const& differences() const noexcept { return difference_; }
  [[nodiscard]] bool compares(CompiledMap const* map, CompiledMap const* walked) const noexcept {
    return map == map_ && walked == walked_;
  }

  /// How an episode walked before runs now. A changed failure probability, for one, matters only
  /// to luck between old and new.
  [[nodiscard]] Rerun rerun(EpisodeRecord const& record, Episode const& episode) const;

 private:
  CompiledMap const* map_;
  CompiledMap const* walked_;
  MapDifference difference_;
  std::vector<TouchpointDifference> touchpoints_;  ///< empty when the maps are one
};

}  // namespace cxsim
