#include "cxsim/simulation/expected_score.hpp"

#include <cmath>

#include "cxsim/stats/math.hpp"

namespace cxsim {

double expected_score(Map const& map, LevelFit const& fit, ParameterValues const& values,
                      TouchpointId touchpoint) {
  Touchpoint const& here = map.touchpoints[touchpoint];
  double const spread = fit.spread[touchpoint.index];
  double const scale = std::sqrt(1 + spread * spread);
  double const level = fit.levels.level[touchpoint.index] + values[here.level];
  double const failure = values[here.failure];
  return 100 * ((1 - failure) * normal_cdf(level / scale) +
                failure * normal_cdf((level - values[here.penalty]) / scale));
}

}  // namespace cxsim
