#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "cxsim/queueing/erlang.hpp"

/// Lines worked out state by state in long double, for whole agents and moderate numbers.
namespace cxsim {

/// Probability of each number of callers in the line, from the balance of neighbouring states.
inline std::vector<long double> callers_in_line(WaitingLine const& line) {
  std::vector<long double> weights{1};
  long double sum = 1;
  long double const arrivals = line.arrivals;
  for (long double k = 1; k <= line.agents || weights.back() > 1e-25L * sum; ++k) {
    long double const busy = std::fmin(k, static_cast<long double>(line.agents));
    long double const ended = busy / line.handling_time + (k - busy) / line.patience;
    weights.push_back(weights.back() * arrivals / ended);
    sum += weights.back();
  }
  for (long double& weight : weights) {
    weight /= sum;
  }
  return weights;
}

inline LineState line_state_by_balance(WaitingLine const& line) {
  auto const callers = callers_in_line(line);
  long double delayed = 0;
  long double queue = 0;
  long double busy = 0;
  for (std::size_t k = 0; k < callers.size(); ++k) {
    auto const count = static_cast<long double>(k);
    delayed += count >= line.agents ? callers[k] : 0;
    queue += std::fmax(count - line.agents, 0.0L) * callers[k];
    busy += std::fmin(count, static_cast<long double>(line.agents)) * callers[k];
  }
  return {.delayed = static_cast<double>(delayed),
          .abandoned = static_cast<double>(queue / line.patience / line.arrivals),
          .mean_wait = static_cast<double>(queue / line.arrivals),
          .mean_queue = static_cast<double>(queue),
          .occupancy = static_cast<double>(busy / line.agents)};
}

/// What becomes of a caller behind \p ahead others, all agents busy: who goes first, how long it
/// takes. Moments of the wait, split by its end.
struct CallerFate {
  long double answered = 0;       ///< probability
  long double answered_wait = 0;  ///< mean of the wait where answered, 0 elsewhere
  long double wait = 0;           ///< mean of the wait
};

inline std::vector<CallerFate> fates_in_queue(WaitingLine const& line, std::size_t most_ahead) {
  std::vector<CallerFate> fates;
  CallerFate next{.answered = 1};
  for (std::size_t ahead = 0; ahead <= most_ahead; ++ahead) {
    long double const forward = line.agents / static_cast<long double>(line.handling_time) +
                                static_cast<long double>(ahead) / line.patience;
    long double const all = forward + 1 / static_cast<long double>(line.patience);
    long double const answered = forward / all * next.answered;
    next = {.answered = answered,
            .answered_wait = forward / all * next.answered_wait + answered / all,
            .wait = (1 + forward * next.wait) / all};
    fates.push_back(next);
  }
  return fates;
}

inline WaitsByEnding waits_by_balance(WaitingLine const& line) {
  auto const callers = callers_in_line(line);
  auto const agents = static_cast<std::size_t>(line.agents);
  auto const fates = fates_in_queue(line, callers.size() - agents);
  long double answered = 0;
  long double answered_wait = 0;
  long double wait = 0;
  for (std::size_t k = 0; k < callers.size(); ++k) {
    CallerFate const fate = k < agents ? CallerFate{.answered = 1} : fates[k - agents];
    answered += callers[k] * fate.answered;
    answered_wait += callers[k] * fate.answered_wait;
    wait += callers[k] * fate.wait;
  }
  return {.answered = static_cast<double>(answered_wait / answered),
          .abandoned = static_cast<double>((wait - answered_wait) / (1 - answered))};
}

}  // namespace cxsim
