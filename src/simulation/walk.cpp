#include "cxsim/simulation/walk.hpp"

#include <algorithm>
#include <span>

#include "cxsim/stats/math.hpp"
#include "episode_judgement.hpp"

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

/// x = 100·Φ(q) of a visit whose luck and path are known.
[[nodiscard]] double experience_of(CompiledMap const& map, Visit const& visit, double leniency) {
  CompiledTouchpoint const& touchpoint = map.touchpoints[visit.touchpoint];
  double latent = touchpoint.level + leniency + touchpoint.spread * visit.quantile;
  latent -= visit.failed ? touchpoint.penalty : 0;
  latent -= visit.repeated ? map.episode.repeat_penalty * visit.earlier_contacts : 0;
  return 100 * normal_cdf(latent);
}

void judge(EpisodeRules const& rules, EpisodeRecord const& record, Episode& episode) {
  std::span<Visit const> const visits{record.visits.data() + episode.first_visit, episode.visits};
  ExperienceSums sums;
  bool any_failure = false;
  for (Visit const& visit : visits) {
    sums.add(visit.experience);
    any_failure = any_failure || visit.failed;
  }
  episode.score = journey_score(rules, sums, episode.visits);
  episode.incident = incident_of(rules, any_failure ? AnyFailure::yes : AnyFailure::no,
                                 episode.completed, sums.last);
}

}  // namespace

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
  std::uint16_t contacts = 0;
  while (at >= 0 && result.visits < most_visits) {
    auto const index = static_cast<std::uint32_t>(at);
    CompiledTouchpoint const& touchpoint = map.touchpoints[index];
    RandomWords const words =
        block(episode, touchpoint.id_hash, earlier_visits(record, result.first_visit, index),
              static_cast<std::uint32_t>(Purpose::visit), 0);
    bool const failed = uniform(words[0]) < touchpoint.failure;
    bool const repeated = touchpoint.is_contact && contacts > 0;
    Visit visit{index,    words[0], words[1], failed,
                repeated, contacts, 0,        normal_quantile(uniform(words[2]))};
    visit.experience = experience_of(map, visit, leniency);
    record.visits.push_back(visit);
    contacts = static_cast<std::uint16_t>(contacts + (touchpoint.is_contact ? 1 : 0));
    result.touched |= std::uint64_t{1} << (index % 64);
    ++result.visits;
    at = next_step(map, touchpoint, failed, uniform(words[1]));
  }
  result.cut = at >= 0;
  result.completed = at == step_completed;
  judge(map.episode, record, result);
  record.episodes.push_back(result);
}

void judge_again(CompiledMap const& map, double leniency, EpisodeRecord& record, Episode& episode) {
  for (std::uint32_t i = 0; i < episode.visits; ++i) {
    Visit& visit = record.visits[episode.first_visit + i];
    visit.experience = experience_of(map, visit, leniency);
  }
  judge(map.episode, record, episode);
}

}  // namespace cxsim
