#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/population.hpp"
#include "cxsim/simulation/reaction.hpp"
#include "cxsim/simulation/reference.hpp"
#include "cxsim/simulation/sampling.hpp"
#include "cxsim/simulation/waiting.hpp"

namespace cxsim {

/// The compiled maps of one portfolio over the horizon; unchanged months share one map.
struct Lane {
  std::vector<SegmentMaps> months;  ///< [month − 1][segment]; without what waiting changes

  [[nodiscard]] SegmentMaps const& at(int month) const {
    return months[static_cast<std::size_t>(month - 1)];
  }
};

/// Everything that the batches of one draw share.
struct DrawModel {
  ParameterValues values;      ///< of this draw
  SegmentMaps reference_maps;  ///< per segment
  LatentLevels levels;
  Reference reference;
  PopulationPlan population;
  std::vector<TouchpointId> touchpoints;  ///< ordered by id: the order of sums
  std::vector<QueueId> queues;            ///< ordered by id: the order of sums
  std::vector<Lane> lanes;                ///< one per portfolio
  std::vector<double> outcome;            ///< X of every initiative: 0 failed, 1 worked
  /// Customers at the start of the horizon: [batch][customer], as far as the fit has lived them.
  std::vector<std::vector<CustomerState>> starts;
  /// Sums over the simulated customers under the reference at the start of each month, in customers
  /// of the firm: [month from 0 × segments + segment]. Empty: not known, the reference is lived.
  std::vector<double> usual_customers;
  int horizon = 0;
  int burn_in = 0;
  int residual_months = 0;
  double monthly_discount = 0;  ///< i_m = (1 + i)^(1/12) − 1
  double nps_noise = 1.5;
  ChurnMode churn = ChurnMode::implicit;

  [[nodiscard]] bool lives_reference() const noexcept { return usual_customers.empty(); }
};

/// What one draw has in common, whatever its portfolios.
struct DrawFit {
  LatentLevels levels;
  Reference reference;
  std::vector<std::vector<CustomerState>> starts;  ///< as in DrawModel
  std::vector<double> usual_customers;             ///< as in DrawModel
};

/// A draw that was simulated before, with the same scenario and sampling. Its reference is not
/// lived again.
struct KnownDraw {
  ParameterValues const& values;
  DrawFit const& fit;
};

/// Draws the numbers, fits the reference and compiles every portfolio.
/// \param known Fitting costs as much as simulating 250 customers; what is known is taken over.
/// Fails when the drawn mean and sd of a touchpoint are impossible, naming it with its range.
[[nodiscard]] Result<DrawModel> prepare_draw(Scenario const& scenario,
                                             std::span<Portfolio const> portfolios,
                                             Sampling const& sampling, std::uint32_t draw,
                                             std::optional<KnownDraw> known = std::nullopt);

}  // namespace cxsim
