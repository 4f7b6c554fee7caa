#include "cxsim/stats/expectile.hpp"

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

double normal_expectile(double loss_weight) {
  CXSIM_EXPECTS(loss_weight > 0);
  // Excess minus weighted shortfall falls with e, with slope between -1 and -λ: Newton's method.
  constexpr int most_steps = 100;
  double e = 0;
  for (int step = 0; step < most_steps; ++step) {
    double const below = normal_cdf(e);
    double const above = normal_cdf(-e);
    double const density = normal_pdf(e);
    double const excess = density - e * above;
    double const shortfall = density + e * below;
    double const change = (excess - loss_weight * shortfall) / (above + loss_weight * below);
    e += change;
    if (std::fabs(change) < 1e-15) {
      break;
    }
  }
  return e;
}

}  // namespace cxsim
