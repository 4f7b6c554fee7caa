#include "sentences.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/short_ids.hpp"
#include "cxsim/report/shown.hpp"
#include "cxsim/report/texts.hpp"
#include "effect_words.hpp"

namespace cxsim {

namespace {

/// A rise or fall below this part of the usual value is not worth a sentence.
constexpr double notable = 0.05;

}  // namespace

bool interaction_matters(Prioritization const& answer) {
  constexpr double notable_part = 0.01;
  double moved = 0;
  for (RankedInitiative const& ranked : answer.ranking) {
    moved += std::fabs(ranked.alone.difference[Figure::npv].estimate.mean);
  }
  Estimate const& gap = answer.interaction.estimate;
  return std::fabs(gap.mean) > std::max(2 * gap.standard_error, notable_part * moved);
}

namespace {

/// Whether the id was made of the name, of which it says nothing more.
[[nodiscard]] bool has_made_id(Initiative const& initiative) {
  return short_ids(std::array{initiative.name}, "initiative", {}).front() == initiative.id;
}

}  // namespace

std::string Sentences::title(InitiativeId initiative) const {
  Initiative const& one = scenario_.initiatives[initiative];
  if (one.name.empty()) {
    return one.id;
  }
  return has_made_id(one) || one.name == one.id ? one.name : one.id + ' ' + one.name;
}

std::string Sentences::short_title(InitiativeId initiative) const {
  Initiative const& one = scenario_.initiatives[initiative];
  return !one.name.empty() && has_made_id(one) ? one.name : one.id;
}

std::string Sentences::owner(InitiativeId initiative) const {
  return scenario_.map.departments[scenario_.initiatives[initiative].department].name;
}

int Sentences::start_month(InitiativeId initiative) const {
  AnyParameter const start = scenario_.initiatives[initiative].work.timing.start;
  ParameterInfo const& info = scenario_.parameters.info(start);
  double guess = best_guess(info.prior, info.range);
  for (auto const& [parameter, value] : scenario_.parameters.settings()) {
    guess = parameter == start ? value : guess;
  }
  return static_cast<int>(std::ceil(guess));
}

std::string Sentences::titles(std::vector<InitiativeId> const& initiatives) const {
  std::vector<std::string> names;
  for (InitiativeId const initiative : initiatives) {
    names.push_back(title(initiative));
  }
  return listed(language_, names);
}

std::string Sentences::money(double value) const {
  return cxsim::money(language_, scenario_.map.currency, value);
}

std::string Sentences::money_head(MoneyScale const& unit) const {
  return cxsim::money_head(language_, scenario_.map.currency, unit);
}

std::string Sentences::money_with_range(Assessed const& value) const {
  ShownInterval const amount = cxsim::money(language_, scenario_.map.currency, value);
  return amount.mean + range(amount);
}

std::string Sentences::range(ShownInterval const& value) const {
  return value.low.empty() ? std::string()
                           : ' ' + (*this)(texts::range_behind, {value.low, value.high});
}

std::string Sentences::customers_with_range(Assessed const& leavers) const {
  bool const are_kept = leavers.estimate.mean <= 0;
  ShownInterval const count =
      shown(language_, scaled(leavers, are_kept ? -1 : 1), Sign::minus_only, 0);
  return (*this)(are_kept ? texts::customers_kept : texts::customers_lost,
                 {count.mean, range(count)});
}

std::string Sentences::gate_figure(GateFigure figure) const {
  switch (figure) {
    case GateFigure::churn:
      return (*this)(texts::gate_churn);
    case GateFigure::nps:
      return (*this)(texts::gate_nps);
    case GateFigure::touchpoint_score:
      return (*this)(texts::gate_score);
    case GateFigure::touchpoint_failure:
      return (*this)(texts::gate_failure);
    case GateFigure::contacts:
      return (*this)(texts::gate_contacts);
    case GateFigure::complaints:
      return (*this)(texts::gate_complaints);
    case GateFigure::visits:
      return (*this)(texts::gate_visits);
  }
  return "";
}

std::string Sentences::gate_value(GateCheck const& check, double value) const {
  switch (check.figure) {
    case GateFigure::churn:
    case GateFigure::touchpoint_failure:
      return with_percent(number(100 * value, check.measured < 0.0995 ? 2 : 1), language_);
    case GateFigure::nps:
    case GateFigure::touchpoint_score:
      return number(value, 1);
    default:
      return number(value, check.measured < 9.95 ? 2 : (check.measured < 99.5 ? 1 : 0));
  }
}

std::string Sentences::gate_passed(Gate const& gate) const {
  std::string matched;
  std::size_t tested = 0;
  for (GateCheck const& check : gate.checks) {
    if (check.kind == GateKind::matched) {
      matched += (*this)(texts::gate_matched, {gate_figure(check.figure)}) + ' ';
    } else {
      ++tested;
    }
  }
  if (gate.checks.empty()) {
    return (*this)(texts::gate_nothing);
  }
  if (!gate.is_tested()) {
    return (*this)(texts::gate_too_few_draws, {matched, std::to_string(least_gate_draws)});
  }
  return (*this)(texts::gate_passes, {matched, std::to_string(tested), std::to_string(tested)});
}

std::string Sentences::gate_failed(Gate const& gate) const {
  return (*this)(texts::gate_fails,
                 {std::to_string(gate.failed()), std::to_string(gate.checks.size())});
}

std::string Sentences::illustrative(NumberOrigins const& origins, Text all_invented) const {
  if (origins.measured == 0) {
    return (*this)(all_invented);
  }
  std::string text = (*this)(texts::illustrative_in_part,
                             {std::to_string(origins.measured), std::to_string(origins.numbers),
                              std::to_string(origins.expert), std::to_string(origins.defaults)});
  for (std::string const& sentence : sentences_of(origins, language_)) {
    text += ' ' + sentence;
  }
  return text;
}

std::string Sentences::together(Prioritization const& answer) const {
  Portfolio const& portfolio = answer.all_together.portfolio;
  Assessed const& gap = answer.interaction;
  std::string text = (*this)(texts::together_brings,
                             {std::to_string(portfolio.size()),
                              money_with_range(answer.all_together.difference[Figure::npv]),
                              money(answer.sum_of_singles.estimate.mean)});
  std::string const size = money(std::fabs(gap.estimate.mean));
  if (!interaction_matters(answer)) {
    text += ' ' + (*this)(texts::together_same);
  } else if (gap.estimate.mean < 0) {
    text += ' ' + (*this)(texts::together_less, {size});
  } else {
    text += ' ' + (*this)(texts::together_more, {size});
  }
  if (!answer.left_out.empty()) {
    text += ' ' + (*this)(texts::together_left_out, {titles(answer.left_out)});
  }
  return text;
}

std::string Sentences::churn_course(Experiment const& experiment) const {
  Excursion const course =
      find_excursion(mean_reference_months(experiment, MonthFigure::churn),
                     mean_months(experiment, 0, MonthFigure::churn), Worse::higher);
  double const ratio = course.usual > 0 ? course.worst / course.usual : 1;
  if (ratio <= 1 + back_to_normal) {
    return (*this)(texts::nothing_churn_steady);
  }
  return course.back_from
             ? (*this)(texts::nothing_churn_back, {std::to_string(course.month), times(ratio),
                                                   std::to_string(*course.back_from)})
             : (*this)(texts::nothing_churn_stays, {std::to_string(course.month), times(ratio),
                                                    std::to_string(experiment.horizon)});
}

std::string Sentences::nps_course(Experiment const& experiment) const {
  std::vector<double> const usual = mean_reference_months(experiment, MonthFigure::nps);
  std::vector<double> const now = mean_months(experiment, 0, MonthFigure::nps);
  std::size_t lowest = 0;
  for (std::size_t month = 1; month < now.size(); ++month) {
    lowest = now[month] - usual[month] < now[lowest] - usual[lowest] ? month : lowest;
  }
  if (now.empty() || usual[lowest] - now[lowest] < 1) {
    return (*this)(texts::nothing_nps_steady);
  }
  return (*this)(texts::nothing_nps_falls,
                 {number(usual[lowest], 0), number(now[lowest], 0), std::to_string(lowest + 1)});
}

std::string Sentences::complaints_course(Experiment const& experiment) const {
  Excursion const course =
      find_excursion(mean_reference_months(experiment, MonthFigure::complaints),
                     mean_months(experiment, 0, MonthFigure::complaints), Worse::higher);
  double const ratio = course.usual > 0 ? course.worst / course.usual : 1;
  if (ratio <= 1 + notable) {
    return "";
  }
  return (*this)(texts::nothing_complaints, {times(ratio), std::to_string(course.month)});
}

std::string Sentences::waits_course(Experiment const& experiment) const {
  std::vector<double> const usual = mean_reference_months(experiment, MonthFigure::mean_wait);
  std::vector<double> const now = mean_months(experiment, 0, MonthFigure::mean_wait);
  auto const worst = static_cast<std::size_t>(std::ranges::max_element(now) - now.begin());
  constexpr double notable_minutes = 0.1;
  if (now.empty() || now[worst] - usual[worst] < notable_minutes) {
    return "";
  }
  double const giving_up = mean_months(experiment, 0, MonthFigure::gave_up)[worst];
  double const gave_up = mean_reference_months(experiment, MonthFigure::gave_up)[worst];
  return (*this)(texts::nothing_waits,
                 {number(now[worst], 1), std::to_string(worst + 1), number(usual[worst], 1),
                  number(100 * giving_up, 0), number(100 * gave_up, 0)});
}

std::vector<std::string> Sentences::nothing_done(Baseline const& baseline,
                                                 Experiment const& experiment) const {
  if (scenario_.events.empty()) {
    return {(*this)(texts::nothing_no_events)};
  }
  std::vector<std::string> sentences;
  Assessed const& leavers = baseline.change[Figure::leavers];
  ShownInterval const count =
      shown(language_, scaled(leavers, leavers.estimate.mean >= 0 ? 1 : -1), Sign::minus_only, 0);
  sentences.push_back(
      (*this)(leavers.estimate.mean >= 0 ? texts::nothing_leavers : texts::nothing_fewer_leavers,
              {count.mean, range(count)}));
  sentences.push_back(churn_course(experiment));
  sentences.push_back(nps_course(experiment));
  if (std::string complaints = complaints_course(experiment); !complaints.empty()) {
    sentences.push_back(std::move(complaints));
  }
  if (std::string waits = waits_course(experiment); !waits.empty()) {
    sentences.push_back(std::move(waits));
  }
  Assessed const& worth = baseline.change[Figure::npv];
  sentences.push_back(worth.estimate.mean < 0
                          ? (*this)(texts::nothing_costs, {money_with_range(scaled(worth, -1))})
                          : (*this)(texts::nothing_gains, {money_with_range(worth)}));
  return sentences;
}

std::vector<std::string> Sentences::not_simulated() const {
  std::vector<std::string> sentences;
  for (InitiativeId const key : scenario_.initiatives.keys()) {
    std::vector<Effect> const& effects = scenario_.initiatives[key].work.effects;
    auto const ignored = static_cast<std::size_t>(
        std::ranges::count_if(effects, [](Effect const& effect) { return !effect.simulated; }));
    if (ignored == effects.size()) {
      sentences.push_back((*this)(texts::initiative_not_simulated, {title(key)}));
    } else if (ignored > 0) {
      std::string names;
      for (Effect const& effect : effects) {
        names += effect.simulated ? ""
                                  : (names.empty() ? "" : ", ") +
                                        number_in_words(language_, scenario_, effect.change.target);
      }
      sentences.push_back((*this)(texts::effects_not_simulated, {title(key), names}));
    }
  }
  return sentences;
}

std::string Sentences::over_budget(Portfolio const& plan) const {
  ParameterValues const best = scenario_.parameters.best_guesses();
  auto const month_of = [&](auto number) { return static_cast<int>(best[number]); };
  for (Budget const& budget : scenario_.constraints.budgets) {
    int const first = month_of(budget.from);
    int const last = std::min(month_of(budget.to), month_of(scenario_.horizon));
    double cost = 0;
    for (InitiativeId const key : plan) {
      Initiative const& initiative = scenario_.initiatives[key];
      int const start = start_month(key);
      cost += start >= first && start <= last ? best[initiative.one_off_cost] : 0;
      for (int month = first; month <= last; ++month) {
        cost += is_paid(initiative.work.timing, best, month) ? best[initiative.monthly_cost] : 0;
      }
    }
    if (cost > best[budget.amount]) {
      return (*this)(texts::plan_over_budget, {std::to_string(first), std::to_string(last),
                                               money(cost), money(best[budget.amount])});
    }
  }
  return "";
}

double cost_of(Prioritization const& answer, Portfolio const& portfolio) {
  double cost = 0;
  for (RankedInitiative const& ranked : answer.ranking) {
    cost += std::ranges::binary_search(portfolio, ranked.initiative) ? ranked.undiscounted_cost : 0;
  }
  return cost;
}

}  // namespace cxsim
