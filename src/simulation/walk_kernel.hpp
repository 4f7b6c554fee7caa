#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cxsim/simulation/episode_walker.hpp"
#include "episode_judgement.hpp"

namespace cxsim {

/// Working memory of an EpisodeWalker.
struct WalkMemory {
  static constexpr std::uint32_t none = 0xFFFFFFFF;  ///< no place in the log
  /// What has been counted in an episode, in one number that is added to at once.
  struct Counts {
    static constexpr std::uint64_t contact = 1;
    static constexpr std::uint64_t visit = std::uint64_t{1} << 16;
    static constexpr std::uint64_t failure = std::uint64_t{1} << 32;
  };
  [[nodiscard]] static constexpr std::uint16_t contacts(std::uint64_t counts) {
    return static_cast<std::uint16_t>(counts);
  }
  [[nodiscard]] static constexpr std::uint16_t visits(std::uint64_t counts) {
    return static_cast<std::uint16_t>(counts / Counts::visit);
  }
  [[nodiscard]] static constexpr bool any_failure(std::uint64_t counts) {
    return counts >= Counts::failure;
  }
  /// An episode that has begun.
  struct Progress {
    double leniency = 0;
    std::uint64_t touched = 0;
    std::uint64_t counts = 0;
    std::int32_t at = 0;           ///< point, or an ending
    std::uint32_t last_visit = 0;  ///< place in the log
  };
  /// A visit in the order of walking.
  struct Logged {
    std::uint64_t path_words = 0;  ///< failure and step
    std::uint32_t touchpoint = 0;
    bool failed = false;
    bool repeated = false;
    std::uint16_t earlier_contacts = 0;
    std::uint32_t episode = 0;
    std::uint32_t previous = 0;  ///< visit of the same episode, in the log
    std::uint64_t number = 0;    ///< how often the touchpoint was visited before
  };
  /// What the visits of an episode add up to, while they are put in its order.
  struct Mark {
    std::uint32_t next_visit = 0;
    ExperienceSums experiences;
  };
  /// Most episodes on their way at once: few enough for the first-level cache.
  static constexpr std::size_t lanes = 256;
  /// Vectors are read and written as a whole, also where fewer lanes are in use.
  static constexpr std::size_t widest = 8;

  template <class Number>
  using Column = std::array<Number, lanes + widest>;

  // Of the episodes on their way, side by side.
  alignas(64) Column<std::uint64_t> keys{};
  alignas(64) Column<std::uint64_t> addresses{};   ///< hash of the touchpoint, number of the visit
  alignas(64) Column<std::uint64_t> path_words{};  ///< failure and step
  alignas(64) Column<std::uint64_t> quantile_words{};
  alignas(64) Column<double> level{};
  alignas(64) Column<double> spread{};
  alignas(64) Column<double> failure_penalty{};
  alignas(64) Column<double> repeat_penalty{};
  Column<std::uint32_t> episodes{};

  std::vector<Progress> progress;  ///< of every episode
  std::vector<Mark> marks;         ///< likewise
  // Of every visit; longer than what is in use.
  std::vector<Logged> log;
  std::vector<double> quantiles;
  std::vector<double> experiences;
  std::size_t logged = 0;
};

/// Walks \p starts to their ends: fills progress and log of \p memory, with the vectors of the
/// processor at hand.
void walk_in_lanes(WalkMaps const& maps, std::span<EpisodeStart const> starts, WalkMemory& memory);

}  // namespace cxsim
