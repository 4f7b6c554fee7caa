#pragma once

#include <optional>

#include "cxsim/stats/interval.hpp"

/// How much a survey figure varies and how far it can be trusted. Scores are points of 100.
namespace cxsim {

/// Latent spread σ (latent_score.hpp) of single ratings where nothing else is known, and the range
/// in which it usually lies.
///
/// Measured: 1.15–1.5 on 15 rating questions of 1–5 (14 of airline passengers, 1 of callers);
/// 0.8–1.4 on ten state results of the American customer satisfaction index, which averages three
/// questions (Charter Oak Group, "Customer satisfaction pilot studies"). σ = 1 makes scores of mean
/// 50 uniform between 0 and 100.
inline constexpr double usual_spread = 1.0;
inline constexpr Interval usual_spreads{0.7, 1.4};

/// Survey figures are given with this confidence: 5 % to 95 %, as every range of the program.
inline constexpr double usual_confidence = 0.90;

/// √(m·(100 - m)): half of the people at each end. No score between 0 and 100 varies more.
/// \pre 0 <= mean <= 100
[[nodiscard]] double largest_sd(double mean);

/// The sd to assume where a survey reports only its mean.
struct TypicalSd {
  double sd = 0;       ///< at the usual spread
  Interval range;      ///< at the ends of the usual spreads
  double largest = 0;  ///< that any score with this mean can have
};

/// \return nothing unless 0 < mean < 100.
[[nodiscard]] std::optional<TypicalSd> typical_sd(double mean);

/// A figure of a survey with its sampling error, in the unit of the figure.
struct SurveyFigure {
  double value = 0;
  double standard_error = 0;
  double margin = 0;  ///< half the width of the normal interval
  Interval interval;  ///< for a mean: value ± margin; for a share: Wilson's, which stays in [0, 1]
};

/// A mean of \p answers people who vary by \p sd: standard error sd/√n, margin Φ⁻¹((1 + c)/2) times
/// that.
/// \return nothing unless answers >= 1, sd >= 0 and 0 < confidence < 1.
[[nodiscard]] std::optional<SurveyFigure> survey_mean(double mean, double sd, double answers,
                                                      double confidence = usual_confidence);

/// A share (0 to 1) of \p answers people: standard error √(p·(1 - p)/n).
/// \return nothing unless 0 <= share <= 1, answers >= 1 and 0 < confidence < 1.
[[nodiscard]] std::optional<SurveyFigure> survey_share(double share, double answers,
                                                       double confidence = usual_confidence);

/// The sd behind a margin of error that a survey reports: margin·√n / Φ⁻¹((1 + c)/2).
/// \param confidence of the survey's own margin, mostly 0.95.
/// \return nothing unless margin >= 0, answers >= 1 and 0 < confidence < 1.
[[nodiscard]] std::optional<double> sd_from_margin(double margin, double answers,
                                                   double confidence);

}  // namespace cxsim
