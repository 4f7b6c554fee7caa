#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "line_oracle.hpp"

/// Waits of callers who are answered only when nobody who goes first waits, state by state.
namespace cxsim {

/// Of all callers of the group.
struct LaterCallers {
  double abandoned = 0;
  double answered_in_time = 0;  ///< within the time asked for
  double penalty = 0;           ///< mean of a function of the wait over those answered
};

/// Whoever comes finds a queue ahead that is in its steady state; others who go first come before
/// him, each leaves to be served or gives up, and he himself may give up. Followed step by step
/// (Runge & Kutta) until nobody waits.
template <class Penalty>
LaterCallers later_callers(WaitingLine const& line, double first_share, double in_time,
                           Penalty const& penalty) {
  auto const callers = callers_in_line(line);
  auto const agents = static_cast<std::size_t>(line.agents);
  std::size_t const most = callers.size() - agents + 100;
  double const served = line.agents / line.handling_time;
  double const gone = 1 / line.patience;
  double const joins = first_share * line.arrivals;
  std::vector<double> ahead(most, 0.0);
  double delayed = 0;
  for (std::size_t k = agents; k < callers.size(); ++k) {
    ahead[k - agents] = static_cast<double>(callers[k]);
    delayed += ahead[k - agents];
  }
  auto const change = [&](std::vector<double> const& p) {
    std::vector<double> d(most, 0.0);
    for (std::size_t k = 0; k < most; ++k) {
      double const up = k + 1 < most ? joins : 0;
      double const down = served + static_cast<double>(k) * gone;
      d[k] -= (up + down + gone) * p[k];
      if (k + 1 < most) {
        d[k + 1] += up * p[k];
        d[k] += (served + static_cast<double>(k + 1) * gone) * p[k + 1];
      }
    }
    return d;
  };
  auto const moved = [&](std::vector<double> p, std::vector<double> const& by, double step) {
    for (std::size_t k = 0; k < most; ++k) {
      p[k] += step * by[k];
    }
    return p;
  };
  double const step = 0.2 / (served + joins + static_cast<double>(most) * gone);
  double answered = 0;
  double soon = 0;
  double sum = 0;
  for (double time = 0; std::ranges::max(ahead) > 1e-13; time += step) {
    auto const k1 = change(ahead);
    auto const k2 = change(moved(ahead, k1, step / 2));
    auto const k3 = change(moved(ahead, k2, step / 2));
    auto const k4 = change(moved(ahead, k3, step));
    double const before = ahead[0];
    for (std::size_t k = 0; k < most; ++k) {
      ahead[k] += step / 6 * (k1[k] + 2 * k2[k] + 2 * k3[k] + k4[k]);
    }
    double const flow = served * step * (before + ahead[0]) / 2;
    answered += flow;
    soon += time + step / 2 < in_time ? flow : 0;
    sum += flow * penalty(time + step / 2);
  }
  double const at_once = 1 - delayed;
  return {.abandoned = delayed - answered,
          .answered_in_time = at_once + soon,
          .penalty = sum / (at_once + answered)};
}

}  // namespace cxsim
