#include "cxsim/stats/churn.hpp"

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

constexpr double months_per_year = 12;

double sum_of(std::span<double const> hazards) {
  double sum = 0;
  for (double const hazard : hazards) {
    sum += hazard;
  }
  return sum;
}

ChurnRates rates_of_hazard(double monthly) {
  auto const within = [&](double months) { return -exp_minus_one(-months * monthly); };
  return {within(months_per_year), within(3), within(1), monthly};
}

}  // namespace

double annual_to_monthly_churn(double annual) {
  return -exp_minus_one(-annual_churn_to_hazard(annual));
}

double monthly_to_annual_churn(double monthly) {
  CXSIM_EXPECTS(monthly >= 0 && monthly <= 1);
  return -exp_minus_one(months_per_year * log_one_plus(-monthly));
}

double annual_churn_to_hazard(double annual) {
  CXSIM_EXPECTS(annual >= 0 && annual <= 1);
  return -log_one_plus(-annual) / months_per_year;
}

double hazard_to_annual_churn(double monthly_hazard) {
  return -exp_minus_one(-months_per_year * monthly_hazard);
}

double churn_probability(std::span<double const> hazards) {
  return -exp_minus_one(-sum_of(hazards));
}

std::vector<double> cause_shares(std::span<double const> hazards) {
  double const sum = sum_of(hazards);
  std::vector<double> shares;
  for (double const hazard : hazards) {
    shares.push_back(sum > 0 ? hazard / sum : 0);
  }
  return shares;
}

std::optional<ChurnRates> churn_rates(double churn, double months, ChurnBasis basis) {
  bool const is_probability = basis == ChurnBasis::customers_at_start;
  if (!(months > 0 && std::isfinite(months) && churn >= 0 && std::isfinite(churn)) ||
      (is_probability && !(churn < 1))) {
    return std::nullopt;
  }
  return rates_of_hazard((is_probability ? -log_one_plus(-churn) : churn) / months);
}

std::optional<ChurnRates> churn_of_retention(double retention, double months) {
  if (!(retention > 0 && retention <= 1 && months > 0 && std::isfinite(months))) {
    return std::nullopt;
  }
  return rates_of_hazard(-logarithm(retention) / months);
}

std::optional<ChurnRates> churn_of_tenure(double tenure_months) {
  if (!(tenure_months > 0 && std::isfinite(tenure_months))) {
    return std::nullopt;
  }
  return rates_of_hazard(1 / tenure_months);
}

}  // namespace cxsim
