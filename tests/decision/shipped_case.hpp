#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "cxsim/decision/prioritization.hpp"
#include "cxsim/io/scenario_file.hpp"

namespace cxsim::test {

/// A shipped case, run once for all tests of its story: enough draws and customers to see it.
class ShippedCase {
 public:
  explicit ShippedCase(std::string const& file)
      : scenario(load_scenario(file)->scenario), answer(run(scenario)) {}

  [[nodiscard]] static Sampling sampling() {
    Sampling sampling;
    sampling.draws = 60;
    sampling.customers = 600;
    return sampling;
  }

  [[nodiscard]] RankedInitiative const& ranked(std::string const& id) const {
    return *std::ranges::find_if(answer.ranking, [&](RankedInitiative const& one) {
      return scenario.initiatives[one.initiative].id == id;
    });
  }
  [[nodiscard]] std::string id_at(std::size_t rank) const {
    return scenario.initiatives[answer.ranking.at(rank - 1).initiative].id;
  }
  /// Difference to deciding nothing.
  [[nodiscard]] Estimate alone(std::string const& id, Figure figure) const {
    return ranked(id).alone.difference[figure].estimate;
  }
  /// What the events change against today.
  [[nodiscard]] Estimate damage(Figure figure) const {
    return answer.baseline.change[figure].estimate;
  }
  [[nodiscard]] double joint_npv() const {
    return answer.all_together.difference[Figure::npv].estimate.mean;
  }

  /// Mean over draws of a figure of the baseline, or of today, in a month from 1.
  [[nodiscard]] double baseline(int month, MonthFigure figure) const {
    return mean([&](DrawOutcome const& draw) {
      return draw.months[0][static_cast<std::size_t>(month - 1)][static_cast<std::size_t>(figure)];
    });
  }
  [[nodiscard]] double reference(int month, MonthFigure figure) const {
    return mean([&](DrawOutcome const& draw) {
      return draw
          .reference_months[static_cast<std::size_t>(month - 1)][static_cast<std::size_t>(figure)];
    });
  }
  /// Baseline over today, both summed over the months from \p first to \p last.
  [[nodiscard]] double times_usual(MonthFigure figure, int first, int last) const {
    double above = 0;
    double below = 0;
    for (int month = first; month <= last; ++month) {
      above += baseline(month, figure);
      below += reference(month, figure);
    }
    return above / below;
  }

  /// Ids of the segments, the one whose annual churn the events raise most first.
  [[nodiscard]] std::vector<std::string> segments_by_damage() const {
    std::vector<SegmentId> segments = scenario.map.segments.keys();
    std::ranges::sort(segments, std::ranges::greater{},
                      [&](SegmentId segment) { return churn_rise(segment); });
    std::vector<std::string> ids;
    for (SegmentId const segment : segments) {
      ids.push_back(scenario.map.segments[segment].id);
    }
    return ids;
  }

  Scenario scenario;
  Prioritization answer;

 private:
  [[nodiscard]] static Prioritization run(Scenario const& scenario) {
    SilentObserver observer;
    return *prioritize(scenario, sampling(), 0, observer);
  }
  template <class Read>
  [[nodiscard]] double mean(Read const& read) const {
    double sum = 0;
    for (DrawOutcome const& draw : answer.experiment.draws) {
      sum += read(draw);
    }
    return sum / static_cast<double>(answer.experiment.draws.size());
  }
  [[nodiscard]] double churn_rise(SegmentId segment) const {
    std::vector<SegmentId> const one{segment};
    return annual_churn(answer.experiment.portfolio_sums[0], one) -
           annual_churn(answer.experiment.reference_sum, one);
  }
};

}  // namespace cxsim::test
