#pragma once

namespace cxsim {

/// The expectile e of the standard normal distribution where a shortfall weighs \p loss_weight
/// times as much as an excess: E[(Z-e)₊] = λ·E[(e-Z)₊]. Negative for λ > 1, 0 for λ = 1.
///
/// Satisfaction that reacts λ times as strongly to disappointment settles at m + s·e when journeys
/// are N(m, s²) (science §1.5). Source: Newey & Powell, Econometrica 55, 1987. \pre loss_weight > 0
[[nodiscard]] double normal_expectile(double loss_weight);

}  // namespace cxsim
