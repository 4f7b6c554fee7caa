#include "cxsim/stats/chi_square.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

// Tabulated critical values: Abramowitz & Stegun, table 26.8.
TEST(ChiSquareUpperTail, GivesThePublishedCriticalValues) {
  EXPECT_NEAR(chi_square_upper_tail(3.84146, 1), 0.05, 5e-7);
  EXPECT_NEAR(chi_square_upper_tail(18.3070, 10), 0.05, 5e-6);
  EXPECT_NEAR(chi_square_upper_tail(29.5883, 10), 0.001, 1e-7);
  EXPECT_NEAR(chi_square_upper_tail(124.342, 100), 0.05, 2e-5);
}

TEST(ChiSquareUpperTail, IsExponentialWithTwoDegrees) {
  EXPECT_NEAR(chi_square_upper_tail(7, 2) / std::exp(-3.5), 1, 1e-14);
  EXPECT_NEAR(chi_square_upper_tail(100, 2) / std::exp(-50.0), 1, 1e-13);
  EXPECT_EQ(chi_square_upper_tail(0, 2), 1);
}

TEST(ChiSquareUpperTail, RefusesToWorkWithoutDegrees) {
  EXPECT_THROW(static_cast<void>(chi_square_upper_tail(1, 0)), ContractViolation);
}

TEST(ChiSquareStatistic, SumsTheRelativeSquaresOfTheGaps) {
  EXPECT_DOUBLE_EQ(
      chi_square_statistic(std::vector<double>{8, 12, 10}, std::vector<double>{10, 10, 10}), 0.8);
}

TEST(ChiSquareStatistic, IsInfiniteWhenTheImpossibleWasSeen) {
  EXPECT_EQ(chi_square_statistic(std::vector<double>{0, 5}, std::vector<double>{0, 5}), 0);
  EXPECT_EQ(chi_square_statistic(std::vector<double>{1, 4}, std::vector<double>{0, 5}),
            std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace cxsim
