#include "lane_walk.hpp"

#include <algorithm>
#include <bit>

#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::int32_t step_after(CompiledMap const& map, Visit const& visit) {
  CompiledTouchpoint const& touchpoint = map.touchpoints[visit.touchpoint];
  double const luck = uniform(visit.step_word);
  CompiledStep const* step =
      &map.steps[visit.failed ? touchpoint.first_failure : touchpoint.first_success];
  while (luck >= step->cumulative) {
    ++step;
  }
  return step->to;
}

[[nodiscard]] std::size_t first_of(LaneSet lanes) {
  return static_cast<std::size_t>(std::countr_zero(lanes));
}

}  // namespace

std::span<LanePath> LaneWalk::walk(LaneMaps const& maps, LaneStart const& start) {
  Episode const* const known = start.known;
  maps_ = &maps;
  start_ = &start;
  key_.reset();
  known_visits_ = known == nullptr ? nullptr : start.walked.visits.data() + known->first_visit;
  known_count_ = known == nullptr ? 0 : known->visits;
  paths_.clear();
  branches_.push_back({start.lanes, 0, 0, false, known != nullptr});
  while (!branches_.empty()) {
    Branch const branch = branches_.back();
    branches_.pop_back();
    follow(branch);
  }
  return paths_;
}

LanePath LaneWalk::copy(LaneStart const& start) {
  LanePath path{start.lanes, *start.known, true};
  path.episode.first_visit = static_cast<std::uint32_t>(record_.visits.size());
  auto const first = start.walked.visits.begin() + start.known->first_visit;
  record_.visits.insert(record_.visits.end(), first, first + start.known->visits);
  return path;
}

RandomKey LaneWalk::key() {
  if (!key_) {
    key_ = episode_key(start_->customer, start_->month, maps_->walked->journeys[start_->journey],
                       start_->number);
  }
  return *key_;
}

void LaneWalk::follow(Branch const& branch) {
  LanePath path{branch.lanes, {}};
  Episode& episode = path.episode;
  episode.journey = start_->journey;
  episode.first_visit = static_cast<std::uint32_t>(record_.visits.size());
  for (std::uint32_t i = 0; i < branch.visits; ++i) {
    record_.visits.push_back(Visit(record_.visits[branch.first_visit + i]));
    episode.touched |= std::uint64_t{1} << (record_.visits.back().touchpoint % 64);
  }
  episode.visits = branch.visits;
  std::uint64_t const walked_before = visits_walked_;
  bool beside = branch.beside;
  auto at = static_cast<std::int32_t>(maps_->walked->journeys[start_->journey].entry);
  if (branch.visits > 0) {
    record_.visits.back().failed = branch.failed;
    at = go_on(path, beside);
  }
  while (at >= 0 && episode.visits < most_visits) {
    auto const touchpoint = static_cast<std::uint32_t>(at);
    beside = beside && episode.visits < known_count_ &&
             known_visits_[episode.visits].touchpoint == touchpoint;
    visit(touchpoint, path, beside);
    at = go_on(path, beside);
  }
  episode.cut = at >= 0;
  episode.completed = at == step_completed;
  path.is_known = is_known_way(episode);
  if (path.is_known) {
    episode.score = start_->known->score;
    episode.incident = start_->known->incident;
  }
  episodes_walked_ += visits_walked_ > walked_before ? 1 : 0;
  paths_.push_back(path);
}

bool LaneWalk::is_known_way(Episode const& episode) const {
  if (start_->known == nullptr || episode.visits != known_count_ ||
      episode.completed != start_->known->completed) {
    return false;
  }
  auto const first = record_.visits.begin() + episode.first_visit;
  return std::equal(first, first + episode.visits, known_visits_,
                    [](Visit const& a, Visit const& b) {
                      return a.touchpoint == b.touchpoint && a.failed == b.failed;
                    });
}

void LaneWalk::visit(std::uint32_t touchpoint, LanePath& path, bool beside) {
  record_.visits.push_back(see(touchpoint, path.episode, beside));
  visits_walked_ += beside ? 0 : 1;
  ++path.episode.visits;
  path.episode.touched |= std::uint64_t{1} << (touchpoint % 64);
  LaneSet const failing =
      maps_->failing(path.lanes, touchpoint, uniform(record_.visits.back().failure_word));
  record_.visits.back().failed = failing == path.lanes;
  if (failing != 0 && failing != path.lanes) {
    branch_off(failing, true, path, beside);
  }
}

Visit LaneWalk::see(std::uint32_t touchpoint, Episode const& episode, bool beside) {
  if (beside) {
    return known_visits_[episode.visits];
  }
  std::uint32_t earlier = 0;
  std::uint32_t contacts = 0;
  for (std::uint32_t i = 0; i < episode.visits; ++i) {
    std::uint32_t const other = record_.visits[episode.first_visit + i].touchpoint;
    earlier += other == touchpoint ? 1U : 0U;
    contacts += maps_->walked->touchpoints[other].is_contact ? 1U : 0U;
  }
  CompiledTouchpoint const& here = maps_->walked->touchpoints[touchpoint];
  RandomWords const words =
      block(key(), here.id_hash, earlier, static_cast<std::uint32_t>(Purpose::visit), 0);
  return {touchpoint,
          words[0],
          words[1],
          false,
          here.is_contact && contacts > 0,
          static_cast<std::uint16_t>(contacts),
          0,
          normal_quantile(uniform(words[2]))};
}

std::int32_t LaneWalk::go_on(LanePath& path, bool beside) {
  Visit const& last = record_.visits.back();
  LaneSpot const& spot = maps_->spots[last.touchpoint];
  if (last.failed ? spot.same_after_failure : spot.same_after_success) {
    return step_after(*maps_->walked, last);
  }
  std::int32_t const to = step_after(*maps_->lanes[first_of(path.lanes)], last);
  LaneSet elsewhere = 0;
  for (LaneSet rest = path.lanes; rest != 0; rest &= rest - 1) {
    std::size_t const lane = first_of(rest);
    elsewhere |= step_after(*maps_->lanes[lane], last) == to ? 0 : LaneSet{1} << lane;
  }
  if (elsewhere != 0) {
    branch_off(elsewhere, last.failed, path, beside);
  }
  return to;
}

void LaneWalk::branch_off(LaneSet lanes, bool failed, LanePath& path, bool beside) {
  path.lanes &= ~lanes;
  branches_.push_back({lanes, path.episode.first_visit, path.episode.visits, failed, beside});
}

}  // namespace cxsim
