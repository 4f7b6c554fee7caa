#include "cxsim/stats/rating_scale.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"
#include "cxsim/stats/ordinal.hpp"

namespace cxsim {
namespace {

constexpr double most_answers = 11;

/// 0 where people do not choose from a few answers.
int answers_of(RatingScale scale) {
  double const answers = scale.highest - scale.lowest + 1;
  bool const is_short = answers >= 2 && answers <= most_answers && answers == std::floor(answers);
  return is_short ? static_cast<int>(answers) : 0;
}

/// Where an answer begins, as a latent score: half a step below its points.
double latent_limit(RatingScale scale, double rating) {
  return normal_quantile(points_of_rating(scale, rating - 0.5) / 100);
}

double mean_at(double limit, double share, double spread) {
  return mean_score({limit + spread * normal_quantile(share), spread});
}

}  // namespace

double points_of_rating(RatingScale scale, double rating) {
  return (rating - scale.lowest) * points_per_step(scale);
}

double rating_of_points(RatingScale scale, double points) {
  return scale.lowest + points / points_per_step(scale);
}

double points_per_step(RatingScale scale) {
  CXSIM_EXPECTS(scale.lowest < scale.highest);
  return 100 / (scale.highest - scale.lowest);
}

double usual_format_gap(RatingScale scale) { return answers_of(scale) >= 10 ? -3 : 0; }

std::optional<ScaleConversion> score_of_mean(RatingScale scale, double mean,
                                             std::optional<double> sd) {
  if (!(scale.lowest < mean && mean < scale.highest) || (sd && !(*sd >= 0))) {
    return std::nullopt;
  }
  double const points = points_of_rating(scale, mean);
  auto const typical = typical_sd(points);
  if (!typical) {
    return std::nullopt;
  }
  return ScaleConversion{scale,
                         mean,
                         sd,
                         points,
                         sd ? *sd * points_per_step(scale) : typical->sd,
                         typical->largest,
                         typical->range.low,
                         typical->range.high};
}

std::optional<double> box_limit(RatingScale scale, int boxes) {
  int const answers = answers_of(scale);
  if (boxes < 1 || boxes >= answers) {
    return std::nullopt;
  }
  return points_of_rating(scale, scale.highest - boxes + 0.5);
}

std::optional<BoxConversion> score_of_box_share(BoxShare const& typed, double spread) {
  auto const limit = box_limit(typed.scale, typed.boxes);
  if (!limit || !(typed.share > 0 && typed.share < 1 && spread > 0)) {
    return std::nullopt;
  }
  double const cut = normal_quantile(*limit / 100);
  LatentParameters const latent{cut + spread * normal_quantile(typed.share), spread};
  auto const [low, high] = std::minmax({mean_at(cut, typed.share, usual_spreads.low),
                                        mean_at(cut, typed.share, usual_spreads.high)});
  return BoxConversion{typed, latent, mean_score(latent), score_sd(latent), {low, high}};
}

std::optional<double> box_share_of_score(RatingScale scale, int boxes, double mean, double sd) {
  auto const limit = box_limit(scale, boxes);
  auto const latent = latent_parameters(mean, sd);
  if (!limit || !latent) {
    return std::nullopt;
  }
  return normal_cdf((latent->level - normal_quantile(*limit / 100)) / latent->spread);
}

std::vector<double> answer_shares(RatingScale scale, LatentParameters const& latent) {
  int const answers = answers_of(scale);
  CXSIM_EXPECTS(answers >= 2 && latent.spread > 0);
  std::vector<double> thresholds;
  for (int answer = 1; answer < answers; ++answer) {
    thresholds.push_back(latent_limit(scale, scale.lowest + answer) / latent.spread);
  }
  return shifted_shares(thresholds, latent.level / latent.spread);
}

}  // namespace cxsim
