#pragma once

#include <cstdint>
#include <vector>

#include "cxsim/random/keyed.hpp"
#include "cxsim/simulation/compiled_map.hpp"

namespace cxsim {

/// An episode is cut after this many visits, counted, and taken as abandoned.
inline constexpr std::uint32_t most_visits = 1000;

struct Visit {
  std::uint32_t touchpoint = 0;
  std::uint32_t failure_word = 0;  ///< luck that decided whether it failed
  std::uint32_t step_word = 0;     ///< luck that decided what came next
  bool failed = false;
  bool repeated = false;               ///< not the first contact of the episode
  std::uint16_t earlier_contacts = 0;  ///< of the episode
  double experience = 0;               ///< x on 0–100
  double quantile = 0;                 ///< luck of the experience, standard normal
};

/// One customer's one run through one journey.
struct Episode {
  std::uint32_t journey = 0;
  std::uint32_t first_visit = 0;  ///< position in the visits of the same record
  std::uint32_t visits = 0;
  double score = 0;           ///< J on 0–100
  double incident = 0;        ///< what it adds to the memory of incidents
  std::uint64_t touched = 0;  ///< bit i: a touchpoint i, i + 64, … was visited
  bool completed = false;
  bool cut = false;  ///< hit the step limit
};

/// Episodes of one customer in one month, with all their visits in one array.
struct EpisodeRecord {
  std::vector<Episode> episodes;
  std::vector<Visit> visits;

  void clear() {
    episodes.clear();
    visits.clear();
  }
};

/// Number of episodes of a journey: inversion of a Poisson number, increasing in the rate.
[[nodiscard]] std::uint32_t episode_count(CompiledJourney const& journey, double luck);

/// Walks one episode and appends it to \p record. Never reads satisfaction, incidents, contract or
/// survival, so one walk serves every state that the customer may be in.
/// Randomness: one Philox block per visit at (touchpoint, how often it was visited before in this
/// episode): word 0 failure, word 1 transition, word 2 experience.
/// \param leniency u_c of the customer, latent units.
void walk_episode(CompiledMap const& map, std::uint32_t journey, RandomKey episode, double leniency,
                  EpisodeRecord& record);

/// Judges \p episode of \p record by the numbers of \p map, as walk_episode does, on a path and
/// with a luck that stay what they are: much cheaper than walking again.
void judge_again(CompiledMap const& map, double leniency, EpisodeRecord& record, Episode& episode);

}  // namespace cxsim
