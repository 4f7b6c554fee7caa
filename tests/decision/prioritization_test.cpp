#include "cxsim/decision/prioritization.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

Prioritization prioritized(Scenario const& scenario, std::uint32_t draws = 20) {
  Sampling sampling;
  sampling.draws = draws;
  sampling.customers = 200;
  SilentObserver observer;
  return *prioritize(scenario, sampling, 0, observer);
}

double mean_gain(Comparison const& comparison) {
  return comparison.difference[Figure::npv].estimate.mean;
}

/// The shop with a second, identical copy of "fix" and what \p more says of it.
Scenario shop_with_twin(std::string const& more) {
  return test::read_scenario(
      test::replaced(test::shop_scenario_text(), R"("train": {"name")",
                     R"("fix_again": {"name": "Fix the app again", "department": "digital",
      "start": 3, "cost": {"one_off": 50000, "monthly": 1000}, )" +
                         more + R"(
      "effects": {"errors": {"change": "touchpoints/app/failure", "multiply": 0.4}}},
    "train": {"name")"),
      test::shop_map_text());
}

TEST(Prioritize, RanksByMeanGainAndCountsEveryDrawOnce) {
  Prioritization const result = prioritized(test::shop());
  ASSERT_EQ(result.ranking.size(), 2U);
  EXPECT_GE(mean_gain(result.ranking[0].alone), mean_gain(result.ranking[1].alone));
  std::uint32_t const best = std::accumulate(
      result.ranking.begin(), result.ranking.end(), result.draws_nothing_best,
      [](std::uint32_t sum, RankedInitiative const& one) { return sum + one.draws_best; });
  EXPECT_EQ(best, 20U);
}

TEST(Prioritize, GainsInOrderAddUpToTheJointGain) {
  Prioritization const result = prioritized(test::shop());
  double sum = 0;
  for (RankedInitiative const& ranked : result.ranking) {
    sum += ranked.added_npv.estimate.mean;
  }
  double const joint = mean_gain(result.all_together);
  EXPECT_NEAR(sum, joint, 1e-9 * std::abs(joint));
  EXPECT_NEAR(mean_gain(result.in_order[1]), mean_gain(result.ranking[0].alone),
              1e-9 * std::abs(joint));
}

TEST(Prioritize, ATwinAddsLessThanItBringsAlone) {
  Prioritization const result = prioritized(shop_with_twin(""));
  EXPECT_LT(result.interaction.estimate.mean, 0);
}

TEST(Prioritize, AnExcludedInitiativeIsLeftOutOfAllTogether) {
  Prioritization const result = prioritized(shop_with_twin(R"("excludes": ["fix"],)"), 4);
  EXPECT_EQ(result.all_together.portfolio.size(), 2U);
  EXPECT_EQ(result.left_out.size(), 1U);
}

TEST(Prioritize, AnInitiativeIsJudgedWithWhatItNeeds) {
  Scenario const scenario = shop_with_twin(R"("needs": ["fix"],)");
  Prioritization const result = prioritized(scenario, 4);
  for (RankedInitiative const& ranked : result.ranking) {
    bool const is_twin = scenario.initiatives[ranked.initiative].id == "fix_again";
    EXPECT_EQ(ranked.alone.portfolio.size(), is_twin ? 2U : 1U);
  }
}

TEST(Prioritize, WhatAnInitiativeNeedsIsCountedOnceInTheSumOfSingles) {
  // "tell" does nothing but needs "fix" and "train"; they bring their gains by themselves.
  Scenario const scenario = test::read_scenario(
      test::replaced(test::shop_scenario_text(), R"("train": {"name")",
                     R"("tell": {"name": "Tell", "department": "digital", "start": 3,
      "needs": ["fix", "train"],
      "effects": {"none": {"change": "touchpoints/app/failure", "multiply": 1}}},
    "train": {"name")"),
      test::shop_map_text());
  Prioritization const with = prioritized(scenario, 4);
  Prioritization const without = prioritized(test::shop(), 4);
  EXPECT_EQ(with.all_together.portfolio.size(), 3U);
  EXPECT_NEAR(with.sum_of_singles.estimate.mean, without.sum_of_singles.estimate.mean,
              1e-9 * std::abs(without.sum_of_singles.estimate.mean));
  EXPECT_NEAR(with.interaction.estimate.mean, without.interaction.estimate.mean,
              1e-9 * std::abs(without.sum_of_singles.estimate.mean));
}

TEST(Prioritize, RecommendsNothingWhenEverythingLoses) {
  Scenario const scenario = test::read_scenario(
      R"({"format": "cxsim-scenario", "version": 1, "name": "x", "map": "map.json", "horizon": 12,
          "initiatives": {"party": {"name": "CX day", "department": "care", "start": 1,
            "cost": {"one_off": 1000000}, "effects": {
              "a": {"change": "touchpoints/app/level", "add": 0.001}}}}})",
      test::shop_map_text());
  Prioritization const result = prioritized(scenario);
  EXPECT_EQ(result.recommended, 0U);
  EXPECT_EQ(result.draws_nothing_best, 20U);
}

TEST(Prioritize, WorksWithoutAnyInitiative) {
  Scenario const scenario = test::read_scenario(
      R"({"format": "cxsim-scenario", "version": 1, "name": "x", "map": "map.json"})",
      test::shop_map_text());
  Prioritization const result = prioritized(scenario, 3);
  EXPECT_TRUE(result.ranking.empty());
  EXPECT_EQ(result.recommended, 0U);
}

}  // namespace
}  // namespace cxsim
