#include "cxsim/experiment/precision.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "cxsim/random/keyed.hpp"
#include "cxsim/stats/estimate.hpp"
#include "cxsim/stats/math.hpp"
#include "small_experiments.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::expect_same_figures;
using test::run;
using test::small;

constexpr double sd_between = 3;
constexpr double sd_within = 40;  ///< of one customer
constexpr std::uint32_t batches = 20;
constexpr std::uint32_t customers = 100;

[[nodiscard]] double normal_at(std::uint32_t run, std::uint32_t draw, std::uint32_t batch) {
  return normal_quantile(uniform(block(RandomKey{7}, run, draw, batch, 0)[0]));
}

/// Draws of a figure with known variances, as batches of customers give them.
struct KnownDraws {
  std::vector<double> values;
  std::vector<double> noise;
};
[[nodiscard]] KnownDraws known_draws(std::uint32_t run, std::uint32_t count) {
  KnownDraws draws;
  for (std::uint32_t draw = 0; draw < count; ++draw) {
    Accumulator batch_means;
    for (std::uint32_t batch = 1; batch <= batches; ++batch) {
      batch_means.add(sd_within / std::sqrt(customers / batches) * normal_at(run, draw, batch));
    }
    draws.values.push_back(10 + sd_between * normal_at(run, draw, 0) + batch_means.mean());
    draws.noise.push_back(batch_means.variance() / batches);
  }
  return draws;
}

TEST(AssessMean, FindsBothVariancesOfAKnownSample) {
  Accumulator between;
  Accumulator per_customer;
  for (std::uint32_t run = 0; run < 2000; ++run) {
    KnownDraws const draws = known_draws(run, 60);
    MeanPrecision const found = assess_mean(draws.values, draws.noise, customers, 1);
    between.add(found.variance.between);
    per_customer.add(found.variance.per_customer);
  }
  Estimate const a = between.estimate();
  Estimate const b = per_customer.estimate();
  EXPECT_LT(std::fabs(a.mean - sd_between * sd_between), 4.5 * a.standard_error);
  EXPECT_LT(std::fabs(b.mean - sd_within * sd_within), 4.5 * b.standard_error);
  // A tenth would be seen.
  EXPECT_LT(4.5 * a.standard_error, 0.1 * sd_between * sd_between);
  EXPECT_LT(4.5 * b.standard_error, 0.1 * sd_within * sd_within);
}

TEST(AssessMean, CoversTheTruthInNineOfTenRuns) {
  constexpr int runs = 2000;
  int covered = 0;
  for (std::uint32_t run = 0; run < runs; ++run) {
    KnownDraws const draws = known_draws(run, 30);
    MeanPrecision const found = assess_mean(draws.values, draws.noise, customers, 1);
    covered += std::fabs(found.mean - 10) <= found.half_width ? 1 : 0;
  }
  EXPECT_LT(std::fabs(covered - 0.9 * runs), 4.5 * std::sqrt(runs * 0.9 * 0.1));
}

TEST(AssessMean, KnowsNothingOfOneDraw) {
  EXPECT_TRUE(std::isinf(assess_mean(std::array{1.0}, std::array{0.0}, 100, 1).half_width));
}

TEST(ErrorOfMean, TakesBlocksWhereDrawsBelongTogether) {
  // Every block has the same mean: the draws spread, the mean does not.
  EXPECT_NEAR(error_of_mean(std::array{1.0, 3.0, 3.0, 1.0, 0.0, 4.0}, 2).standard_error, 0, 1e-12);
  // Means 1 and 3 of two blocks: variance 2, of the mean 1.
  MeanError const error = error_of_mean(std::array{0.0, 2.0, 2.0, 4.0}, 2);
  EXPECT_NEAR(error.standard_error, 1, 1e-12);
  EXPECT_EQ(error.degrees, 1);
}

TEST(CheapestCustomers, AreThoseOfTheClosedForm) {
  // √(250 · 16,000 / 1) = 2,000; noise is not shown.
  PrecisionNeed const need{{1, 16'000}, 0.001, {}};
  SampleBounds bounds;
  bounds.most_work = 1'000'000'000'000;
  std::uint32_t const found = cheapest_customers({&need, 1}, bounds, 20);
  auto const cost = [](double n) { return (customers_worth_a_draw + n) * (1 + 16'000 / n); };
  EXPECT_NEAR(found, 2000, 2000 * 0.19);
  EXPECT_LT(cost(found), 1.01 * cost(2000));
}

TEST(CheapestCustomers, StayWhereAChangeIsNotWorthIt) {
  PrecisionNeed const need{{1, 16'000}, 0.001, {}};
  EXPECT_EQ(cheapest_customers({&need, 1}, {}, 1700), 1700U);
  EXPECT_NE(cheapest_customers({&need, 1}, {}, 300), 300U);
}

TEST(CheapestCustomers, AreManyEnoughForQuietIntervals) {
  // √(250 · 10) = 50 would be cheapest; below 5 % noise needs
  // 10 / n <= 0.05 · (1 + 10 / n).
  PrecisionNeed const need{{1, 10}, 0.01, 1};
  std::uint32_t const found = cheapest_customers({&need, 1}, {}, 50);
  EXPECT_GE(found, 190U);
  EXPECT_LT(found, 190 * 1.25);
}

TEST(DrawsNeeded, GrowWithTheSquareOfThePrecision) {
  PrecisionNeed const coarse{{1, 0}, 0.02, {}};
  PrecisionNeed const fine{{1, 0}, 0.01, {}};
  EXPECT_NEAR(draws_needed({&fine, 1}, 100, 30) / draws_needed({&coarse, 1}, 100, 30), 4, 0.01);
  PrecisionNeed const met{{1, 0}, 10, {}};
  EXPECT_EQ(draws_needed({&met, 1}, 100, 200), 200);
}

TEST(ExtendExperiment, GivesWhatOneRunFromTheStartGivesBitForBit) {
  Scenario const shop = test::shop();
  std::vector<Portfolio> const portfolios{{}, {InitiativeId{0}}};
  Experiment const at_once = run(shop, portfolios, small(17), 2);
  SilentObserver observer;
  Experiment const grown =
      *extend_experiment(shop, run(shop, portfolios, small(5), 3), 17, 1, observer);
  ASSERT_EQ(grown.draws.size(), 17U);
  EXPECT_EQ(grown.sampling.draws, 17U);
  for (std::size_t draw = 0; draw < grown.draws.size(); ++draw) {
    expect_same_figures(grown.draws[draw].portfolios[1], at_once.draws[draw].portfolios[1]);
  }
  EXPECT_EQ(grown.portfolio_sums[1].month_total(12, shop.map.segments.keys()).margin,
            at_once.portfolio_sums[1].month_total(12, shop.map.segments.keys()).margin);
  EXPECT_EQ(grown.episodes_walked, at_once.episodes_walked);
}

}  // namespace
}  // namespace cxsim
