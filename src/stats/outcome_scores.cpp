#include "cxsim/stats/outcome_scores.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"
#include "cxsim/stats/survey_precision.hpp"

namespace cxsim {
namespace {

constexpr double largest_spread = 100;

bool is_possible(AllVisitsScore const& score) {
  return score.mean > 0 && score.mean < 100 && score.failure >= 0 && score.failure <= 1 &&
         score.penalty >= 0 && std::isfinite(score.penalty);
}

/// Level of a success at which all visits have their mean. It lies between the level without
/// failures and the one with nothing but failures.
LatentParameters success_at(AllVisitsScore const& score, double spread) {
  double low = normal_quantile(score.mean / 100) * std::sqrt(1 + spread * spread);
  double high = low + score.penalty;
  // Each halving gains a bit; 60 reach the last place.
  for (int step = 0; step < 60; ++step) {
    double const middle = 0.5 * (low + high);
    double const mean = all_visits_score({middle, spread}, score.failure, score.penalty).mean;
    (mean < score.mean ? low : high) = middle;
  }
  return {0.5 * (low + high), spread};
}

double sd_at(AllVisitsScore const& score, double spread) {
  return all_visits_score(success_at(score, spread), score.failure, score.penalty).sd;
}

}  // namespace

AllVisitsScore all_visits_score(LatentParameters const& success, double failure, double penalty) {
  CXSIM_EXPECTS(failure >= 0 && failure <= 1 && penalty >= 0);
  LatentParameters const failed{success.level - penalty, success.spread};
  double const mean = (1 - failure) * mean_score(success) + failure * mean_score(failed);
  double const square = (1 - failure) * second_moment(success.level, success.spread) +
                        failure * second_moment(failed.level, failed.spread);
  return {mean, std::sqrt(std::max(0.0, 1e4 * square - mean * mean)), failure, penalty};
}

std::optional<Interval> feasible_sds(AllVisitsScore const& all_visits, double least_spread) {
  if (!is_possible(all_visits) || !(least_spread > 0 && least_spread < largest_spread)) {
    return std::nullopt;
  }
  return Interval{sd_at(all_visits, least_spread), sd_at(all_visits, largest_spread)};
}

std::optional<OutcomeScores> scores_by_outcome(AllVisitsScore const& all_visits,
                                               double least_spread) {
  auto const feasible = feasible_sds(all_visits, least_spread);
  if (!feasible || !covers(*feasible, all_visits.sd)) {
    return std::nullopt;
  }
  double low = least_spread;
  double high = largest_spread;
  for (int step = 0; step < 60; ++step) {
    double const middle = 0.5 * (low + high);
    (sd_at(all_visits, middle) < all_visits.sd ? low : high) = middle;
  }
  LatentParameters const success = success_at(all_visits, 0.5 * (low + high));
  LatentParameters const failed{success.level - all_visits.penalty, success.spread};
  return OutcomeScores{success, mean_score(success), score_sd(success), mean_score(failed),
                       score_sd(failed)};
}

}  // namespace cxsim
