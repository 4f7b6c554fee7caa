#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "cxsim/experiment/experiment.hpp"

namespace cxsim::test {

[[nodiscard]] inline Experiment run(Scenario const& scenario, std::vector<Portfolio> portfolios,
                                    Sampling const& sampling, int threads = 0) {
  SilentObserver observer;
  return *run_experiment(scenario, std::move(portfolios), sampling, threads, observer);
}

[[nodiscard]] inline Sampling small(std::uint32_t draws, std::uint32_t customers = 200) {
  Sampling sampling;
  sampling.draws = draws;
  sampling.customers = customers;
  return sampling;
}

inline void expect_same_figures(Figures const& a, Figures const& b) {
  for (Figure const figure : all_figures()) {
    EXPECT_EQ(a[figure], b[figure]) << figure_name(figure);
  }
}

}  // namespace cxsim::test
