#include "cxsim/decision/prioritization.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "cxsim/stats/correlation.hpp"
#include "prioritizer.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool excludes(Scenario const& scenario, InitiativeId a, InitiativeId b) {
  auto const names = [&](InitiativeId one, InitiativeId other) {
    return std::ranges::find(scenario.initiatives[one].excludes, other) !=
           scenario.initiatives[one].excludes.end();
  };
  return names(a, b) || names(b, a);
}

[[nodiscard]] bool fits(Scenario const& scenario, Portfolio const& portfolio,
                        Portfolio const& added) {
  return std::ranges::none_of(portfolio, [&](InitiativeId one) {
    return std::ranges::any_of(added,
                               [&](InitiativeId other) { return excludes(scenario, one, other); });
  });
}

[[nodiscard]] Portfolio join(Portfolio const& a, Portfolio const& b) {
  std::set<InitiativeId> all(a.begin(), a.end());
  all.insert(b.begin(), b.end());
  return {all.begin(), all.end()};
}

void add_needs(Scenario const& scenario, InitiativeId initiative, std::set<InitiativeId>& needed) {
  if (needed.insert(initiative).second) {
    for (InitiativeId const need : scenario.initiatives[initiative].needs) {
      add_needs(scenario, need, needed);
    }
  }
}

[[nodiscard]] Evidence weakest_evidence(Scenario const& scenario, Initiative const& initiative) {
  Evidence weakest = Evidence::experiment;
  for (Effect const& effect : initiative.work.effects) {
    weakest = std::max(weakest, scenario.parameters.info(effect.change.size).evidence);
  }
  return initiative.work.effects.empty() ? Evidence::program_default : weakest;
}

[[nodiscard]] bool has_simulated_effect(Initiative const& initiative) {
  return std::ranges::any_of(initiative.work.effects,
                             [](Effect const& effect) { return effect.simulated; });
}

/// One-off and running cost within the horizon, not discounted, mean over draws.
[[nodiscard]] double plain_cost(Scenario const& scenario, Experiment const& experiment,
                                Portfolio const& portfolio) {
  double sum = 0;
  for (DrawOutcome const& draw : experiment.draws) {
    for (InitiativeId const key : portfolio) {
      Initiative const& initiative = scenario.initiatives[key];
      if (draw.values[initiative.work.timing.start] <= experiment.horizon) {
        sum += draw.values[initiative.one_off_cost];
      }
      for (int month = 1; month <= experiment.horizon; ++month) {
        sum += is_paid(initiative.work.timing, draw.values, month)
                   ? draw.values[initiative.monthly_cost]
                   : 0;
      }
    }
  }
  return sum / static_cast<double>(std::max<std::size_t>(experiment.draws.size(), 1));
}

[[nodiscard]] double npv_gain(DrawOutcome const& draw, std::size_t portfolio) {
  return draw.portfolios[portfolio][Figure::npv] - draw.portfolios[0][Figure::npv];
}

/// Winner of every draw among portfolios 1…\p singles; 0: doing nothing. Ties go to the earlier,
/// which for equal gains means the cheaper habit: doing nothing first.
[[nodiscard]] std::vector<std::size_t> winners(Experiment const& experiment, std::size_t singles) {
  std::vector<std::size_t> best;
  for (DrawOutcome const& draw : experiment.draws) {
    std::size_t winner = 0;
    for (std::size_t i = 1; i <= singles; ++i) {
      if (npv_gain(draw, i) > npv_gain(draw, winner)) {
        winner = i;
      }
    }
    best.push_back(winner);
  }
  return best;
}

[[nodiscard]] std::vector<RankedInitiative> rank(Scenario const& scenario,
                                                 Experiment const& experiment) {
  std::size_t const count = scenario.initiatives.size();
  std::vector<std::size_t> const best = winners(experiment, count);
  std::vector<RankedInitiative> ranking;
  for (InitiativeId const key : scenario.initiatives.keys()) {
    std::size_t const portfolio = key.index + 1;
    Initiative const& initiative = scenario.initiatives[key];
    RankedInitiative ranked;
    ranked.initiative = key;
    ranked.alone = compare_with_baseline(experiment, portfolio);
    ranked.draws_best = static_cast<std::uint32_t>(std::ranges::count(best, portfolio));
    ranked.evidence = weakest_evidence(scenario, initiative);
    ranked.undiscounted_cost = plain_cost(scenario, experiment, {key});
    ranked.simulated = has_simulated_effect(initiative);
    ranking.push_back(std::move(ranked));
  }
  std::ranges::stable_sort(ranking, [](RankedInitiative const& a, RankedInitiative const& b) {
    return a.alone.difference[Figure::npv].estimate.mean >
           b.alone.difference[Figure::npv].estimate.mean;
  });
  return ranking;
}

/// Everything that fits together, in the order of \p keys.
struct Together {
  Portfolio portfolio;
  std::vector<InitiativeId> left_out;
};

[[nodiscard]] Together everything(Scenario const& scenario, std::vector<InitiativeId> const& keys) {
  Together together;
  for (InitiativeId const key : keys) {
    Portfolio const added = with_needs(scenario, key);
    if (fits(scenario, together.portfolio, added)) {
      together.portfolio = join(together.portfolio, added);
    } else {
      together.left_out.push_back(key);
    }
  }
  return together;
}

/// Doing nothing, then the ranking piece by piece.
[[nodiscard]] std::vector<Portfolio> portfolios_in_order(
    Scenario const& scenario, std::vector<RankedInitiative> const& ranking) {
  std::vector<Portfolio> portfolios{Portfolio{}};
  for (RankedInitiative const& ranked : ranking) {
    Portfolio const added = with_needs(scenario, ranked.initiative);
    Portfolio const& before = portfolios.back();
    portfolios.push_back(fits(scenario, before, added) ? join(before, added) : before);
  }
  return portfolios;
}

/// Reports two experiments as one piece of work.
class PartObserver final : public Observer {
 public:
  PartObserver(Observer& whole, std::uint64_t part, std::uint64_t parts)
      : whole_(whole), part_(part), parts_(parts) {}
  void progress(std::uint64_t done, std::uint64_t of) override {
    whole_.progress(part_ * of + done, parts_ * of);
  }
  [[nodiscard]] bool keep_going() override { return whole_.keep_going(); }

 private:
  Observer& whole_;
  std::uint64_t part_;
  std::uint64_t parts_;
};

[[nodiscard]] Assessed added_by(Experiment const& order, std::size_t position) {
  std::vector<double> added;
  for (DrawOutcome const& draw : order.draws) {
    added.push_back(npv_gain(draw, position) - npv_gain(draw, position - 1));
  }
  return assess(added, order.points);
}

/// What must be there before \p initiative can be done.
[[nodiscard]] Portfolio needs_of(Scenario const& scenario, InitiativeId initiative) {
  Portfolio needs = with_needs(scenario, initiative);
  std::erase(needs, initiative);
  return needs;
}

/// Position of \p portfolio, which is one of them.
[[nodiscard]] std::size_t position_of(Experiment const& experiment, Portfolio const& portfolio) {
  return static_cast<std::size_t>(std::ranges::find(experiment.portfolios, portfolio) -
                                  experiment.portfolios.begin());
}

/// Gain of one initiative alone: of it with what it needs, less what that brings by itself.
/// Otherwise the sum of the singles would count what two initiatives need twice.
[[nodiscard]] double own_gain(Scenario const& scenario, Experiment const& experiment,
                              DrawOutcome const& draw, InitiativeId initiative) {
  return npv_gain(draw, initiative.index + 1) -
         npv_gain(draw, position_of(experiment, needs_of(scenario, initiative)));
}

void assess_interaction(Scenario const& scenario, Prioritization& result) {
  std::vector<double> sums;
  std::vector<double> gaps;
  std::size_t const joint = scenario.initiatives.size() + 1;
  Portfolio const& together = result.experiment.portfolios[joint];
  for (DrawOutcome const& draw : result.experiment.draws) {
    double sum = 0;
    for (InitiativeId const key : together) {
      sum += own_gain(scenario, result.experiment, draw, key);
    }
    sums.push_back(sum);
    gaps.push_back(npv_gain(draw, joint) - sum);
  }
  result.sum_of_singles = assess(sums, result.experiment.points);
  result.interaction = assess(gaps, result.experiment.points);
}

/// The part of the ranking with the highest mean ΔNPV together.
[[nodiscard]] std::size_t best_in_order(std::vector<Comparison> const& in_order) {
  auto const mean = [](Comparison const& one) { return one.difference[Figure::npv].estimate.mean; };
  return static_cast<std::size_t>(std::ranges::max_element(in_order, {}, mean) - in_order.begin());
}

/// Squared correlations of every uncertain number with the gain, beyond what chance gives
/// (1/(draws − 1) each), summed by grade and scaled to 1. First-order and linear: a guide to what
/// to measure, not an exact decomposition.
[[nodiscard]] std::vector<UncertaintyShare> uncertainty_by_grade(Scenario const& scenario,
                                                                 Experiment const& experiment,
                                                                 std::size_t portfolio) {
  std::vector<double> gains;
  for (DrawOutcome const& draw : experiment.draws) {
    gains.push_back(npv_gain(draw, portfolio));
  }
  std::vector<UncertaintyShare> shares;
  for (int grade = 0; grade < 6; ++grade) {
    shares.push_back({static_cast<Evidence>(grade), 0, 0});
  }
  double const chance = 1.0 / std::max(1.0, static_cast<double>(gains.size()) - 1);
  double total = 0;
  for (AnyParameter const parameter : scenario.parameters.by_path()) {
    std::vector<double> values;
    for (DrawOutcome const& draw : experiment.draws) {
      values.push_back(draw.values[parameter]);
    }
    if (std::ranges::adjacent_find(values, std::ranges::not_equal_to{}) == values.end()) {
      continue;
    }
    double const beyond_chance = std::max(0.0, squared_correlation(values, gains) - 4 * chance);
    UncertaintyShare& share =
        shares[static_cast<std::size_t>(scenario.parameters.info(parameter).evidence)];
    share.share += beyond_chance;
    ++share.numbers;
    total += beyond_chance;
  }
  for (UncertaintyShare& share : shares) {
    share.share = total > 0 ? share.share / total : 0;
  }
  std::erase_if(shares, [](UncertaintyShare const& share) { return share.numbers == 0; });
  return shares;
}

}  // namespace

Portfolio with_needs(Scenario const& scenario, InitiativeId initiative) {
  std::set<InitiativeId> needed;
  add_needs(scenario, initiative, needed);
  return {needed.begin(), needed.end()};
}

Result<Experiment> Prioritizer::extended(std::uint32_t draws, std::vector<Portfolio> portfolios,
                                         Experiment before, Observer& observer,
                                         Experiment const* same_draws) const {
  if (before.portfolios == portfolios) {
    return extend_experiment(scenario_, std::move(before), draws, threads_, observer, same_draws);
  }
  Sampling sampling = sampling_;
  sampling.draws = draws;
  return run_experiment(scenario_, std::move(portfolios), sampling, threads_, observer, same_draws);
}

Result<Experiment> Prioritizer::singles(std::uint32_t draws, Experiment before) const {
  std::vector<Portfolio> portfolios{Portfolio{}};
  for (InitiativeId const key : scenario_.initiatives.keys()) {
    portfolios.push_back(with_needs(scenario_, key));
  }
  portfolios.push_back(everything(scenario_, scenario_.initiatives.keys()).portfolio);
  for (InitiativeId const key : scenario_.initiatives.keys()) {
    Portfolio needs = needs_of(scenario_, key);
    if (std::ranges::find(portfolios, needs) == portfolios.end()) {
      portfolios.push_back(std::move(needs));
    }
  }
  PartObserver first_part(observer_, 0, 2);
  return extended(draws, std::move(portfolios), std::move(before), first_part, nullptr);
}

Result<Experiment> Prioritizer::in_order(std::uint32_t draws, std::vector<Portfolio> portfolios,
                                         Experiment before, Experiment const& alone) const {
  PartObserver second_part(observer_, 1, 2);
  return extended(draws, std::move(portfolios), std::move(before), second_part, &alone);
}

Result<Prioritization> Prioritizer::answer_for(std::uint32_t draws, Prioritization before) const {
  Prioritization result;
  auto alone = singles(draws, std::move(before.experiment));
  if (!alone) {
    return failure(alone.error());
  }
  result.experiment = std::move(*alone);
  std::size_t const initiatives = scenario_.initiatives.size();
  result.left_out = everything(scenario_, scenario_.initiatives.keys()).left_out;
  result.ranking = rank(scenario_, result.experiment);
  result.baseline = assess_baseline(scenario_, result.experiment);
  result.all_together = compare_with_baseline(result.experiment, initiatives + 1);
  result.draws_nothing_best = static_cast<std::uint32_t>(
      std::ranges::count(winners(result.experiment, initiatives), std::size_t{0}));
  assess_interaction(scenario_, result);

  auto order = in_order(draws, portfolios_in_order(scenario_, result.ranking),
                        std::move(before.order_experiment), result.experiment);
  if (!order) {
    return failure(order.error());
  }
  result.order_experiment = std::move(*order);
  result.in_order.push_back(compare_with_baseline(result.order_experiment, 0));
  for (std::size_t position = 1; position <= result.ranking.size(); ++position) {
    result.in_order.push_back(compare_with_baseline(result.order_experiment, position));
    result.ranking[position - 1].added_npv = added_by(result.order_experiment, position);
  }
  result.recommended = best_in_order(result.in_order);
  std::size_t const judged =
      result.recommended > 0 ? result.recommended : std::min<std::size_t>(1, result.ranking.size());
  result.uncertainty = uncertainty_by_grade(scenario_, result.order_experiment, judged);
  return result;
}

Result<Prioritization> prioritize(Scenario const& scenario, Sampling const& sampling, int threads,
                                  Observer& observer) {
  return Prioritizer(scenario, sampling, threads, observer).answer_for(sampling.draws, {});
}

}  // namespace cxsim
