#include "facts.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include "cxsim/queueing/repeat_calls.hpp"
#include "cxsim/stats/correlation.hpp"

namespace cxsim {

namespace {

[[nodiscard]] double draws_of(Experiment const& experiment) {
  return static_cast<double>(std::max<std::size_t>(experiment.draws.size(), 1));
}

template <class Months>
[[nodiscard]] std::vector<double> mean_over_draws(Experiment const& experiment, MonthFigure figure,
                                                  Months const& months_of) {
  std::vector<double> means(static_cast<std::size_t>(std::max(experiment.horizon, 0)), 0.0);
  for (DrawOutcome const& draw : experiment.draws) {
    std::vector<MonthFigures> const& months = months_of(draw);
    for (std::size_t month = 0; month < std::min(means.size(), months.size()); ++month) {
      means[month] += months[month][static_cast<std::size_t>(figure)] / draws_of(experiment);
    }
  }
  return means;
}

/// How much worse, as part of the usual value.
[[nodiscard]] double relative_gap(double usual, double now, Worse worse) {
  double const gap = worse == Worse::higher ? now - usual : usual - now;
  return usual != 0 ? gap / std::fabs(usual) : gap;
}

[[nodiscard]] double npv_of(DrawOutcome const& draw, InitiativeId initiative) {
  return draw.portfolios[initiative.index + 1][Figure::npv];
}

[[nodiscard]] bool is_weak(Evidence evidence) {
  return evidence == Evidence::expert || evidence == Evidence::program_default;
}

/// Whether a number belongs to an initiative that is not in \p portfolio: it cannot matter.
[[nodiscard]] bool belongs_to_another(Scenario const& scenario, Portfolio const& portfolio,
                                      std::string_view path) {
  constexpr std::string_view root = "initiatives/";
  return path.starts_with(root) && std::ranges::none_of(portfolio, [&](InitiativeId key) {
           return path.substr(root.size()).starts_with(scenario.initiatives[key].id + '/');
         });
}

}  // namespace

std::vector<double> mean_reference_months(Experiment const& experiment, MonthFigure figure) {
  return mean_over_draws(experiment, figure,
                         [](DrawOutcome const& draw) -> std::vector<MonthFigures> const& {
                           return draw.reference_months;
                         });
}

std::vector<double> mean_months(Experiment const& experiment, std::size_t portfolio,
                                MonthFigure figure) {
  return mean_over_draws(experiment, figure,
                         [&](DrawOutcome const& draw) -> std::vector<MonthFigures> const& {
                           return draw.months[portfolio];
                         });
}

Excursion find_excursion(std::vector<double> const& usual, std::vector<double> const& now,
                         Worse worse) {
  Excursion excursion;
  if (usual.empty()) {
    return excursion;
  }
  std::size_t peak = 0;
  for (std::size_t month = 1; month < usual.size(); ++month) {
    if (relative_gap(usual[month], now[month], worse) >
        relative_gap(usual[peak], now[peak], worse)) {
      peak = month;
    }
  }
  excursion.month = static_cast<int>(peak) + 1;
  excursion.usual = usual[peak];
  excursion.worst = now[peak];
  std::size_t back = usual.size();
  while (back > peak && relative_gap(usual[back - 1], now[back - 1], worse) <= back_to_normal) {
    --back;
  }
  if (back < usual.size()) {
    excursion.back_from = static_cast<int>(back) + 1;
  }
  return excursion;
}

Portfolio const& recommended_portfolio(Prioritization const& answer) {
  return answer.in_order[answer.recommended].portfolio;
}

Verdict verdict_of(Prioritization const& answer, RankedInitiative const& ranked) {
  if (std::ranges::binary_search(recommended_portfolio(answer), ranked.initiative)) {
    return Verdict::act;
  }
  if (!ranked.simulated) {
    return Verdict::not_judged;
  }
  return ranked.alone.difference[Figure::npv].estimate.mean > 0 ? Verdict::later : Verdict::leave;
}

std::vector<RankedInitiative const*> recommended_rows(Prioritization const& answer) {
  std::vector<RankedInitiative const*> rows;
  for (RankedInitiative const& ranked : answer.ranking) {
    if (verdict_of(answer, ranked) == Verdict::act) {
      rows.push_back(&ranked);
    }
  }
  return rows;
}

bool is_tied_with_previous(Prioritization const& answer, std::size_t position) {
  if (position == 0 || position >= answer.ranking.size()) {
    return false;
  }
  InitiativeId const better = answer.ranking[position - 1].initiative;
  InitiativeId const worse = answer.ranking[position].initiative;
  std::vector<double> differences;
  std::size_t wins = 0;
  for (DrawOutcome const& draw : answer.experiment.draws) {
    differences.push_back(npv_of(draw, better) - npv_of(draw, worse));
    wins += differences.back() > 0 ? 1U : 0U;
  }
  Estimate const difference = assess(differences, answer.experiment.points).estimate;
  bool const is_close = std::fabs(difference.mean) <= 2 * difference.standard_error;
  return is_close && static_cast<double>(wins) < 0.9 * static_cast<double>(differences.size());
}

double share_of_weak_evidence(Prioritization const& answer) {
  double share = 0;
  for (UncertaintyShare const& part : answer.uncertainty) {
    share += is_weak(part.evidence) ? part.share : 0;
  }
  return share;
}

std::size_t weak_numbers(Prioritization const& answer) {
  std::size_t numbers = 0;
  for (UncertaintyShare const& part : answer.uncertainty) {
    numbers += is_weak(part.evidence) ? part.numbers : 0;
  }
  return numbers;
}

double effective_customers(Experiment const& experiment, std::size_t portfolio) {
  double sum = 0;
  for (DrawOutcome const& draw : experiment.draws) {
    sum += draw.effective_customers[portfolio];
  }
  return sum / draws_of(experiment);
}

bool waits_swing(std::vector<MonthFigures> const& months) {
  constexpr double notable = 0.02;
  std::vector<double> gave_up;
  for (MonthFigures const& month : months) {
    gave_up.push_back(month[static_cast<std::size_t>(MonthFigure::gave_up)]);
  }
  std::span<double const> const last =
      std::span<double const>(gave_up).last(std::min<std::size_t>(gave_up.size(), 5));
  if (last.empty()) {
    return false;
  }
  auto const [least, most] = std::ranges::minmax(last);
  return most - least > notable && course_of(last, 0.1) == LoadCourse::swinging;
}

std::size_t swinging_draws(Experiment const& experiment) {
  return static_cast<std::size_t>(std::ranges::count_if(
      experiment.draws,
      [](DrawOutcome const& draw) { return std::ranges::any_of(draw.months, waits_swing); }));
}

double cut_episodes(Experiment const& experiment) {
  double cut = 0;
  for (PortfolioTally const& tally : experiment.portfolio_sums) {
    for (MonthTally const& month : tally.months) {
      cut += month.cut_episodes;
    }
  }
  return cut;
}

std::vector<Influence> weak_influences(Scenario const& scenario, Experiment const& experiment,
                                       std::size_t portfolio) {
  std::vector<double> gains;
  for (DrawOutcome const& draw : experiment.draws) {
    gains.push_back(draw.portfolios[portfolio][Figure::npv] - draw.portfolios[0][Figure::npv]);
  }
  double const chance = 4 / std::max(1.0, static_cast<double>(gains.size()) - 1);
  std::vector<Influence> influences;
  for (AnyParameter const parameter : scenario.parameters.by_path()) {
    ParameterInfo const& info = scenario.parameters.info(parameter);
    if (belongs_to_another(scenario, experiment.portfolios[portfolio], info.path)) {
      continue;
    }
    SimplexGroup const* const group = scenario.parameters.group_of(parameter);
    bool const is_counted = group != nullptr && !group->counts.empty();
    if (!is_weak(info.evidence) || !(is_uncertain(info.prior) || is_counted)) {
      continue;
    }
    std::vector<double> values;
    for (DrawOutcome const& draw : experiment.draws) {
      values.push_back(draw.values[parameter]);
    }
    double const share = squared_correlation(values, gains);
    if (share > chance) {
      influences.push_back({parameter, share});
    }
  }
  std::ranges::stable_sort(influences, std::ranges::greater{}, &Influence::share);
  return influences;
}

ParameterValues typical_values(Scenario const& scenario, Experiment const& experiment) {
  ParameterValues values = scenario.parameters.best_guesses();
  for (Touchpoint const& touchpoint : scenario.map.touchpoints) {
    double sum = 0;
    for (DrawOutcome const& draw : experiment.draws) {
      sum += draw.values[touchpoint.spread];
    }
    values[touchpoint.spread] = sum / draws_of(experiment);
  }
  return values;
}

}  // namespace cxsim
