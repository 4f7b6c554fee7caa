#include "cxsim/simulation/compiled_map.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cxsim/random/keyed.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

constexpr double log_half = -0.693147180559945309417232121458;

[[nodiscard]] double kept_per_month(double half_life) {
  return half_life > 0 ? exponential(log_half / half_life) : 0;
}

[[nodiscard]] std::int32_t step_to(Target const& target) {
  if (auto const* touchpoint = std::get_if<TouchpointId>(&target)) {
    return static_cast<std::int32_t>(touchpoint->index);
  }
  return std::get<Ending>(target) == Ending::completed ? step_completed : step_abandoned;
}

/// Share of the customers on their way to each touchpoint who turn out not to need it.
using Deflected = std::vector<double>;

[[nodiscard]] Deflected deflected_from(Map const& map, ParameterValues const& values) {
  Deflected deflected(map.touchpoints.size(), 0);
  for (Queue const& queue : map.queues) {
    deflected[queue.touchpoint.index] = values[queue.deflected];
  }
  return deflected;
}

/// Appends the cumulative distribution over \p transitions; the last row catches rounding. Who is
/// deflected from a touchpoint has completed the episode without it.
void add_steps(std::vector<Transition> const& transitions, ParameterValues const& values,
               Deflected const& deflected, std::vector<CompiledStep>& steps) {
  double cumulative = 0;
  for (Transition const& transition : transitions) {
    double const probability = values[transition.probability];
    auto const* to = std::get_if<TouchpointId>(&transition.target);
    if (to != nullptr && deflected[to->index] > 0) {
      steps.push_back(
          {cumulative + probability * (1 - deflected[to->index]), step_to(transition.target)});
      steps.push_back({cumulative + probability, step_completed});
    } else {
      steps.push_back({cumulative + probability, step_to(transition.target)});
    }
    cumulative += probability;
  }
  steps.back().cumulative = 2;
}

[[nodiscard]] CompiledLine compile_line(Queue const& queue, ParameterValues const& values) {
  CompiledLine line;
  line.touchpoint = queue.touchpoint.index;
  line.agents = values[queue.agents];
  line.off_peak_agents = values[queue.off_peak_agents];
  line.handling_time = values[queue.handling_time];
  line.patience = values[queue.patience];
  line.peak_share = values[queue.peak_share];
  line.peak_hours = values[queue.peak_hours];
  line.off_peak_hours = values[queue.off_peak_hours];
  line.acceptable_wait = values[queue.acceptable_wait];
  line.wait_penalty = values[queue.wait_penalty];
  line.announced = values[queue.announced];
  line.goes_first = values[queue.goes_first];
  line.called_back = values[queue.called_back];
  return line;
}

/// Adds the ways of one outcome, from rows that add up.
void add_ways(CompiledMap const& map, std::uint32_t first, std::uint32_t last, std::uint32_t from,
              double outcome, std::span<std::uint32_t const> state, ChainSteps& chain) {
  double before = 0;
  for (std::uint32_t row = first; row < last; ++row) {
    double const upto = std::min(1.0, map.steps[row].cumulative);
    double const probability = outcome * (upto - before);
    std::int32_t const to = map.steps[row].to;
    if (to >= 0 && probability > 0) {
      chain.moves.push_back({from, state[static_cast<std::size_t>(to)], probability});
    } else if (probability > 0) {
      chain.exits.push_back({from, 0, probability});
    }
    before = upto;
  }
}

[[nodiscard]] std::vector<double> failures_of(CompiledMap const& map) {
  std::vector<double> failures;
  for (CompiledTouchpoint const& touchpoint : map.touchpoints) {
    failures.push_back(touchpoint.failure);
  }
  return failures;
}

[[nodiscard]] std::vector<std::uint32_t> states_of(std::span<TouchpointId const> order) {
  std::vector<std::uint32_t> state(order.size());
  for (std::uint32_t position = 0; position < order.size(); ++position) {
    state[order[position].index] = position;
  }
  return state;
}

[[nodiscard]] AbsorbingChain chain_of(CompiledMap const& map,
                                      std::vector<std::uint32_t> const& state) {
  std::vector<std::uint32_t> touchpoint(state.size());
  for (std::uint32_t index = 0; index < state.size(); ++index) {
    touchpoint[state[index]] = index;
  }
  ChainSteps chain;
  chain.states = static_cast<std::uint32_t>(state.size());
  chain.outcomes = 1;
  for (std::uint32_t position = 0; position < chain.states; ++position) {
    CompiledTouchpoint const& from = map.touchpoints[touchpoint[position]];
    add_ways(map, from.first_success, from.first_failure, position, 1 - from.failure, state, chain);
    add_ways(map, from.first_failure, from.last, position, from.failure, state, chain);
  }
  return AbsorbingChain(std::move(chain));
}

/// From here on exp(−rate) is too small to begin with.
constexpr double large_rate = 700;

/// For a large rate: weights relative to the mode's, within 12 standard deviations of it.
[[nodiscard]] std::vector<double> large_poisson_cumulative(double rate) {
  auto const mode = static_cast<std::size_t>(rate);
  auto const reach = static_cast<std::size_t>(12 * std::sqrt(rate));
  std::vector<double> cumulative(mode + reach + 1, 0.0);
  cumulative[mode] = 1;
  for (std::size_t k = mode; k > mode - reach; --k) {
    cumulative[k - 1] = cumulative[k] * static_cast<double>(k) / rate;
  }
  for (std::size_t k = mode + 1; k < cumulative.size(); ++k) {
    cumulative[k] = cumulative[k - 1] * rate / static_cast<double>(k);
  }
  double const total = std::accumulate(cumulative.begin(), cumulative.end(), 0.0);
  double sum = 0;
  for (double& weight : cumulative) {
    sum += weight / total;
    weight = sum;
  }
  cumulative.back() = 2;
  return cumulative;
}

[[nodiscard]] std::vector<double> poisson_cumulative(double rate) {
  if (rate > large_rate) {
    return large_poisson_cumulative(rate);
  }
  std::vector<double> cumulative;
  double term = exponential(-rate);
  double sum = 0;
  for (int k = 0; k < 2000; ++k) {
    sum += term;
    cumulative.push_back(sum);
    if (k > rate && term < 1e-17) {
      break;
    }
    term *= rate / (k + 1);
  }
  cumulative.back() = 2;
  return cumulative;
}

[[nodiscard]] ReactionRules reaction_rules(Map const& map, ParameterValues const& values,
                                           Segment const& segment) {
  Behaviour const& behaviour = map.behaviour;
  ReactionRules rules;
  rules.loss_weight = values[behaviour.loss_weight];
  rules.forgetting = 1 - kept_per_month(values[behaviour.forgetting]);
  rules.incident_kept = kept_per_month(values[behaviour.incident_memory]);
  rules.churn_slope = values[behaviour.churn_slope] / 10;
  rules.churn_loss = values[behaviour.churn_loss];
  rules.incident_effect = values[behaviour.incident_effect];
  rules.contract_lock = values[behaviour.contract_lock];
  rules.experience_hazard = values[behaviour.experience_hazard];
  rules.price_hazard = values[behaviour.price_hazard];
  rules.margin = values[segment.margin] * values[behaviour.margin];
  if (segment.contract) {
    rules.contract_term = values[segment.contract->term];
    rules.contract_renewal = values[segment.contract->renewal];
  }
  return rules;
}

[[nodiscard]] EpisodeRules episode_rules(Behaviour const& behaviour,
                                         ParameterValues const& values) {
  return {values[behaviour.repeat_penalty], values[behaviour.mean_weight],
          values[behaviour.worst_weight],   values[behaviour.best_weight],
          values[behaviour.last_weight],    values[behaviour.resolved_score],
          values[behaviour.recovery]};
}

[[nodiscard]] CompiledTouchpoint compile_touchpoint(Touchpoint const& touchpoint,
                                                    ParameterValues const& values) {
  CompiledTouchpoint compiled;
  compiled.failure = values[touchpoint.failure];
  compiled.penalty = values[touchpoint.penalty];
  compiled.cost = values[touchpoint.cost];
  compiled.id_hash = touchpoint.luck;
  compiled.is_contact = touchpoint.is_contact;
  compiled.is_complaint = touchpoint.is_complaint;
  return compiled;
}

[[nodiscard]] bool same_steps(CompiledMap const& a, CompiledMap const& b, std::uint32_t first,
                              std::uint32_t last) {
  for (std::uint32_t row = first; row < last; ++row) {
    if (a.steps[row] != b.steps[row]) {
      return false;
    }
  }
  return true;
}

}  // namespace

CompiledMap compile(Map const& map, ParameterValues const& values, LatentLevels const& levels,
                    SegmentId segment) {
  Deflected const deflected = deflected_from(map, values);
  CompiledMap compiled;
  compiled.touchpoints.reserve(map.touchpoints.size());
  for (std::uint32_t index = 0; index < map.touchpoints.size(); ++index) {
    Touchpoint const& touchpoint = map.touchpoints[TouchpointId{index}];
    CompiledTouchpoint one = compile_touchpoint(touchpoint, values);
    one.level = levels.level[index] + values[touchpoint.level];
    one.spread = levels.visit_spread[index];
    one.first_success = static_cast<std::uint32_t>(compiled.steps.size());
    add_steps(touchpoint.after_success, values, deflected, compiled.steps);
    one.first_failure = static_cast<std::uint32_t>(compiled.steps.size());
    add_steps(touchpoint.after_failure, values, deflected, compiled.steps);
    one.last = static_cast<std::uint32_t>(compiled.steps.size());
    compiled.touchpoints.push_back(one);
  }
  for (JourneyId const key : map.journeys.keys()) {
    Journey const& journey = map.journeys[key];
    double const rate = values[map.segments[segment].starts[key]] * values[journey.volume] *
                        (1 - deflected[journey.entry.index]);
    compiled.journeys.push_back({journey.entry.index, journey.luck, values[journey.salience], rate,
                                 poisson_cumulative(rate)});
  }
  for (Queue const& queue : map.queues) {
    compiled.lines.push_back(compile_line(queue, values));
  }
  compiled.episode = episode_rules(map.behaviour, values);
  compiled.reaction = reaction_rules(map, values, map.segments[segment]);
  return compiled;
}

TouchpointChain::TouchpointChain(CompiledMap const& map, std::span<TouchpointId const> order)
    : failures_(failures_of(map)),
      steps_(map.steps),
      state_(states_of(order)),
      chain_(chain_of(map, state_)) {}

bool TouchpointChain::is_of(CompiledMap const& map) const {
  return std::ranges::equal(map.touchpoints, failures_, {}, &CompiledTouchpoint::failure) &&
         map.steps == steps_;
}

std::vector<double> TouchpointChain::visits(CompiledMap const& map) const {
  std::vector<double> starts(state_.size(), 0);
  for (CompiledJourney const& journey : map.journeys) {
    starts[state_[journey.entry]] += journey.rate;
  }
  std::vector<double> const visits = chain_.visits(std::move(starts));
  std::vector<double> by_touchpoint;
  for (std::uint32_t const state : state_) {
    by_touchpoint.push_back(visits[state]);
  }
  return by_touchpoint;
}

std::vector<double> expected_visits(CompiledMap const& map, std::span<TouchpointId const> order) {
  return TouchpointChain(map, order).visits(map);
}

std::uint64_t differing_touchpoints(CompiledMap const& a, CompiledMap const& b) {
  std::uint64_t bits = 0;
  for (std::size_t index = 0; index < a.touchpoints.size(); ++index) {
    CompiledTouchpoint const& one = a.touchpoints[index];
    if (one != b.touchpoints[index] || !same_steps(a, b, one.first_success, one.last)) {
      bits |= std::uint64_t{1} << (index % 64);
    }
  }
  return bits;
}

}  // namespace cxsim
