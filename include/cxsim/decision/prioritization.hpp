#pragma once

#include <optional>
#include <vector>

#include "cxsim/decision/baseline.hpp"
#include "cxsim/decision/comparison.hpp"
#include "cxsim/decision/convergence.hpp"

namespace cxsim {

/// One initiative, alone and in its place.
struct RankedInitiative {
  InitiativeId initiative;
  Comparison alone;                               ///< with the initiatives that it needs
  std::uint32_t draws_best = 0;                   ///< best single choice, doing nothing included
  Evidence evidence = Evidence::program_default;  ///< weakest of its effects
  double undiscounted_cost = 0;  ///< one-off and running cost within the horizon, mean over draws
  Assessed added_npv;            ///< ΔNPV that it adds to all initiatives ranked before it
  bool simulated = true;         ///< false: has only effects that are not simulated yet
};

/// Part of the uncertainty of the recommendation that comes from numbers of one grade.
struct UncertaintyShare {
  Evidence evidence = Evidence::program_default;
  double share = 0;
  std::size_t numbers = 0;
};

/// The answer: which initiatives, in which order, what they do, how sure.
struct Prioritization {
  Baseline baseline;
  std::vector<RankedInitiative> ranking;  ///< by mean ΔNPV alone, best first
  std::uint32_t draws_nothing_best = 0;
  /// The first 0, 1, 2, … of the ranking together; [0] is doing nothing.
  std::vector<Comparison> in_order;
  std::size_t recommended = 0;  ///< how many of the ranking: position in in_order
  Comparison all_together;
  std::vector<InitiativeId> left_out;         ///< of all together, because they exclude each other
  Assessed sum_of_singles;                    ///< ΔNPV
  Assessed interaction;                       ///< ΔNPV all together − sum of singles
  std::vector<UncertaintyShare> uncertainty;  ///< of the recommended ΔNPV (best single if none)
  Experiment experiment;                      ///< baseline, singles in table order, all together
  Experiment order_experiment;                ///< the portfolios of in_order
  std::optional<Convergence> convergence;     ///< when a precision was asked for
};

/// The initiative with everything that it needs, sorted.
[[nodiscard]] Portfolio with_needs(Scenario const& scenario, InitiativeId initiative);

/// Simulates every initiative alone, all together, and the ranking piece by piece, on the same
/// draws and customers, and ranks by mean difference of net present value.
[[nodiscard]] Result<Prioritization> prioritize(Scenario const& scenario, Sampling const& sampling,
                                                int threads, Observer& observer);

}  // namespace cxsim
