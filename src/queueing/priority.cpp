#include "cxsim/queueing/priority.hpp"

#include <algorithm>
#include <cmath>

#include "busy_period.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/stats/gauss_legendre.hpp"
#include "cxsim/stats/math.hpp"
#include "delayed_callers.hpp"
#include "extreme_line.hpp"
#include "later_waits.hpp"

namespace cxsim {
namespace {

/// Mean wait of the first who find all agents busy.
double wait_of_delayed_first(WaitingLine const& line, double first_share) {
  double const first_arrivals = first_share * line.arrivals;
  WaitingLine const alone{.arrivals = first_arrivals,
                          .handling_time = line.handling_time,
                          .agents = line.agents,
                          .patience = line.patience};
  double const capacity = capacity_of(line);
  switch (extreme_of(alone)) {
    case Extreme::no_agents:
    case Extreme::no_patience:
      return line.patience;
    case Extreme::no_load:
      return 1 / (capacity + 1 / line.patience);
    case Extreme::endless_patience:
      return 1 / (capacity - first_arrivals);
    case Extreme::endless_line:
      return erlang_a(alone).mean_wait;
    case Extreme::none:
      break;
  }
  return line.patience * busy_figures(busy_line(alone)).given_up;
}

double abandoned_of_first(WaitingLine const& line, double first_share, double mean_wait) {
  if (line.patience < infinity) {
    return mean_wait / line.patience;
  }
  double const load = first_share * load_of(line);
  return load > line.agents ? 1 - line.agents / load : 0;
}

LineState group(WaitingLine const& line, double share, LineState figures) {
  double const arrivals = share * line.arrivals;
  figures.mean_queue = arrivals == 0 ? 0 : arrivals * figures.mean_wait;
  figures.occupancy =
      line.agents > 0 ? share * load_of(line) * (1 - figures.abandoned) / line.agents : 0;
  return figures;
}

/// The line in which only the first arrive: while all agents are busy, they wait as in this one.
WaitingLine alone_in(CallerGroup const& group) {
  WaitingLine alone = group.line;
  alone.arrivals *= group.first_share;
  return alone;
}

/// Mean of ψ over the later callers who find all agents busy and are answered: ψ rises between two
/// waits, and by ∫ψ'·(share still unanswered).
double penalty_of_delayed_later(CallerGroup const& group, WaitJudgement const& judgement) {
  LaterWaits const waits(group.line, group.first_share);
  double const answered = 1 - group.state.abandoned / group.state.delayed;
  double const start = wait_of_excess(0, judgement);
  double const level = wait_of_excess(judgement.most_excess, judgement);
  double const slope =
      judgement.penalty * judgement.felt * judgement.exponent / judgement.acceptable;
  auto const unanswered = [&](double minutes) {
    double const later = std::max(0.0, answered - waits.answered_within(minutes));
    return slope * power(minutes, judgement.exponent - 1) * later;
  };
  double const middle = std::sqrt(start * level);
  return (integral(unanswered, start, middle) + integral(unanswered, middle, level)) / answered;
}

}  // namespace

CallerGroup caller_group(WaitingLine const& line, double first_share, CallerTurn turn) {
  PriorityState const state = priority_line(line, first_share);
  return {turn == CallerTurn::first ? state.first : state.others, line, first_share, turn};
}

double answered_within(CallerGroup const& group, double minutes) {
  CXSIM_EXPECTS(minutes >= 0);
  if (extreme_of(group.line) != Extreme::none || extreme_of(alone_in(group)) != Extreme::none) {
    return answered_within(group.line, minutes);
  }
  double const delayed = group.state.delayed;
  double const of_delayed =
      group.turn == CallerTurn::first
          ? answered_of_delayed(alone_in(group), minutes)
          : LaterWaits(group.line, group.first_share).answered_within(minutes);
  return 1 - delayed + delayed * of_delayed;
}

double mean_wait_penalty(CallerGroup const& group, WaitJudgement const& judgement) {
  if (extreme_of(group.line) != Extreme::none || extreme_of(alone_in(group)) != Extreme::none) {
    return mean_wait_penalty(group.line, judgement);
  }
  LineState const& state = group.state;
  double const answered_later = (state.delayed - state.abandoned) / (1 - state.abandoned);
  if (answered_later <= 0) {
    return 0;
  }
  return answered_later * (group.turn == CallerTurn::first
                               ? penalty_of_delayed(alone_in(group), judgement)
                               : penalty_of_delayed_later(group, judgement));
}

PriorityState priority_line(WaitingLine const& line, double first_share) {
  CXSIM_EXPECTS(first_share >= 0 && first_share < 1);
  LineState const whole = erlang_a(line);
  LineState first = whole;
  LineState others = whole;
  if (whole.mean_wait > 0 && line.agents > 0) {
    double const rest = 1 - first_share;
    first.mean_wait = whole.delayed * wait_of_delayed_first(line, first_share);
    first.abandoned = abandoned_of_first(line, first_share, first.mean_wait);
    others.mean_wait = whole.mean_wait == infinity
                           ? infinity
                           : (whole.mean_wait - first_share * first.mean_wait) / rest;
    others.abandoned = (whole.abandoned - first_share * first.abandoned) / rest;
  }
  return {.first = group(line, first_share, first), .others = group(line, 1 - first_share, others)};
}

}  // namespace cxsim
