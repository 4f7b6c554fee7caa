#include "cxsim/simulation/compiled_map.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/stats/latent_score.hpp"
#include "cxsim/stats/math.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

LevelFit fit(Scenario const& scenario) {
  ParameterValues const base = scenario.parameters.best_guesses();
  std::vector<ParameterValues> by_segment;
  for (SegmentId const segment : scenario.map.segments.keys()) {
    std::vector<ActiveChange> active;
    for (ParameterChange const& change : scenario.map.segments[segment].differences) {
      active.push_back({&change, 1});
    }
    ParameterValues values = base;
    apply_changes(scenario.parameters, base, active, segment, values);
    by_segment.push_back(values);
  }
  return fit_levels(scenario.map, base, by_segment);
}

TEST(FitLevels, GivesThePublishedLevelWhereNoSegmentDiffers) {
  LevelFit const fitted = fit(test::shop());
  // Hotline 72, 22: G2.
  EXPECT_NEAR(fitted.levels.level[1], 0.748472794441, 1e-8);
  EXPECT_NEAR(fitted.spread[1], 0.805677090362, 1e-8);
  EXPECT_NEAR(fitted.levels.visit_spread[1],
              std::sqrt(0.805677090362 * 0.805677090362 - 0.35 * 0.35), 1e-8);
}

TEST(FitLevels, TheMixOfSegmentsHasTheMeasuredMeanAndSd) {
  LevelFit const fitted = fit(test::shop());
  double const level = fitted.levels.level[0];
  double const spread = fitted.spread[0];
  // Visits of the app: young .6·3, old .4·1; old are shifted by −0.2.
  double const young = 1.8 / 2.2;
  double const scale = std::sqrt(1 + spread * spread);
  double const mean =
      young * normal_cdf(level / scale) + (1 - young) * normal_cdf((level - 0.2) / scale);
  double const square =
      young * second_moment(level, spread) + (1 - young) * second_moment(level - 0.2, spread);
  EXPECT_NEAR(100 * mean, 80, 1e-9);
  EXPECT_NEAR(100 * std::sqrt(square - mean * mean), 16, 1e-7);
}

TEST(FitLevels, OfAllVisitsTheMixOfSuccessAndFailureHasTheMeasuredMean) {
  Scenario const scenario = test::read_scenario(
      test::shop_scenario_text(),
      test::replaced(test::shop_map_text(), R"("score": {"mean": 55, "sd": 24})",
                     R"("score": {"mean": 55, "sd": 26, "measured_on": "all_visits"})"));
  LevelFit const fitted = fit(scenario);
  ASSERT_TRUE(fitted.infeasible.empty());
  double const scale = std::sqrt(1 + fitted.spread[2] * fitted.spread[2]);
  double const mean = 0.7 * normal_cdf(fitted.levels.level[2] / scale) +
                      0.3 * normal_cdf((fitted.levels.level[2] - 1.2) / scale);
  EXPECT_NEAR(100 * mean, 55, 1e-9);
}

/// P(episodes <= k) of "buy", which a young customer starts \p rate times a month.
std::vector<double> counts_at(double rate) {
  Scenario const shop = test::shop();
  ParameterValues values = shop.parameters.best_guesses();
  values[*shop.parameters.find("segments/young/starts/buy")] = rate;
  return compile(shop.map, values, fit(shop).levels, SegmentId{0}).journeys[1].count_cumulative;
}

TEST(Compile, CountsEpisodesByThePoissonLaw) {
  std::vector<double> const counts = counts_at(3);
  EXPECT_NEAR(counts[0], 0.0497870683678639, 1e-15);
  EXPECT_NEAR(counts[3], 0.647231888782231, 1e-14);
  EXPECT_NEAR(counts[6], 0.966491464691159, 1e-14);
}

TEST(Compile, CountsEpisodesByThePoissonLawWhereverTheRateLies) {
  for (double const rate : {0.0, 0.05, 30.0, 699.0, 701.0, 5000.0}) {
    double mean = 0;
    double square = 0;
    std::vector<double> const counts = counts_at(rate);
    for (std::size_t k = 0; k + 1 < counts.size(); ++k) {
      mean += 1 - counts[k];
      square += (2.0 * static_cast<double>(k) + 1) * (1 - counts[k]);
    }
    EXPECT_NEAR(mean, rate, 1e-9 * (1 + rate)) << rate;
    EXPECT_NEAR(square, rate * rate + rate, 1e-9 * (1 + rate * rate)) << rate;
  }
}

TEST(DifferingTouchpoints, NameExactlyWhatChanged) {
  Scenario const shop = test::shop();
  ParameterValues values = shop.parameters.best_guesses();
  LatentLevels const levels = fit(shop).levels;
  CompiledMap const before = compile(shop.map, values, levels, SegmentId{0});
  values[*shop.parameters.find("transitions/hotline/failure/complaint")] = 0.1;
  values[*shop.parameters.find("transitions/hotline/failure/abandoned")] = 0.6;
  CompiledMap const after = compile(shop.map, values, levels, SegmentId{0});
  EXPECT_EQ(differing_touchpoints(before, before), 0U);
  EXPECT_EQ(differing_touchpoints(before, after), 0b010U);
}

}  // namespace
}  // namespace cxsim
