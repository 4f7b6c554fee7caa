#include "cxsim/stats/survey_precision.hpp"

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/latent_score.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

double sd_at(double mean, double spread) {
  return score_sd({normal_quantile(mean / 100) * std::sqrt(1 + spread * spread), spread});
}

bool is_confidence(double value) { return value > 0 && value < 1; }

/// Standard errors between the middle of a normal interval and its end.
double reach(double confidence) { return normal_quantile(0.5 + confidence / 2); }

}  // namespace

double largest_sd(double mean) {
  CXSIM_EXPECTS(mean >= 0 && mean <= 100);
  return std::sqrt(mean * (100 - mean));
}

std::optional<TypicalSd> typical_sd(double mean) {
  if (!(mean > 0 && mean < 100)) {
    return std::nullopt;
  }
  return TypicalSd{sd_at(mean, usual_spread),
                   {sd_at(mean, usual_spreads.low), sd_at(mean, usual_spreads.high)},
                   largest_sd(mean)};
}

std::optional<SurveyFigure> survey_mean(double mean, double sd, double answers, double confidence) {
  if (!(std::isfinite(mean) && sd >= 0 && std::isfinite(sd) && answers >= 1 &&
        is_confidence(confidence))) {
    return std::nullopt;
  }
  double const error = sd / std::sqrt(answers);
  double const margin = reach(confidence) * error;
  return SurveyFigure{mean, error, margin, {mean - margin, mean + margin}};
}

std::optional<SurveyFigure> survey_share(double share, double answers, double confidence) {
  if (!(share >= 0 && share <= 1 && answers >= 1 && is_confidence(confidence))) {
    return std::nullopt;
  }
  double const error = std::sqrt(share * (1 - share) / answers);
  return SurveyFigure{share, error, reach(confidence) * error,
                      wilson_interval(share * answers, answers, confidence)};
}

std::optional<double> sd_from_margin(double margin, double answers, double confidence) {
  if (!(margin >= 0 && answers >= 1 && is_confidence(confidence))) {
    return std::nullopt;
  }
  return margin * std::sqrt(answers) / reach(confidence);
}

}  // namespace cxsim
