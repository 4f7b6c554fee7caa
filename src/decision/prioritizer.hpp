#pragma once

#include "cxsim/decision/prioritization.hpp"

namespace cxsim {

/// A prioritization whose draws can be added to.
class Prioritizer {
 public:
  /// \param sampling Its draws are not used.
  Prioritizer(Scenario const& scenario, Sampling const& sampling, int threads, Observer& observer)
      : scenario_(scenario), sampling_(sampling), threads_(threads), observer_(observer) {}

  /// The answer for \p draws draws, of which those that were simulated before are kept.
  /// Bit for bit as if all were simulated at once.
  [[nodiscard]] Result<Prioritization> answer_for(std::uint32_t draws, Prioritization before) const;

 private:
  [[nodiscard]] Result<Experiment> singles(std::uint32_t draws, Experiment before) const;
  [[nodiscard]] Result<Experiment> in_order(std::uint32_t draws, std::vector<Portfolio> portfolios,
                                            Experiment before, Experiment const& alone) const;
  /// \param same_draws As for run_experiment.
  [[nodiscard]] Result<Experiment> extended(std::uint32_t draws, std::vector<Portfolio> portfolios,
                                            Experiment before, Observer& observer,
                                            Experiment const* same_draws) const;

  Scenario const& scenario_;
  Sampling sampling_;
  int threads_;
  Observer& observer_;
};

}  // namespace cxsim
