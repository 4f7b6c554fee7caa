#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>

#include "cxsim/map/map.hpp"

namespace cxsim {

/// Where an episode can go: a vertex for each touchpoint, with its index, and one for each ending.
/// At most one edge leads from one vertex to another. Edges are ordered by source, then target.
using EpisodeGraph =
    boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property,
                                       boost::no_property, boost::no_property, std::uint32_t>;

[[nodiscard]] std::uint32_t vertex_of(Map const& map, Target target);

/// The transitions that can happen at \p values.
[[nodiscard]] EpisodeGraph episode_graph(Map const& map, ParameterValues const& values);

}  // namespace cxsim
