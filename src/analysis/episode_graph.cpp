#include "episode_graph.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cxsim {

namespace {

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

void add_edges(Map const& map, ParameterValues const& values, TouchpointId from,
               std::vector<Transition> const& transitions, Edges& edges) {
  for (Transition const& transition : transitions) {
    if (values[transition.probability] > 0) {
      edges.emplace_back(from.index, vertex_of(map, transition.target));
    }
  }
}

}  // namespace

std::uint32_t vertex_of(Map const& map, Target target) {
  if (auto const* touchpoint = std::get_if<TouchpointId>(&target)) {
    return touchpoint->index;
  }
  auto const endings = static_cast<std::uint32_t>(map.touchpoints.size());
  return endings + static_cast<std::uint32_t>(std::get<Ending>(target));
}

EpisodeGraph episode_graph(Map const& map, ParameterValues const& values) {
  Edges edges;
  for (TouchpointId const from : map.touchpoints.keys()) {
    Touchpoint const& touchpoint = map.touchpoints[from];
    auto const first = static_cast<Edges::difference_type>(edges.size());
    if (values[touchpoint.failure] < 1) {
      add_edges(map, values, from, touchpoint.after_success, edges);
    }
    if (values[touchpoint.failure] > 0) {
      add_edges(map, values, from, touchpoint.after_failure, edges);
    }
    std::sort(edges.begin() + first, edges.end());
    edges.erase(std::unique(edges.begin() + first, edges.end()), edges.end());
  }
  constexpr std::uint32_t endings = 2;
  auto const vertices = static_cast<std::uint32_t>(map.touchpoints.size()) + endings;
  return {boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), vertices};
}

}  // namespace cxsim
