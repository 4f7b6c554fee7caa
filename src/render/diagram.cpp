#include "cxsim/render/diagram.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <set>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/render/texts.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_steps = 8;
constexpr std::size_t hot_spot_count = 3;
/// Flows below this share of both ends do not decide which step a touchpoint belongs to.
constexpr double telling_share = 0.05;

/// Numbers the used keys 0, 1, 2, … in ascending order.
[[nodiscard]] std::map<std::size_t, std::size_t> positions_of(
    std::vector<std::size_t> const& used) {
  std::map<std::size_t, std::size_t> positions;
  for (std::size_t const key : used) {
    positions.emplace(key, 0);
  }
  std::size_t position = 0;
  for (auto& entry : positions) {
    entry.second = position++;
  }
  return positions;
}

struct WeightedEdge {
  std::size_t from;
  std::size_t to;
  double weight;
};

/// The flows that say what comes before what: of both outcomes together, without loops.
[[nodiscard]] std::vector<WeightedEdge> telling_edges(DiagramFigures const& figures) {
  std::map<std::pair<std::size_t, std::size_t>, double> volumes;
  for (FlowFigures const& flow : figures.flows) {
    if (flow.from != flow.to) {
      volumes[{flow.from.index, flow.to.index}] += flow.volume;
    }
  }
  std::vector<WeightedEdge> edges;
  for (auto const& [ends, volume] : volumes) {
    auto const from = TouchpointId{static_cast<std::uint32_t>(ends.first)};
    auto const to = TouchpointId{static_cast<std::uint32_t>(ends.second)};
    double const smaller =
        std::min(figures.touchpoints[from].visits, figures.touchpoints[to].visits);
    if (volume > 0 && volume >= telling_share * smaller) {
      edges.push_back({ends.first, ends.second, volume});
    }
  }
  return edges;
}

/// An order of all touchpoints against which little volume flows: repeatedly the one that has
/// most outflow left beyond its inflow. Source: Eades, Lin & Smyth, IPL 47 (1993), weighted.
[[nodiscard]] std::vector<std::size_t> forward_order(std::vector<double> const& starts,
                                                     std::vector<WeightedEdge> const& edges) {
  std::vector<double> surplus = starts;
  for (WeightedEdge const& edge : edges) {
    surplus[edge.from] += edge.weight;
    surplus[edge.to] -= edge.weight;
  }
  std::vector<std::size_t> waiting(starts.size());
  std::iota(waiting.begin(), waiting.end(), std::size_t{0});
  std::vector<std::size_t> order;
  while (!waiting.empty()) {
    auto const next =
        std::ranges::max_element(waiting, {}, [&](std::size_t node) { return surplus[node]; });
    std::size_t const taken = *next;
    waiting.erase(next);
    order.push_back(taken);
    for (WeightedEdge const& edge : edges) {
      if (edge.from == taken) {
        surplus[edge.to] += edge.weight;
      } else if (edge.to == taken) {
        surplus[edge.from] -= edge.weight;
      }
    }
  }
  return order;
}

/// Steps from the entries: the longest way along flows that lead forward in the order.
[[nodiscard]] std::vector<std::size_t> steps_of(Map const& map, DiagramFigures const& figures) {
  auto const edges = telling_edges(figures);
  std::vector<double> starts(map.touchpoints.size(), 0);
  for (Journey const& journey : map.journeys) {
    double const visits = figures.touchpoints[journey.entry].visits;
    double inflow = 0;
    for (FlowFigures const& flow : figures.flows) {
      inflow += flow.to == journey.entry && flow.from != journey.entry ? flow.volume : 0;
    }
    starts[journey.entry.index] = std::max(visits - inflow, 0.0);
  }
  auto const order = forward_order(starts, edges);
  std::vector<std::size_t> rank(order.size());
  for (std::size_t index = 0; index < order.size(); ++index) {
    rank[order[index]] = index;
  }
  std::vector<std::size_t> steps(order.size(), 0);
  for (std::size_t const node : order) {
    for (WeightedEdge const& edge : edges) {
      if (edge.from == node && rank[edge.to] > rank[node]) {
        steps[edge.to] = std::max(steps[edge.to], steps[node] + 1);
      }
    }
  }
  return steps;
}

struct Columns {
  std::vector<std::string> names;
  std::vector<std::size_t> of_touchpoint;
  ColumnMeaning meaning = ColumnMeaning::stages;
};

/// Neighbouring steps share a column when there are more than fit side by side.
[[nodiscard]] Columns columns_by_step(Map const& map, DiagramFigures const& figures,
                                      Language language) {
  auto const steps = steps_of(map, figures);
  std::size_t const count = steps.empty() ? 0 : *std::ranges::max_element(steps) + 1;
  std::size_t const columns = std::min(count, most_steps);
  Columns result;
  result.meaning = ColumnMeaning::steps;
  for (std::size_t const step : steps) {
    result.of_touchpoint.push_back(step * columns / count);
  }
  for (std::size_t column = 0; column < columns; ++column) {
    std::size_t const first = (column * count + columns - 1) / columns;
    std::size_t const last = ((column + 1) * count + columns - 1) / columns - 1;
    auto const number = [](std::size_t step) { return to_fixed(static_cast<double>(step + 1), 0); };
    result.names.push_back(
        first == last ? say(language, texts::diagram_step, {number(first)})
                      : say(language, texts::diagram_steps, {number(first), number(last)}));
  }
  return result;
}

[[nodiscard]] Columns columns_by_stage(Map const& map, Language language) {
  std::size_t const none = map.stages.size();
  std::vector<std::size_t> stage_of;
  for (Touchpoint const& touchpoint : map.touchpoints) {
    stage_of.push_back(touchpoint.stage ? touchpoint.stage->index : none);
  }
  auto const positions = positions_of(stage_of);
  Columns result;
  for (std::size_t const stage : stage_of) {
    result.of_touchpoint.push_back(positions.at(stage));
  }
  for (auto const& entry : positions) {
    auto const stage = StageId{static_cast<std::uint32_t>(entry.first)};
    result.names.push_back(entry.first == none ? say(language, texts::diagram_no_stage)
                                               : map.stages[stage].name);
  }
  return result;
}

[[nodiscard]] std::vector<TouchpointId> hot_spots_of(DiagramFigures const& figures) {
  if (!figures.hot_spots.empty()) {
    return figures.hot_spots;
  }
  auto const failures = [&](TouchpointId id) {
    return figures.touchpoints[id].visits * figures.touchpoints[id].failure;
  };
  auto ids = figures.touchpoints.keys();
  std::erase_if(ids, [&](TouchpointId id) { return !(failures(id) > 0); });
  std::ranges::stable_sort(ids, std::ranges::greater{}, failures);
  ids.resize(std::min(ids.size(), hot_spot_count));
  return ids;
}

[[nodiscard]] DiagramCard card_of(Map const& map, Touchpoint const& touchpoint,
                                  TouchpointFigures const& figures) {
  DiagramCard card;
  card.id = touchpoint.id;
  card.name = touchpoint.name;
  card.channel = touchpoint.channel ? map.channels[*touchpoint.channel].name : std::string();
  card.visits = figures.visits;
  card.failure = figures.failure;
  card.score = figures.score;
  card.completed = figures.completed;
  card.abandoned = figures.abandoned;
  return card;
}

}  // namespace

JourneyDiagram make_diagram(Map const& map, DiagramFigures const& figures, Language language) {
  CXSIM_EXPECTS(figures.touchpoints.size() == map.touchpoints.size());
  JourneyDiagram diagram;
  diagram.language = language;
  diagram.title = map.name;
  diagram.subtitle = figures.subtitle;
  diagram.illustrative = map.illustrative;

  std::vector<std::size_t> owners;
  bool has_stages = false;
  for (Touchpoint const& touchpoint : map.touchpoints) {
    owners.push_back(touchpoint.department.index);
    has_stages = has_stages || touchpoint.stage.has_value();
  }
  auto const lanes = positions_of(owners);
  for (auto const& entry : lanes) {
    diagram.lanes.push_back(
        map.departments[DepartmentId{static_cast<std::uint32_t>(entry.first)}].name);
  }
  Columns columns =
      has_stages ? columns_by_stage(map, language) : columns_by_step(map, figures, language);
  diagram.columns = std::move(columns.names);
  diagram.meaning = columns.meaning;

  for (TouchpointId const id : map.touchpoints.keys()) {
    DiagramCard card = card_of(map, map.touchpoints[id], figures.touchpoints[id]);
    card.lane = lanes.at(owners[id.index]);
    card.column = columns.of_touchpoint[id.index];
    diagram.cards.push_back(std::move(card));
  }
  int number = 0;
  for (TouchpointId const id : hot_spots_of(figures)) {
    diagram.cards[id.index].hot_spot = ++number;
  }
  for (FlowFigures const& flow : figures.flows) {
    double const visits = figures.touchpoints[flow.from].visits;
    if (flow.volume > 0 && visits > 0) {
      diagram.flows.push_back(
          {flow.from.index, flow.to.index, flow.kind, flow.volume / visits, flow.volume});
    }
  }
  return diagram;
}

}  // namespace cxsim
