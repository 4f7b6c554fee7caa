#include "diagram_figures.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "cxsim/cli/texts.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/expected_score.hpp"

namespace cxsim {

namespace {

constexpr double per_thousand = 1000;
constexpr std::size_t most_hot_spots = 3;
constexpr double least_hot_share = 0.02;  ///< of all failures

/// Sums over segments, in visits per 1,000 customers of the firm and month.
struct TouchpointSums {
  double visits = 0;
  double failures = 0;
  double score = 0;  ///< Σ of scores over visits
  double completed = 0;
  double abandoned = 0;
};

class Sums {
 public:
  Sums(Map const& map, LevelFit const& fit) : map_(map), fit_(fit) {
    touchpoints_.resize(map.touchpoints.size());
  }

  void add_segment(SegmentId segment, ParameterValues const& values) {
    std::vector<double> const visits = expected_visits(map_, values, segment);
    double const weight = per_thousand * values[map_.segments[segment].share];
    for (TouchpointId const key : map_.touchpoints.keys()) {
      add_visits(key, weight * visits[key.index], values);
    }
  }

  [[nodiscard]] DiagramFigures figures() const {
    DiagramFigures figures;
    for (TouchpointId const key : map_.touchpoints.keys()) {
      figures.touchpoints.push_back(figures_at(key));
    }
    for (auto const& [flow, volume] : flows_) {
      auto const& [from, to, kind] = flow;
      figures.flows.push_back({from, to, kind, volume});
    }
    figures.hot_spots = hot_spots();
    return figures;
  }

 private:
  /// The touchpoints with the most failures; a trifle is no hot spot.
  [[nodiscard]] std::vector<TouchpointId> hot_spots() const {
    double all = 0;
    for (TouchpointSums const& sums : touchpoints_) {
      all += sums.failures;
    }
    std::vector<TouchpointId> spots;
    for (TouchpointId const key : map_.touchpoints.keys()) {
      if (touchpoints_[key].failures > least_hot_share * all) {
        spots.push_back(key);
      }
    }
    std::ranges::stable_sort(spots, [&](TouchpointId a, TouchpointId b) {
      return touchpoints_[a].failures > touchpoints_[b].failures;
    });
    spots.resize(std::min(spots.size(), most_hot_spots));
    return spots;
  }

  void add_visits(TouchpointId key, double visits, ParameterValues const& values) {
    Touchpoint const& touchpoint = map_.touchpoints[key];
    double const failure = values[touchpoint.failure];
    TouchpointSums& sums = touchpoints_[key];
    sums.visits += visits;
    sums.failures += visits * failure;
    sums.score += visits * expected_score(map_, fit_, values, key);
    add_flows(key, FlowKind::success, visits * (1 - failure), values);
    add_flows(key, FlowKind::failure, visits * failure, values);
  }

  void add_flows(TouchpointId from, FlowKind kind, double visits, ParameterValues const& values) {
    Touchpoint const& touchpoint = map_.touchpoints[from];
    auto const& transitions =
        kind == FlowKind::success ? touchpoint.after_success : touchpoint.after_failure;
    for (Transition const& transition : transitions) {
      double const volume = visits * values[transition.probability];
      if (volume <= 0) {
        continue;
      }
      if (auto const* to = std::get_if<TouchpointId>(&transition.target)) {
        flows_[{from, *to, kind}] += volume;
      } else if (std::get<Ending>(transition.target) == Ending::completed) {
        touchpoints_[from].completed += volume;
      } else {
        touchpoints_[from].abandoned += volume;
      }
    }
  }

  [[nodiscard]] TouchpointFigures figures_at(TouchpointId key) const {
    TouchpointSums const& sums = touchpoints_[key];
    TouchpointFigures figures;
    figures.visits = sums.visits;
    if (sums.visits > 0) {
      figures.failure = sums.failures / sums.visits;
      figures.completed = sums.completed / sums.visits;
      figures.abandoned = sums.abandoned / sums.visits;
      bool const is_possible = std::ranges::find(fit_.infeasible, key) == fit_.infeasible.end();
      figures.score = is_possible ? std::optional(sums.score / sums.visits) : std::nullopt;
    }
    return figures;
  }

  Map const& map_;
  LevelFit const& fit_;
  Table<TouchpointId, TouchpointSums> touchpoints_;
  std::map<std::tuple<TouchpointId, TouchpointId, FlowKind>, double> flows_;
};

}  // namespace

DiagramFigures figures_of_today(Map const& map, ParameterTable const& parameters,
                                Language language) {
  ParameterValues const base = parameters.best_guesses();
  std::vector<ParameterValues> by_segment;
  for (SegmentId const segment : map.segments.keys()) {
    by_segment.push_back(values_of_segment(map, parameters, base, segment));
  }
  LevelFit const fit = fit_levels(map, base, by_segment);
  Sums sums(map, fit);
  for (SegmentId const segment : keys_by_id(map.segments)) {
    sums.add_segment(segment, by_segment[segment.index]);
  }
  DiagramFigures figures = sums.figures();
  figures.subtitle = say(language, texts::diagram_today);
  return figures;
}

JourneyDiagram diagram_of_today(Scenario const& scenario, Language language) {
  JourneyDiagram diagram = make_diagram(
      scenario.map, figures_of_today(scenario.map, scenario.parameters, language), language);
  diagram.illustrative = scenario.illustrative;
  NumberOrigins const origins = origins_of(scenario.parameters);
  if (scenario.illustrative && origins.measured > 0) {
    diagram.banner = say(language, texts::diagram_partly_illustrative,
                         {std::to_string(origins.measured), std::to_string(origins.numbers)});
    diagram.notes = sentences_of(origins, language);
  }
  diagram.notes.push_back(say(language, texts::diagram_note));
  return diagram;
}

}  // namespace cxsim
