#pragma once

#include <optional>
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

/// Who a churn figure is a share of.
enum class ChurnBasis {
  customers_at_start,  ///< a probability: of those who were there, who left
  average_customers    ///< a rate: leavers of the period / mean number of customers; may exceed 1
};

/// The same churn over several periods, by a hazard that stays constant.
struct ChurnRates {
  double annual = 0;          ///< probability to leave within 12 months
  double quarterly = 0;       ///< within 3 months
  double monthly = 0;         ///< within 1 month
  double monthly_hazard = 0;  ///< Λ
};

/// From the churn of \p months months. Of customers at start: Λ = -ln(1 - churn)/months. Of average
/// customers: Λ = churn/months, exact where those who leave are replaced.
/// \return nothing unless months > 0, churn >= 0, and churn < 1 where it is a probability.
[[nodiscard]] std::optional<ChurnRates> churn_rates(
    double churn, double months, ChurnBasis basis = ChurnBasis::customers_at_start);

/// From the share of customers (0 to 1) who are still there after \p months months.
/// \return nothing unless 0 < retention <= 1 and months > 0.
[[nodiscard]] std::optional<ChurnRates> churn_of_retention(double retention, double months);

/// From the mean time that customers stay, in months: Λ = 1/tenure.
///
/// The mean age of present customers is that time too, if the hazard is constant and the number of
/// customers has long been; a firm that grows has younger customers, so that churn seems higher.
/// \return nothing unless tenure is finite and > 0.
[[nodiscard]] std::optional<ChurnRates> churn_of_tenure(double tenure_months);

}  // namespace cxsim
