#include "cxsim/simulation/population.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "cxsim/simulation/sampling.hpp"

namespace cxsim {
namespace {

PopulationPlan plan() {
  PopulationPlan plan;
  plan.seed = RandomKey{3};
  plan.horizon = 6;
  plan.segments = {SegmentId{0}, SegmentId{1}};
  plan.simulated = {600, 400};
  plan.real = {60'000, 40'000};
  plan.monthly_inflow = {600, 100};
  plan.segment_hash = {11, 12};
  plan.leniency_sd = 0.35;
  return plan;
}

std::vector<Customer> everybody(PopulationPlan const& plan) {
  std::vector<Customer> all;
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    auto const dealt = deal_batch(plan, batch);
    all.insert(all.end(), dealt.begin(), dealt.end());
  }
  return all;
}

TEST(Stratify, FollowsTheSharesAndSumsToTheTotal) {
  auto const counts = stratify(1000, {0.45, 0.33, 0.17, 0.05});
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), 1000U);
  EXPECT_GE(counts[3], 62U);
  EXPECT_GT(counts[0], counts[1]);
}

TEST(DealBatch, RepresentsEveryCustomerOfTheFirmOnce) {
  double start = 0;
  double entrants = 0;
  for (Customer const& customer : everybody(plan())) {
    (customer.entry_month == 0 ? start : entrants) += customer.represents;
  }
  EXPECT_NEAR(start, 100'000, 1e-6);
  EXPECT_NEAR(entrants, 6 * 700, 1e-6);
}

TEST(DealBatch, GivesCustomersDifferentKeysAndTheDeclaredLeniency) {
  auto const all = everybody(plan());
  double square = 0;
  std::vector<std::uint64_t> keys;
  for (Customer const& customer : all) {
    square += customer.leniency * customer.leniency;
    keys.push_back(customer.key.bits);
  }
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
  auto const count = static_cast<double>(all.size());
  // Mean square of n normals: standard error σ²·√(2/n).
  EXPECT_NEAR(square / count, 0.1225, 4.5 * 0.1225 * std::sqrt(2 / count));
}

TEST(DealBatch, KeepsCustomersWhenMoreAreSimulated) {
  PopulationPlan larger = plan();
  larger.simulated = {1200, 800};
  EXPECT_EQ(deal_batch(plan(), 3).front().key, deal_batch(larger, 3).front().key);
}

TEST(Contract, StaysInEquilibriumBetweenInTermAndOut) {
  constexpr int customers = 20'000;
  int out_at_start = 0;
  int out_later = 0;
  for (std::uint32_t i = 0; i < customers; ++i) {
    RandomKey const key = derive(RandomKey{8}, i, 0, 0, 0);
    auto contract = ContractState::at_start(key, 24, 0.22);
    out_at_start += contract.in_term() ? 0 : 1;
    for (int month = 1; month <= 30; ++month) {
      contract.advance(key, month, 24, 0.22);
    }
    out_later += contract.in_term() ? 0 : 1;
  }
  double const p = (1 / 0.22) / (1 / 0.22 + 24);
  double const error = std::sqrt(p * (1 - p) / customers);
  EXPECT_NEAR(static_cast<double>(out_at_start) / customers, p, 4.5 * error);
  EXPECT_NEAR(static_cast<double>(out_later) / customers, p, 4.5 * error);
}

}  // namespace
}  // namespace cxsim
