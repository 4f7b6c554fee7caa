#pragma once

#include <optional>

#include "cxsim/stats/three_point.hpp"

namespace cxsim {

/// Why customers leave, as shares of all who leave; the modes sum to 1.
struct LeavingCauses {
  ThreePoint service;  ///< bad experience
  double price = 0;
  double other = 0;         ///< nothing the firm can change
  double named_in_all = 1;  ///< what the typed shares sum to; above 1 where people name several
};

/// Where nothing is known: 40 % experience, 32 % price, 28 % uncontrollable (defaults of a map).
inline constexpr double usual_price_share = 0.32;
inline constexpr double usual_other_share = 0.28;

/// From the share of leavers who name service, 0 to 1: the rest is price and other causes in their
/// usual proportion, 32 to 28.
/// \return nothing unless 0 <= low <= mode <= high <= 1.
[[nodiscard]] std::optional<LeavingCauses> causes_from_service(ThreePoint const& service);

/// From the shares that name each cause. Where people name several, or some name none, the shares
/// are divided by their sum, as if each of a person's causes counted in part; no range goes
/// beyond 1. \return nothing unless all are in [0, 1], service is ordered and the modes do not sum
/// to 0.
[[nodiscard]] std::optional<LeavingCauses> causes_from_named(ThreePoint const& service,
                                                             double price, double other);

}  // namespace cxsim
