#include "cxsim/report/result_json.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "cxsim/formats/json.hpp"
#include "effect_words.hpp"
#include "facts.hpp"
#include "json_parts.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Json ratio(double numerator, double denominator) {
  return denominator > 0 ? number(numerator / denominator) : Json();
}

[[nodiscard]] Json assessed_json(Assessed const& value) {
  return Json::object()
      .set("mean", number(value.estimate.mean))
      .set("standard_error", number(value.estimate.standard_error))
      .set("interval",
           value.interval
               ? Json::array().push(number(value.interval->low)).push(number(value.interval->high))
               : Json())
      .set("noise_share", number(value.noise_share));
}

[[nodiscard]] Json figures_json(AssessedFigures const& figures) {
  Json object = Json::object();
  for (Figure const figure : all_figures()) {
    object.set(figure_name(figure), assessed_json(figures[figure]));
  }
  return object;
}

[[nodiscard]] Json conventions_json(Scenario const& scenario) {
  return Json::object()
      .set("months_count_from", 1)
      .set("interval", "5 % to 95 % of the draws")
      .set("fewest_draws_for_interval", fewest_draws_for_interval)
      .set("differences", "paired by draw: portfolio minus baseline")
      .set("baseline", "reference with the events, without initiatives")
      .set("discounting", "at the end of the month")
      .set("nps", "promoters 9-10, passives 7-8, detractors 0-6; -100 to 100")
      .set("csat", "0 to 100")
      .set("satisfied_from", satisfied_from)
      .set("churn", "leaves the firm; abandonment leaves an episode")
      .set("evidence",
           "A experiment, B quasi-experiment, C before and after, D benchmark, "
           "E expert, F default of the program")
      .set("currency", scenario.map.currency);
}

[[nodiscard]] char const* gate_figure_name(GateFigure figure) {
  switch (figure) {
    case GateFigure::churn:
      return "annual_churn";
    case GateFigure::nps:
      return "nps";
    case GateFigure::touchpoint_score:
      return "touchpoint_score";
    case GateFigure::touchpoint_failure:
      return "touchpoint_failure";
    case GateFigure::contacts:
      return "contacts_per_1000";
    case GateFigure::complaints:
      return "complaints_per_1000";
    case GateFigure::visits:
      return "visits_per_1000";
  }
  return "";
}

[[nodiscard]] Json gate_json(Gate const& gate) {
  Json checks = Json::array();
  for (GateCheck const& check : gate.checks) {
    checks.push(Json::object()
                    .set("figure", gate_figure_name(check.figure))
                    .set("subject", check.subject.empty() ? Json() : Json(check.subject))
                    .set("kind", check.kind == GateKind::matched ? "matched" : "tested")
                    .set("measured", number(check.measured))
                    .set("simulated", number(check.simulated))
                    .set("allowed", number(check.allowed))
                    .set("passes", check.passes));
  }
  return Json::object()
      .set("passes", gate.passes())
      .set("tested", gate.is_tested())
      .set("checked", gate.checks.size())
      .set("failed", gate.failed())
      .set("checks", std::move(checks));
}

/// Names of what the numbers are about, so that the document stands alone.
class ScenarioJson {
 public:
  explicit ScenarioJson(Scenario const& scenario) : scenario_(scenario) {}

  [[nodiscard]] Json describe() const {
    ParameterValues const best = scenario_.parameters.best_guesses();
    Json departments = Json::array();
    for (Department const& department : scenario_.map.departments) {
      departments.push(named(department));
    }
    Json touchpoints = Json::array();
    for (Touchpoint const& touchpoint : scenario_.map.touchpoints) {
      touchpoints.push(
          named(touchpoint).set("department", scenario_.map.departments[touchpoint.department].id));
    }
    Json segments = Json::array();
    for (Segment const& segment : scenario_.map.segments) {
      segments.push(named(segment)
                        .set("share", number(best[segment.share]))
                        .set("measured_annual_churn", number(best[segment.annual_churn])));
    }
    Json events = Json::array();
    for (Event const& event : scenario_.events) {
      events.push(named(event));
    }
    return Json::object()
        .set("name", scenario_.name)
        .set("map", scenario_.map.name)
        .set("customers", number(best[scenario_.map.customers]))
        .set("departments", std::move(departments))
        .set("touchpoints", std::move(touchpoints))
        .set("segments", std::move(segments))
        .set("events", std::move(events));
  }

  [[nodiscard]] Json portfolio(Portfolio const& portfolio) const {
    Json ids = Json::array();
    for (InitiativeId const key : portfolio) {
      ids.push(scenario_.initiatives[key].id);
    }
    return ids;
  }

  /// Annual churn per segment of one portfolio.
  [[nodiscard]] Json segment_churn(Experiment const& experiment, std::size_t index) const {
    Json segments = Json::object();
    for (SegmentId const key : scenario_.map.segments.keys()) {
      std::vector<double> values;
      for (DrawOutcome const& draw : experiment.draws) {
        values.push_back(draw.segment_churn[index][key.index]);
      }
      segments.set(scenario_.map.segments[key].id,
                   assessed_json(assess(values, experiment.points)));
    }
    return segments;
  }

  /// Mean over draws, one array over the months per figure and segment.
  [[nodiscard]] Json by_segment(PortfolioTally const& sum, double draws) const {
    Json segments = Json::object();
    for (SegmentId const key : scenario_.map.segments.keys()) {
      segments.set(scenario_.map.segments[key].id, segment_months(sum, key, draws));
    }
    return segments;
  }

  [[nodiscard]] Json by_queue(PortfolioTally const& sum, double draws) const {
    Json queues = Json::object();
    for (QueueId const key : scenario_.map.queues.keys()) {
      queues.set(scenario_.map.queues[key].id, queue_months(sum, key, draws));
    }
    return queues;
  }

  [[nodiscard]] Json by_touchpoint(PortfolioTally const& sum, double draws) const {
    Json touchpoints = Json::object();
    for (TouchpointId const key : scenario_.map.touchpoints.keys()) {
      touchpoints.set(scenario_.map.touchpoints[key].id, touchpoint_months(sum, key, draws));
    }
    return touchpoints;
  }

 private:
  template <class Thing>
  [[nodiscard]] static Json named(Thing const& thing) {
    return Json::object().set("id", thing.id).set("name", thing.name);
  }

  template <class Read>
  [[nodiscard]] static Json over_months(PortfolioTally const& sum, Read const& read) {
    Json values = Json::array();
    for (int month = 1; month <= sum.horizon(); ++month) {
      values.push(read(month));
    }
    return values;
  }

  [[nodiscard]] static Json segment_months(PortfolioTally const& sum, SegmentId key, double draws) {
    auto const months = [&](auto const& read) {
      return over_months(sum, [&](int month) { return read(sum.at(month, key)); });
    };
    auto const per_draw = [&](double MonthTally::*member) {
      return months([&](MonthTally const& month) { return number(month.*member / draws); });
    };
    auto const per_1000 = [&](double MonthTally::*member) {
      return months(
          [&](MonthTally const& month) { return ratio(1000 * (month.*member), month.customers); });
    };
    auto const churn_by = [&](ChurnCause cause) {
      return months([&, cause](MonthTally const& month) {
        return ratio(month.lost[static_cast<std::size_t>(cause)], month.customers);
      });
    };
    return Json::object()
        .set("customers", per_draw(&MonthTally::customers))
        .set("satisfaction", months([](MonthTally const& month) {
               return ratio(month.satisfaction, month.customers);
             }))
        .set("nps", months([](MonthTally const& month) {
               return ratio(100 * (month.promoters - month.detractors), month.customers);
             }))
        .set("csat",
             months([](MonthTally const& month) { return ratio(month.experience, month.visits); }))
        .set("churn_experience", churn_by(ChurnCause::experience))
        .set("churn_price", churn_by(ChurnCause::price))
        .set("churn_uncontrollable", churn_by(ChurnCause::uncontrollable))
        .set("latent_churn", months([](MonthTally const& month) {
               return ratio(month.latent_lost, month.customers);
             }))
        .set("episodes", per_draw(&MonthTally::episodes))
        .set("abandonment_share",
             months([](MonthTally const& month) { return ratio(month.abandoned, month.episodes); }))
        .set("failures_per_1000", per_1000(&MonthTally::failures))
        .set("contacts_per_1000", per_1000(&MonthTally::contacts))
        .set("complaints_per_1000", per_1000(&MonthTally::complaints))
        .set("margin", per_draw(&MonthTally::margin))
        .set("contact_cost", per_draw(&MonthTally::contact_cost));
  }

  [[nodiscard]] static Json queue_months(PortfolioTally const& sum, QueueId key, double draws) {
    auto const months = [&](auto const& read) {
      return over_months(sum, [&](int month) { return read(sum.at(month, key)); });
    };
    return Json::object()
        .set("calls", months([&](LineTally const& month) { return number(month.calls / draws); }))
        .set("mean_wait_minutes",
             months([](LineTally const& month) { return ratio(month.minutes, month.calls); }))
        .set("gave_up_waiting_share",
             months([](LineTally const& month) { return ratio(month.abandoned, month.calls); }))
        .set("answered_within_20_seconds_share",
             months([](LineTally const& month) { return ratio(month.in_time, month.calls); }))
        .set("occupancy",
             months([](LineTally const& month) { return ratio(month.busy, month.staffed); }));
  }

  [[nodiscard]] static Json touchpoint_months(PortfolioTally const& sum, TouchpointId key,
                                              double draws) {
    auto const months = [&](auto const& read) {
      return over_months(sum, [&](int month) { return read(sum.at(month, key)); });
    };
    return Json::object()
        .set("visits",
             months([&](TouchpointTally const& month) { return number(month.visits / draws); }))
        .set("failures",
             months([&](TouchpointTally const& month) { return number(month.failures / draws); }))
        .set("failure_share", months([](TouchpointTally const& month) {
               return ratio(month.failures, month.visits);
             }))
        .set("csat", months([](TouchpointTally const& month) {
               return ratio(month.experience, month.visits);
             }))
        .set("satisfied_share", months([](TouchpointTally const& month) {
               return ratio(month.satisfied, month.visits);
             }));
  }

  Scenario const& scenario_;
};

constexpr MonthFigure month_figures_in_order[]{
    MonthFigure::satisfaction, MonthFigure::nps,      MonthFigure::csat,     MonthFigure::churn,
    MonthFigure::complaints,   MonthFigure::contacts, MonthFigure::failures, MonthFigure::customers,
    MonthFigure::mean_wait,    MonthFigure::gave_up};

/// Mean and interval of every month, as arrays.
template <class Months>
[[nodiscard]] Json months_json(Experiment const& experiment, Months const& months_of) {
  Json object = Json::object();
  for (MonthFigure const figure : month_figures_in_order) {
    Json mean = Json::array();
    Json low = Json::array();
    Json high = Json::array();
    for (std::size_t month = 0; month < static_cast<std::size_t>(experiment.horizon); ++month) {
      std::vector<double> values;
      for (DrawOutcome const& draw : experiment.draws) {
        values.push_back(months_of(draw)[month][static_cast<std::size_t>(figure)]);
      }
      Assessed const value = assess(values, experiment.points);
      mean.push(number(value.estimate.mean));
      low.push(value.interval ? number(value.interval->low) : Json());
      high.push(value.interval ? number(value.interval->high) : Json());
    }
    object.set(month_figure_name(figure), Json::object()
                                              .set("mean", std::move(mean))
                                              .set("low", std::move(low))
                                              .set("high", std::move(high)));
  }
  return object;
}

[[nodiscard]] Json reference_months_json(Experiment const& experiment) {
  return months_json(experiment, [](DrawOutcome const& draw) -> std::vector<MonthFigures> const& {
    return draw.reference_months;
  });
}

[[nodiscard]] Json portfolio_months_json(Experiment const& experiment, std::size_t portfolio) {
  return months_json(experiment, [&](DrawOutcome const& draw) -> std::vector<MonthFigures> const& {
    return draw.months[portfolio];
  });
}

/// What was simulated and what could be reused.
[[nodiscard]] Json work_json(std::vector<Experiment const*> const& experiments) {
  std::uint64_t walked = 0;
  std::uint64_t reused = 0;
  std::uint64_t visits = 0;
  double cut = 0;
  for (Experiment const* const experiment : experiments) {
    walked += experiment->episodes_walked;
    reused += experiment->episodes_reused;
    visits += experiment->visits_walked;
    cut += cut_episodes(*experiment);
  }
  return Json::object()
      .set("draws_done", experiments.front()->draws.size())
      .set("stopped_early",
           std::ranges::any_of(experiments,
                               [](Experiment const* one) { return one->stopped_early; }))
      .set("episodes_walked", walked)
      .set("episodes_reused", reused)
      .set("visits_walked", visits)
      .set("episodes_cut_at_step_limit", number(cut));
}

/// The part that both commands share.
[[nodiscard]] Json baseline_document(Scenario const& scenario, Baseline const& baseline,
                                     Provenance const& provenance) {
  return Json::object()
      .set("format", "cxsim-result")
      .set("version", result_format_version)
      .set("provenance", provenance_json(provenance))
      .set("conventions", conventions_json(scenario))
      .set("scenario", ScenarioJson(scenario).describe())
      .set("gate", gate_json(baseline.gate))
      .set("reference", figures_json(baseline.reference))
      .set("baseline", figures_json(baseline.level))
      .set("change_by_events", figures_json(baseline.change));
}

void add_details(Scenario const& scenario, Experiment const& experiment, Json& document) {
  if (experiment.portfolio_sums.empty()) {
    return;
  }
  ScenarioJson const names(scenario);
  auto const draws = static_cast<double>(std::max<std::size_t>(experiment.draws.size(), 1));
  PortfolioTally const& reference = experiment.reference_sum;
  PortfolioTally const& baseline = experiment.portfolio_sums.front();
  document.set("by_segment", Json::object()
                                 .set("reference", names.by_segment(reference, draws))
                                 .set("baseline", names.by_segment(baseline, draws)));
  if (reference.lines > 0) {
    document.set("by_queue", Json::object()
                                 .set("reference", names.by_queue(reference, draws))
                                 .set("baseline", names.by_queue(baseline, draws)));
  }
  document.set("by_touchpoint", Json::object()
                                    .set("reference", names.by_touchpoint(reference, draws))
                                    .set("baseline", names.by_touchpoint(baseline, draws)));
}

[[nodiscard]] Json tolerance_json(std::optional<Tolerance> const& tolerance) {
  if (!tolerance) {
    return {};
  }
  return Json::object()
      .set("kind", tolerance->kind == Tolerance::Kind::relative ? "relative" : "absolute")
      .set("half_width", number(tolerance->size));
}

/// How a wished precision was approached.
class ConvergenceJson {
 public:
  ConvergenceJson(Scenario const& scenario, Convergence const& convergence)
      : scenario_(scenario), convergence_(convergence) {}

  [[nodiscard]] Json document() const {
    Json rounds = Json::array();
    for (ConvergenceRound const& one : convergence_.rounds) {
      rounds.push(round(one));
    }
    PrecisionWish const& wish = convergence_.wish;
    return Json::object()
        .set("reached", convergence_.reached)
        .set("wish", Json::object()
                         .set("npv", tolerance_json(wish.npv))
                         .set("annual_churn", tolerance_json(wish.churn))
                         .set("order", wish.order ? number(*wish.order) : Json())
                         .set("top", wish.top)
                         .set("fewest_draws", wish.fewest_draws)
                         .set("most_work", wish.most_work))
        .set("rounds", std::move(rounds));
  }

 private:
  [[nodiscard]] Json round(ConvergenceRound const& one) const {
    Json figures = Json::array();
    for (FigurePrecision const& figure : one.figures) {
      figures.push(figure_json(figure));
    }
    return Json::object()
        .set("draws", one.size.draws)
        .set("customers", one.size.customers)
        .set("reached", one.is_reached())
        .set("draws_needed", one.draws_planned)
        .set("order_confidence", one.order ? number(one.order->confidence) : Json())
        .set("figures", std::move(figures));
  }

  [[nodiscard]] Json figure_json(FigurePrecision const& figure) const {
    return Json::object()
        .set("initiative",
             figure.initiative ? Json(scenario_.initiatives[*figure.initiative].id) : Json())
        .set("figure", figure_name(figure.figure))
        .set("mean", number(figure.known.mean))
        .set("half_width", number(figure.known.half_width))
        .set("allowed", number(figure.allowed))
        .set("variance_between_draws", number(figure.known.variance.between))
        .set("variance_per_customer", number(figure.known.variance.per_customer));
  }

  Scenario const& scenario_;
  Convergence const& convergence_;
};

class RankingJson {
 public:
  RankingJson(Scenario const& scenario, Prioritization const& answer)
      : scenario_(scenario),
        answer_(answer),
        names_(scenario),
        typical_(typical_values(scenario, answer.experiment)) {}

  [[nodiscard]] Json ranking() const {
    Json rows = Json::array();
    for (std::size_t i = 0; i < answer_.ranking.size(); ++i) {
      rows.push(row(i));
    }
    return rows;
  }

  [[nodiscard]] Json comparison(Comparison const& one) const {
    return Json::object()
        .set("portfolio", names_.portfolio(one.portfolio))
        .set("draws_with_loss", one.draws_with_loss)
        .set("difference", figures_json(one.difference));
  }

  [[nodiscard]] Json in_order() const {
    Json steps = Json::array();
    for (Comparison const& one : answer_.in_order) {
      steps.push(comparison(one));
    }
    return steps;
  }

  [[nodiscard]] Json uncertainty() const {
    Json shares = Json::array();
    for (UncertaintyShare const& share : answer_.uncertainty) {
      shares.push(Json::object()
                      .set("evidence", std::string(1, evidence_letter(share.evidence)))
                      .set("share", number(share.share))
                      .set("uncertain_numbers", share.numbers));
    }
    return shares;
  }

  /// Annual churn of the segments under every portfolio that was simulated.
  [[nodiscard]] Json segment_churn() const {
    Json rows = Json::array();
    add_segment_churn(answer_.experiment, 0, rows);
    add_segment_churn(answer_.order_experiment, 1, rows);
    return rows;
  }

 private:
  [[nodiscard]] Json row(std::size_t position) const {
    RankedInitiative const& ranked = answer_.ranking[position];
    Initiative const& initiative = scenario_.initiatives[ranked.initiative];
    Json effects = Json::array();
    for (Effect const& effect : initiative.work.effects) {
      effects.push(
          Json::object()
              .set("id", effect.id)
              .set("path", scenario_.parameters.info(effect.change.target).path)
              .set("in_words", effect_in_words(Language::english, scenario_, typical_, effect))
              .set("simulated", effect.simulated));
    }
    Json touchpoints = Json::array();
    for (TouchpointId const key : touchpoints_of(scenario_, initiative)) {
      touchpoints.push(scenario_.map.touchpoints[key].id);
    }
    return Json::object()
        .set("rank", position + 1)
        .set("id", initiative.id)
        .set("name", initiative.name)
        .set("department", scenario_.map.departments[initiative.department].id)
        .set("decision", decision_name(verdict_of(answer_, ranked)))
        .set("simulated", ranked.simulated)
        .set("tied_with_previous", is_tied_with_previous(answer_, position))
        .set("alone", comparison(ranked.alone))
        .set("draws_best", ranked.draws_best)
        .set("added_npv", assessed_json(ranked.added_npv))
        .set("undiscounted_cost", number(ranked.undiscounted_cost))
        .set("one_off_cost", number(typical_[initiative.one_off_cost]))
        .set("monthly_cost", number(typical_[initiative.monthly_cost]))
        .set("start_month", number(typical_[initiative.work.timing.start]))
        .set("evidence", std::string(1, evidence_letter(ranked.evidence)))
        .set("touchpoints", std::move(touchpoints))
        .set("needs", names_.portfolio(initiative.needs))
        .set("excludes", names_.portfolio(initiative.excludes))
        .set("effects", std::move(effects));
  }

  [[nodiscard]] static char const* decision_name(Verdict verdict) {
    switch (verdict) {
      case Verdict::act:
        return "do";
      case Verdict::later:
        return "do later";
      case Verdict::leave:
        return "do not";
      case Verdict::not_judged:
        return "not judged";
    }
    return "";
  }

  void add_segment_churn(Experiment const& experiment, std::size_t first, Json& rows) const {
    for (std::size_t i = first; i < experiment.portfolios.size(); ++i) {
      rows.push(Json::object()
                    .set("portfolio", names_.portfolio(experiment.portfolios[i]))
                    .set("annual_churn", names_.segment_churn(experiment, i)));
    }
  }

  Scenario const& scenario_;
  Prioritization const& answer_;
  ScenarioJson names_;
  ParameterValues typical_;
};

}  // namespace

std::string simulate_json(Scenario const& scenario, BaselineRun const& run,
                          Provenance const& provenance) {
  Experiment const& experiment = run.experiment;
  Json document = baseline_document(scenario, run.baseline, provenance);
  document.set("segment_churn",
               Json::array().push(
                   Json::object()
                       .set("portfolio", Json::array())
                       .set("annual_churn", ScenarioJson(scenario).segment_churn(experiment, 0))));
  document.set("months", Json::object()
                             .set("reference", reference_months_json(experiment))
                             .set("baseline", portfolio_months_json(experiment, 0)));
  add_details(scenario, experiment, document);
  document.set("work", work_json({&experiment}));
  return to_json_text(document);
}

std::string prioritize_json(Scenario const& scenario, Prioritization const& answer,
                            Provenance const& provenance) {
  RankingJson const names(scenario, answer);
  ScenarioJson const portfolios(scenario);
  Json document = baseline_document(scenario, answer.baseline, provenance);
  Json recommendation = names.comparison(answer.in_order[answer.recommended]);
  recommendation.set("initiatives_of_ranking", answer.recommended)
      .set("uncertainty_by_evidence", names.uncertainty())
      .set("effective_customers",
           number(effective_customers(answer.order_experiment, answer.recommended)));
  document.set("recommendation", std::move(recommendation))
      .set("ranking", names.ranking())
      .set("draws_nothing_best", answer.draws_nothing_best)
      .set("in_order", names.in_order())
      .set("all_together", names.comparison(answer.all_together))
      .set("left_out", portfolios.portfolio(answer.left_out))
      .set("sum_of_singles_npv", assessed_json(answer.sum_of_singles))
      .set("interaction_npv", assessed_json(answer.interaction))
      .set("segment_churn", names.segment_churn())
      .set("months", Json::object()
                         .set("reference", reference_months_json(answer.experiment))
                         .set("baseline", portfolio_months_json(answer.experiment, 0))
                         .set("recommended",
                              portfolio_months_json(answer.order_experiment, answer.recommended)));
  if (answer.convergence) {
    document.set("convergence", ConvergenceJson(scenario, *answer.convergence).document());
  }
  add_details(scenario, answer.experiment, document);
  document.set("work", work_json({&answer.experiment, &answer.order_experiment}));
  return to_json_text(document);
}

}  // namespace cxsim
