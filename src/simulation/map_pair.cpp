#include "cxsim/simulation/map_pair.hpp"

#include <algorithm>

namespace cxsim {

namespace {

[[nodiscard]] std::uint64_t differing_costs(CompiledMap const& a, CompiledMap const& b) {
  std::uint64_t bits = 0;
  for (std::size_t index = 0; index < a.touchpoints.size(); ++index) {
    bool const differs = a.touchpoints[index].cost != b.touchpoints[index].cost;
    bits |= static_cast<std::uint64_t>(differs) << (index % 64);
  }
  return bits;
}

[[nodiscard]] MapDifference difference(CompiledMap const* a, CompiledMap const* b) {
  if (a == b) {
    return {};
  }
  return {differing_touchpoints(*a, *b), differing_costs(*a, *b), a->episode == b->episode,
          a->journeys == b->journeys, a->reaction == b->reaction};
}

[[nodiscard]] bool same_rows(CompiledMap const& a, CompiledMap const& b, std::uint32_t a_first,
                             std::uint32_t a_last, std::uint32_t b_first, std::uint32_t b_last) {
  return std::equal(a.steps.begin() + a_first, a.steps.begin() + a_last, b.steps.begin() + b_first,
                    b.steps.begin() + b_last);
}

/// Rows may have moved: deflection adds some.
[[nodiscard]] bool same_steps(CompiledMap const& a, CompiledTouchpoint const& one,
                              CompiledMap const& b, CompiledTouchpoint const& other) {
  return same_rows(a, b, one.first_success, one.first_failure, other.first_success,
                   other.first_failure) &&
         same_rows(a, b, one.first_failure, one.last, other.first_failure, other.last);
}

[[nodiscard]] std::vector<TouchpointDifference> touchpoint_differences(CompiledMap const& a,
                                                                       CompiledMap const& b) {
  std::vector<TouchpointDifference> differences;
  differences.reserve(a.touchpoints.size());
  for (std::size_t index = 0; index < a.touchpoints.size(); ++index) {
    CompiledTouchpoint const& one = a.touchpoints[index];
    CompiledTouchpoint const& other = b.touchpoints[index];
    differences.push_back({one.failure != other.failure, !same_steps(a, one, b, other),
                           one.level != other.level || one.spread != other.spread,
                           one.penalty != other.penalty});
  }
  return differences;
}

}  // namespace

MapPair::MapPair(CompiledMap const* map, CompiledMap const* walked)
    : map_(map), walked_(walked), difference_(difference(map, walked)) {
  if (map != walked) {
    touchpoints_ = touchpoint_differences(*map, *walked);
  }
}

Rerun MapPair::rerun(EpisodeRecord const& record, Episode const& episode) const {
  bool same = difference_.same_episode_rules;
  if (same && (episode.touched & difference_.touchpoints) == 0) {
    return Rerun::same;
  }
  for (std::uint32_t i = 0; i < episode.visits; ++i) {
    Visit const& visit = record.visits[episode.first_visit + i];
    TouchpointDifference const& one = touchpoints_[visit.touchpoint];
    if ((one.failure && !fails_the_same(visit, *map_)) ||
        (one.transitions && !goes_the_same_way(visit, *walked_, *map_))) {
      return Rerun::differs;
    }
    same = same && !one.experience && !(one.penalty && visit.failed);
  }
  return same ? Rerun::same : Rerun::same_path;
}

}  // namespace cxsim
