#include "cxsim/decision/baseline.hpp"

namespace cxsim {

namespace {

[[nodiscard]] AssessedFigures change_by_events(Experiment const& experiment) {
  AssessedFigures change;
  for (Figure const figure : all_figures()) {
    std::vector<double> values;
    for (DrawOutcome const& draw : experiment.draws) {
      values.push_back(draw.portfolios[0][figure] - draw.reference[figure]);
    }
    change[figure] = assess(values, experiment.points);
  }
  return change;
}

}  // namespace

Baseline assess_baseline(Scenario const& scenario, Experiment const& experiment) {
  return {check_gate(scenario, experiment), assess_reference(experiment),
          assess_portfolio(experiment, 0), change_by_events(experiment)};
}

Result<BaselineRun> simulate_baseline(Scenario const& scenario, Sampling const& sampling,
                                      int threads, Observer& observer) {
  return run_experiment(scenario, {Portfolio{}}, sampling, threads, observer)
      .map([&](Experiment experiment) {
        Baseline baseline = assess_baseline(scenario, experiment);
        return BaselineRun{std::move(baseline), std::move(experiment)};
      });
}

}  // namespace cxsim
