#include "cxsim/analysis/structure.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/range/iterator_range.hpp>
#include <functional>
#include <map>
#include <utility>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/absorbing_chain.hpp"
#include "episode_graph.hpp"

namespace cxsim {

namespace {

using Vertex = std::uint32_t;
using Edge = EpisodeGraph::edge_descriptor;
using Color = boost::default_color_type;

/// A property of vertices that is kept in \p values, by index.
template <class Graph, class Value>
[[nodiscard]] auto by_vertex(Graph const& graph, std::vector<Value>& values) {
  return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph));
}

/// Whether there is a way from \p start to each vertex of \p graph.
template <class Graph>
[[nodiscard]] std::vector<bool> spread(Graph const& graph, Vertex start) {
  std::vector<Color> colors(num_vertices(graph), Color::white_color);
  boost::queue<Vertex> waiting;
  boost::breadth_first_visit(graph, start, waiting, boost::default_bfs_visitor{},
                             by_vertex(graph, colors));
  std::vector<bool> reached;
  for (Color const color : colors) {
    reached.push_back(color != Color::white_color);
  }
  return reached;
}

/// The vertices of a graph by strongly connected component.
struct Components {
  std::vector<std::size_t> component;         ///< of each vertex
  std::vector<std::vector<Vertex>> vertices;  ///< of each component, in order
};

[[nodiscard]] Components components_of(EpisodeGraph const& graph) {
  Components components;
  components.component.resize(num_vertices(graph));
  components.vertices.resize(
      boost::strong_components(graph, by_vertex(graph, components.component)));
  for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
    components.vertices[components.component[vertex]].push_back(vertex);
  }
  return components;
}

/// Shortest ways round, for one start in each component.
class WaysRound {
 public:
  WaysRound(EpisodeGraph const& graph, Components const& components)
      : graph_(graph),
        component_(components.component),
        colors_(num_vertices(graph), Color::white_color),
        before_(num_vertices(graph)),
        distance_(num_vertices(graph)) {}

  /// Empty when no way leads from \p start back to it.
  [[nodiscard]] std::vector<TouchpointId> from(Vertex start) {
    walk_component(start);
    std::vector<TouchpointId> way;
    for (Edge const edge : boost::make_iterator_range(in_edges(start, graph_))) {
      Vertex const last = source(edge, graph_);
      bool const is_shorter = way.empty() || distance_[last] + 1 < way.size();
      if (component_[last] == component_[start] && is_shorter) {
        way = way_to(start, last);
      }
    }
    return way;
  }

 private:
  void walk_component(Vertex start) {
    auto const is_inside = [this](Edge edge) {
      return component_[source(edge, graph_)] == component_[target(edge, graph_)];
    };
    boost::filtered_graph<EpisodeGraph, std::function<bool(Edge)>> const inside(graph_, is_inside);
    boost::queue<Vertex> waiting;
    boost::breadth_first_visit(
        inside, start, waiting,
        boost::make_bfs_visitor(std::pair(
            boost::record_distances(by_vertex(graph_, distance_), boost::on_tree_edge()),
            boost::record_predecessors(by_vertex(graph_, before_), boost::on_tree_edge()))),
        by_vertex(graph_, colors_));
  }

  [[nodiscard]] std::vector<TouchpointId> way_to(Vertex start, Vertex last) const {
    std::vector<TouchpointId> way{{last}};
    while (way.back().index != start) {
      way.push_back({before_[way.back().index]});
    }
    std::ranges::reverse(way);
    return way;
  }

  EpisodeGraph const& graph_;
  std::vector<std::size_t> const& component_;
  std::vector<Color> colors_;
  std::vector<Vertex> before_;
  std::vector<std::size_t> distance_;
};

/// A loop as a chain: whatever leads out of it ends.
[[nodiscard]] ChainSteps chain_of(Map const& map, ParameterValues const& values, Loop const& loop) {
  ChainSteps chain;
  chain.states = static_cast<std::uint32_t>(loop.touchpoints.size());
  chain.outcomes = 1;
  auto const add = [&](std::uint32_t state, std::vector<Transition> const& transitions,
                       double outcome) {
    for (Transition const& transition : transitions) {
      double const chance = outcome * values[transition.probability];
      auto const* to = std::get_if<TouchpointId>(&transition.target);
      auto const found =
          to == nullptr ? loop.touchpoints.end() : std::ranges::lower_bound(loop.touchpoints, *to);
      if (found != loop.touchpoints.end() && *found == *to) {
        auto const next = static_cast<std::uint32_t>(found - loop.touchpoints.begin());
        chain.moves.push_back({state, next, chance});
      } else {
        chain.exits.push_back({state, 0, chance});
      }
    }
  };
  for (std::uint32_t state = 0; state < chain.states; ++state) {
    Touchpoint const& touchpoint = map.touchpoints[loop.touchpoints[state]];
    double const failure = values[touchpoint.failure];
    add(state, touchpoint.after_success, 1 - failure);
    add(state, touchpoint.after_failure, failure);
  }
  return chain;
}

}  // namespace

std::vector<TouchpointId> reached_from(Map const& map, ParameterValues const& values,
                                       JourneyId journey) {
  std::vector<bool> const reached =
      spread(episode_graph(map, values), map.journeys[journey].entry.index);
  std::vector<TouchpointId> touchpoints = map.touchpoints.keys();
  std::erase_if(touchpoints, [&](TouchpointId key) { return !reached[key.index]; });
  return touchpoints;
}

std::vector<TouchpointId> dead_ends(Map const& map, ParameterValues const& values) {
  EpisodeGraph const graph = episode_graph(map, values);
  std::vector<bool> const completes =
      spread(boost::make_reverse_graph(graph), vertex_of(map, Ending::completed));
  std::vector<TouchpointId> touchpoints = map.touchpoints.keys();
  std::erase_if(touchpoints, [&](TouchpointId key) { return completes[key.index]; });
  return touchpoints;
}

std::vector<Loop> loops_of(Map const& map, ParameterValues const& values) {
  EpisodeGraph const graph = episode_graph(map, values);
  Components const components = components_of(graph);
  WaysRound ways(graph, components);
  std::vector<Loop> loops;
  for (std::vector<Vertex> const& vertices : components.vertices) {
    Loop loop{{}, ways.from(vertices.front())};
    if (!loop.way_round.empty()) {
      for (Vertex const vertex : vertices) {
        loop.touchpoints.push_back({vertex});
      }
      loops.push_back(std::move(loop));
    }
  }
  std::ranges::sort(loops, {}, [](Loop const& loop) { return loop.touchpoints.front(); });
  return loops;
}

std::vector<double> return_chances(Map const& map, ParameterValues const& values,
                                   Loop const& loop) {
  CXSIM_EXPECTS(std::ranges::is_sorted(loop.touchpoints));
  auto const visits = AbsorbingChain(chain_of(map, values, loop)).visits_from_itself();
  CXSIM_EXPECTS(visits.has_value());
  std::vector<double> chances;
  for (double const visit : *visits) {
    chances.push_back(1 - 1 / visit);
  }
  return chances;
}

std::vector<TouchpointId> unavoidable_before(Map const& map, ParameterValues const& values,
                                             JourneyId journey, Ending ending) {
  // The algorithm asks for degrees, which the compressed graph does not tell.
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  Vertex const entry = map.journeys[journey].entry.index;
  EpisodeGraph const everywhere = episode_graph(map, values);
  std::vector<bool> const reached = spread(everywhere, entry);
  Graph graph(num_vertices(everywhere));
  for (Edge const edge : boost::make_iterator_range(edges(everywhere))) {
    if (reached[source(edge, everywhere)]) {  // steps from elsewhere mislead the algorithm
      add_edge(source(edge, everywhere), target(edge, everywhere), graph);
    }
  }
  auto const none = boost::graph_traits<Graph>::null_vertex();
  std::vector<Graph::vertex_descriptor> dominators(num_vertices(graph), none);
  boost::lengauer_tarjan_dominator_tree(graph, entry, by_vertex(graph, dominators));
  std::vector<TouchpointId> passed;
  for (auto at = dominators[vertex_of(map, ending)]; at != none; at = dominators[at]) {
    passed.push_back({static_cast<std::uint32_t>(at)});
  }
  std::ranges::reverse(passed);
  return passed;
}

std::vector<Handoff> handoffs_of(Map const& map, ParameterValues const& values) {
  EpisodeGraph const graph = episode_graph(map, values);
  std::map<std::pair<DepartmentId, DepartmentId>, std::size_t> ways;
  for (Edge const edge : boost::make_iterator_range(edges(graph))) {
    Vertex const from = source(edge, graph);
    Vertex const to = target(edge, graph);
    if (to >= map.touchpoints.size()) {
      continue;
    }
    DepartmentId const giver = map.touchpoints[TouchpointId{from}].department;
    DepartmentId const taker = map.touchpoints[TouchpointId{to}].department;
    if (giver != taker) {
      ++ways[{giver, taker}];
    }
  }
  std::vector<Handoff> handoffs;
  for (auto const& [ends, count] : ways) {
    handoffs.push_back({ends.first, ends.second, count});
  }
  return handoffs;
}

}  // namespace cxsim
