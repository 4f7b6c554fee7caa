#include "mixture.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace cxsim {

namespace {

/// A mean of parts, and the spread within and between them.
class MixedFigure {
 public:
  void add(double weight, EpisodeFigure const& figure) {
    if (weight > 0) {
      parts_.emplace_back(weight, figure);
      weights_ += weight;
    }
  }
  [[nodiscard]] EpisodeFigure figure() const {
    if (parts_.size() == 1) {
      return parts_.front().second;
    }
    double mean = 0;
    for (auto const& [weight, part] : parts_) {
      mean += weight / weights_ * part.mean;
    }
    double variance = 0;
    for (auto const& [weight, part] : parts_) {
      double const apart = part.mean - mean;
      variance += weight / weights_ * (part.sd * part.sd + apart * apart);
    }
    double const none = std::nan("");
    return parts_.empty() ? EpisodeFigure{none, none} : EpisodeFigure{mean, std::sqrt(variance)};
  }

 private:
  std::vector<std::pair<double, EpisodeFigure>> parts_;
  double weights_ = 0;
};

[[nodiscard]] EpisodeFigure mixed(std::vector<WeightedFigures> const& parts,
                                  EpisodeFigure JourneyFigures::*figure) {
  MixedFigure mix;
  for (auto const& [weight, figures] : parts) {
    mix.add(weight, figures->*figure);
  }
  return mix.figure();
}

[[nodiscard]] std::vector<OutcomeFigures> mixed_outcomes(
    std::vector<WeightedFigures> const& parts) {
  std::vector<OutcomeFigures> outcomes = parts.front().figures->outcomes;
  for (std::size_t o = 0; o < outcomes.size(); ++o) {
    MixedFigure visits;
    MixedFigure cost;
    outcomes[o].chance = 0;
    for (auto const& [weight, figures] : parts) {
      OutcomeFigures const& one = figures->outcomes[o];
      outcomes[o].chance += weight * one.chance;
      visits.add(weight * one.chance, one.visits);
      cost.add(weight * one.chance, one.cost);
    }
    outcomes[o].visits = visits.figure();
    outcomes[o].cost = cost.figure();
  }
  return outcomes;
}

/// Sums of what can be averaged; nothing as soon as one part has nothing.
class OptionalMean {
 public:
  void add(double weight, std::optional<double> value) {
    is_known_ = is_known_ && value.has_value();
    if (value && weight > 0) {
      sum_ += weight * *value;
      weights_ += weight;
    }
  }
  [[nodiscard]] std::optional<double> mean() const {
    return is_known_ ? std::optional(weights_ > 0 ? sum_ / weights_ : std::nan("")) : std::nullopt;
  }

 private:
  double sum_ = 0;
  double weights_ = 0;
  bool is_known_ = true;
};

/// A touchpoint's figures in those segments that come there; the others add nothing.
struct MixedStation {
  double visits = 0;
  double failures = 0;
  bool is_known = true;
  double reached = 0;
  double completed = 0;  ///< share of all episodes that came here and were completed
  double abandoned = 0;
  double square = 0;  ///< mean of squared visits

  void add(double weight, StationFigures const& one, JourneyFigures const& figures) {
    visits += weight * one.visits;
    failures += weight * one.failures;
    is_known = is_known && one.reached && one.visits_sd && one.of_completed && one.of_abandoned;
    if (!is_known) {
      return;
    }
    reached += weight * *one.reached;
    square += weight * (*one.visits_sd * *one.visits_sd + one.visits * one.visits);
    double const completing = figures.chance_of(Ending::completed);
    double const abandoning = figures.chance_of(Ending::abandoned);
    completed += completing > 0 ? weight * completing * *one.of_completed : 0;
    abandoned += abandoning > 0 ? weight * abandoning * *one.of_abandoned : 0;
  }
};

[[nodiscard]] std::vector<StationFigures> mixed_stations(std::vector<WeightedFigures> const& parts,
                                                         JourneyFigures const& all) {
  std::map<TouchpointId, MixedStation> sums;
  for (auto const& [weight, figures] : parts) {
    for (StationFigures const& one : figures->stations) {
      sums[one.touchpoint].add(weight, one, *figures);
    }
  }
  std::vector<StationFigures> stations;
  for (auto const& [touchpoint, sum] : sums) {
    StationFigures station{touchpoint, sum.visits, sum.failures, {}, {}, {}, {}};
    if (sum.is_known) {
      station.reached = sum.reached;
      station.visits_sd = std::sqrt(std::max(0.0, sum.square - sum.visits * sum.visits));
      station.of_completed = sum.completed / all.chance_of(Ending::completed);
      station.of_abandoned = sum.abandoned / all.chance_of(Ending::abandoned);
    }
    stations.push_back(station);
  }
  return stations;
}

[[nodiscard]] std::vector<DepartmentHandoffs> mixed_handoffs(
    std::vector<WeightedFigures> const& parts) {
  std::map<std::pair<DepartmentId, DepartmentId>, double> sums;
  for (auto const& [weight, figures] : parts) {
    for (DepartmentHandoffs const& one : figures->handoffs_between) {
      sums[{one.from, one.to}] += weight * one.mean;
    }
  }
  std::vector<DepartmentHandoffs> handoffs;
  for (auto const& [ends, mean] : sums) {
    handoffs.push_back({ends.first, ends.second, mean});
  }
  return handoffs;
}

[[nodiscard]] std::optional<VisitCounts> mixed_counts(std::vector<WeightedFigures> const& parts) {
  if (!parts.front().figures->counts) {
    return std::nullopt;
  }
  VisitCounts mix;
  for (auto const& [weight, figures] : parts) {
    VisitCounts const& one = *figures->counts;
    mix.chance.resize(std::max(mix.chance.size(), one.chance.size()), 0.0);
    for (std::size_t k = 0; k < one.chance.size(); ++k) {
      mix.chance[k] += weight * one.chance[k];
    }
    mix.more += weight * one.more;
    mix.mean += weight * one.mean;
  }
  return mix;
}

}  // namespace

JourneyFigures mixture_of(std::vector<WeightedFigures> const& parts) {
  JourneyFigures all;
  all.outcomes = mixed_outcomes(parts);
  all.visits = mixed(parts, &JourneyFigures::visits);
  all.contacts = mixed(parts, &JourneyFigures::contacts);
  all.complaints = mixed(parts, &JourneyFigures::complaints);
  all.failures = mixed(parts, &JourneyFigures::failures);
  all.handoffs = mixed(parts, &JourneyFigures::handoffs);
  all.handoffs_between = mixed_handoffs(parts);
  all.cost = mixed(parts, &JourneyFigures::cost);
  for (std::size_t value = 0; value < parts.front().figures->values.size(); ++value) {
    MixedFigure mix;
    for (auto const& [weight, figures] : parts) {
      mix.add(weight, figures->values[value]);
    }
    all.values.push_back(mix.figure());
  }
  OptionalMean rework;
  for (auto const& [weight, figures] : parts) {
    rework.add(weight * figures->visits.mean, figures->rework);
  }
  all.rework = rework.mean();
  all.stations = mixed_stations(parts, all);
  all.counts = mixed_counts(parts);
  return all;
}

}  // namespace cxsim
