#pragma once

#include <cstdint>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "cxsim/simulation/life_watcher.hpp"
#include "cxsim/simulation/sampling.hpp"

namespace cxsim {

/// One draw that was watched.
struct WatchedDraw {
  std::uint32_t customers = 0;   ///< simulated, over the whole horizon
  std::vector<double> outcomes;  ///< how far each initiative of the portfolio worked: 0 to 1
};

/// Simulates one draw again under \p portfolio, the same as in a run of all draws and of any other
/// portfolios, and tells \p watcher of every customer's month: months in order, then customers.
/// \param draw From 0.
/// Fails when the draw is impossible. Cost: that of one draw, on one thread.
[[nodiscard]] Result<WatchedDraw> watch_draw(Scenario const& scenario, Portfolio const& portfolio,
                                             Sampling const& sampling, std::uint32_t draw,
                                             LifeWatcher& watcher);

/// A month of one customer, kept.
struct ReplayedMonth {
  int month = 0;
  EpisodeRecord record;
  CustomerState after;
  std::array<double, churn_causes> hazards{};
  double present_before = 1;
  double present_after = 1;
  bool in_term = false;
};

/// One simulated customer's life, from the month of entry to the end of the horizon.
struct ReplayedLife {
  Customer customer;
  std::vector<double> outcomes;  ///< as WatchedDraw
  std::vector<ReplayedMonth> months;
};

/// The life of customer \p number (from 1) in draw \p draw (from 0) under \p portfolio.
/// Fails when there is no such customer, saying how many there are, and as watch_draw.
[[nodiscard]] Result<ReplayedLife> replay_life(Scenario const& scenario, Portfolio const& portfolio,
                                               Sampling const& sampling, std::uint32_t draw,
                                               std::uint32_t number);

}  // namespace cxsim
