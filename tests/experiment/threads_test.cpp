#include <gtest/gtest.h>

#include "small_experiments.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::expect_same_figures;
using test::run;
using test::small;

TEST(RunExperiment, ThreadsDoNotChangeABit) {
  Scenario const shop = test::shop();
  std::vector<Portfolio> const portfolios{
      {}, {InitiativeId{0}}, {InitiativeId{0}, InitiativeId{1}}};
  Experiment const one = run(shop, portfolios, small(6), 1);
  for (int const threads : {2, 3, 8}) {
    Experiment const many = run(shop, portfolios, small(6), threads);
    for (std::size_t draw = 0; draw < one.draws.size(); ++draw) {
      for (std::size_t i = 0; i < portfolios.size(); ++i) {
        expect_same_figures(one.draws[draw].portfolios[i], many.draws[draw].portfolios[i]);
      }
    }
  }
}

}  // namespace
}  // namespace cxsim
