#include "cxsim/stats/stated_change.hpp"

#include <gtest/gtest.h>

#include "cxsim/stats/pert.hpp"

namespace cxsim {
namespace {

TEST(FactorOfChange, DividesByWhereItStarts) {
  FactorChange const change = factor_of_change(0.12, {0.06, 0.08, 0.10}).value();
  EXPECT_NEAR(change.factor.low, 0.5, 1e-15);
  EXPECT_NEAR(change.factor.mode, 2.0 / 3, 1e-15);
  EXPECT_NEAR(change.factor.high, 5.0 / 6, 1e-15);
}

TEST(FactorOfChange, HasTheQuantilesOfTheStatedRange) {
  FactorChange const change = factor_of_change(0.12, {0.06, 0.08, 0.10}).value();
  auto const stated = pert_from_quantiles(change.to.low, change.to.mode, change.to.high).value();
  auto const factor =
      pert_from_quantiles(change.factor.low, change.factor.mode, change.factor.high).value();
  EXPECT_NEAR(factor.quantile(0.3) * 0.12, stated.quantile(0.3), 1e-12);
  EXPECT_NEAR(factor.mean() * 0.12, stated.mean(), 1e-12);
}

TEST(FactorOfChange, IsNothingFromZeroOrBelowZero) {
  EXPECT_FALSE(factor_of_change(0, certain(0.1)).has_value());
  EXPECT_FALSE(factor_of_change(0.12, certain(-0.1)).has_value());
  EXPECT_FALSE(factor_of_change(0.12, {0.10, 0.08, 0.06}).has_value());
}

TEST(FactorOfRelativeChange, AddsToOne) {
  FactorChange const fewer = factor_of_relative_change({-0.20, -0.15, -0.10}).value();
  EXPECT_DOUBLE_EQ(fewer.factor.low, 0.80);
  EXPECT_DOUBLE_EQ(fewer.factor.mode, 0.85);
  EXPECT_DOUBLE_EQ(fewer.factor.high, 0.90);
  EXPECT_FALSE(factor_of_relative_change(certain(-1.5)).has_value());
}

TEST(ScoreChange, AddsTheStepsOfTheScale) {
  ScoreChange const change = score_change(one_to_five, 77.5, {0.1, 0.3, 0.4}).value();
  EXPECT_DOUBLE_EQ(change.from, 77.5);
  EXPECT_NEAR(change.to.low, 80, 1e-12);
  EXPECT_NEAR(change.to.mode, 85, 1e-12);
  EXPECT_NEAR(change.to.high, 87.5, 1e-12);
  EXPECT_NEAR(score_change(zero_to_hundred, 77.5, certain(3)).value().to.mode, 80.5, 1e-12);
}

TEST(ScoreChange, IsNothingBeyondTheScale) {
  EXPECT_FALSE(score_change(one_to_five, 77.5, {0.1, 0.3, 0.9}).has_value());
  EXPECT_FALSE(score_change(one_to_five, 77.5, certain(-3.1)).has_value());
}

TEST(BoxShareChange, MovesTheLatentScoreAsFarAsTheShares) {
  ScoreChange const change = box_share_change({one_to_five, 2, 0.72}, {0.75, 0.78, 0.80}).value();
  EXPECT_NEAR(change.from, score_of_box_share({one_to_five, 2, 0.72}).value().mean, 1e-12);
  EXPECT_NEAR(change.to.mode, score_of_box_share({one_to_five, 2, 0.78}).value().mean, 1e-12);
  // With the same spread the shift is σ·(Φ⁻¹(0.78) - Φ⁻¹(0.72)), whatever the limit.
  EXPECT_NEAR(latent_shift(change.from, change.to.mode, usual_spread),
              0.7721932141886848 - 0.5828415072712162, 1e-9);
  EXPECT_FALSE(box_share_change({one_to_five, 2, 0.72}, certain(1)).has_value());
}

}  // namespace
}  // namespace cxsim
