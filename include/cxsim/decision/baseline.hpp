#pragma once

#include "cxsim/decision/comparison.hpp"
#include "cxsim/decision/gate.hpp"

namespace cxsim {

/// Today, and what happens if we decide nothing.
struct Baseline {
  Gate gate;
  AssessedFigures reference;  ///< the measured period, carried on over the horizon
  AssessedFigures level;      ///< reference + events
  AssessedFigures change;     ///< level − reference: what the events do
};

/// The answer of `cxsim simulate`.
struct BaselineRun {
  Baseline baseline;
  Experiment experiment;  ///< of the empty portfolio only
};

[[nodiscard]] Baseline assess_baseline(Scenario const& scenario, Experiment const& experiment);

[[nodiscard]] Result<BaselineRun> simulate_baseline(Scenario const& scenario,
                                                    Sampling const& sampling, int threads,
                                                    Observer& observer);

}  // namespace cxsim
