#pragma once

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

/// Whether the model reproduces today (MODEL §3.5).
struct Gate {
  std::vector<GateCheck> checks;
  [[nodiscard]] bool passes() const;
  [[nodiscard]] std::size_t failed() const;
};

/// Compares the reference months of every draw with the measured figures. The sampling error is
/// family-wise: 1 % over all tested figures (Bonferroni), Student's t over draws.
/// Figures that are inputs of the walk (scores, failures) may be off by 0.5 % besides; they are not
/// tested on fewer than 25 simulated visits or failures.
[[nodiscard]] Gate check_gate(Scenario const& scenario, Experiment const& experiment);

}  // namespace cxsim
