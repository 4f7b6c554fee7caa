#pragma once

#include <span>
#include <vector>

/// Churn in three units: the probability to leave within a year, within a month, and the cumulative
/// hazard Λ of a month, where P(leave within the month) = 1 - exp(-Λ) (science §3).
namespace cxsim {

/// 1 - (1 - annual)^(1/12).
/// \pre 0 <= annual <= 1
[[nodiscard]] double annual_to_monthly_churn(double annual);

/// 1 - (1 - monthly)^12.
/// \pre 0 <= monthly <= 1
[[nodiscard]] double monthly_to_annual_churn(double monthly);

/// Λ of each of twelve equal months: -ln(1 - annual) / 12; infinity for annual = 1.
[[nodiscard]] double annual_churn_to_hazard(double annual);

/// 1 - exp(-12·Λ).
[[nodiscard]] double hazard_to_annual_churn(double monthly_hazard);

/// Probability to leave within the month when several causes compete: 1 - exp(-ΣΛ).
[[nodiscard]] double churn_probability(std::span<double const> hazards);

/// Share of leavers that each cause takes: Λ / ΣΛ, exact for hazards that are constant within the
/// month; all 0 where no hazard is positive.
[[nodiscard]] std::vector<double> cause_shares(std::span<double const> hazards);

}  // namespace cxsim
