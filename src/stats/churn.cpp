#include "cxsim/stats/churn.hpp"

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

}  // namespace cxsim
