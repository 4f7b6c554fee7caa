#pragma once

#include "cxsim/simulation/draw_simulation.hpp"

namespace cxsim::test {

/// Lives the months of all batches, one after the other, without adding them up.
inline void live_months(DrawSimulation& draw, LifeWatcher* watcher = nullptr) {
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    draw.begin_batch(batch);
  }
  for (int month = 1; month <= draw.model().horizon; ++month) {
    draw.begin_month(month);
    for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
      draw.live_month(batch, month, watcher);
    }
    draw.end_month(month);
  }
}

/// Sums of all batches of a draw.
[[nodiscard]] inline BatchTally live_all(DrawModel model) {
  DrawSimulation draw(std::move(model));
  live_months(draw);
  BatchTally sum = draw.finish(0);
  for (std::uint32_t batch = 1; batch < batches_per_draw; ++batch) {
    sum += draw.finish(batch);
  }
  sum.reference.by_line = draw.reference_lines();
  for (std::size_t lane = 0; lane < sum.portfolios.size(); ++lane) {
    sum.portfolios[lane].by_line = draw.lines(lane);
  }
  return sum;
}

}  // namespace cxsim::test
