#pragma once

#include <optional>

namespace cxsim {

/// An experience x = 100·Φ(q), 0 to 100, from a latent score q ~ N(level, spread²) (science §1.1).
struct LatentParameters {
  double level = 0;   ///< μ
  double spread = 0;  ///< σ

  friend bool operator==(LatentParameters const&, LatentParameters const&) = default;
};

/// Mean of x, 0 to 100: 100·Φ(μ/√(1+σ²)).
[[nodiscard]] double mean_score(LatentParameters const& latent);

/// Standard deviation of x, 0 to 50.
[[nodiscard]] double score_sd(LatentParameters const& latent);

/// E[Φ(q)²] for q ~ N(level, spread²), 0 to 1: Φ(h) - 2·T(h, 1/√(1+2σ²)), h = μ/√(1+σ²), T =
/// Owen's. Source: science §1.1. Error below 1e-15.
[[nodiscard]] double second_moment(double level, double spread);

/// The latent score whose experiences have this \p mean and \p sd.
/// \return nothing unless 0 < mean < 100 and sd is between that of σ = 0.001 and that of σ = 100
/// (nearly
///   100·√(m·(1-m)), m = mean/100, which no score between 0 and 100 can exceed).
/// Cost: 8 µs.
[[nodiscard]] std::optional<LatentParameters> latent_parameters(double mean, double sd);

/// What must be added to q to move the mean of x from \p from_mean to \p to_mean:
/// √(1+σ²)·(Φ⁻¹(to/100) - Φ⁻¹(from/100)).
/// \pre Both means lie in (0, 100).
[[nodiscard]] double latent_shift(double from_mean, double to_mean, double spread);

}  // namespace cxsim
