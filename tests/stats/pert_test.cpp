#include "cxsim/stats/pert.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "cxsim/base/contract.hpp"
#include "stats/accuracy.hpp"

namespace cxsim {
namespace {

using testing::falls_on_grid;

void expect_quantiles(double low, double mode, double high) {
  std::optional<PertDistribution> const pert = pert_from_quantiles(low, mode, high);
  ASSERT_NE(pert, std::nullopt) << low << ' ' << mode << ' ' << high;
  double const tolerance = 1e-12 * (std::fabs(low) + std::fabs(high));
  EXPECT_EQ(pert->mode(), mode);
  EXPECT_NEAR(pert->quantile(0.05), low, tolerance) << low << ' ' << mode << ' ' << high;
  EXPECT_NEAR(pert->quantile(0.95), high, tolerance) << low << ' ' << mode << ' ' << high;
}

// G15.
TEST(PertDistribution, GivesTheGoldenValues) {
  PertDistribution const pert(2, 6, 14);
  EXPECT_NEAR(pert.alpha(), 2.33333333333, 1e-9);
  EXPECT_NEAR(pert.beta(), 3.66666666667, 1e-9);
  EXPECT_NEAR(pert.mean(), 6.66666666667, 1e-9);
  EXPECT_NEAR(pert.variance(), 4.88888888889, 1e-9);
  EXPECT_NEAR(pert.quantile(0.05), 3.31398870398, 1e-9);
  EXPECT_NEAR(pert.quantile(0.5), 6.50975008405, 1e-9);
  EXPECT_NEAR(pert.quantile(0.95), 10.5594486386, 1e-9);
}

TEST(PertDistribution, RunsFromMinToMaxAndNeverFalls) {
  PertDistribution const pert(0.07, 0.1, 0.7);
  EXPECT_EQ(pert.quantile(0), 0.07);
  EXPECT_EQ(pert.quantile(1), 0.7);
  EXPECT_EQ(falls_on_grid(0, 1, 3000, [&](double p) { return pert.quantile(p); }), 0);
}

TEST(PertDistribution, AllowsTheModeAtAnEnd) {
  EXPECT_NEAR(PertDistribution(0, 0, 1).quantile(0.5), 1 - std::pow(0.5, 0.2), 1e-15);
  EXPECT_NEAR(PertDistribution(0, 1, 1).quantile(0.5), std::pow(0.5, 0.2), 1e-15);
}

TEST(PertDistribution, RefusesAModeOutsideItsEnds) {
  EXPECT_THROW(PertDistribution(1, 0, 2), ContractViolation);
  EXPECT_THROW(PertDistribution(1, 3, 2), ContractViolation);
  EXPECT_THROW(PertDistribution(1, 1, 1), ContractViolation);
}

TEST(PertFromQuantiles, FindsTheGoldenDistributionFromItsQuantiles) {
  std::optional<PertDistribution> const pert = pert_from_quantiles(3.31398870398, 6, 10.5594486386);
  ASSERT_NE(pert, std::nullopt);
  EXPECT_NEAR(pert->min(), 2, 1e-8);
  EXPECT_NEAR(pert->max(), 14, 1e-8);
}

TEST(PertFromQuantiles, MeetsBothQuantilesWhereverTheModeLies) {
  expect_quantiles(0.06, 0.08, 0.10);
  expect_quantiles(6, 8, 20);
  expect_quantiles(-5, 19, 20);
  expect_quantiles(0, 0, 1);
  expect_quantiles(0, 1, 1);
  expect_quantiles(1e6, 1.5e6, 4e6);
}

TEST(PertFromQuantiles, IsSymmetricForASymmetricRange) {
  PertDistribution const pert = *pert_from_quantiles(-1, 0, 1);
  EXPECT_NEAR(pert.min(), -pert.max(), 1e-12);
}

TEST(PertFromQuantiles, IsRefusedWhereTheModeLiesOutside) {
  EXPECT_EQ(pert_from_quantiles(2, 1, 3), std::nullopt);
  EXPECT_EQ(pert_from_quantiles(2, 4, 3), std::nullopt);
  EXPECT_EQ(pert_from_quantiles(2, 2, 2), std::nullopt);
  EXPECT_EQ(pert_from_quantiles(3, 2.5, 2), std::nullopt);
  EXPECT_EQ(pert_from_quantiles(std::nan(""), 2, 3), std::nullopt);
  EXPECT_EQ(pert_from_quantiles(1, 2, std::numeric_limits<double>::infinity()), std::nullopt);
}

}  // namespace
}  // namespace cxsim
