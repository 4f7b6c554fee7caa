#pragma once

namespace cxsim {

/// Quantile of Student's t with \p degrees of freedom.
/// \pre 0.5 <= p < 1, degrees > 0.
[[nodiscard]] double student_quantile(double p, double degrees);

/// P(T <= t) for Student's t with \p degrees > 0 of freedom; t may be infinite.
[[nodiscard]] double student_cdf(double t, double degrees);

}  // namespace cxsim
