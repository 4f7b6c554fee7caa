#pragma once

#include <string>
#include <vector>

#include "cxsim/decision/prioritization.hpp"
#include "sentences.hpp"

namespace cxsim {

/// The rounds in which a wished precision was approached, as rows of a table.
struct ConvergenceRows {
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] ConvergenceRows convergence_rows(Sentences const& sentences, Scenario const& scenario,
                                               Convergence const& convergence);

/// What was asked for, and whether it was reached.
[[nodiscard]] std::string convergence_verdict(Sentences const& sentences, Scenario const& scenario,
                                              Convergence const& convergence);

}  // namespace cxsim
