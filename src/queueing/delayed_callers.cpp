#include "delayed_callers.hpp"

#include <algorithm>

#include "cxsim/stats/math.hpp"
#include "extreme_line.hpp"
#include "offered_wait.hpp"

namespace cxsim {
namespace {

[[nodiscard]] double answered(double z) { return exponential(-z); }

}  // namespace

double wait_of_excess(double excess, WaitJudgement const& judgement) {
  return power((1 + excess) * judgement.acceptable / judgement.felt, 1 / judgement.exponent);
}

double answered_of_delayed(WaitingLine const& line, double minutes) {
  BusyLine const busy = busy_line(line);
  OfferedReach const reach = reach_of(busy);
  double const within = std::min(reach.high, minutes / line.patience);
  return weighed(busy, reach, answered, reach.low, within) /
         weighed(busy, reach, [](double) { return 1.0; });
}

double penalty_of_delayed(WaitingLine const& line, WaitJudgement const& judgement) {
  BusyLine const busy = busy_line(line);
  OfferedReach const reach = reach_of(busy);
  double const start = wait_of_excess(0, judgement) / line.patience;
  double const level = wait_of_excess(judgement.most_excess, judgement) / line.patience;
  auto const judged = [&](double z) {
    return wait_penalty(z * line.patience, judgement) * exponential(-z);
  };
  double const rising =
      weighed(busy, reach, judged, std::max(reach.low, start), std::min(reach.high, level));
  double const constant = weighed(busy, reach, answered, std::max(reach.low, level), reach.high);
  double const all = weighed(busy, reach, answered, reach.low, reach.high);
  return (rising + judgement.penalty * judgement.most_excess * constant) / all;
}

}  // namespace cxsim
