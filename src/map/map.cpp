#include "cxsim/map/map.hpp"

#include <utility>

#include "cxsim/map/episode_steps.hpp"
#include "cxsim/stats/absorbing_chain.hpp"

namespace cxsim {

ParameterValues values_of_segment(Map const& map, ParameterTable const& parameters,
                                  ParameterValues const& values, SegmentId segment) {
  std::vector<ActiveChange> changes;
  for (ParameterChange const& difference : map.segments[segment].differences) {
    changes.push_back({&difference, 1});
  }
  ParameterValues changed = values;
  apply_changes(parameters, values, changes, segment, changed);
  return changed;
}

std::vector<double> expected_visits(Map const& map, ParameterValues const& values,
                                    SegmentId segment) {
  EpisodeSteps const chain = episode_steps(map, values);
  std::vector<double> visits(map.touchpoints.size(), 0.0);
  for (JourneyId const journey : map.journeys.keys()) {
    Journey const& one = map.journeys[journey];
    visits[chain.state(one.entry)] +=
        values[map.segments[segment].starts[journey]] * values[one.volume];
  }
  visits = AbsorbingChain(chain.steps).visits(std::move(visits));
  std::vector<double> by_touchpoint;
  for (std::uint32_t const state : chain.states) {
    by_touchpoint.push_back(visits[state]);
  }
  return by_touchpoint;
}

std::string_view figure_key(KeyFigure figure) {
  switch (figure) {
    case KeyFigure::nps:
      return "nps";
    case KeyFigure::csat:
      return "csat";
    case KeyFigure::ces:
      return "ces";
    case KeyFigure::churn:
      return "churn";
    case KeyFigure::contacts_per_1000:
      return "contacts_per_1000";
    case KeyFigure::complaints_per_1000:
      return "complaints_per_1000";
    case KeyFigure::visits:
      return "visits";
  }
  return "";
}

Unit unit_of(KeyFigure figure) {
  switch (figure) {
    case KeyFigure::nps:
    case KeyFigure::csat:
    case KeyFigure::ces:
      return Unit::score;
    case KeyFigure::churn:
      return Unit::probability;
    case KeyFigure::contacts_per_1000:
    case KeyFigure::complaints_per_1000:
    case KeyFigure::visits:
      break;
  }
  return Unit::count;
}

Range range_of(KeyFigure figure) {
  return figure == KeyFigure::nps ? Range{-100, 100} : natural_range(unit_of(figure));
}

FigureScope scope_of(KeyFigure figure) {
  switch (figure) {
    case KeyFigure::csat:
    case KeyFigure::ces:
      return FigureScope::either;
    case KeyFigure::visits:
      return FigureScope::touchpoint;
    case KeyFigure::nps:
    case KeyFigure::churn:
    case KeyFigure::contacts_per_1000:
    case KeyFigure::complaints_per_1000:
      break;
  }
  return FigureScope::firm;
}

}  // namespace cxsim
