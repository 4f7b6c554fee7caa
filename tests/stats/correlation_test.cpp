#include "cxsim/stats/correlation.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace cxsim {
namespace {

TEST(SquaredCorrelation, IsOneOnAnyLineThatRisesOrFalls) {
  std::vector<double> const x{1, 2, 3, 4};
  EXPECT_DOUBLE_EQ(squared_correlation(x, std::vector<double>{3, 5, 7, 9}), 1);
  EXPECT_DOUBLE_EQ(squared_correlation(x, std::vector<double>{4, 3, 2, 1}), 1);
}

TEST(SquaredCorrelation, IsZeroWhenOneNeverChanges) {
  EXPECT_EQ(squared_correlation(std::vector<double>{1, 2, 3}, std::vector<double>{5, 5, 5}), 0);
}

TEST(SquaredCorrelation, AgreesWithAHandCalculation) {
  std::vector<double> const x{1, 2, 3};
  std::vector<double> const y{2, 1, 3};  // means 2 and 2, Sxx = 2, Syy = 2, Sxy = 1
  EXPECT_DOUBLE_EQ(squared_correlation(x, y), 0.25);
}

}  // namespace
}  // namespace cxsim
