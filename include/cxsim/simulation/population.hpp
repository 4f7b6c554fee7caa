#pragma once

#include <cstdint>
#include <vector>

#include "cxsim/base/id.hpp"
#include "cxsim/map/map.hpp"
#include "cxsim/random/keyed.hpp"

namespace cxsim {

/// One simulated customer: what does not change over time.
struct Customer {
  RandomKey key;
  std::uint32_t number = 0;  ///< in the draw, from 1: by entry month, segment and index
  SegmentId segment;
  int entry_month = 0;    ///< 0: there from the start
  double represents = 1;  ///< customers of the firm that this one stands for
  double leniency = 0;    ///< u_c, latent units
};

/// How many customers of each segment are simulated: in proportion to \p shares, but at least a
/// quarter of an equal part each, so that small segments are not lost (stratified, with weights).
/// The sum is \p customers. \pre customers >= 20 per segment.
[[nodiscard]] std::vector<std::uint32_t> stratify(std::uint32_t customers,
                                                  std::vector<double> const& shares);

/// What the population of one draw needs to be dealt out.
struct PopulationPlan {
  RandomKey seed;
  std::uint32_t draw = 0;
  int horizon = 0;
  std::vector<SegmentId> segments;       ///< ordered by id: the order of dealing and of sums
  std::vector<std::uint32_t> simulated;  ///< per segment, there from the start
  std::vector<double> real;              ///< customers of the firm per segment
  std::vector<double> monthly_inflow;    ///< customers of the firm per segment and month
  std::vector<std::uint32_t> segment_hash;
  double leniency_sd = 0;
};

/// Simulated customers of all batches: the highest number of one.
[[nodiscard]] std::uint32_t count_customers(PopulationPlan const& plan);

/// Customers of one batch, ordered by entry month: those there from the start, then the entrants.
/// The inflow is the same under every portfolio (exogenous) and replaces the measured churn.
[[nodiscard]] std::vector<Customer> deal_batch(PopulationPlan const& plan, std::uint32_t batch);

/// Months since the contract was signed, or out of term.
class ContractState {
 public:
  /// In equilibrium: out of term with probability τ/(τ + term), τ = 1/renewal (science §12.D-6).
  static ContractState at_start(RandomKey customer, double term, double renewal);
  /// Just signed.
  static ContractState signed_now() { return ContractState(0); }

  [[nodiscard]] bool in_term() const noexcept { return age_ >= 0; }
  /// One month later: ages, runs out, or is signed again.
  void advance(RandomKey customer, int month, double term, double renewal);

 private:
  explicit ContractState(double age) : age_(age) {}
  double age_ = -1;  ///< negative: out of term
};

}  // namespace cxsim
