#include "cxsim/decision/comparison.hpp"

#include <algorithm>

#include "cxsim/experiment/precision.hpp"

namespace cxsim {

namespace {

/// Values of one figure over the draws.
template <class Read>
[[nodiscard]] std::vector<double> over_draws(Experiment const& experiment, Read const& read) {
  std::vector<double> values;
  values.reserve(experiment.draws.size());
  for (DrawOutcome const& draw : experiment.draws) {
    values.push_back(read(draw));
  }
  return values;
}

template <class Read>
[[nodiscard]] AssessedFigures assess_figures(Experiment const& experiment, Read const& read) {
  AssessedFigures assessed;
  for (Figure const figure : all_figures()) {
    assessed[figure] =
        assess(over_draws(experiment, [&](DrawOutcome const& draw) { return read(draw, figure); }),
               experiment.points);
  }
  return assessed;
}

/// Mean variance within draws over the variance between what the draws gave.
[[nodiscard]] double noise_share(Experiment const& experiment, std::size_t portfolio,
                                 Figure figure) {
  double within = 0;
  Accumulator values;
  for (DrawOutcome const& draw : experiment.draws) {
    within += draw.difference_noise[portfolio][figure];
    values.add(draw.portfolios[portfolio][figure] - draw.portfolios[0][figure]);
  }
  within /= static_cast<double>(experiment.draws.size());
  double const between = values.variance();
  return between > 0 ? std::min(1.0, within / between) : 0;
}

}  // namespace

Assessed assess(std::vector<double> const& values, DrawPoints points) {
  Accumulator accumulator;
  for (double const value : values) {
    accumulator.add(value);
  }
  Estimate estimate = accumulator.estimate();
  if (points != DrawPoints::random) {
    estimate.standard_error = error_of_mean(values, block_of(points)).standard_error;
  }
  return {estimate, interval_of_draws(values), 0};
}

AssessedFigures assess_reference(Experiment const& experiment) {
  return assess_figures(
      experiment, [](DrawOutcome const& draw, Figure figure) { return draw.reference[figure]; });
}

AssessedFigures assess_portfolio(Experiment const& experiment, std::size_t portfolio) {
  return assess_figures(experiment, [&](DrawOutcome const& draw, Figure figure) {
    return draw.portfolios[portfolio][figure];
  });
}

Comparison compare_with_baseline(Experiment const& experiment, std::size_t portfolio) {
  Comparison comparison;
  comparison.portfolio = experiment.portfolios[portfolio];
  comparison.difference = assess_figures(experiment, [&](DrawOutcome const& draw, Figure figure) {
    return draw.portfolios[portfolio][figure] - draw.portfolios[0][figure];
  });
  for (Figure const figure : all_figures()) {
    Assessed& assessed = comparison.difference[figure];
    assessed.noise_share = noise_share(experiment, portfolio, figure);
  }
  comparison.draws_with_loss = static_cast<std::uint32_t>(
      std::ranges::count_if(experiment.draws, [&](DrawOutcome const& draw) {
        return draw.portfolios[portfolio][Figure::npv] < draw.portfolios[0][Figure::npv];
      }));
  return comparison;
}

}  // namespace cxsim
