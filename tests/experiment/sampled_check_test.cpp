#include "cxsim/experiment/sampled_check.hpp"

#include <gmock/gmock.h>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

/// The shop's segments, solved and compiled.
struct Both {
  std::vector<SegmentView> views;
  std::vector<CompiledMap> maps;
  std::vector<JourneyAnalysis> exact;
};

[[nodiscard]] Both shop_at(Scenario const& shop, double app_failure) {
  Both both;
  ParameterValues base = shop.parameters.best_guesses();
  std::vector<ParameterValues> by_segment;
  for (SegmentId const segment : shop.map.segments.keys()) {
    by_segment.push_back(values_of_segment(shop.map, shop.parameters, base, segment));
    both.views.push_back({segment, by_segment.back(), {}});
  }
  LevelFit const fit = fit_levels(shop.map, base, by_segment);
  for (SegmentId const segment : shop.map.segments.keys()) {
    ParameterValues walked = by_segment[segment.index];
    walked[shop.map.touchpoints[TouchpointId{0}].failure] = app_failure;
    both.maps.push_back(compile(shop.map, walked, fit.levels, segment));
  }
  both.exact = analyse_journeys(shop.map, both.views, {}).value();
  return both;
}

[[nodiscard]] SampledCheck check_at(double app_failure, std::uint64_t episodes) {
  Scenario const shop = test::shop();
  Both const both = shop_at(shop, app_failure);
  return check_by_sampling(both.exact, both.views, both.maps, 1, episodes);
}

TEST(SampledCheck, TheSimulationAgreesWithTheExactSolution) {
  SampledCheck const check = check_at(0.05, 100'000);
  EXPECT_TRUE(check.agrees());
  EXPECT_EQ(check.cut, 0U);
  EXPECT_GT(check.tests, 10U);
}

TEST(SampledCheck, ADifferenceOfATenthInOneChanceIsFound) {
  EXPECT_FALSE(check_at(0.055, 100'000).agrees());
}

TEST(SampledCheck, FewExpectedCountsAreNotTested) {
  // App failures that lead to the hotline: 100·0.05·0.4 = 2.
  SampledCheck const check = check_at(0.5, 100);
  for (SampledFigure const& figure : check.figures) {
    EXPECT_TRUE(figure.exact >= 25 || !figure.tail);
  }
}

TEST(SampledCheck, TheSameSeedWalksTheSameEpisodes) {
  SampledCheck const one = check_at(0.05, 1000);
  SampledCheck const other = check_at(0.05, 1000);
  ASSERT_EQ(one.figures.size(), other.figures.size());
  EXPECT_EQ(one.figures.front().counted, other.figures.front().counted);
  EXPECT_EQ(one.figures.front().z, other.figures.front().z);
}

}  // namespace
}  // namespace cxsim
