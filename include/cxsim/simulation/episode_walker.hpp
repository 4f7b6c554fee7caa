#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cxsim/random/keyed.hpp"
#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/walk.hpp"

namespace cxsim {

/// Compiled maps as a walk of many episodes at once reads them: all in one table, luck is compared
/// as whole words, and what comes next is found in a cache line without branches.
struct WalkMaps {
  /// Everything that one visit needs.
  struct Point {
    std::uint64_t fails_below = 0;    ///< number of words that mean failure
    std::array<double, 2> penalty{};  ///< of success (0) and failure
    double level = 0;
    double spread = 0;
    double repeat_penalty = 0;            ///< per earlier contact of the episode
    std::array<std::uint32_t, 2> ways{};  ///< row of `ways`: success, failure
    std::uint32_t id_hash = 0;
    std::uint32_t touchpoint = 0;  ///< in its map
    std::uint32_t is_contact = 0;
  };
  static constexpr std::size_t row = 8;
  /// What comes next is the first step whose bound the luck does not pass. A row that is passed as
  /// a whole goes on in the next one.
  struct alignas(64) Ways {
    std::array<std::int32_t, row> bound{};  ///< words as signed numbers, in the same order
    std::array<std::int32_t, row> to{};     ///< point, or an ending
  };
  /// Where a journey begins.
  struct Entry {
    std::uint32_t point = 0;
    std::uint32_t point_hash = 0;
    std::uint32_t journey_hash = 0;
  };
  /// One compiled map.
  struct Part {
    std::size_t first_entry = 0;
    EpisodeRules episode;
  };

  WalkMaps() = default;
  explicit WalkMaps(std::span<CompiledMap const* const> maps);

  std::vector<Point> points;
  std::vector<Ways> ways;
  std::vector<Entry> entries;
  std::vector<Part> parts;  ///< in the order of the maps
};

/// An episode to be walked: its luck is that of episode_key.
struct EpisodeStart {
  RandomKey customer;
  double leniency = 0;       ///< u_c of the customer, latent units
  std::uint32_t month = 0;   ///< as it enters the key
  std::uint32_t number = 0;  ///< among the customer's episodes of this journey and month
  std::uint32_t map = 0;     ///< place in the maps
  std::uint32_t journey = 0;
};

struct WalkMemory;

/// Walks many episodes at once in the lanes of the processor's vectors: the same records as
/// walk_episode, bit for bit, on every processor. Worth it from some ten episodes on.
class EpisodeWalker {
 public:
  EpisodeWalker();
  EpisodeWalker(EpisodeWalker&&) noexcept;
  EpisodeWalker& operator=(EpisodeWalker&&) noexcept;
  ~EpisodeWalker();

  /// Appends \p starts, in their order, to \p record.
  void walk(WalkMaps const& maps, std::span<EpisodeStart const> starts, EpisodeRecord& record);

 private:
  std::unique_ptr<WalkMemory> memory_;
};

}  // namespace cxsim
