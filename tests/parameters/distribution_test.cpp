#include "cxsim/parameters/distribution.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

constexpr Range any{};

TEST(Quantile, OfABoundedPertIsThePublishedValue) {
  Distribution const pert = *make_pert(2, 6, 14, Bounds::absolute);
  // G15 of science §13.
  EXPECT_NEAR(quantile(pert, any, 0.05), 3.31398870398, 1e-9);
  EXPECT_NEAR(quantile(pert, any, 0.50), 6.50975008405, 1e-9);
  EXPECT_NEAR(quantile(pert, any, 0.95), 10.5594486386, 1e-9);
}

TEST(Quantile, OfAnElicitedPertMeetsWhatTheExpertSaid) {
  Distribution const pert = *make_pert(0.06, 0.08, 0.11, Bounds::quantiles);
  EXPECT_NEAR(quantile(pert, any, 0.05), 0.06, 1e-9);
  EXPECT_NEAR(quantile(pert, any, 0.95), 0.11, 1e-9);
}

TEST(Quantile, OfATruncatedNormalStaysInsideAndKeepsItsMedianWhenTheRangeIsSymmetric) {
  Distribution const normal = Normal{0.5, 0.4};
  Range const unit{0, 1};
  EXPECT_NEAR(quantile(normal, unit, 0.5), 0.5, 1e-12);
  EXPECT_GE(quantile(normal, unit, 1e-9), 0);
  EXPECT_LE(quantile(normal, unit, 1 - 1e-9), 1);
}

TEST(Quantile, OfALognormalIsTheMedianTimesTheExponentialOfTheNormalQuantile) {
  Distribution const lognormal = Lognormal{2, 0.3};
  // 2·e^(0.3·1.6448536269514722) = 3.27593481694484
  EXPECT_NEAR(quantile(lognormal, any, 0.95), 3.27593481694, 1e-9);
}

TEST(Quantile, OfATableIsLinearBetweenItsPoints) {
  Distribution const table = Quantiles{{{0, 10}, {0.5, 20}, {1, 40}}};
  EXPECT_DOUBLE_EQ(quantile(table, any, 0.25), 15);
  EXPECT_DOUBLE_EQ(quantile(table, any, 0.75), 30);
}

TEST(Quantile, OfSamplesTakesEachSampleEquallyOften) {
  Distribution const samples = Samples{{1, 2, 4, 8}};
  EXPECT_EQ(quantile(samples, any, 0.1), 1);
  EXPECT_EQ(quantile(samples, any, 0.26), 2);
  EXPECT_EQ(quantile(samples, any, 0.99999), 8);
}

TEST(Quantile, IsCutToTheRangeOfTheNumber) {
  EXPECT_EQ(quantile(Lognormal{1, 2}, Range{0.5, 1.5}, 0.999), 1.5);
}

TEST(MakePert, RefusesValuesOutOfOrder) {
  EXPECT_FALSE(make_pert(0.2, 0.1, 0.3, Bounds::absolute));
  EXPECT_FALSE(make_pert(0.1, 0.4, 0.3, Bounds::quantiles));
  EXPECT_FALSE(make_pert(0.1, 0.1, 0.1, Bounds::absolute));
}

TEST(BestGuess, IsTheModeOfAPertAndTheMedianOfOthers) {
  EXPECT_EQ(best_guess(*make_pert(1, 2, 9, Bounds::absolute), any), 2);
  EXPECT_NEAR(best_guess(Lognormal{12, 0.25}, any), 12, 1e-12);
  EXPECT_EQ(best_guess(Constant{5}, any), 5);
}

}  // namespace
}  // namespace cxsim
