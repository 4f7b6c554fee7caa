#pragma once

#include "cxsim/decision/convergence.hpp"
#include "cxsim/decision/prioritization.hpp"

namespace cxsim {

/// With fewer there is no error of a mean to plan from.
inline constexpr std::uint32_t fewest_pilot_draws = 30;

/// As prioritize(), with as many draws and customers as \p wish needs (science §9).
///
/// A pilot splits the variance of every figure that decides; from it follow the customers per draw
/// with which the wish costs least and the draws. Draws are then added until two checks in a row
/// find everything reached, or the next draws would go over the limit of work. The result is bit
/// for bit that of prioritize() with the draws and customers of the last round.
/// \param sampling Seed and mode; its draws and customers are not used.
/// \param fewest_customers That the segments of the map need.
[[nodiscard]] Result<Prioritization> prioritize_precisely(Scenario const& scenario,
                                                          Sampling const& sampling,
                                                          PrecisionWish const& wish,
                                                          std::uint32_t fewest_customers,
                                                          int threads, Observer& observer);

}  // namespace cxsim
