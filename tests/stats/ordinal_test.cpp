#include "cxsim/stats/ordinal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace cxsim {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

// Golden values G23 of science §1.2.
std::vector<double> const golden{0.05, 0.10, 0.20, 0.40, 0.25};

TEST(Ordinal, GivesTheGoldenThresholds) {
  EXPECT_THAT(ordinal_thresholds(golden),
              ElementsAre(DoubleNear(-1.64485362695, 1e-9), DoubleNear(-1.03643338949, 1e-9),
                          DoubleNear(-0.385320466408, 1e-9), DoubleNear(0.674489750196, 1e-9)));
}

TEST(Ordinal, GivesTheGoldenSharesAfterAShift) {
  EXPECT_NEAR(top_two_share(golden), 0.65, 1e-12);
  EXPECT_NEAR(mean_rating(golden), 3.7, 1e-12);
  std::vector<double> const shifted = shifted_shares(ordinal_thresholds(golden), 0.3);
  EXPECT_NEAR(top_two_share(shifted), 0.753429140173, 1e-9);
  EXPECT_NEAR(mean_rating(shifted), 3.99084900237, 1e-9);
}

TEST(Ordinal, KeepsTheSharesWithoutAShift) {
  EXPECT_THAT(shifted_shares(ordinal_thresholds(golden), 0),
              ElementsAre(DoubleNear(0.05, 1e-15), DoubleNear(0.10, 1e-15), DoubleNear(0.20, 1e-15),
                          DoubleNear(0.40, 1e-15), DoubleNear(0.25, 1e-15)));
}

TEST(Ordinal, NeverAnswersACategoryOfProbabilityZero) {
  std::vector<double> const shares{0, 0.4, 0.6, 0};
  std::vector<double> const thresholds = ordinal_thresholds(shares);
  EXPECT_EQ(thresholds.front(), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(thresholds.back(), std::numeric_limits<double>::infinity());
  std::vector<double> const shifted = shifted_shares(thresholds, -0.7);
  EXPECT_EQ(shifted.front(), 0);
  EXPECT_EQ(shifted.back(), 0);
}

}  // namespace
}  // namespace cxsim
