#include "log_counts.hpp"

#include <algorithm>

namespace cxsim {

namespace {

[[nodiscard]] std::vector<EdgeCount> count_edges(EventLog const& log, LogPaths const& paths) {
  std::vector<std::uint64_t> pairs;
  pairs.reserve(paths.event.size());
  for (CasePath const& path : paths.cases) {
    for (std::size_t i = path.first + 1; i < path.last; ++i) {
      std::uint64_t const from = log.event_touchpoint[paths.event[i - 1]];
      pairs.push_back(from << 32U | log.event_touchpoint[paths.event[i]]);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<EdgeCount> edges;
  for (std::uint64_t const pair : pairs) {
    auto const from = static_cast<std::uint32_t>(pair >> 32U);
    auto const to = static_cast<std::uint32_t>(pair);
    if (edges.empty() || edges.back().from != from || edges.back().to != to) {
      edges.push_back({from, to, 0});
    }
    ++edges.back().count;
  }
  return edges;
}

[[nodiscard]] std::vector<VisitCount> count_visits(EventLog const& log, LogPaths const& paths,
                                                   std::vector<std::uint8_t> const& is_open) {
  std::vector<VisitCount> counts(log.touchpoints.size());
  for (std::size_t i = 0; i < paths.cases.size(); ++i) {
    CasePath const& path = paths.cases[i];
    for (std::size_t event = path.first; event < path.last; ++event) {
      ++counts[log.event_touchpoint[paths.event[event]]].visits;
    }
    ++counts[log.event_touchpoint[paths.event[path.first]]].starts;
    VisitCount& last = counts[log.event_touchpoint[paths.event[path.last - 1]]];
    if (is_open[i] != 0) {
      ++last.open;
    } else {
      ++(path.ending == Ending::abandoned ? last.abandoned : last.completed);
    }
  }
  return counts;
}

/// Touchpoints from which an observed end can be reached along observed transitions.
[[nodiscard]] std::vector<std::uint8_t> can_end(std::vector<VisitCount> const& touchpoints,
                                                std::vector<EdgeCount> const& edges) {
  std::vector<std::vector<std::uint32_t>> before(touchpoints.size());
  for (EdgeCount const& edge : edges) {
    before[edge.to].push_back(edge.from);
  }
  std::vector<std::uint8_t> reached(touchpoints.size(), 0);
  std::vector<std::uint32_t> to_do;
  for (std::uint32_t i = 0; i < touchpoints.size(); ++i) {
    if (touchpoints[i].abandoned + touchpoints[i].completed > 0) {
      reached[i] = 1;
      to_do.push_back(i);
    }
  }
  while (!to_do.empty()) {
    std::uint32_t const at = to_do.back();
    to_do.pop_back();
    for (std::uint32_t const from : before[at]) {
      if (reached[from] == 0) {
        reached[from] = 1;
        to_do.push_back(from);
      }
    }
  }
  return reached;
}

}  // namespace

LogCounts count(EventLog const& log, LogPaths const& paths,
                std::vector<std::uint8_t> const& is_open) {
  LogCounts counts{count_visits(log, paths, is_open), count_edges(log, paths), 0};
  std::vector<std::uint8_t> const ends = can_end(counts.touchpoints, counts.edges);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i] == 0) {
      VisitCount& stuck = counts.touchpoints[i];
      stuck.completed += stuck.open;
      counts.assumed_completed += stuck.open;
      stuck.open = 0;
    }
  }
  return counts;
}

}  // namespace cxsim
