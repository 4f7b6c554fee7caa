#include "cxsim/experiment/replay.hpp"

#include <gmock/gmock.h>

#include "small_experiments.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::run;
using test::small;
using testing::HasSubstr;

/// Adds up what it is told, as the simulation does, in another order.
class Sums final : public LifeWatcher {
 public:
  explicit Sums(std::size_t horizon) : customers(horizon), visits(horizon), lost(horizon) {}

  void lived(LivedMonth const& month) override {
    auto const place = static_cast<std::size_t>(month.month - 1);
    double const represents = month.customer.represents;
    customers[place] += represents * month.present_before;
    visits[place] +=
        represents * month.present_before * static_cast<double>(month.record.visits.size());
    lost[place] += represents * (month.present_before - month.present_after);
  }

  std::vector<double> customers;
  std::vector<double> visits;
  std::vector<double> lost;
};

class WatchDraw : public testing::TestWithParam<ChurnMode> {};

TEST_P(WatchDraw, TellsTheLivesThatAFullRunAddsUp) {
  Scenario const shop = test::shop();
  Sampling sampling = small(3);
  sampling.churn = GetParam();
  Portfolio const both{InitiativeId{0}, InitiativeId{1}};
  Experiment const full = run(shop, {{}, {InitiativeId{0}}, both}, sampling);
  Sums last(static_cast<std::size_t>(full.horizon));
  ASSERT_TRUE(watch_draw(shop, both, sampling, 2, last));
  sampling.draws = 2;
  Experiment const without_last = run(shop, {{}, {InitiativeId{0}}, both}, sampling);
  for (int month = 1; month <= full.horizon; ++month) {
    MonthTally of_draw;
    MonthTally others;
    for (SegmentId const segment : shop.map.segments.keys()) {
      of_draw += full.portfolio_sums[2].at(month, segment);
      others += without_last.portfolio_sums[2].at(month, segment);
    }
    auto const place = static_cast<std::size_t>(month - 1);
    // Sums of some 10^5 addends of one sign: rounding stays below 10^5 × 1.1e-16 relative.
    double const total = of_draw.customers;
    EXPECT_NEAR(last.customers[place], of_draw.customers - others.customers, 1e-10 * total);
    EXPECT_NEAR(last.visits[place], of_draw.visits - others.visits, 1e-10 * of_draw.visits);
    EXPECT_NEAR(last.lost[place], of_draw.lost_in_all() - others.lost_in_all(), 1e-10 * total);
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, WatchDraw,
                         testing::Values(ChurnMode::implicit, ChurnMode::sampled));

TEST(ReplayLife, IsTheSameForAnyNumberOfDraws) {
  Scenario const shop = test::shop();
  auto const few = replay_life(shop, {}, small(2), 1, 17);
  auto const many = replay_life(shop, {}, small(50), 1, 17);
  ASSERT_TRUE(few);
  ASSERT_TRUE(many);
  ASSERT_EQ(few->months.size(), 12);
  EXPECT_EQ(few->months.back().after.satisfaction, many->months.back().after.satisfaction);
  EXPECT_EQ(few->months.back().present_after, many->months.back().present_after);
}

TEST(ReplayLife, HasTheSameLuckUntilAnInitiativeBegins) {
  Scenario const shop = test::shop();
  Portfolio const fix{InitiativeId{0}};  // from month 3
  auto const alone = replay_life(shop, {}, small(1), 0, 5);
  auto const fixed = replay_life(shop, fix, small(1), 0, 5);
  ASSERT_TRUE(alone);
  ASSERT_TRUE(fixed);
  EXPECT_EQ(alone->months[1].after.satisfaction, fixed->months[1].after.satisfaction);
  EXPECT_GE(fixed->months[11].present_after, alone->months[11].present_after);
}

TEST(ReplayLife, BeginsInTheMonthInWhichTheCustomerEnters) {
  Scenario const shop = test::shop();
  Sampling const sampling = small(1, 200);
  auto const entrant = replay_life(shop, {}, sampling, 0, 201);
  ASSERT_TRUE(entrant);
  EXPECT_EQ(entrant->customer.entry_month, 1);
  EXPECT_EQ(entrant->months.front().month, 1);
  EXPECT_EQ(entrant->customer.number, 201);
}

TEST(ReplayLife, SaysHowManyCustomersThereAre) {
  auto const nobody = replay_life(test::shop(), {}, small(1, 200), 0, 100'000);
  ASSERT_FALSE(nobody);
  EXPECT_THAT(to_text(*nobody.error().begin(), Language::english),
              HasSubstr("there is no customer 100000 in draw 1 (customers count from 1 to "));
  EXPECT_FALSE(replay_life(test::shop(), {}, small(1, 200), 0, 0));
}

}  // namespace
}  // namespace cxsim
