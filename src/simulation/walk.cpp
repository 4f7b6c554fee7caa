#include "cxsim/simulation/walk.hpp"

#include <algorithm>

#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::uint32_t earlier_visits(EpisodeRecord const& record, std::uint32_t first,
                                           std::uint32_t touchpoint) {
  std::uint32_t count = 0;
  for (std::size_t i = first; i < record.visits.size(); ++i) {
    count += record.visits[i].touchpoint == touchpoint ? 1U : 0U;
  }
  return count;
}

[[nodiscard]] std::int32_t next_step(CompiledMap const& map, CompiledTouchpoint const& touchpoint,
                                     bool failed, double luck) {
  CompiledStep const* step =
      &map.steps[failed ? touchpoint.first_failure : touchpoint.first_success];
  while (luck >= step->cumulative) {
    ++step;
  }
  return step->to;
}

/// J = weighted mean, worst, best and last experience (science §1.4).
[[nodiscard]] double journey_score(EpisodeRules const& rules, EpisodeRecord const& record,
                                   std::uint32_t first) {
  double sum = 0;
  double worst = 100;
  double best = 0;
  for (std::size_t i = first; i < record.visits.size(); ++i) {
    double const experience = record.visits[i].experience;
    sum += experience;
    worst = std::min(worst, experience);
    best = std::max(best, experience);
  }
  auto const count = static_cast<double>(record.visits.size() - first);
  return rules.mean_weight * (sum / count) + rules.worst_weight * worst + rules.best_weight * best +
         rules.last_weight * record.visits.back().experience;
}

}  // namespace

bool goes_the_same_way(Visit const& visit, CompiledMap const& from, CompiledMap const& to) {
  CompiledTouchpoint const& before = from.touchpoints[visit.touchpoint];
  CompiledTouchpoint const& after = to.touchpoints[visit.touchpoint];
  bool const failed = uniform(visit.failure_word) < after.failure;
  if (failed != visit.failed || before.level != after.level || before.spread != after.spread ||
      (failed && before.penalty != after.penalty)) {
    return false;
  }
  double const luck = uniform(visit.step_word);
  return next_step(from, before, failed, luck) == next_step(to, after, failed, luck);
}

std::uint32_t episode_count(CompiledJourney const& journey, double luck) {
  std::uint32_t count = 0;
  while (luck >= journey.count_cumulative[count]) {
    ++count;
  }
  return count;
}

void walk_episode(CompiledMap const& map, std::uint32_t journey, RandomKey episode, double leniency,
                  EpisodeRecord& record) {
  Episode result;
  result.journey = journey;
  result.first_visit = static_cast<std::uint32_t>(record.visits.size());
  auto at = static_cast<std::int32_t>(map.journeys[journey].entry);
  std::uint32_t contacts = 0;
  bool any_failure = false;
  while (at >= 0 && result.visits < most_visits) {
    auto const index = static_cast<std::uint32_t>(at);
    CompiledTouchpoint const& touchpoint = map.touchpoints[index];
    RandomWords const words =
        block(episode, touchpoint.id_hash, earlier_visits(record, result.first_visit, index),
              static_cast<std::uint32_t>(Purpose::visit), 0);
    bool const failed = uniform(words[0]) < touchpoint.failure;
    double latent =
        touchpoint.level + leniency + touchpoint.spread * normal_quantile(uniform(words[2]));
    latent -= failed ? touchpoint.penalty : 0;
    bool const repeated = touchpoint.is_contact && contacts > 0;
    latent -= repeated ? map.episode.repeat_penalty * contacts : 0;
    contacts += touchpoint.is_contact ? 1 : 0;
    record.visits.push_back(
        {index, words[0], words[1], failed, repeated, 100 * normal_cdf(latent)});
    result.touched |= std::uint64_t{1} << (index % 64);
    any_failure = any_failure || failed;
    ++result.visits;
    at = next_step(map, touchpoint, failed, uniform(words[1]));
  }
  result.cut = at >= 0;
  result.completed = at == step_completed;
  result.score = journey_score(map.episode, record, result.first_visit);
  bool const unresolved =
      !result.completed || record.visits.back().experience < map.episode.resolved_score;
  result.incident = any_failure ? (unresolved ? 1 : 1 - map.episode.recovery) : 0;
  record.episodes.push_back(result);
}

}  // namespace cxsim
