#include "cxsim/queueing/staffing.hpp"

#include <cmath>
#include <limits>

namespace cxsim {
namespace {

constexpr int most_agents = 1'000'000;

/// Smallest number for which \p is_enough holds, when it holds for all larger ones too.
template <class Condition>
std::optional<int> fewest(Condition const& is_enough) {
  int enough = 1;
  while (!is_enough(enough)) {
    if (enough >= most_agents) {
      return std::nullopt;
    }
    enough = enough < most_agents / 2 ? 2 * enough : most_agents;
  }
  int short_of_it = is_enough(0) ? -1 : enough / 2;
  if (short_of_it < 0) {
    return 0;
  }
  while (enough - short_of_it > 1) {
    int const middle = short_of_it + (enough - short_of_it) / 2;
    (is_enough(middle) ? enough : short_of_it) = middle;
  }
  return enough;
}

WaitingLine with_agents(WaitingLine line, double agents) {
  line.agents = agents;
  return line;
}

/// Where \p are_too_few turns false, with a fraction, to 1e-10 relative.
template <class Condition>
std::optional<double> least_agents(Condition const& are_too_few) {
  double low = 0;
  double high = 1;
  while (are_too_few(high)) {
    if (high > most_agents) {
      return std::nullopt;
    }
    low = high;
    high *= 2;
  }
  while (high - low > 1e-10 * high) {
    double const middle = 0.5 * (low + high);
    (are_too_few(middle) ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

std::optional<double> patience_behind(double mean_wait, double abandoned) {
  if (!(mean_wait >= 0 && abandoned >= 0 && abandoned <= 1) || (mean_wait == 0 && abandoned == 0)) {
    return std::nullopt;
  }
  return abandoned == 0 ? std::numeric_limits<double>::infinity() : mean_wait / abandoned;
}

std::optional<int> agents_for_service_level(WaitingLine line, double share, double minutes) {
  if (!(share >= 0 && share < 1)) {
    return std::nullopt;
  }
  return fewest(
      [&](int agents) { return answered_within(with_agents(line, agents), minutes) >= share; });
}

std::optional<int> agents_for_abandonment(WaitingLine line, double share) {
  if (!(share > 0 && share <= 1)) {
    return std::nullopt;
  }
  return fewest([&](int agents) { return erlang_a(with_agents(line, agents)).abandoned <= share; });
}

std::optional<double> agents_behind_mean_wait(WaitingLine line, double mean_wait) {
  if (!(mean_wait > 0 && mean_wait < line.patience) || line.arrivals * line.handling_time == 0) {
    return std::nullopt;
  }
  return least_agents(
      [&](double agents) { return erlang_a(with_agents(line, agents)).mean_wait > mean_wait; });
}

std::optional<double> agents_behind_delay(WaitingLine line, double delayed) {
  if (!(delayed > 0 && delayed < 1) || line.arrivals * line.handling_time == 0) {
    return std::nullopt;
  }
  return least_agents(
      [&](double agents) { return erlang_a(with_agents(line, agents)).delayed > delayed; });
}

}  // namespace cxsim
