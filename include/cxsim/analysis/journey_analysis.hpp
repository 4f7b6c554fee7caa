#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cxsim/map/map.hpp"

/// How the journeys of a map run, exactly: no sampling, so no sampling error.
///
/// An episode is a Markov chain that ends, as long as nothing that happened before changes what
/// comes next; queues do not (waiting changes failures from month to month). See
/// stats/absorbing_chain.hpp for the method and its accuracy.
namespace cxsim {

/// The map as one segment sees it.
struct SegmentView {
  std::optional<SegmentId> segment;  ///< nothing: a map without segments
  ParameterValues values;            ///< with the segment's differences applied
  /// Mean experience at each touchpoint on 0–100, by index; empty: not known.
  std::vector<double> score;
};

/// What to compute besides the figures that are always there.
struct AnalysisScope {
  std::size_t most_paths = 5;  ///< most travelled paths of each journey
  std::size_t most_steps = 0;  ///< distribution of visits per episode up to here; 0: none
  /// What a cost or value is worth when it comes one visit later, in (0, 1].
  double worth_per_step = 1;
};

/// A figure of one episode: how it is on average and how much it differs between episodes.
struct EpisodeFigure {
  double mean = 0;
  double sd = 0;
};

/// One way to end.
struct OutcomeFigures {
  /// Nothing: the ending itself, without a name.
  std::optional<OutcomeId> name;
  Ending counts_as = Ending::completed;
  double chance = 0;
  EpisodeFigure visits;  ///< of the episodes that end so; NaN when none does
  EpisodeFigure cost;
};

/// A touchpoint on a journey.
struct StationFigures {
  TouchpointId touchpoint;
  double visits = 0;    ///< per episode
  double failures = 0;  ///< per episode
  /// Share of episodes that come here at all. Nothing (here and below): too costly to solve.
  std::optional<double> reached;
  /// Standard deviation of visits per episode.
  std::optional<double> visits_sd;
  /// Share that came here of the episodes that were completed: the removal effect of Markov
  /// attribution (Anderl et al., IJRM 33, 2016), since episodes that are sent away at this
  /// touchpoint are those that come here. NaN when none is completed.
  std::optional<double> of_completed;
  std::optional<double> of_abandoned;
};

/// How alike the experiences along a journey are. Lowest and highest: of the touchpoints with at
/// least 1 % of the visits, where there are any.
struct Consistency {
  double mean = 0;    ///< experience of a visit on 0–100
  double spread = 0;  ///< sd between the touchpoints, weighted by visits
  TouchpointId weakest;
  double weakest_score = 0;
  TouchpointId strongest;
  double strongest_score = 0;
};

/// A way through a journey.
struct TravelledPath {
  std::vector<TouchpointId> touchpoints;
  std::uint32_t outcome = 0;  ///< as in JourneyFigures::outcomes
  double chance = 0;
};

/// How often an episode goes from a touchpoint of one department to one of another.
struct DepartmentHandoffs {
  DepartmentId from;
  DepartmentId to;
  double mean = 0;  ///< per episode
};

/// How many visits an episode takes.
struct VisitCounts {
  std::vector<double> chance;  ///< [k]: of exactly k + 1 visits
  double more = 0;
  double mean = 0;  ///< of the visits within the bound
};

struct JourneyFigures {
  double starts = 0;  ///< episodes per customer and month; 1 in a map without segments
  std::vector<OutcomeFigures> outcomes;
  EpisodeFigure visits;
  EpisodeFigure contacts;
  EpisodeFigure complaints;
  EpisodeFigure failures;
  EpisodeFigure handoffs;                            ///< from one department to another
  std::vector<DepartmentHandoffs> handoffs_between;  ///< that happen, by from, then to
  EpisodeFigure cost;
  std::vector<EpisodeFigure> values;     ///< one per value of the map
  std::optional<double> rework;          ///< share of visits to where the episode was before
  std::vector<StationFigures> stations;  ///< touchpoints that are visited, in the order of the map
  std::optional<Consistency> consistency;
  std::optional<VisitCounts> counts;

  /// Of all outcomes that count as \p ending.
  [[nodiscard]] double chance_of(Ending ending) const;
};

struct SegmentFigures {
  std::optional<SegmentId> segment;
  JourneyFigures figures;
};

/// One journey: for the mix of all segments by the episodes that they start, and for each.
struct JourneyAnalysis {
  JourneyId journey;
  JourneyFigures all;
  std::vector<SegmentFigures> segments;  ///< that start it
  std::vector<TravelledPath> paths;      ///< of the mix, most travelled first
  /// Touchpoints that no episode can be abandoned without, in the order in which it comes there.
  std::vector<TouchpointId> every_abandoned_passes;
};

/// Touchpoints whose episodes can never end at these values. Empty: the map can be analysed.
[[nodiscard]] std::vector<TouchpointId> endless_touchpoints(Map const& map,
                                                            std::vector<SegmentView> const& views);

/// \p views one per segment, or one without segment for a map that has none.
/// \pre endless_touchpoints(map, views) is empty.
/// Nothing when a part of the map is too entangled to be solved to the promised accuracy.
/// Cost: linear in touchpoints, journeys and segments; for 100,000 touchpoints seconds per segment.
[[nodiscard]] std::optional<std::vector<JourneyAnalysis>> analyse_journeys(
    Map const& map, std::vector<SegmentView> const& views, AnalysisScope const& scope);

}  // namespace cxsim
