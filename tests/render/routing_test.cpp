#include "cxsim/render/routing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cxsim {
namespace {

[[nodiscard]] RoutingGrid grid(std::size_t rows, std::size_t bands, std::vector<GridPlace> cards) {
  RoutingGrid result;
  result.rows = rows;
  result.bands = bands;
  result.cards = std::move(cards);
  result.card_width = 100;
  result.row_heights.assign(rows, 60);
  result.row_gaps.assign(rows + 1, 0);
  result.band_gaps.assign(bands + 1, 0);
  return result;
}

TEST(RouteAll, GoesStraightToTheNeighbourOnTheRight) {
  auto const routing = route_all(grid(1, 2, {{0, 0}, {0, 1}}), {{0, 1, 0, 1, 20}});
  Box const& from = routing.cards[0];
  Box const& to = routing.cards[1];
  EXPECT_THAT(routing.routes[0], testing::ElementsAre(Point{from.right, from.centre().y},
                                                      Point{to.left, to.centre().y}));
}

TEST(RouteAll, GoesStraightDownToTheNeighbourBelow) {
  auto const routing = route_all(grid(2, 1, {{0, 0}, {1, 0}}), {{0, 1, 0, 1, 20}});
  Box const& from = routing.cards[0];
  Box const& to = routing.cards[1];
  EXPECT_THAT(routing.routes[0], testing::ElementsAre(Point{from.centre().x, from.bottom},
                                                      Point{to.centre().x, to.top}));
}

TEST(RouteAll, GoesStraightAcrossAnEmptyPlace) {
  auto const routing = route_all(grid(1, 3, {{0, 0}, {0, 2}}), {{0, 1, 0, 1, 20}});
  EXPECT_EQ(routing.routes[0].size(), 2U);
}

TEST(RouteAll, GoesRoundACardInTheWay) {
  auto const routing = route_all(grid(1, 3, {{0, 0}, {0, 1}, {0, 2}}), {{0, 2, 0, 1, 20}});
  Box const& between = routing.cards[1];
  ASSERT_GT(routing.routes[0].size(), 2U);
  for (std::size_t step = 0; step + 1 < routing.routes[0].size(); ++step) {
    Point const a = routing.routes[0][step];
    Point const b = routing.routes[0][step + 1];
    EXPECT_FALSE(between.overlaps({std::min(a.x, b.x), std::min(a.y, b.y),
                                   std::max(a.x, b.x) + 0.01, std::max(a.y, b.y) + 0.01}));
  }
}

TEST(RouteAll, LeadsALoopFromTheRightSideOverTheCornerToTheTop) {
  auto const routing = route_all(grid(1, 1, {{0, 0}}), {{0, 0, 0, 1, 20}});
  Box const& card = routing.cards[0];
  EXPECT_EQ(routing.routes[0].size(), 5U);
  EXPECT_EQ(routing.routes[0].front().x, card.right);
  EXPECT_EQ(routing.routes[0].back().y, card.top);
}

TEST(RouteAll, GivesThereAndBackTheirOwnTracks) {
  auto const routing =
      route_all(grid(1, 2, {{0, 0}, {0, 1}}), {{0, 1, 0, 2, 20}, {1, 0, 1, 1, 20}});
  EXPECT_GT(std::abs(routing.routes[0].front().y - routing.routes[1].front().y), 8);
}

TEST(RouteAll, JoinsLinesOfOneBundleBeforeTheirCard) {
  auto const routing =
      route_all(grid(6, 2, {{0, 0}, {1, 0}, {5, 1}}), {{0, 2, 7, 1, 20}, {1, 2, 7, 1, 20}});
  EXPECT_EQ(routing.routes[0].back(), routing.routes[1].back());
}

TEST(RouteAll, KeepsLinesOfDifferentBundlesApartAtTheirCard) {
  auto const routing =
      route_all(grid(6, 2, {{0, 0}, {1, 0}, {5, 1}}), {{0, 2, 0, 1, 20}, {1, 2, 1, 1, 20}});
  EXPECT_NE(routing.routes[0].back(), routing.routes[1].back());
}

TEST(RouteAll, WidensTheGutterForMoreLines) {
  std::vector<GridPlace> const places{{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}};
  auto const few = route_all(grid(3, 2, places), {{0, 5, 0, 1, 20}});
  auto const many = route_all(grid(3, 2, places), {{0, 5, 0, 1, 20},
                                                   {1, 5, 1, 1, 20},
                                                   {2, 3, 2, 1, 20},
                                                   {1, 3, 3, 1, 20},
                                                   {0, 4, 4, 1, 20},
                                                   {2, 4, 5, 1, 20}});
  EXPECT_GT(many.width, few.width);
}

TEST(RouteAll, MakesACardTallerWhenManyLinesLeaveIt) {
  std::vector<GridPlace> places;
  std::vector<RouteRequest> requests;
  for (std::size_t row = 0; row < 7; ++row) {
    places.push_back({row, 1});
    requests.push_back({7, row, row, 1, 20});
  }
  places.push_back({3, 0});
  RoutingGrid low = grid(7, 2, places);
  low.row_heights.assign(7, 20);
  auto const routing = route_all(low, requests);
  EXPECT_GT(routing.cards[7].height(), routing.cards[0].height());
}

}  // namespace
}  // namespace cxsim
