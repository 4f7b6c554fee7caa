#include "cxsim/stats/absorbing_chain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "cxsim/base/contract.hpp"
#include "solved_parts.hpp"

namespace cxsim {
namespace {

void check(ChainSteps const& steps) {
  CXSIM_EXPECTS(steps.worth_per_step > 0 && steps.worth_per_step <= 1);
  for (ChainMove const& move : steps.moves) {
    CXSIM_EXPECTS(move.from < steps.states && move.to < steps.states);
    CXSIM_EXPECTS(move.probability >= 0 && move.probability < 2);
  }
  for (ChainExit const& exit : steps.exits) {
    CXSIM_EXPECTS(exit.from < steps.states && exit.outcome < steps.outcomes);
    CXSIM_EXPECTS(exit.probability >= 0 && exit.probability < 2);
  }
}

double gain_at(std::vector<double> const& gains, std::size_t index) {
  return gains.empty() ? 0 : gains[index];
}

ChainSteps undiscounted(ChainSteps steps) {
  steps.worth_per_step = 1;
  return steps;
}

ChainSteps with_square_discount(ChainSteps steps) {
  steps.worth_per_step *= steps.worth_per_step;
  return steps;
}

double square(double x) { return x * x; }

}  // namespace

std::vector<std::uint32_t> states_without_exit(ChainSteps const& steps) {
  std::vector<std::size_t> first(steps.states + std::size_t{1}, 0);
  for (ChainMove const& move : steps.moves) {
    ++first[move.to + 1];
  }
  for (std::size_t i = 0; i < steps.states; ++i) {
    first[i + 1] += first[i];
  }
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  std::vector<std::uint32_t> sources(steps.moves.size());
  for (std::uint32_t m = 0; m < steps.moves.size(); ++m) {
    sources[next[steps.moves[m].to]++] = m;
  }
  std::vector<bool> ends(steps.states, false);
  std::vector<std::uint32_t> open;
  auto const reach = [&](std::uint32_t state) {
    if (!ends[state]) {
      ends[state] = true;
      open.push_back(state);
    }
  };
  for (ChainExit const& exit : steps.exits) {
    if (exit.probability > 0) {
      reach(exit.from);
    }
  }
  while (!open.empty()) {
    std::uint32_t const state = open.back();
    open.pop_back();
    for (std::size_t s = first[state]; s < first[state + 1]; ++s) {
      ChainMove const& move = steps.moves[sources[s]];
      if (move.probability > 0) {
        reach(move.from);
      }
    }
  }
  std::vector<std::uint32_t> endless;
  for (std::uint32_t state = 0; state < steps.states; ++state) {
    if (!ends[state]) {
      endless.push_back(state);
    }
  }
  return endless;
}

AbsorbingChain::AbsorbingChain(ChainSteps steps) : steps_(std::move(steps)) {
  check(steps_);
  parts_ = std::make_shared<SolvedParts const>(steps_);
}

std::vector<double> AbsorbingChain::visits(std::vector<double> starts) const {
  CXSIM_EXPECTS(starts.size() == steps_.states);
  parts_->solve_visits(starts);
  return starts;
}

std::vector<double> AbsorbingChain::gains(std::vector<double> per_visit) const {
  CXSIM_EXPECTS(per_visit.size() == steps_.states);
  parts_->solve_gains(per_visit);
  return per_visit;
}

std::vector<double> AbsorbingChain::chances(std::uint32_t outcome) const {
  if (steps_.worth_per_step < 1) {
    return AbsorbingChain(undiscounted(steps_)).chances(outcome);
  }
  std::vector<double> at_once(steps_.states, 0.0);
  for (ChainExit const& exit : steps_.exits) {
    at_once[exit.from] += exit.outcome == outcome ? exit.probability : 0;
  }
  return gains(std::move(at_once));
}

namespace {

/// The chain as it is.
struct Untilted {
  [[nodiscard]] static double move(ChainMove const& move) { return move.probability; }
  [[nodiscard]] static double exit(ChainExit const& exit) { return exit.probability; }
  static void into(std::vector<double>& /*gain*/) {}
  static void out_of(std::vector<double>& /*gain*/) {}
};

/// The chain of the episodes that end with one outcome. As I − Q becomes H⁻¹(I − Q)H, with the
/// chances of the outcome as H, the same factors solve it.
struct TiltedTowards {
  std::uint32_t outcome;
  std::vector<double> const& chance;

  [[nodiscard]] double move(ChainMove const& move) const {
    double const here = chance[move.from];
    return here > 0 ? move.probability * (chance[move.to] / here) : 0;
  }
  [[nodiscard]] double exit(ChainExit const& exit) const {
    double const here = chance[exit.from];
    return exit.outcome == outcome && here > 0 ? exit.probability / here : 0;
  }
  void into(std::vector<double>& gain) const {
    for (std::size_t i = 0; i < gain.size(); ++i) {
      gain[i] *= chance[i];
    }
  }
  void out_of(std::vector<double>& gain) const {
    for (std::size_t i = 0; i < gain.size(); ++i) {
      gain[i] = chance[i] > 0 ? gain[i] / chance[i] : std::numeric_limits<double>::quiet_NaN();
    }
  }
};

}  // namespace

template <class Tilt>
GainMoments AbsorbingChain::moments_of(ChainGain const& gain, Tilt const& tilt) const {
  double const worth = steps_.worth_per_step;
  std::vector<double> expected(steps_.states, 0.0);
  for (std::size_t m = 0; m < steps_.moves.size() && !gain.per_move.empty(); ++m) {
    expected[steps_.moves[m].from] += tilt.move(steps_.moves[m]) * gain.per_move[m];
  }
  for (std::size_t e = 0; e < steps_.exits.size() && !gain.per_exit.empty(); ++e) {
    expected[steps_.exits[e].from] += tilt.exit(steps_.exits[e]) * gain.per_exit[e];
  }
  for (std::size_t i = 0; i < steps_.states; ++i) {
    expected[i] += gain_at(gain.per_visit, i);
  }
  auto const solved = [&](AbsorbingChain const& chain, std::vector<double> u) {
    tilt.into(u);
    u = chain.gains(std::move(u));
    tilt.out_of(u);
    return u;
  };
  GainMoments result;
  result.mean = solved(*this, std::move(expected));
  std::vector<double> spread(steps_.states, 0.0);
  auto const from_here_on = [&](std::uint32_t state) {
    return result.mean[state] - gain_at(gain.per_visit, state);
  };
  for (std::size_t m = 0; m < steps_.moves.size(); ++m) {
    ChainMove const& move = steps_.moves[m];
    double const probability = tilt.move(move);
    if (probability > 0) {
      double const then = gain_at(gain.per_move, m) + worth * result.mean[move.to];
      spread[move.from] += probability * square(then - from_here_on(move.from));
    }
  }
  for (std::size_t e = 0; e < steps_.exits.size(); ++e) {
    ChainExit const& exit = steps_.exits[e];
    double const probability = tilt.exit(exit);
    if (probability > 0) {
      spread[exit.from] +=
          probability * square(gain_at(gain.per_exit, e) - from_here_on(exit.from));
    }
  }
  result.sd = worth < 1 ? solved(AbsorbingChain(with_square_discount(steps_)), std::move(spread))
                        : solved(*this, std::move(spread));
  for (double& value : result.sd) {
    value = std::sqrt(value);
  }
  return result;
}

GainMoments AbsorbingChain::moments(ChainGain const& gain) const {
  return moments_of(gain, Untilted{});
}

GainMoments AbsorbingChain::moments_given(std::uint32_t outcome, std::vector<double> const& chance,
                                          ChainGain const& gain) const {
  CXSIM_EXPECTS(chance.size() == steps_.states);
  return moments_of(gain, TiltedTowards{outcome, chance});
}

std::optional<std::vector<double>> AbsorbingChain::visits_from_itself() const {
  return parts_->visits_from_itself();
}

StepCounts AbsorbingChain::step_counts(std::vector<double> starts, std::size_t most) const {
  CXSIM_EXPECTS(starts.size() == steps_.states);
  constexpr double forgotten = 1e-15;
  StepCounts counts;
  counts.ending.resize(steps_.outcomes);
  std::vector<double> next(steps_.states);
  double left = 1;
  for (std::size_t step = 0; step < most && left > forgotten; ++step) {
    for (auto& ending : counts.ending) {
      ending.push_back(0);
    }
    for (ChainExit const& exit : steps_.exits) {
      counts.ending[exit.outcome].back() += starts[exit.from] * exit.probability;
    }
    std::fill(next.begin(), next.end(), 0.0);
    for (ChainMove const& move : steps_.moves) {
      next[move.to] += starts[move.from] * move.probability;
    }
    starts.swap(next);
    left = 0;
    for (double const part : starts) {
      left += part;
    }
  }
  counts.later = left;
  return counts;
}

StateVariants::StateVariants(ChainSteps const& steps, std::uint32_t state,
                             std::vector<double> per_visit)
    : state_(state), worth_per_step_(steps.worth_per_step) {
  CXSIM_EXPECTS(state < steps.states);
  ChainSteps rest = steps;
  std::uint32_t const here = rest.outcomes++;
  rest.moves.clear();
  rest.exits.clear();
  std::vector<double> to_state(steps.states, 0.0);
  std::vector<double> lost(steps.states, 1 - worth_per_step_);
  for (ChainMove const& move : steps.moves) {
    if (move.from == state) {
      continue;
    }
    if (move.to == state) {
      rest.exits.push_back({move.from, here, move.probability});
      to_state[move.from] += worth_per_step_ * move.probability;
    } else {
      rest.moves.push_back(move);
    }
  }
  for (ChainExit const& exit : steps.exits) {
    if (exit.from != state) {
      rest.exits.push_back(exit);
      lost[exit.from] += worth_per_step_ * exit.probability;
    }
  }
  rest.exits.push_back({state, here, 1});
  lost[state] = 0;
  to_state[state] = 1;
  per_visit[state] = 0;
  AbsorbingChain const solved(std::move(rest));
  before_ = solved.gains(std::move(per_visit));
  comes_ = solved.gains(std::move(to_state));
  misses_ = solved.gains(std::move(lost));
}

double StateVariants::gain_at_state(std::span<Way const> ways, double ending,
                                    double own_gain) const {
  double leaves = 1 - worth_per_step_ + worth_per_step_ * ending;
  double gain = own_gain;
  for (Way const& way : ways) {
    if (way.to != state_) {
      leaves += worth_per_step_ * way.probability * misses_[way.to];
      gain += worth_per_step_ * way.probability * before_[way.to];
    }
  }
  return gain / leaves;
}

}  // namespace cxsim
