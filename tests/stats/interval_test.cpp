#include "cxsim/stats/interval.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {
namespace {

std::vector<double> from_one_to(int count) {
  std::vector<double> values;
  for (int value = count; value > 0; --value) {
    values.push_back(value);
  }
  return values;
}

/// P(low <= number of values below the quantile < high): the exact coverage of the ranks.
double coverage(Ranks ranks, double count, double p) {
  auto const cdf = [&](double k) { return incomplete_beta(count - k, k + 1, 1 - p); };
  return cdf(static_cast<double>(ranks.high) - 1) - cdf(static_cast<double>(ranks.low) - 1);
}

TEST(QuantileOfSorted, IsLinearBetweenOrderStatistics) {
  std::vector<double> const sorted{10, 20, 40};
  EXPECT_EQ(quantile_of_sorted(sorted, 0), 10);
  EXPECT_EQ(quantile_of_sorted(sorted, 0.25), 15);
  EXPECT_EQ(quantile_of_sorted(sorted, 0.5), 20);
  EXPECT_EQ(quantile_of_sorted(sorted, 0.75), 30);
  EXPECT_EQ(quantile_of_sorted(sorted, 1), 40);
  EXPECT_EQ(quantile_of_sorted(std::vector<double>{7}, 0.3), 7);
}

TEST(QuantileOfSorted, RefusesAnEmptySample) {
  EXPECT_THROW(static_cast<void>(quantile_of_sorted({}, 0.5)), ContractViolation);
}

TEST(IntervalOfDraws, RunsFromTheFivePercentToTheNinetyFivePercentQuantile) {
  EXPECT_EQ(interval_of_draws(from_one_to(201)), (Interval{11, 191}));
}

TEST(IntervalOfDraws, IsRefusedBelowTwoHundredDraws) {
  EXPECT_EQ(interval_of_draws(from_one_to(199)), std::nullopt);
  EXPECT_NE(interval_of_draws(from_one_to(200)), std::nullopt);
}

TEST(Covers, IncludesBothEnds) {
  EXPECT_TRUE(covers({1, 2}, 1));
  EXPECT_TRUE(covers({1, 2}, 2));
  EXPECT_FALSE(covers({1, 2}, 2.1));
  EXPECT_FALSE(covers({1, 2}, 0.9));
}

TEST(BinomialQuantile, IsTheSmallestCountThatReachesTheProbability) {
  // Of two fair coins: 1/4, 3/4, 1.
  EXPECT_EQ(binomial_quantile(2, 0.5, 0.2), 0u);
  EXPECT_EQ(binomial_quantile(2, 0.5, 0.3), 1u);
  EXPECT_EQ(binomial_quantile(2, 0.5, 0.7), 1u);
  EXPECT_EQ(binomial_quantile(2, 0.5, 0.8), 2u);
  EXPECT_EQ(binomial_quantile(0, 0.5, 0.8), 0u);
}

TEST(QuantileRanks, GivesTheGoldenRanks) {
  EXPECT_EQ(quantile_ranks(1000, 0.05, 0.95), (Ranks{37, 65}));
  EXPECT_EQ(quantile_ranks(1000, 0.5, 0.95), (Ranks{469, 532}));
  EXPECT_EQ(quantile_ranks(1000, 0.95, 0.95), (Ranks{936, 964}));
  EXPECT_EQ(quantile_ranks(200, 0.95, 0.95), (Ranks{184, 197}));
}

TEST(QuantileRanks, CoverTheQuantileWithAtLeastTheConfidence) {
  for (std::size_t const count : {80u, 200u, 1000u, 5000u}) {
    std::optional<Ranks> const ranks = quantile_ranks(count, 0.05, 0.9);
    ASSERT_NE(ranks, std::nullopt) << count;
    EXPECT_GE(coverage(*ranks, static_cast<double>(count), 0.05), 0.9) << count;
  }
}

TEST(QuantileRanks, AreRefusedWhereTheSampleIsTooSmall) {
  EXPECT_EQ(quantile_ranks(20, 0.05, 0.9), std::nullopt);
  EXPECT_EQ(quantile_ranks(20, 0.95, 0.9), std::nullopt);
}

TEST(WilsonInterval, GivesTheGoldenInterval) {
  Interval const interval = wilson_interval(260, 400, 0.95);
  EXPECT_NEAR(interval.low, 0.602031960707, 1e-9);
  EXPECT_NEAR(interval.high, 0.695114350992, 1e-9);
}

TEST(WilsonInterval, StaysInsideZeroAndOneAndNeverHasNoWidth) {
  Interval const never = wilson_interval(0, 200, 0.9);
  EXPECT_EQ(never.low, 0);
  EXPECT_GT(never.high, 0.01);
  Interval const always = wilson_interval(200, 200, 0.9);
  EXPECT_LT(always.low, 0.99);
  EXPECT_EQ(always.high, 1);
  EXPECT_EQ(wilson_interval(0, 0, 0.9), (Interval{0, 1}));
}

}  // namespace
}  // namespace cxsim
