#pragma once

#include <optional>

namespace cxsim {

/// What somebody expects: low and high are meant as 5 % and 95 % quantile, as in files.
struct ThreePoint {
  double low = 0;
  double mode = 0;
  double high = 0;

  friend bool operator==(ThreePoint const&, ThreePoint const&) = default;
};

/// The same value three times: no uncertainty stated.
[[nodiscard]] constexpr ThreePoint certain(double value) noexcept { return {value, value, value}; }

/// From the columns pessimistic, most likely, optimistic, whichever of the ends is the larger.
/// \return nothing unless all are finite and the likely value lies between the ends.
[[nodiscard]] std::optional<ThreePoint> three_point(double pessimistic, double likely,
                                                    double optimistic);

}  // namespace cxsim
