#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cxsim/experiment/experiment.hpp"

namespace cxsim {

enum class GateFigure {
  churn,
  nps,
  touchpoint_score,
  touchpoint_failure,
  contacts,
  complaints,
  visits
};

/// Whether the reference shows a figure because it was fitted to it, or is tested on it.
enum class GateKind { matched, tested };

/// One measured figure beside what the reference of the model gives.
struct GateCheck {
  GateFigure figure = GateFigure::churn;
  GateKind kind = GateKind::tested;
  std::string subject;  ///< name of the segment or touchpoint; empty for the whole firm
  double measured = 0;
  double simulated = 0;
  double allowed = 0;  ///< largest accepted |simulated − measured|: tolerance + sampling error
  bool passes = false;
};

/// Fewer draws cannot test a figure: with so few degrees of freedom the quantile of Student's t
/// that keeps a right model from failing by chance (1 % over some thirty figures: 56 at 3 draws, 10
/// at 5, 5.7 at 10, 3.6 in the limit) lets nearly every wrong one pass.
inline constexpr std::size_t least_gate_draws = 10;

/// Whether the model reproduces today (MODEL §3.5).
struct Gate {
  std::vector<GateCheck> checks;
  std::size_t draws = 0;
  /// Whether there were enough draws to test what was not fitted.
  [[nodiscard]] bool is_tested() const noexcept { return draws >= least_gate_draws; }
  [[nodiscard]] bool passes() const;
  [[nodiscard]] std::size_t failed() const;
};

/// Compares the reference months of every draw with the measured figures. The sampling error is
/// family-wise: 1 % over all tested figures (Bonferroni), Student's t over draws.
/// Figures that are inputs of the walk (scores, failures) may be off by 0.5 % besides; they are not
/// tested on fewer than 25 simulated visits or failures, and nothing is on fewer than
/// least_gate_draws.
[[nodiscard]] Gate check_gate(Scenario const& scenario, Experiment const& experiment);

}  // namespace cxsim
