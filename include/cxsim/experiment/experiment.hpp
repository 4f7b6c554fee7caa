#pragma once

#include <cstdint>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/experiment/figures.hpp"
#include "cxsim/experiment/observer.hpp"
#include "cxsim/simulation/draw_model.hpp"
#include "cxsim/simulation/sampling.hpp"

namespace cxsim {

/// What one draw of the uncertain numbers gave.
struct DrawOutcome {
  ParameterValues values;
  DrawFit fit;
  Figures reference;
  std::vector<Figures> portfolios;
  /// Variance of a portfolio's difference to the first one that comes from the choice of simulated
  /// customers: of batch means, with batches_per_draw − 1 degrees of freedom.
  std::vector<Figures> difference_noise;
  std::vector<std::vector<double>> segment_churn;  ///< annual, [portfolio][segment]
  std::vector<std::vector<MonthFigures>> months;   ///< [portfolio][month − 1]
  std::vector<MonthFigures> reference_months;      ///< [month − 1]
  /// Sums of the first 12 months (or the horizon) of the reference, for the gate.
  std::vector<TouchpointTally> reference_touchpoints;
  MonthTally reference_year;
  std::vector<double> effective_customers;  ///< (Σw)²/Σw² at the end, per portfolio
};

/// All draws of a set of portfolios, paired: the same draws, customers and luck for each.
struct Experiment {
  std::vector<Portfolio> portfolios;  ///< [0] is the baseline: no initiatives
  Sampling sampling;
  DrawPoints points = DrawPoints::random;
  int horizon = 0;
  std::vector<DrawOutcome> draws;
  /// Sums over the draws, for means by month, segment and touchpoint.
  PortfolioTally reference_sum;
  std::vector<PortfolioTally> portfolio_sums;
  std::uint64_t episodes_walked = 0;
  std::uint64_t episodes_reused = 0;
  std::uint64_t visits_walked = 0;
  bool stopped_early = false;  ///< the observer ended it; draws holds what was done
};

/// Simulates every portfolio on the same draws and customers.
/// \param portfolios The first must be empty: the baseline.
/// \param threads Workers; 0: as many as the machine has. Results do not depend on it.
/// \param same_draws Other portfolios in the same scenario with the same sampling and as many draws
///   (fewer when it was stopped): what was fitted to its draws, its reference and the portfolios
///   that are the same are taken over instead of being simulated again. Or null.
/// Fails when a draw is impossible, with every problem of the draws tried.
[[nodiscard]] Result<Experiment> run_experiment(Scenario const& scenario,
                                                std::vector<Portfolio> portfolios,
                                                Sampling const& sampling, int threads,
                                                Observer& observer,
                                                Experiment const* same_draws = nullptr);

/// Adds draws until \p experiment has \p draws of them: bit for bit what run_experiment gives for
/// so many from the start. Nothing to do when it has them. \param same_draws As above.
[[nodiscard]] Result<Experiment> extend_experiment(Scenario const& scenario, Experiment experiment,
                                                   std::uint32_t draws, int threads,
                                                   Observer& observer,
                                                   Experiment const* same_draws = nullptr);

}  // namespace cxsim
