#include "cxsim/queueing/erlang.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "busy_period.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/stats/gauss_legendre.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_quantity(double value) { return value >= 0 && value < infinity; }

void expect_line(WaitingLine const& line) {
  CXSIM_EXPECTS(is_quantity(line.arrivals) && is_quantity(line.handling_time));
  CXSIM_EXPECTS(is_quantity(line.agents) && line.patience >= 0);
}

double load_of(WaitingLine const& line) { return line.arrivals * line.handling_time; }

/// Calls per minute that the agents can end when all are busy.
double capacity_of(WaitingLine const& line) { return line.agents / line.handling_time; }

/// Patience so long that its end cannot be seen in a double.
bool never_gives_up(WaitingLine const& line) {
  constexpr double most_calls_within = 1e15;
  return line.patience * std::max(capacity_of(line), line.arrivals) > most_calls_within;
}

bool never_waits(WaitingLine const& line) {
  constexpr double fewest_calls_within = 1e-290;
  return line.patience * std::min(capacity_of(line), line.arrivals) < fewest_calls_within;
}

/// What the formulas of a busy line cannot take; then closed forms stand in.
enum class Extreme { none, no_agents, no_load, no_patience, endless_patience, endless_line };

Extreme extreme_of(WaitingLine const& line) {
  double const load = load_of(line);
  if (line.agents == 0) {
    return Extreme::no_agents;
  }
  if (load == 0) {
    return Extreme::no_load;
  }
  if (never_waits(line)) {
    return Extreme::no_patience;
  }
  if (never_gives_up(line)) {
    return load < line.agents ? Extreme::endless_patience : Extreme::endless_line;
  }
  return Extreme::none;
}

BusyLine busy_line(WaitingLine const& line) {
  double const capacity = capacity_of(line);
  return {.capacity = capacity * line.patience,
          .inflow = line.arrivals * line.patience,
          .slack = (capacity - line.arrivals) * line.patience};
}

LineState state(WaitingLine const& line, double delayed, double abandoned, double mean_wait) {
  double const load = load_of(line);
  return {.delayed = delayed,
          .abandoned = abandoned,
          .mean_wait = mean_wait,
          .mean_queue = line.arrivals == 0 ? 0 : line.arrivals * mean_wait,
          .occupancy = line.agents > 0 ? load * (1 - abandoned) / line.agents : 0};
}

LineState endless_patience(WaitingLine const& line) {
  double const delayed = erlang_c(load_of(line), line.agents);
  double const mean_wait = delayed / (capacity_of(line) - line.arrivals);
  return state(line, delayed, std::min(mean_wait / line.patience, 1.0), mean_wait);
}

LineState endless_line(WaitingLine const& line) {
  double const abandoned = 1 - line.agents / load_of(line);
  return state(line, 1, abandoned,
               line.patience == infinity ? infinity : abandoned * line.patience);
}

double delayed_share(WaitingLine const& line, BusyFigures const& busy) {
  return 1 / (1 + upper_palm(line.agents, load_of(line)) / busy.to_unqueued);
}

// ---- waits of callers who find all agents busy -------------------------------------------------
//
// Whoever waits long enough is answered after a time V with density in proportion to
// exp(-deficit(z)), z = V/patience; this is how the sum over the places in the queue ends.

/// Where a series for small z is used instead of differences of nearly equal numbers.
constexpr double small = 0.5;

/// Of Σ_{k>=2} weight(k)·(-z)^k/k!, divided by z².
template <class Weight>
constexpr std::array<double, 14> small_coefficients(Weight const& weight) {
  std::array<double, 14> coefficients{};
  double reciprocal_factorial = -1;
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    auto const k = static_cast<double>(i + 2);
    reciprocal_factorial /= -k;
    coefficients[i] = weight(k) * reciprocal_factorial;
  }
  return coefficients;
}

double small_series(std::array<double, 14> const& coefficients, double z) {
  double sum = 0;
  for (auto coefficient = coefficients.rbegin(); coefficient != coefficients.rend();
       ++coefficient) {
    sum = sum * z + *coefficient;
  }
  return sum * z * z;
}

/// z - (1 - e^-z)
double delay_of_growth(double z) {
  static constexpr auto coefficients = small_coefficients([](double) { return 1.0; });
  return z < small ? small_series(coefficients, z) : z - (1 - exponential(-z));
}

/// 1 - (1 + z)·e^-z: the wait, in units of patience, of those who give up within z, times their
/// share.
double wait_of_those_gone(double z) {
  static constexpr auto coefficients = small_coefficients([](double k) { return k - 1; });
  return z < small ? small_series(coefficients, z) : 1 - (1 + z) * exponential(-z);
}

double deficit(BusyLine const& busy, double z) {
  return busy.slack * z + busy.inflow * delay_of_growth(z);
}

/// Where the density of V counts: [low, high] around its highest point, in units of patience.
/// Beyond `longest` it falls as exp(-c·z), and whoever has not been answered by then gives up.
constexpr double longest = 40;

struct Reach {
  double low = 0;
  double top = 0;
  double high = 0;
};

Reach reach_of(BusyLine const& busy) {
  constexpr double negligible = 40;  // e^-40
  double const top = busy.slack < 0 ? -log_one_plus(busy.slack / busy.inflow) : 0;
  double const least = deficit(busy, top);
  double width = 1 / (1 + busy.capacity + busy.inflow);
  while (deficit(busy, top + width) - least < negligible) {
    width *= 2;
  }
  return {.low = std::clamp(top - width, 0.0, longest),
          .top = top,
          .high = std::min(top + width, longest)};
}

/// Integral of \p weight, which tends to 1, by the density of V.
template <class Weight>
double weighed(BusyLine const& busy, Reach const& reach, Weight const& weight) {
  constexpr int panels = 8;
  double const least = deficit(busy, reach.top);
  double const panel = (reach.high - reach.low) / panels;
  double sum = exponential(least - deficit(busy, longest)) / busy.capacity;
  for (int i = 0; i < panels; ++i) {
    double const low = reach.low + i * panel;
    sum += integral([&](double z) { return weight(z) * exponential(least - deficit(busy, z)); },
                    low, low + panel);
  }
  return sum;
}

double mean_wait_of_those_gone(WaitingLine const& line, BusyLine const& busy) {
  Reach const reach = reach_of(busy);
  double const waits = weighed(busy, reach, wait_of_those_gone);
  double const share = weighed(busy, reach, [](double z) { return -exp_minus_one(-z); });
  return line.patience * (waits / share);
}

/// The line as a caller sees it who has waited z times the patience: fewer have come and stayed.
BusyLine after_waiting(BusyLine const& busy, double z) {
  return {.capacity = busy.capacity,
          .inflow = busy.inflow * exponential(-z),
          .slack = busy.slack - busy.inflow * exp_minus_one(-z)};
}

/// P(V > z times the patience)
double not_yet_offered(BusyLine const& busy, BusyFigures const& figures, double z) {
  BusyLine const later = after_waiting(busy, z);
  if (busy.slack >= 0) {
    return exponential(-deficit(busy, z)) * busy_figures(later).to_unqueued / figures.to_unqueued;
  }
  return lower_gamma_share(later.capacity, later.inflow) /
         lower_gamma_share(busy.capacity, busy.inflow);
}

}  // namespace

double erlang_b(double load, double agents) {
  CXSIM_EXPECTS(is_quantity(load) && is_quantity(agents));
  if (load == 0) {
    return agents == 0 ? 1 : 0;
  }
  return 1 / (1 + upper_palm(agents, load));
}

double erlang_c(double load, double agents) {
  CXSIM_EXPECTS(is_quantity(load) && is_quantity(agents));
  if (load >= agents) {
    return 1;
  }
  double const lost = erlang_b(load, agents);
  return lost / (lost + (1 - lost) * ((agents - load) / agents));
}

LineState erlang_a(WaitingLine const& line) {
  expect_line(line);
  switch (extreme_of(line)) {
    case Extreme::no_agents:
      return state(line, 1, 1, line.patience);
    case Extreme::no_load:
      return {};
    case Extreme::no_patience: {
      double const lost = erlang_b(load_of(line), line.agents);
      return state(line, lost, lost, lost * line.patience);
    }
    case Extreme::endless_patience:
      return endless_patience(line);
    case Extreme::endless_line:
      return endless_line(line);
    case Extreme::none:
      break;
  }
  BusyLine const busy = busy_line(line);
  BusyFigures const figures = busy_figures(busy);
  double const delayed = delayed_share(line, figures);
  double const abandoned = delayed * figures.given_up;
  return state(line, delayed, abandoned, abandoned * line.patience);
}

WaitsByEnding waits_by_ending(WaitingLine const& line) {
  expect_line(line);
  switch (extreme_of(line)) {
    case Extreme::no_agents:
      return {.answered = line.patience, .abandoned = line.patience};
    case Extreme::no_load:
      return {.answered = 0, .abandoned = 1 / (capacity_of(line) + 1 / line.patience)};
    case Extreme::no_patience:
      return {.answered = 0, .abandoned = line.patience};
    case Extreme::endless_patience: {
      double const wait_of_delayed = 1 / (capacity_of(line) - line.arrivals);
      return {.answered = endless_patience(line).mean_wait, .abandoned = wait_of_delayed};
    }
    case Extreme::endless_line:
      return {.answered = infinity, .abandoned = infinity};
    case Extreme::none:
      break;
  }
  BusyLine const busy = busy_line(line);
  double const given_up = mean_wait_of_those_gone(line, busy);
  double const abandoned = erlang_a(line).abandoned;
  return {.answered = abandoned * (line.patience - given_up) / (1 - abandoned),
          .abandoned = given_up};
}

double waiting_longer_than(WaitingLine const& line, double minutes) {
  expect_line(line);
  CXSIM_EXPECTS(is_quantity(minutes));
  switch (extreme_of(line)) {
    case Extreme::no_agents:
      return line.patience > 0 ? exponential(-minutes / line.patience) : 0;
    case Extreme::no_load:
    case Extreme::no_patience:
      return 0;
    case Extreme::endless_patience:
      return erlang_c(load_of(line), line.agents) *
             exponential(-(capacity_of(line) - line.arrivals) * minutes);
    case Extreme::endless_line:
      return 1;
    case Extreme::none:
      break;
  }
  BusyLine const busy = busy_line(line);
  BusyFigures const figures = busy_figures(busy);
  double const z = minutes / line.patience;
  return delayed_share(line, figures) * not_yet_offered(busy, figures, z) * exponential(-z);
}

double answered_within(WaitingLine const& line, double minutes) {
  double const waiting = waiting_longer_than(line, minutes);
  switch (extreme_of(line)) {
    case Extreme::no_agents:
    case Extreme::endless_line:
      return 0;
    case Extreme::no_load:
      return 1;
    case Extreme::no_patience:
      return 1 - erlang_b(load_of(line), line.agents);
    case Extreme::endless_patience:
      return 1 - waiting;
    case Extreme::none:
      break;
  }
  // Of those still waiting the share that gives up later belongs to the abandoned already.
  BusyLine const later = after_waiting(busy_line(line), minutes / line.patience);
  double const answered_later = waiting * (1 - busy_figures(later).given_up);
  return std::clamp(1 - erlang_a(line).abandoned - answered_later, 0.0, 1.0);
}

}  // namespace cxsim
