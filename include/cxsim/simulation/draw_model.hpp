#pragma once

#include <memory>
#include <span>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/map_pair.hpp"
#include "cxsim/simulation/population.hpp"
#include "cxsim/simulation/reference.hpp"
#include "cxsim/simulation/sampling.hpp"

namespace cxsim {

/// The compiled maps of one portfolio over the horizon; unchanged months share one map.
struct Lane {
  std::vector<std::vector<std::shared_ptr<CompiledMap const>>> months;  ///< [month − 1][segment]

  [[nodiscard]] CompiledMap const* at(int month, SegmentId segment) const {
    return months[static_cast<std::size_t>(month - 1)][segment.index].get();
  }
};

/// The map of a portfolio in one month and segment beside those that are walked before it.
struct LanePairs {
  MapPair with_reference;
  MapPair with_first;  ///< portfolio
};

/// Everything that the batches of one draw share.
struct DrawModel {
  ParameterValues values;                                          ///< of this draw
  std::vector<std::shared_ptr<CompiledMap const>> reference_maps;  ///< per segment
  Reference reference;
  PopulationPlan population;
  std::vector<TouchpointId> touchpoints;                   ///< ordered by id: the order of sums
  std::vector<Lane> lanes;                                 ///< one per portfolio
  std::vector<std::vector<std::vector<LanePairs>>> pairs;  ///< [portfolio][month − 1][segment]
  std::vector<double> outcome;  ///< X of every initiative: 0 failed, 1 worked
  int horizon = 0;
  int burn_in = 0;
  int residual_months = 0;
  double monthly_discount = 0;  ///< i_m = (1 + i)^(1/12) − 1
  double nps_noise = 1.5;
  ChurnMode churn = ChurnMode::implicit;
};

/// Draws the numbers, fits the reference and compiles every portfolio.
/// Fails when the drawn mean and sd of a touchpoint are impossible, naming it with its range.
[[nodiscard]] Result<DrawModel> prepare_draw(Scenario const& scenario,
                                             std::span<Portfolio const> portfolios,
                                             Sampling const& sampling, std::uint32_t draw);

}  // namespace cxsim
