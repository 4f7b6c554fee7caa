#include "cxsim/map/map.hpp"

#include <algorithm>
#include <cmath>

namespace cxsim {

namespace {

/// One way on from a touchpoint: probability that a visit leads there.
struct Link {
  std::uint32_t from;
  std::uint32_t to;
  double probability;
};

void add_links(std::vector<Transition> const& transitions, ParameterValues const& values,
               std::uint32_t from, double outcome, std::vector<Link>& links) {
  for (Transition const& transition : transitions) {
    double const probability = outcome * values[transition.probability];
    if (auto const* to = std::get_if<TouchpointId>(&transition.target); to && probability > 0) {
      links.push_back({from, to->index, probability});
    }
  }
}

[[nodiscard]] std::vector<Link> links_of(Map const& map, ParameterValues const& values) {
  std::vector<Link> links;
  for (std::uint32_t index = 0; index < map.touchpoints.size(); ++index) {
    Touchpoint const& touchpoint = map.touchpoints[TouchpointId{index}];
    double const failure = values[touchpoint.failure];
    add_links(touchpoint.after_success, values, index, 1 - failure, links);
    add_links(touchpoint.after_failure, values, index, failure, links);
  }
  std::stable_sort(links.begin(), links.end(),
                   [](Link const& a, Link const& b) { return a.to < b.to; });
  return links;
}

/// v[i] = starts[i] + Σ inflow, with the newest values of v; returns the largest change.
[[nodiscard]] double sweep(std::vector<double> const& starts, std::vector<Link> const& links,
                           std::vector<double>& visits) {
  double largest = 0;
  auto link = links.begin();
  for (std::uint32_t to = 0; to < visits.size(); ++to) {
    double self = 0;
    double sum = starts[to];
    for (; link != links.end() && link->to == to; ++link) {
      (link->from == to ? self : sum) +=
          link->from == to ? link->probability : link->probability * visits[link->from];
    }
    double const after = sum / (1 - self);
    largest = std::max(largest, std::fabs(after - visits[to]) / std::max(1.0, after));
    visits[to] = after;
  }
  return largest;
}

}  // namespace

std::vector<double> expected_visits(Map const& map, ParameterValues const& values,
                                    SegmentId segment) {
  std::vector<double> starts(map.touchpoints.size(), 0);
  for (JourneyId const journey : map.journeys.keys()) {
    Journey const& one = map.journeys[journey];
    starts[one.entry.index] += values[map.segments[segment].starts[journey]] * values[one.volume];
  }
  std::vector<Link> const links = links_of(map, values);
  std::vector<double> visits = starts;
  constexpr int most_sweeps = 100'000;
  for (int i = 0; i < most_sweeps && sweep(starts, links, visits) > 1e-13; ++i) {
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
