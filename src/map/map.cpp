#include "cxsim/map/map.hpp"

#include <algorithm>
#include <cmath>

namespace cxsim {

namespace {

/// One way to a touchpoint: probability that a visit of \p from leads there.
struct Link {
  std::uint32_t from;
  double probability;
};

/// Ways to every touchpoint, in the order of the ids that they come from.
using Links = std::vector<std::vector<Link>>;

void add_links(std::vector<Transition> const& transitions, ParameterValues const& values,
               TouchpointId from, double outcome, Links& links) {
  for (Transition const& transition : transitions) {
    double const probability = outcome * values[transition.probability];
    if (auto const* to = std::get_if<TouchpointId>(&transition.target); to && probability > 0) {
      links[to->index].push_back({from.index, probability});
    }
  }
}

[[nodiscard]] Links links_of(Map const& map, std::vector<TouchpointId> const& order,
                             ParameterValues const& values) {
  Links links(map.touchpoints.size());
  for (TouchpointId const key : order) {
    Touchpoint const& touchpoint = map.touchpoints[key];
    double const failure = values[touchpoint.failure];
    add_links(touchpoint.after_success, values, key, 1 - failure, links);
    add_links(touchpoint.after_failure, values, key, failure, links);
  }
  return links;
}

/// v[i] = starts[i] + Σ inflow, with the newest values of v; returns the largest change.
[[nodiscard]] double sweep(std::vector<double> const& starts, Links const& links,
                           std::vector<TouchpointId> const& order, std::vector<double>& visits) {
  double largest = 0;
  for (TouchpointId const key : order) {
    std::uint32_t const to = key.index;
    double self = 0;
    double sum = starts[to];
    for (Link const& link : links[to]) {
      (link.from == to ? self : sum) +=
          link.from == to ? link.probability : link.probability * visits[link.from];
    }
    double const after = sum / (1 - self);
    largest = std::max(largest, std::fabs(after - visits[to]) / std::max(1.0, after));
    visits[to] = after;
  }
  return largest;
}

}  // namespace

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
  std::vector<double> starts(map.touchpoints.size(), 0);
  for (JourneyId const journey : map.journeys.keys()) {
    Journey const& one = map.journeys[journey];
    starts[one.entry.index] += values[map.segments[segment].starts[journey]] * values[one.volume];
  }
  std::vector<TouchpointId> const order = keys_by_id(map.touchpoints);
  Links const links = links_of(map, order, values);
  std::vector<double> visits = starts;
  constexpr int most_sweeps = 100'000;
  for (int i = 0; i < most_sweeps && sweep(starts, links, order, visits) > 1e-13; ++i) {
  }
  return visits;
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
