#include "cxsim/stats/student.hpp"

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {

double student_quantile(double p, double degrees) {
  CXSIM_EXPECTS(p >= 0.5 && p < 1 && degrees > 0);
  double const x = beta_quantile(degrees / 2, 0.5, 2 * (1 - p));
  return std::sqrt(degrees * (1 - x) / x);
}

double student_cdf(double t, double degrees) {
  CXSIM_EXPECTS(degrees > 0);
  double const beyond = incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2;
  return t > 0 ? 1 - beyond : beyond;
}

}  // namespace cxsim
