#include "cxsim/experiment/figures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

DrawModel shop_model(Scenario const& shop) {
  std::vector<Portfolio> const baseline{Portfolio{}};
  Sampling sampling;
  sampling.customers = 100;
  return *prepare_draw(shop, baseline, sampling, 0);
}

/// Twelve months with the same monthly churn of two percent, in one segment of the shop.
PortfolioTally constant_churn() {
  PortfolioTally tally(12, 2, 3, 0);
  double customers = 1000;
  for (int month = 1; month <= 12; ++month) {
    MonthTally& one = tally.at(month, SegmentId{0});
    one.customers = customers;
    one.lost = {customers * 0.01, customers * 0.006, customers * 0.004};
    one.margin = customers * 10;
    customers *= 0.98;
  }
  return tally;
}

TEST(FiguresOf, AnnualChurnIsOneMinusTheProductOfMonthlyStaying) {
  Scenario const shop = test::shop();
  Figures const figures = figures_of(shop, shop_model(shop), {}, constant_churn(), 1);
  EXPECT_NEAR(figures[Figure::annual_churn], 1 - std::pow(0.98, 12), 1e-12);
  EXPECT_NEAR(figures[Figure::leavers], 100'000 * (1 - std::pow(0.98, 12)), 1e-7);
}

TEST(FiguresOf, MarginIsDiscountedAtTheEndOfEachMonth) {
  Scenario const shop = test::shop();
  Figures const figures = figures_of(shop, shop_model(shop), {}, constant_churn(), 1);
  // Geometric series with ratio .98/(1.1)^(1/12), first payment after one month.
  double const v = std::pow(1.1, -1.0 / 12);
  double const q = 0.98 * v;
  EXPECT_NEAR(figures[Figure::margin], 10'000 * v * (1 - std::pow(q, 12)) / (1 - q), 1e-6);
}

TEST(WorkCost, IsOneOffAtTheStartAndMonthlyWhileItRuns) {
  Scenario const shop = test::shop();
  DrawModel const model = shop_model(shop);
  // "fix": 50,000 in month 3, then 1,000 a month to month 12.
  double expected = 50'000 * std::pow(1.1, -3.0 / 12);
  for (int month = 3; month <= 12; ++month) {
    expected += 1000 * std::pow(1.1, -month / 12.0);
  }
  EXPECT_NEAR(work_cost(shop, model, {InitiativeId{0}}), expected, 1e-6);
}

TEST(MonthFigures, DivideByCustomersAndVisits) {
  MonthTally month;
  month.customers = 500;
  month.lost = {1, 2, 2};
  month.promoters = 200;
  month.detractors = 150;
  month.satisfaction = 35'000;
  month.visits = 1000;
  month.experience = 72'000;
  month.complaints = 5;
  MonthFigures const figures = month_figures(month, {.calls = 40, .abandoned = 10, .minutes = 100});
  EXPECT_EQ(figures[static_cast<std::size_t>(MonthFigure::churn)], 0.01);
  EXPECT_EQ(figures[static_cast<std::size_t>(MonthFigure::nps)], 10);
  EXPECT_EQ(figures[static_cast<std::size_t>(MonthFigure::satisfaction)], 70);
  EXPECT_EQ(figures[static_cast<std::size_t>(MonthFigure::csat)], 72);
  EXPECT_EQ(figures[static_cast<std::size_t>(MonthFigure::complaints)], 10);
  EXPECT_EQ(figures[static_cast<std::size_t>(MonthFigure::mean_wait)], 2.5);
  EXPECT_EQ(figures[static_cast<std::size_t>(MonthFigure::gave_up)], 0.25);
}

}  // namespace
}  // namespace cxsim
