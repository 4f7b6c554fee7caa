#include "cxsim/analysis/journey_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "cxsim/analysis/structure.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/map/episode_steps.hpp"
#include "mixture.hpp"
#include "travelled_paths.hpp"

namespace cxsim {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

[[nodiscard]] ChainGain after_failures(EpisodeSteps const& chain) {
  auto const marks = [](std::vector<StepOrigin> const& origins) {
    std::vector<double> failed;
    for (StepOrigin const& origin : origins) {
      failed.push_back(origin.after_failure ? 1 : 0);
    }
    return failed;
  };
  return {{}, marks(chain.move_origins), marks(chain.exit_origins)};
}

template <class ValueOf>
[[nodiscard]] ChainGain at_visits(Map const& map, EpisodeSteps const& chain,
                                  ValueOf const& value_of) {
  ChainGain gain;
  for (TouchpointId const key : chain.touchpoints) {
    gain.per_visit.push_back(value_of(map.touchpoints[key]));
  }
  return gain;
}

[[nodiscard]] ChainGain at_handoffs(Map const& map, EpisodeSteps const& chain) {
  ChainGain gain;
  for (ChainMove const& move : chain.steps.moves) {
    bool const is_handoff = map.touchpoints[chain.touchpoints[move.from]].department !=
                            map.touchpoints[chain.touchpoints[move.to]].department;
    gain.per_move.push_back(is_handoff ? 1 : 0);
  }
  return gain;
}

[[nodiscard]] ChainGain gain_of(EpisodeValue const& value, EpisodeSteps const& chain,
                                ParameterValues const& values) {
  ChainGain gain{std::vector<double>(chain.steps.states, 0.0),
                 std::vector<double>(chain.steps.moves.size(), 0.0),
                 std::vector<double>(chain.steps.exits.size(), 0.0)};
  for (auto const& [touchpoint, amount] : value.visits) {
    gain.per_visit[chain.state(touchpoint)] = values[amount];
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> by_move;
  for (auto const& [from, ways] : value.moves) {
    for (auto const& [to, amount] : ways) {
      by_move[{chain.state(from), chain.state(to)}] = values[amount];
    }
  }
  for (std::size_t m = 0; m < chain.steps.moves.size() && !by_move.empty(); ++m) {
    auto const found = by_move.find({chain.steps.moves[m].from, chain.steps.moves[m].to});
    gain.per_move[m] = found == by_move.end() ? 0 : found->second;
  }
  std::vector<double> by_outcome(chain.steps.outcomes, 0.0);
  for (auto const& [outcome, amount] : value.outcomes) {
    by_outcome[ending_count + outcome.index] = values[amount];
  }
  for (std::size_t e = 0; e < chain.steps.exits.size(); ++e) {
    gain.per_exit[e] = by_outcome[chain.steps.exits[e].outcome];
  }
  return gain;
}

/// A segment's chain, solved once for all journeys.
class SolvedSegment {
 public:
  SolvedSegment(Map const& map, SegmentView const& view, AnalysisScope const& scope)
      : map_(map),
        view_(view),
        scope_(scope),
        chain_(episode_steps(map, view.values)),
        solved_(chain_.steps) {
    ChainSteps discounted = chain_.steps;
    discounted.worth_per_step = scope.worth_per_step;
    AbsorbingChain const worth =
        scope.worth_per_step < 1 ? AbsorbingChain(std::move(discounted)) : solved_;
    ChainGain const one_a_visit{std::vector<double>(chain_.steps.states, 1.0), {}, {}};
    ChainGain const cost = at_visits(
        map, chain_, [&](Touchpoint const& touchpoint) { return view.values[touchpoint.cost]; });
    visits_ = solved_.moments(one_a_visit);
    contacts_ = solved_.moments(at_visits(
        map, chain_, [](Touchpoint const& touchpoint) { return touchpoint.is_contact ? 1.0 : 0; }));
    complaints_ = solved_.moments(at_visits(map, chain_, [](Touchpoint const& touchpoint) {
      return touchpoint.is_complaint ? 1.0 : 0;
    }));
    failures_ = solved_.moments(after_failures(chain_));
    handoffs_ = solved_.moments(at_handoffs(map, chain_));
    cost_ = worth.moments(cost);
    for (EpisodeValue const& value : map.values) {
      values_.push_back(worth.moments(gain_of(value, chain_, view.values)));
    }
    for (std::uint32_t outcome = 0; outcome < chain_.steps.outcomes; ++outcome) {
      chances_.push_back(solved_.chances(outcome));
      visits_given_.push_back(solved_.moments_given(outcome, chances_.back(), one_a_visit));
      cost_given_.push_back(worth.moments_given(outcome, chances_.back(), cost));
    }
    from_itself_ = solved_.visits_from_itself();
  }

  [[nodiscard]] EpisodeSteps const& chain() const { return chain_; }
  [[nodiscard]] SegmentView const& view() const { return view_; }

  /// Whether nothing was too entangled to be solved.
  [[nodiscard]] bool is_solved() const {
    return std::ranges::none_of(visits_.sd, [](double sd) { return std::isnan(sd); });
  }

  /// Episodes of the journey per customer and month.
  [[nodiscard]] double starts(JourneyId key) const {
    if (!view_.segment) {
      return 1;
    }
    return view_.values[map_.segments[*view_.segment].starts[key]] *
           view_.values[map_.journeys[key].volume];
  }

  [[nodiscard]] JourneyFigures figures(JourneyId key) const {
    std::uint32_t const entry = chain_.state(map_.journeys[key].entry);
    JourneyFigures figures;
    figures.starts = starts(key);
    figures.visits = at(visits_, entry);
    figures.contacts = at(contacts_, entry);
    figures.complaints = at(complaints_, entry);
    figures.failures = at(failures_, entry);
    figures.handoffs = at(handoffs_, entry);
    figures.cost = at(cost_, entry);
    for (GainMoments const& value : values_) {
      figures.values.push_back(at(value, entry));
    }
    for (std::uint32_t outcome = 0; outcome < chain_.steps.outcomes; ++outcome) {
      figures.outcomes.push_back(outcome_figures(outcome, entry));
    }
    std::vector<double> starts(chain_.steps.states, 0.0);
    starts[entry] = 1;
    std::vector<double> const visits = solved_.visits(starts);
    figures.stations = stations(entry, visits);
    figures.handoffs_between = handoffs_between(visits);
    figures.rework = rework(figures.stations, figures.visits.mean);
    if (scope_.most_steps > 0) {
      figures.counts = counts(std::move(starts));
    }
    return figures;
  }

 private:
  [[nodiscard]] static EpisodeFigure at(GainMoments const& moments, std::uint32_t entry) {
    return {moments.mean[entry], moments.sd[entry]};
  }

  [[nodiscard]] OutcomeFigures outcome_figures(std::uint32_t outcome, std::uint32_t entry) const {
    OutcomeFigures figures;
    if (outcome >= ending_count) {
      figures.name = OutcomeId{outcome - ending_count};
    }
    figures.counts_as = counts_as(outcome);
    figures.chance = chances_[outcome][entry];
    figures.visits = at(visits_given_[outcome], entry);
    figures.cost = at(cost_given_[outcome], entry);
    return figures;
  }

  [[nodiscard]] Ending counts_as(std::uint32_t outcome) const {
    return outcome < ending_count ? static_cast<Ending>(outcome)
                                  : map_.outcomes[OutcomeId{outcome - ending_count}].counts_as;
  }

  /// Chance to end so, from \p state.
  [[nodiscard]] double chance_of(Ending ending, std::uint32_t state) const {
    double sum = 0;
    for (std::uint32_t outcome = 0; outcome < chances_.size(); ++outcome) {
      sum += counts_as(outcome) == ending ? chances_[outcome][state] : 0;
    }
    return sum;
  }

  [[nodiscard]] std::vector<StationFigures> stations(std::uint32_t entry,
                                                     std::vector<double> const& visits) const {
    double const completed = chance_of(Ending::completed, entry);
    double const abandoned = chance_of(Ending::abandoned, entry);
    std::vector<StationFigures> stations;
    for (TouchpointId const key : map_.touchpoints.keys()) {
      std::uint32_t const state = chain_.state(key);
      if (!(visits[state] > 0)) {
        continue;
      }
      StationFigures station{key, visits[state], 0, {}, {}, {}, {}};
      station.failures = visits[state] * view_.values[map_.touchpoints[key].failure];
      if (from_itself_) {
        double const again = (*from_itself_)[state];
        double const reached = state == entry ? 1 : std::min(1.0, visits[state] / again);
        station.reached = reached;
        station.visits_sd =
            std::sqrt(std::max(0.0, visits[state] * (2 * again - 1 - visits[state])));
        station.of_completed = share(reached * chance_of(Ending::completed, state), completed);
        station.of_abandoned = share(reached * chance_of(Ending::abandoned, state), abandoned);
      }
      stations.push_back(station);
    }
    return stations;
  }

  [[nodiscard]] std::vector<DepartmentHandoffs> handoffs_between(
      std::vector<double> const& visits) const {
    std::map<std::pair<DepartmentId, DepartmentId>, double> sums;
    for (ChainMove const& move : chain_.steps.moves) {
      DepartmentId const from = map_.touchpoints[chain_.touchpoints[move.from]].department;
      DepartmentId const to = map_.touchpoints[chain_.touchpoints[move.to]].department;
      if (from != to && visits[move.from] > 0) {
        sums[{from, to}] += visits[move.from] * move.probability;
      }
    }
    std::vector<DepartmentHandoffs> handoffs;
    for (auto const& [ends, mean] : sums) {
      handoffs.push_back({ends.first, ends.second, mean});
    }
    return handoffs;
  }

  [[nodiscard]] static double share(double part, double whole) {
    return whole > 0 ? std::min(1.0, part / whole) : nan;
  }

  [[nodiscard]] static std::optional<double> rework(std::vector<StationFigures> const& stations,
                                                    double visits) {
    double first = 0;
    for (StationFigures const& station : stations) {
      if (!station.reached) {
        return std::nullopt;
      }
      first += *station.reached;
    }
    return std::max(0.0, 1 - first / visits);
  }

  [[nodiscard]] VisitCounts counts(std::vector<double> starts) const {
    StepCounts const steps = solved_.step_counts(std::move(starts), scope_.most_steps);
    VisitCounts counts;
    counts.more = steps.later;
    counts.chance.resize(steps.ending.front().size(), 0.0);
    double left = 1;
    for (std::size_t k = 0; k < counts.chance.size(); ++k) {
      for (std::vector<double> const& ending : steps.ending) {
        counts.chance[k] += ending[k];
      }
      counts.mean += left;
      left -= counts.chance[k];
    }
    return counts;
  }

  Map const& map_;
  SegmentView const& view_;
  AnalysisScope const& scope_;
  EpisodeSteps chain_;
  AbsorbingChain solved_;
  GainMoments visits_;
  GainMoments contacts_;
  GainMoments complaints_;
  GainMoments failures_;
  GainMoments handoffs_;
  GainMoments cost_;
  std::vector<GainMoments> values_;
  std::vector<std::vector<double>> chances_;
  std::vector<GainMoments> visits_given_;
  std::vector<GainMoments> cost_given_;
  std::optional<std::vector<double>> from_itself_;
};

/// A segment that starts the journey, and its part of all episodes of it.
struct Starter {
  double weight = 0;
  SolvedSegment const* segment = nullptr;
};

[[nodiscard]] std::vector<Starter> starters_of(Map const& map,
                                               std::vector<SolvedSegment> const& segments,
                                               JourneyId key) {
  std::vector<Starter> starters;
  double all = 0;
  for (SolvedSegment const& one : segments) {
    auto const segment = one.view().segment;
    double const share = segment ? one.view().values[map.segments[*segment].share] : 1;
    double const weight = share * one.starts(key);
    if (weight > 0) {
      starters.push_back({weight, &one});
      all += weight;
    }
  }
  for (Starter& starter : starters) {
    starter.weight /= all;
  }
  return starters;
}

/// Means over the visits of all segments.
[[nodiscard]] std::optional<Consistency> consistency_of(
    std::vector<Starter> const& starters, std::vector<SegmentFigures> const& figures) {
  struct Experience {
    double visits = 0;
    double score = 0;
  };
  std::map<TouchpointId, Experience> experiences;
  double visits = 0;
  double sum = 0;
  for (std::size_t s = 0; s < starters.size(); ++s) {
    std::vector<double> const& score = starters[s].segment->view().score;
    if (score.empty()) {
      return std::nullopt;
    }
    for (StationFigures const& station : figures[s].figures.stations) {
      double const here = starters[s].weight * station.visits;
      Experience& experience = experiences[station.touchpoint];
      experience.visits += here;
      experience.score += here * score[station.touchpoint.index];
      visits += here;
      sum += here * score[station.touchpoint.index];
    }
  }
  Consistency consistency;
  consistency.mean = sum / visits;
  consistency.weakest_score = std::numeric_limits<double>::infinity();
  consistency.strongest_score = -std::numeric_limits<double>::infinity();
  double variance = 0;
  double most_visits = 0;
  for (auto const& [touchpoint, experience] : experiences) {
    most_visits = std::max(most_visits, experience.visits);
  }
  double const worth_naming = std::min(0.01 * visits, most_visits);
  for (auto const& [touchpoint, experience] : experiences) {
    double const score = experience.score / experience.visits;
    double const apart = score - consistency.mean;
    variance += experience.visits / visits * apart * apart;
    if (experience.visits < worth_naming) {
      continue;
    }
    if (score < consistency.weakest_score) {
      consistency.weakest = touchpoint;
      consistency.weakest_score = score;
    }
    if (score > consistency.strongest_score) {
      consistency.strongest = touchpoint;
      consistency.strongest_score = score;
    }
  }
  consistency.spread = std::sqrt(variance);
  return consistency;
}

[[nodiscard]] std::vector<TouchpointId> every_abandoned_passes(
    Map const& map, JourneyId key, std::vector<Starter> const& starters) {
  std::optional<std::vector<TouchpointId>> common;
  for (Starter const& starter : starters) {
    std::vector<TouchpointId> const passed =
        unavoidable_before(map, starter.segment->view().values, key, Ending::abandoned);
    if (passed.empty()) {
      continue;  // nobody of this segment gives up
    }
    if (!common) {
      common = passed;
    }
    std::erase_if(*common,
                  [&](TouchpointId one) { return std::ranges::find(passed, one) == passed.end(); });
  }
  return common.value_or(std::vector<TouchpointId>{});
}

[[nodiscard]] JourneyAnalysis analyse(Map const& map, JourneyId key,
                                      std::vector<Starter> const& starters,
                                      AnalysisScope const& scope) {
  JourneyAnalysis analysis;
  analysis.journey = key;
  std::vector<WeightedFigures> parts;
  std::vector<WeightedSteps> chains;
  for (Starter const& starter : starters) {
    analysis.segments.push_back({starter.segment->view().segment, starter.segment->figures(key)});
    chains.push_back({starter.weight, &starter.segment->chain()});
  }
  double episodes = 0;
  for (std::size_t s = 0; s < starters.size(); ++s) {
    parts.push_back({starters[s].weight, &analysis.segments[s].figures});
    auto const segment = starters[s].segment->view().segment;
    double const share =
        segment ? starters[s].segment->view().values[map.segments[*segment].share] : 1;
    episodes += share * analysis.segments[s].figures.starts;
  }
  analysis.all = mixture_of(parts);
  analysis.all.starts = episodes;
  analysis.all.consistency = consistency_of(starters, analysis.segments);
  analysis.paths = travelled_paths(chains, map.journeys[key].entry, scope.most_paths);
  analysis.every_abandoned_passes = every_abandoned_passes(map, key, starters);
  return analysis;
}

}  // namespace

double JourneyFigures::chance_of(Ending ending) const {
  double sum = 0;
  for (OutcomeFigures const& outcome : outcomes) {
    sum += outcome.counts_as == ending ? outcome.chance : 0;
  }
  return sum;
}

std::vector<TouchpointId> endless_touchpoints(Map const& map,
                                              std::vector<SegmentView> const& views) {
  std::vector<TouchpointId> endless;
  for (SegmentView const& view : views) {
    EpisodeSteps const chain = episode_steps(map, view.values);
    for (std::uint32_t const state : states_without_exit(chain.steps)) {
      endless.push_back(chain.touchpoints[state]);
    }
  }
  std::ranges::sort(endless);
  endless.erase(std::unique(endless.begin(), endless.end()), endless.end());
  return endless;
}

std::optional<std::vector<JourneyAnalysis>> analyse_journeys(Map const& map,
                                                             std::vector<SegmentView> const& views,
                                                             AnalysisScope const& scope) {
  CXSIM_EXPECTS(!views.empty());
  std::vector<SolvedSegment> segments;
  segments.reserve(views.size());
  for (SegmentView const& view : views) {
    segments.emplace_back(map, view, scope);
    if (!segments.back().is_solved()) {
      return std::nullopt;
    }
  }
  std::vector<JourneyAnalysis> analyses;
  for (JourneyId const key : map.journeys.keys()) {
    std::vector<Starter> const starters = starters_of(map, segments, key);
    if (!starters.empty()) {
      analyses.push_back(analyse(map, key, starters, scope));
    }
  }
  return analyses;
}

}  // namespace cxsim
