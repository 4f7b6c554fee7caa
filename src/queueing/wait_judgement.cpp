#include "cxsim/queueing/wait_judgement.hpp"

#include <algorithm>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"
#include "delayed_callers.hpp"
#include "extreme_line.hpp"
#include "offered_wait.hpp"

namespace cxsim {
namespace {

/// Mean penalty of those answered after finding all agents busy, with endless patience: V is
/// exponential.
double mean_over_patient(double rate, WaitJudgement const& judgement) {
  constexpr double negligible = 40;
  double const start = wait_of_excess(0, judgement);
  double const level = wait_of_excess(judgement.most_excess, judgement);
  auto const judged = [&](double wait) {
    return wait_penalty(wait, judgement) * rate * exponential(-rate * wait);
  };
  return panelled_integral(judged, start, std::min(level, start + negligible / rate)) +
         judgement.penalty * judgement.most_excess * exponential(-rate * level);
}

}  // namespace

double wait_penalty(double minutes, WaitJudgement const& judgement) {
  CXSIM_EXPECTS(minutes >= 0 && judgement.acceptable > 0);
  double const felt = judgement.felt * power(minutes, judgement.exponent);
  double const excess = (felt - judgement.acceptable) / judgement.acceptable;
  return judgement.penalty * std::clamp(excess, 0.0, judgement.most_excess);
}

double mean_wait_penalty(WaitingLine const& line, WaitJudgement const& judgement) {
  CXSIM_EXPECTS(judgement.acceptable > 0 && judgement.felt > 0 && judgement.exponent > 0);
  LineState const state = erlang_a(line);
  switch (extreme_of(line)) {
    case Extreme::no_agents:
    case Extreme::no_load:
    case Extreme::no_patience:
      return 0;
    case Extreme::endless_patience:
      return state.delayed * mean_over_patient(capacity_of(line) - line.arrivals, judgement);
    case Extreme::endless_line:
      return judgement.penalty * judgement.most_excess;
    case Extreme::none:
      break;
  }
  double const answered_later = (state.delayed - state.abandoned) / (1 - state.abandoned);
  return answered_later * penalty_of_delayed(line, judgement);
}

double failure_with_abandonment(double failure, double abandoned) {
  CXSIM_EXPECTS(failure >= 0 && failure <= 1 && abandoned >= 0 && abandoned <= 1);
  return failure + abandoned * (1 - failure);
}

}  // namespace cxsim
