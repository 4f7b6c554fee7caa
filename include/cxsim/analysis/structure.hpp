#pragma once

#include <cstddef>
#include <vector>

#include "cxsim/map/map.hpp"

/// What the graph of a map says without any simulation.
///
/// All functions look at the transitions that can happen at the given values: a transition of
/// probability 0 and one after an outcome that never happens lead nowhere. Touchpoints come in the
/// order of the map. Cost, unless stated otherwise: O(touchpoints + transitions).
namespace cxsim {

/// The touchpoints that an episode of the journey can come to, its entry among them.
[[nodiscard]] std::vector<TouchpointId> reached_from(Map const& map, ParameterValues const& values,
                                                     JourneyId journey);

/// Touchpoints of which each can be reached from each other, so that an episode may come back: a
/// strongly connected component with more than one touchpoint, or one that leads to itself.
struct Loop {
  std::vector<TouchpointId> touchpoints;
  /// A shortest way from the first touchpoint back to itself; each is named once.
  std::vector<TouchpointId> way_round;

  friend bool operator==(Loop const&, Loop const&) = default;
};

/// Ordered by their first touchpoint. No two loops share a touchpoint.
/// Source: Tarjan, "Depth-first search and linear graph algorithms", 1972 (as Boost.Graph has it).
[[nodiscard]] std::vector<Loop> loops_of(Map const& map, ParameterValues const& values);

/// Chance that an episode that stands at a touchpoint of \p loop comes back to it: 1 − 1/n, where
/// n is the diagonal of the fundamental matrix; one for each of `loop.touchpoints`. Of the visits
/// v to a touchpoint, v times this are repeats: the customer was there before in the episode.
/// Source: Kemeny & Snell, "Finite Markov Chains", 1960, theorem 3.5.6.
/// \pre Every touchpoint of the loop can leave it; a loop of a hundred touchpoints or less always
///   can be solved, a large one only if AbsorbingChain::visits_from_itself can.
/// Cost: that of visits_from_itself on the loop, without the rest of the map.
[[nodiscard]] std::vector<double> return_chances(Map const& map, ParameterValues const& values,
                                                 Loop const& loop);

/// Touchpoints from which no episode can be completed: every way on is abandoned in the end.
[[nodiscard]] std::vector<TouchpointId> dead_ends(Map const& map, ParameterValues const& values);

/// Touchpoints that no episode of \p journey can end so without, the entry among them, in the order
/// in which episodes come there: the dominators of the ending. Empty when none can end so.
/// Source: Lengauer & Tarjan, "A fast algorithm for finding dominators", 1979 (as Boost.Graph has
/// it).
[[nodiscard]] std::vector<TouchpointId> unavoidable_before(Map const& map,
                                                           ParameterValues const& values,
                                                           JourneyId journey, Ending ending);

/// Customers who are passed from one department to another.
struct Handoff {
  DepartmentId from;
  DepartmentId to;
  std::size_t ways = 0;  ///< pairs of touchpoints with a transition

  friend bool operator==(Handoff const&, Handoff const&) = default;
};

/// Ordered by department. Cost: O(touchpoints + transitions · log(handoffs)).
[[nodiscard]] std::vector<Handoff> handoffs_of(Map const& map, ParameterValues const& values);

}  // namespace cxsim
