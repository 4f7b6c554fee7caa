#include "cxsim/simulation/draw_model.hpp"

#include <gtest/gtest.h>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

TEST(PrepareDraw, NamesTheTouchpointWhoseDrawnScoreIsImpossible) {
  // The file is right by its best guess of 20, but with this mean 9.4 is the least, 40 the most.
  std::string const map = test::replaced(test::shop_map_text(), R"("mean": 80, "sd": 16)",
                                         R"("mean": 80, "sd": {"samples": [2, 20, 45]})");
  Scenario const shop = test::read_scenario(test::shop_scenario_text(), map);
  std::vector<Portfolio> const baseline{Portfolio{}};
  Sampling sampling;
  sampling.seed = 1;
  auto const model = prepare_draw(shop, baseline, sampling, 2);
  ASSERT_FALSE(model);
  ASSERT_EQ(model.error().size(), 1U);
  EXPECT_EQ(
      to_text(*model.error().begin(), Language::english),
      "map.json:6:71: /touchpoints/app/score/mean: touchpoint “app”: no satisfaction score has "
      "mean 80 and standard deviation 2 (drawn in draw 3 of the uncertain numbers) — narrow "
      "the uncertainty of its mean, sd or of behaviour/leniency_sd");
}

}  // namespace
}  // namespace cxsim
