#pragma once

#include <string>

#include "cxsim/decision/baseline.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim::test {

/// The shop with app trouble and four initiatives: `fix` and `train` pay and cannot be told apart,
/// `chat` does not pay, `staff` has no effect that is simulated.
[[nodiscard]] std::string small_scenario_text();
[[nodiscard]] Scenario small_scenario();

/// An answer for small_scenario, made by hand: nothing is simulated. 200 draws unless told.
[[nodiscard]] Prioritization small_answer(Scenario const& scenario, std::size_t draws = 200);
[[nodiscard]] BaselineRun small_baseline(Scenario const& scenario, std::size_t draws = 200);

/// The same with a gate of which two figures are off.
[[nodiscard]] Gate failing_gate();

[[nodiscard]] Provenance small_provenance();

/// Names that try to be markup, formulas, commands or the end of a cell.
[[nodiscard]] Scenario hostile_scenario();

/// Columns of the widest line.
[[nodiscard]] std::size_t widest_line(std::string const& text);

}  // namespace cxsim::test
