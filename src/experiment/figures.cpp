#include "cxsim/experiment/figures.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

[[nodiscard]] double ratio(double numerator, double denominator) {
  return denominator > 0 ? numerator / denominator : 0;
}

/// 1 − (∏(1 − h_t))^(12/T) of monthly probabilities.
[[nodiscard]] double annualise(std::vector<double> const& monthly) {
  double log_staying = 0;
  for (double const probability : monthly) {
    log_staying += log_one_plus(-probability);
  }
  return -exp_minus_one(log_staying * 12 / static_cast<double>(monthly.size()));
}

[[nodiscard]] double present_value(double monthly_discount, int month) {
  return exponential(-month * log_one_plus(monthly_discount));
}

[[nodiscard]] int whole_month(double month) { return static_cast<int>(std::ceil(month)); }

}  // namespace

std::array<Figure, figure_count> const& all_figures() {
  static constexpr std::array<Figure, figure_count> all = [] {
    std::array<Figure, figure_count> figures{};
    for (std::size_t index = 0; index < figure_count; ++index) {
      figures[index] = static_cast<Figure>(index);
    }
    return figures;
  }();
  return all;
}

char const* figure_name(Figure figure) {
  switch (figure) {
    case Figure::annual_churn:
      return "annual_churn";
    case Figure::leavers:
      return "leavers_per_year";
    case Figure::csat:
      return "csat";
    case Figure::satisfied:
      return "satisfied_share";
    case Figure::satisfaction:
      return "satisfaction";
    case Figure::nps:
      return "nps";
    case Figure::contacts:
      return "contacts_per_1000";
    case Figure::complaints:
      return "complaints_per_1000";
    case Figure::failures:
      return "failures_per_1000";
    case Figure::abandonment:
      return "abandonment_share";
    case Figure::latent_churn:
      return "latent_annual_churn";
    case Figure::mean_wait:
      return "mean_wait_minutes";
    case Figure::gave_up:
      return "gave_up_waiting_share";
    case Figure::margin:
      return "margin";
    case Figure::contact_cost:
      return "contact_cost";
    case Figure::residual:
      return "residual_value";
    case Figure::work_cost:
      return "work_cost";
    case Figure::npv:
      return "npv";
    case Figure::npv_without_residual:
      return "npv_without_residual";
  }
  return "";
}

char const* month_figure_name(MonthFigure figure) {
  switch (figure) {
    case MonthFigure::satisfaction:
      return "satisfaction";
    case MonthFigure::nps:
      return "nps";
    case MonthFigure::csat:
      return "csat";
    case MonthFigure::churn:
      return "churn";
    case MonthFigure::complaints:
      return "complaints_per_1000";
    case MonthFigure::contacts:
      return "contacts_per_1000";
    case MonthFigure::failures:
      return "failures_per_1000";
    case MonthFigure::customers:
      return "customers";
    case MonthFigure::mean_wait:
      return "mean_wait_minutes";
    case MonthFigure::gave_up:
      return "gave_up_waiting_share";
  }
  return "";
}

MonthFigures month_figures(MonthTally const& month, LineTally const& calls) {
  return {ratio(month.satisfaction, month.customers),
          100 * ratio(month.promoters - month.detractors, month.customers),
          ratio(month.experience, month.visits),
          ratio(month.lost_in_all(), month.customers),
          1000 * ratio(month.complaints, month.customers),
          1000 * ratio(month.contacts, month.customers),
          1000 * ratio(month.failures, month.customers),
          month.customers,
          ratio(calls.minutes, calls.calls),
          ratio(calls.abandoned, calls.calls)};
}

double annual_churn(PortfolioTally const& tally, std::span<SegmentId const> segments) {
  std::vector<double> monthly;
  for (int month = 1; month <= tally.horizon(); ++month) {
    double lost = 0;
    double customers = 0;
    for (SegmentId const segment : segments) {
      lost += tally.at(month, segment).lost_in_all();
      customers += tally.at(month, segment).customers;
    }
    monthly.push_back(ratio(lost, customers));
  }
  return annualise(monthly);
}

double work_cost(Scenario const& scenario, DrawModel const& model, Portfolio const& portfolio) {
  double cost = 0;
  for (InitiativeId const key : portfolio) {
    Initiative const& initiative = scenario.initiatives[key];
    int const start = std::max(1, whole_month(model.values[initiative.work.timing.start]));
    if (start <= model.horizon) {
      cost += model.values[initiative.one_off_cost] * present_value(model.monthly_discount, start);
    }
    for (int month = 1; month <= model.horizon; ++month) {
      if (is_paid(initiative.work.timing, model.values, month)) {
        cost +=
            model.values[initiative.monthly_cost] * present_value(model.monthly_discount, month);
      }
    }
  }
  return cost;
}

Figures figures_of(Scenario const& scenario, DrawModel const& model, Portfolio const& portfolio,
                   PortfolioTally const& tally, double scale) {
  MonthTally all;
  std::vector<double> churn;
  std::vector<double> latent_churn;
  double margin = 0;
  double contact_cost = 0;
  LineTally calls;
  for (int month = 1; month <= tally.horizon(); ++month) {
    if (!tally.by_line.empty()) {  // of a batch they are not known
      calls += tally.calls_total(month, model.queues);
    }
    MonthTally const total = tally.month_total(month, model.population.segments);
    churn.push_back(ratio(total.lost_in_all(), total.customers));
    latent_churn.push_back(ratio(total.latent_lost, total.customers));
    margin += total.margin * present_value(model.monthly_discount, month);
    contact_cost += total.contact_cost * present_value(model.monthly_discount, month);
    all += total;
  }
  Figures figures;
  figures[Figure::annual_churn] = annualise(churn);
  figures[Figure::leavers] = annualise(churn) * model.values[scenario.map.customers];
  figures[Figure::csat] = ratio(all.experience, all.visits);
  figures[Figure::satisfied] = ratio(all.satisfied, all.visits);
  figures[Figure::satisfaction] = ratio(all.satisfaction, all.customers);
  figures[Figure::nps] = 100 * ratio(all.promoters - all.detractors, all.customers);
  figures[Figure::contacts] = 1000 * ratio(all.contacts, all.customers);
  figures[Figure::complaints] = 1000 * ratio(all.complaints, all.customers);
  figures[Figure::failures] = 1000 * ratio(all.failures, all.customers);
  figures[Figure::abandonment] = ratio(all.abandoned, all.episodes);
  figures[Figure::latent_churn] = annualise(latent_churn);
  figures[Figure::mean_wait] = ratio(calls.minutes, calls.calls);
  figures[Figure::gave_up] = ratio(calls.abandoned, calls.calls);
  figures[Figure::margin] = scale * margin;
  figures[Figure::contact_cost] = scale * contact_cost;
  figures[Figure::residual] =
      scale * tally.residual * present_value(model.monthly_discount, model.horizon);
  figures[Figure::work_cost] = work_cost(scenario, model, portfolio);
  figures[Figure::npv_without_residual] =
      figures[Figure::margin] - figures[Figure::contact_cost] - figures[Figure::work_cost];
  figures[Figure::npv] = figures[Figure::npv_without_residual] + figures[Figure::residual];
  return figures;
}

}  // namespace cxsim
