#pragma once

#include <limits>
#include <string_view>

#include "cxsim/base/text.hpp"

namespace cxsim {

/// What a number counts or measures. Decides its range and how it is printed.
enum class Unit {
  probability,  ///< of a failure or a transition
  share,        ///< part of a whole; members of one whole sum to 1
  score,        ///< points on 0–100
  latent,       ///< units of the latent normal score (science §1.1)
  per_month,    ///< events per customer and month
  money,        ///< in the currency of the map
  per_year,     ///< annual rate: interest, churn
  months,
  minutes,
  count,       ///< customers, agents, full-time equivalents
  factor,      ///< multiplies another number; 1 changes nothing
  log_hazard,  ///< added to the logarithm of a hazard
};

/// Closed range of allowed values.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();

  [[nodiscard]] constexpr bool contains(double value) const noexcept {
    return value >= low && value <= high;
  }
  friend bool operator==(Range, Range) = default;
};

/// As printed behind a value.
[[nodiscard]] Text unit_text(Unit unit);
/// In files, which know one language: its English wording.
[[nodiscard]] std::string_view unit_name(Unit unit);

/// The widest range that a number of this unit may have.
[[nodiscard]] Range natural_range(Unit unit);

}  // namespace cxsim
