#include "cxsim/stats/three_point.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace cxsim {
namespace {

TEST(ThreePoint, TakesThePessimisticEndAtEitherSide) {
  EXPECT_EQ(three_point(0.10, 0.08, 0.06), (ThreePoint{0.06, 0.08, 0.10}));
  EXPECT_EQ(three_point(70, 74, 76), (ThreePoint{70, 74, 76}));
  EXPECT_EQ(three_point(5, 5, 5), certain(5));
}

TEST(ThreePoint, RefusesALikelyValueOutsideTheEnds) {
  EXPECT_EQ(three_point(0.06, 0.12, 0.10), std::nullopt);
  EXPECT_EQ(three_point(0.06, std::numeric_limits<double>::quiet_NaN(), 0.10), std::nullopt);
  EXPECT_EQ(three_point(0, 1, std::numeric_limits<double>::infinity()), std::nullopt);
}

}  // namespace
}  // namespace cxsim
