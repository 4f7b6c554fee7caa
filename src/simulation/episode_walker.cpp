#include "cxsim/simulation/episode_walker.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "episode_judgement.hpp"
#include "walk_kernel.hpp"

namespace cxsim {

namespace {

constexpr double words = 0x1p32;

/// How many words give a number below \p bound: uniform(word) = (word + 1/2) / 2^32. Exact.
[[nodiscard]] std::uint64_t words_below(double bound) {
  return static_cast<std::uint64_t>(std::clamp(std::ceil(bound * words - 0.5), 0.0, words));
}

void add_ways(std::span<CompiledStep const> steps, std::uint32_t first_point,
              std::vector<WalkMaps::Ways>& all) {
  std::size_t used = WalkMaps::row;
  std::uint64_t before = 0;
  for (CompiledStep const& step : steps) {
    std::uint64_t const below = std::max(before, words_below(step.cumulative));
    if (below == before) {
      continue;  // no word leads here
    }
    if (used == WalkMaps::row) {
      all.emplace_back().bound.fill(std::numeric_limits<std::int32_t>::max());
      used = 0;
    }
    // The last word of this step; as signed numbers words keep their order without their first bit.
    all.back().bound[used] =
        static_cast<std::int32_t>(static_cast<std::uint32_t>(below - 1) ^ 0x80000000U);
    all.back().to[used] = step.to >= 0 ? step.to + static_cast<std::int32_t>(first_point) : step.to;
    ++used;
    before = below;
    if (before == static_cast<std::uint64_t>(words)) {
      break;
    }
  }
}

}  // namespace

WalkMaps::WalkMaps(std::span<CompiledMap const* const> maps) {
  for (CompiledMap const* map : maps) {
    auto const first = static_cast<std::uint32_t>(points.size());
    std::span<CompiledStep const> const steps(map->steps);
    for (CompiledTouchpoint const& touchpoint : map->touchpoints) {
      Point point;
      point.fails_below = words_below(touchpoint.failure);
      point.penalty[1] = touchpoint.penalty;
      point.level = touchpoint.level;
      point.spread = touchpoint.spread;
      point.repeat_penalty = touchpoint.is_contact ? map->episode.repeat_penalty : 0;
      point.id_hash = touchpoint.id_hash;
      point.touchpoint = static_cast<std::uint32_t>(points.size()) - first;
      point.is_contact = touchpoint.is_contact ? 1 : 0;
      point.ways[0] = static_cast<std::uint32_t>(ways.size());
      add_ways(steps.subspan(touchpoint.first_success), first, ways);
      point.ways[1] = static_cast<std::uint32_t>(ways.size());
      add_ways(steps.subspan(touchpoint.first_failure), first, ways);
      points.push_back(point);
    }
    parts.push_back({entries.size(), map->episode});
    for (CompiledJourney const& journey : map->journeys) {
      entries.push_back(
          {first + journey.entry, map->touchpoints[journey.entry].id_hash, journey.id_hash});
    }
  }
}

EpisodeWalker::EpisodeWalker() : memory_(std::make_unique<WalkMemory>()) {}
EpisodeWalker::EpisodeWalker(EpisodeWalker&&) noexcept = default;
EpisodeWalker& EpisodeWalker::operator=(EpisodeWalker&&) noexcept = default;
EpisodeWalker::~EpisodeWalker() = default;

void EpisodeWalker::walk(WalkMaps const& maps, std::span<EpisodeStart const> starts,
                         EpisodeRecord& record) {
  walk_in_lanes(maps, starts, *memory_);
  auto first_visit = static_cast<std::uint32_t>(record.visits.size());
  memory_->marks.resize(std::max(memory_->marks.size(), starts.size()));
  for (std::size_t i = 0; i < starts.size(); ++i) {
    WalkMemory::Mark& mark = memory_->marks[i];
    mark.next_visit = first_visit;
    mark.experiences.reset();
    first_visit += WalkMemory::visits(memory_->progress[i].counts);
  }
  record.visits.resize(first_visit);
  Visit* const visits = record.visits.data();
  for (std::size_t i = 0; i < memory_->logged; ++i) {
    WalkMemory::Logged const& logged = memory_->log[i];
    WalkMemory::Mark& mark = memory_->marks[logged.episode];
    Visit& visit = visits[mark.next_visit++];
    visit.touchpoint = logged.touchpoint;
    visit.failure_word = static_cast<std::uint32_t>(logged.path_words);
    visit.step_word = static_cast<std::uint32_t>(logged.path_words >> 32);
    visit.failed = logged.failed;
    visit.repeated = logged.repeated;
    visit.earlier_contacts = logged.earlier_contacts;
    visit.experience = memory_->experiences[i];
    visit.quantile = memory_->quantiles[i];
    mark.experiences.add(visit.experience);
  }
  std::size_t const first_episode = record.episodes.size();
  record.episodes.resize(first_episode + starts.size());
  for (std::size_t i = 0; i < starts.size(); ++i) {
    WalkMemory::Progress const& one = memory_->progress[i];
    WalkMemory::Mark const& mark = memory_->marks[i];
    EpisodeRules const& rules = maps.parts[starts[i].map].episode;
    std::uint32_t const count = WalkMemory::visits(one.counts);
    Episode& episode = record.episodes[first_episode + i];
    episode.journey = starts[i].journey;
    episode.first_visit = mark.next_visit - count;
    episode.visits = count;
    episode.score = journey_score(rules, mark.experiences, count);
    episode.touched = one.touched;
    episode.completed = one.at == step_completed;
    episode.cut = one.at >= 0;
    episode.incident =
        incident_of(rules, WalkMemory::any_failure(one.counts) ? AnyFailure::yes : AnyFailure::no,
                    episode.completed, mark.experiences.last);
  }
}

}  // namespace cxsim
