#include "cxsim/stats/nps.hpp"

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

}  // namespace

Estimate nps_estimate(NpsAnswers const& answers) {
  CXSIM_EXPECTS(total(answers) > 0);
  return with_error(answers, total(answers));
}

Estimate adjusted_nps_estimate(NpsAnswers const& answers) {
  return with_error({answers.promoters + 0.75, answers.passives + 1.5, answers.detractors + 0.75},
                    total(answers));
}

}  // namespace cxsim
