#include "cxsim/stats/truncated_normal.hpp"

#include <algorithm>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

double truncated_normal_quantile(double mean, double sd, double low, double high, double p) {
  CXSIM_EXPECTS(sd > 0 && low < high && p >= 0 && p <= 1);
  double const from = (low - mean) / sd;
  double const to = (high - mean) / sd;
  if (p == 0 || p == 1) {
    return p == 0 ? low : high;
  }
  // Probabilities near 1 have no digits for the upper tail, so it is mirrored to the lower one.
  bool const mostly_above = from + to > 0;
  double const start = normal_cdf(mostly_above ? -to : from);
  double const end = normal_cdf(mostly_above ? -from : to);
  double const share = mostly_above ? 1 - p : p;
  double const z = normal_quantile(start + share * (end - start));
  return std::clamp(mean + sd * (mostly_above ? -z : z), low, high);
}

}  // namespace cxsim
