#include "cxsim/stats/nps.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

double total(NpsAnswers const& answers) {
  return answers.promoters + answers.passives + answers.detractors;
}

Estimate with_error(NpsAnswers const& answers, double count) {
  double const all = total(answers);
  double const promoters = answers.promoters / all;
  double const detractors = answers.detractors / all;
  return {nps(promoters, detractors), 100 * std::sqrt(nps_variance(promoters, detractors) / all),
          static_cast<std::uint64_t>(count)};
}

double standard_error(double variance, double answers) {
  return 100 * std::sqrt(std::max(0.0, variance) / answers);
}

}  // namespace

Estimate nps_estimate(NpsAnswers const& answers) {
  CXSIM_EXPECTS(total(answers) > 0);
  return with_error(answers, total(answers));
}

Estimate adjusted_nps_estimate(NpsAnswers const& answers) {
  return with_error({answers.promoters + 0.75, answers.passives + 1.5, answers.detractors + 0.75},
                    total(answers));
}

std::optional<NpsFigure> nps_of_percentages(double promoters, double passives, double detractors,
                                            double answers) {
  constexpr double rounding = 1.5;  // three percentages, each rounded to a whole one
  double const all = promoters + passives + detractors;
  if (!(promoters >= 0 && passives >= 0 && detractors >= 0 && std::fabs(all - 100) <= rounding &&
        answers >= 1)) {
    return std::nullopt;
  }
  double const error = standard_error(nps_variance(promoters / all, detractors / all), answers);
  return NpsFigure{nps(promoters / all, detractors / all), error, {error, error}};
}

std::optional<NpsFigure> nps_of_score(double score, double answers) {
  if (!(score >= -100 && score <= 100 && answers >= 1)) {
    return std::nullopt;
  }
  double const d = std::fabs(score / 100);
  double const least = d - d * d;
  double const most = 1 - d * d;
  return NpsFigure{score,
                   standard_error(std::clamp(usual_nps_variance, least, most), answers),
                   {standard_error(least, answers), standard_error(most, answers)}};
}

}  // namespace cxsim
