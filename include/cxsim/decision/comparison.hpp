#pragma once

#include <optional>
#include <vector>

#include "cxsim/experiment/experiment.hpp"
#include "cxsim/stats/estimate.hpp"
#include "cxsim/stats/interval.hpp"

namespace cxsim {

/// A number with what we do not know about it.
struct Assessed {
  Estimate estimate;                 ///< mean over draws, its standard error, number of draws
  std::optional<Interval> interval;  ///< 5 % to 95 % of the draws; nothing below 200 draws
  /// Part of the variance over draws that comes from simulating a sample of customers, 0–1.
  double noise_share = 0;
};

/// One assessed number per figure.
class AssessedFigures {
 public:
  [[nodiscard]] Assessed const& operator[](Figure figure) const {
    return values_[static_cast<std::size_t>(figure)];
  }
  [[nodiscard]] Assessed& operator[](Figure figure) {
    return values_[static_cast<std::size_t>(figure)];
  }

 private:
  std::array<Assessed, figure_count> values_{};
};

/// A portfolio against the baseline, draw by draw.
struct Comparison {
  Portfolio portfolio;
  AssessedFigures difference;
  std::uint32_t draws_with_loss = 0;  ///< ΔNPV < 0
};

/// Levels of the reference or of one portfolio.
[[nodiscard]] AssessedFigures assess_reference(Experiment const& experiment);
[[nodiscard]] AssessedFigures assess_portfolio(Experiment const& experiment, std::size_t portfolio);

/// Paired differences of a portfolio of the experiment to its first one, the baseline.
[[nodiscard]] Comparison compare_with_baseline(Experiment const& experiment, std::size_t portfolio);

/// Mean, error and interval of one value per draw. The error of the mean of Latin points is that of
/// their blocks.
[[nodiscard]] Assessed assess(std::vector<double> const& values,
                              DrawPoints points = DrawPoints::random);

}  // namespace cxsim
