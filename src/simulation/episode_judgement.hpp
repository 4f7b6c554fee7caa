#pragma once

#include <algorithm>

#include "cxsim/simulation/compiled_map.hpp"

namespace cxsim {

/// What a journey's score needs of the experiences of an episode.
struct ExperienceSums {
  double sum = 0;
  double worst = 100;
  double best = 0;
  double last = 0;

  /// Field by field: a copy of a new one would wait for its narrow stores.
  void reset() {
    sum = 0;
    worst = 100;
    best = 0;
    last = 0;
  }
  void add(double experience) {
    sum += experience;
    worst = std::min(worst, experience);
    best = std::max(best, experience);
    last = experience;
  }
};

/// J = weighted mean, worst, best and last experience (science §1.4).
[[nodiscard]] inline double journey_score(EpisodeRules const& rules, ExperienceSums const& of,
                                          std::uint32_t visits) {
  return rules.mean_weight * (of.sum / static_cast<double>(visits)) +
         rules.worst_weight * of.worst + rules.best_weight * of.best + rules.last_weight * of.last;
}

/// What an episode adds to the memory of incidents (science §1.8).
enum class AnyFailure : bool { no, yes };
[[nodiscard]] inline double incident_of(EpisodeRules const& rules, AnyFailure any_failure,
                                        bool completed, double last_experience) {
  bool const unresolved = !completed || last_experience < rules.resolved_score;
  return any_failure == AnyFailure::yes ? (unresolved ? 1 : 1 - rules.recovery) : 0;
}

}  // namespace cxsim
