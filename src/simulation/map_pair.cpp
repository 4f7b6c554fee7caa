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

}  // namespace

MapPair::MapPair(CompiledMap const* map, CompiledMap const* walked)
    : map_(map), walked_(walked), difference_(difference(map, walked)) {}

bool MapPair::runs_the_same(EpisodeRecord const& record, Episode const& episode) const {
  if ((episode.touched & difference_.touchpoints) == 0 && difference_.same_episode_rules) {
    return true;
  }
  auto const begin = record.visits.begin() + episode.first_visit;
  return difference_.same_episode_rules &&
         std::all_of(begin, begin + episode.visits,
                     [&](Visit const& visit) { return goes_the_same_way(visit, *walked_, *map_); });
}

}  // namespace cxsim
