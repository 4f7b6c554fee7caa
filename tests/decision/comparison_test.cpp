#include "cxsim/decision/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cxsim {
namespace {

/// Draws with the given ΔNPV of one initiative over a baseline of 100 + draw.
Experiment with_gains(std::vector<double> const& gains) {
  Experiment experiment;
  experiment.portfolios = {{}, {InitiativeId{0}}};
  for (std::size_t draw = 0; draw < gains.size(); ++draw) {
    DrawOutcome outcome;
    outcome.portfolios.resize(2);
    outcome.difference_noise.resize(2);
    double const baseline = 100 + static_cast<double>(draw);
    outcome.portfolios[0][Figure::npv] = baseline;
    outcome.portfolios[1][Figure::npv] = baseline + gains[draw];
    outcome.difference_noise[1][Figure::npv] = 0.5;
    experiment.draws.push_back(outcome);
  }
  return experiment;
}

TEST(CompareWithBaseline, TakesDifferencesWithinEachDraw) {
  Comparison const comparison = compare_with_baseline(with_gains({1, 2, 3, 4}), 1);
  Assessed const& npv = comparison.difference[Figure::npv];
  EXPECT_DOUBLE_EQ(npv.estimate.mean, 2.5);
  // Paired: the spread of the baseline does not enter. sd = √(5/3), over √4.
  EXPECT_NEAR(npv.estimate.standard_error, std::sqrt(5.0 / 3 / 4), 1e-12);
}

TEST(CompareWithBaseline, CountsDrawsWithALoss) {
  EXPECT_EQ(compare_with_baseline(with_gains({1, -2, 3, -4, 0}), 1).draws_with_loss, 2U);
}

TEST(CompareWithBaseline, SaysWhichPartOfTheVarianceIsSimulationNoise) {
  Comparison const comparison = compare_with_baseline(with_gains({1, 2, 3, 4}), 1);
  EXPECT_NEAR(comparison.difference[Figure::npv].noise_share, 0.5 / (5.0 / 3), 1e-12);
}

TEST(Assess, GivesNoIntervalBelowTwoHundredDraws) {
  EXPECT_FALSE(assess(std::vector<double>(199, 1)).interval);
  EXPECT_TRUE(assess(std::vector<double>(200, 1)).interval);
}

}  // namespace
}  // namespace cxsim
