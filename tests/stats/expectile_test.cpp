#include "cxsim/stats/expectile.hpp"

#include <gtest/gtest.h>

#include "cxsim/stats/math.hpp"
#include "stats/accuracy.hpp"

namespace cxsim {
namespace {

TEST(NormalExpectile, GivesTheGoldenValues) {
  EXPECT_NEAR(normal_expectile(1.5), -0.161657506746, 1e-9);
  EXPECT_NEAR(normal_expectile(2), -0.276029804798, 1e-9);
  EXPECT_NEAR(normal_expectile(2.5), -0.364406776198, 1e-9);
  EXPECT_NEAR(normal_expectile(3), -0.436326563794, 1e-9);
}

TEST(NormalExpectile, IsTheMeanWhenLossesCountLikeGains) { EXPECT_EQ(normal_expectile(1), 0); }

TEST(NormalExpectile, ChangesItsSignWithTheRoles) {
  EXPECT_NEAR(normal_expectile(1 / 2.5), -normal_expectile(2.5), 1e-15);
}

TEST(NormalExpectile, BalancesExcessAndWeightedShortfall) {
  for (double const loss_weight : testing::geometric(0.01, 1000, 500)) {
    double const e = normal_expectile(loss_weight);
    double const excess = normal_pdf(e) - e * normal_cdf(-e);
    double const shortfall = normal_pdf(e) + e * normal_cdf(e);
    EXPECT_NEAR(excess, loss_weight * shortfall, 1e-13) << loss_weight;
  }
}

}  // namespace
}  // namespace cxsim
