#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cxsim/simulation/lane_maps.hpp"
#include "cxsim/simulation/population.hpp"
#include "cxsim/simulation/reference.hpp"
#include "cxsim/simulation/walk.hpp"

namespace cxsim {

/// One way through an episode and the lanes that take it.
struct LanePath {
  LaneSet lanes = 0;
  Episode episode;        ///< its visits are in LaneWalk::record()
  bool is_known = false;  ///< the way on the walked map, judged by it; others are not judged
};

/// An episode that lanes begin, and what is known of it.
struct LaneStart {
  Customer const& customer;
  int month = 0;
  std::uint32_t journey = 0;
  std::uint32_t number = 0;        ///< among the customer's episodes of the journey and month
  LaneSet lanes = 0;               ///< that begin it
  EpisodeRecord const& walked;     ///< the record of the walked map
  Episode const* known = nullptr;  ///< the same episode in it, if there
};

/// Walks one episode for all lanes of a group at once: lanes part where their maps let the same
/// luck lead elsewhere. As long as a way is that of the walked map, its luck is known already.
class LaneWalk {
 public:
  /// The ways of the lanes; each takes one. Valid until the next walk; their visits until the
  /// record is cleared.
  [[nodiscard]] std::span<LanePath> walk(LaneMaps const& maps, LaneStart const& start);
  /// The known way, for all lanes that begin it. \pre The episode is known.
  [[nodiscard]] LanePath copy(LaneStart const& start);

  /// Visits of the ways walked since the last clear.
  void clear() { record_.clear(); }
  [[nodiscard]] EpisodeRecord& record() noexcept { return record_; }
  /// Of all walks so far: ways and visits whose luck was not known.
  [[nodiscard]] std::uint64_t episodes_walked() const noexcept { return episodes_walked_; }
  [[nodiscard]] std::uint64_t visits_walked() const noexcept { return visits_walked_; }

 private:
  /// Lanes that left the way of others at a visit, the last of \p visits.
  struct Branch {
    LaneSet lanes = 0;
    std::uint32_t first_visit = 0;
    std::uint32_t visits = 0;  ///< 0: before the first one
    bool failed = false;       ///< the last of them
    bool beside = false;       ///< the walked map's episode has begun with these visits
  };

  void follow(Branch const& branch);
  void visit(std::uint32_t touchpoint, LanePath& path, bool beside);
  [[nodiscard]] Visit see(std::uint32_t touchpoint, Episode const& episode, bool beside);
  [[nodiscard]] RandomKey key();
  [[nodiscard]] bool is_known_way(Episode const& episode) const;
  /// Lanes of the path that fail or succeed otherwise than the most become a branch.
  [[nodiscard]] std::int32_t go_on(LanePath& path, bool beside);
  void branch_off(LaneSet lanes, bool failed, LanePath& path, bool beside);

  LaneMaps const* maps_ = nullptr;
  LaneStart const* start_ = nullptr;
  std::optional<RandomKey> key_;
  Visit const* known_visits_ = nullptr;
  std::uint32_t known_count_ = 0;
  EpisodeRecord record_;
  std::vector<LanePath> paths_;
  std::vector<Branch> branches_;
  std::uint64_t episodes_walked_ = 0;
  std::uint64_t visits_walked_ = 0;
};

}  // namespace cxsim
