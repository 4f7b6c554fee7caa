#include "cxsim/map/map.hpp"

#include <gtest/gtest.h>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

TEST(ExpectedVisits, CountRepeatsOfALoopAsAGeometricSeries) {
  Scenario const shop = test::shop();
  auto const visits = expected_visits(shop.map, shop.parameters.best_guesses(), SegmentId{0});
  // Hotline: 0.05 calls and 3·.05·.4 from the app, each leading to another call with .2·.3.
  double const calls = (0.05 + 3 * 0.05 * 0.4) / (1 - 0.2 * 0.3);
  EXPECT_NEAR(visits[0], 3, 1e-12);
  EXPECT_NEAR(visits[1], calls, 1e-12);
  EXPECT_NEAR(visits[2], calls * 0.2 * 0.2, 1e-12);
}

TEST(ExpectedVisits, GrowWithTheVolumeOfAJourney) {
  Scenario shop = test::shop();
  ASSERT_TRUE(shop.parameters.set("journeys/buy/volume", 2));
  auto const visits = expected_visits(shop.map, shop.parameters.best_guesses(), SegmentId{0});
  EXPECT_NEAR(visits[0], 6, 1e-12);
}

}  // namespace
}  // namespace cxsim
