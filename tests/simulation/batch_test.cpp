#include "cxsim/simulation/batch.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

BatchTally run(Scenario const& scenario, std::vector<Portfolio> const& portfolios,
               std::uint32_t customers = 200, ChurnMode churn = ChurnMode::implicit) {
  Sampling sampling;
  sampling.customers = customers;
  sampling.churn = churn;
  auto const model = prepare_draw(scenario, portfolios, sampling, 0);
  BatchTally sum = simulate_batch(*model, 0);
  for (std::uint32_t batch = 1; batch < batches_per_draw; ++batch) {
    sum += simulate_batch(*model, batch);
  }
  return sum;
}

void expect_same(PortfolioTally const& a, PortfolioTally const& b) {
  ASSERT_EQ(a.months.size(), b.months.size());
  for (std::size_t i = 0; i < a.months.size(); ++i) {
    EXPECT_EQ(a.months[i].customers, b.months[i].customers) << i;
    EXPECT_EQ(a.months[i].satisfaction, b.months[i].satisfaction) << i;
    EXPECT_EQ(a.months[i].lost, b.months[i].lost) << i;
    EXPECT_EQ(a.months[i].experience, b.months[i].experience) << i;
    EXPECT_EQ(a.months[i].contact_cost, b.months[i].contact_cost) << i;
  }
  EXPECT_EQ(a.residual, b.residual);
}

TEST(SimulateBatch, CustomersAreThoseBeforeLessTheLostPlusTheInflow) {
  Scenario const shop = test::shop();
  BatchTally const sum = run(shop, {Portfolio{}});
  double const inflow = 60'000 * (1 - std::pow(1 - 0.18, 1.0 / 12));
  for (int month = 1; month < 12; ++month) {
    MonthTally const& now = sum.portfolios[0].at(month, SegmentId{0});
    MonthTally const& next = sum.portfolios[0].at(month + 1, SegmentId{0});
    EXPECT_NEAR(next.customers, now.customers - now.lost_in_all() + inflow, 1e-6);
  }
}

TEST(SimulateBatch, BeforeTheFirstEventTheBaselineIsTheReferenceBitForBit) {
  BatchTally const sum = run(test::shop(), {Portfolio{}});
  MonthTally const& reference = sum.reference.at(1, SegmentId{0});
  MonthTally const& baseline = sum.portfolios[0].at(1, SegmentId{0});
  EXPECT_EQ(reference.satisfaction, baseline.satisfaction);
  EXPECT_EQ(reference.lost, baseline.lost);
  EXPECT_LT(sum.portfolios[0].at(3, SegmentId{0}).satisfaction,
            sum.reference.at(3, SegmentId{0}).satisfaction);
}

TEST(SimulateBatch, APortfolioRunsTheSameAloneAndBesideOthers) {
  Scenario const shop = test::shop();
  Portfolio const fix{InitiativeId{0}};
  Portfolio const train{InitiativeId{1}};
  BatchTally const together = run(shop, {Portfolio{}, train, fix});
  BatchTally const alone = run(shop, {Portfolio{}, fix});
  expect_same(together.portfolios[2], alone.portfolios[1]);
  expect_same(together.portfolios[0], alone.portfolios[0]);
}

TEST(SimulateBatch, WalksAgainOnlyWhatMeetsAChange) {
  Scenario const shop = test::shop();
  Portfolio const train{InitiativeId{1}};
  BatchTally const sum = run(shop, {Portfolio{}, train});
  EXPECT_GT(sum.episodes_reused, 0U);
  // Reused episodes must not change a thing: the first portfolio, walked as the first, is the same
  // as when every episode of it was walked fresh because it stands alone.
  expect_same(run(shop, {Portfolio{}}).portfolios[0], sum.portfolios[0]);
}

TEST(SimulateBatch, ContactsComplaintsAndCostFollowTheVisits) {
  BatchTally const sum = run(test::shop(), {Portfolio{}});
  double hotline = 0;
  double complaints = 0;
  MonthTally all;
  for (int month = 1; month <= 12; ++month) {
    hotline += sum.portfolios[0].at(month, TouchpointId{1}).visits;
    complaints += sum.portfolios[0].at(month, TouchpointId{2}).visits;
    all += sum.portfolios[0].month_total(month);
  }
  EXPECT_NEAR(all.contacts, hotline, 1e-6);
  EXPECT_NEAR(all.complaints, complaints, 1e-6);
  EXPECT_NEAR(all.contact_cost, 12 * hotline + 20 * complaints, 1e-5);
}

TEST(SimulateBatch, SampledChurnTakesWholeCustomers) {
  BatchTally const sum = run(test::shop(), {Portfolio{}}, 200, ChurnMode::sampled);
  Sampling sampling;
  sampling.customers = 200;
  std::vector<Portfolio> const baseline{Portfolio{}};
  auto const model = prepare_draw(test::shop(), baseline, sampling, 0);
  double const represents = 60'000.0 / model->population.simulated[0];
  // In month 1 only customers from the start are there, each standing for the same number.
  double const lost = sum.portfolios[0].at(1, SegmentId{0}).lost_in_all() / represents;
  EXPECT_NEAR(lost, std::round(lost), 1e-9);
  EXPECT_GT(lost, 0);
}

}  // namespace
}  // namespace cxsim
