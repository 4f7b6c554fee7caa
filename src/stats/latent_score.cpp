#include "cxsim/stats/latent_score.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {
namespace {

/// 0 to 1, of a score whose mean is Φ(h).
double standard_deviation(double h, double spread) {
  double const mean = normal_cdf(h);
  double const square = mean - 2 * owens_t(h, 1 / std::sqrt(1 + 2 * spread * spread));
  return std::sqrt(std::max(0.0, square - mean * mean));
}

double scale_of(double spread) { return std::sqrt(1 + spread * spread); }

}  // namespace

double mean_score(LatentParameters const& latent) {
  return 100 * normal_cdf(latent.level / scale_of(latent.spread));
}

double score_sd(LatentParameters const& latent) {
  return 100 * standard_deviation(latent.level / scale_of(latent.spread), latent.spread);
}

double second_moment(double level, double spread) {
  double const h = level / scale_of(spread);
  return normal_cdf(h) - 2 * owens_t(h, 1 / std::sqrt(1 + 2 * spread * spread));
}

std::optional<LatentParameters> latent_parameters(double mean, double sd) {
  if (!(mean > 0 && mean < 100)) {
    return std::nullopt;
  }
  double const h = normal_quantile(mean / 100);
  double low = 1e-3;
  double high = 100;
  if (!(100 * standard_deviation(h, low) <= sd && sd <= 100 * standard_deviation(h, high))) {
    return std::nullopt;
  }
  // The sd grows with σ. 60 halvings of [0.001, 100] reach the last place.
  for (int step = 0; step < 60; ++step) {
    double const middle = 0.5 * (low + high);
    (100 * standard_deviation(h, middle) < sd ? low : high) = middle;
  }
  double const spread = 0.5 * (low + high);
  return LatentParameters{h * scale_of(spread), spread};
}

double latent_shift(double from_mean, double to_mean, double spread) {
  CXSIM_EXPECTS(from_mean > 0 && from_mean < 100 && to_mean > 0 && to_mean < 100);
  return scale_of(spread) * (normal_quantile(to_mean / 100) - normal_quantile(from_mean / 100));
}

}  // namespace cxsim
