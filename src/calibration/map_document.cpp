#include "map_document.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/calibration/texts.hpp"
#include "cxsim/parameters/texts.hpp"

namespace cxsim {

namespace {

/// Defaults for what a map must state and a log does not hold; none of them means anything.
constexpr double assumed_score_mean = 70;
constexpr double assumed_score_sd = 20;
constexpr double assumed_margin = 10;
constexpr double assumed_annual_churn = 0.10;

[[nodiscard]] std::string whole(std::uint64_t number, CalibrationOptions const& options) {
  return with_thousands(static_cast<double>(number), options.language);
}

[[nodiscard]] std::string log_name(CalibrationOptions const& options) {
  return options.log_name.empty() ? say(options.language, texts::event_log) : options.log_name;
}

[[nodiscard]] std::string grade(Evidence evidence) {
  return std::string(1, evidence_letter(evidence));
}

void add_support(std::string const& source, Evidence evidence, Json& number) {
  number.set("source", source).set("evidence", grade(evidence));
}

/// A value with where it comes from.
[[nodiscard]] Json supported(double value, std::string const& source, Evidence evidence) {
  Json number = Json::object();
  number.set("value", value);
  add_support(source, evidence, number);
  return number;
}

/// What the user gave, or a default of the program.
[[nodiscard]] Json given_or(std::optional<double> given, double standard,
                            CalibrationOptions const& options) {
  return given ? supported(*given, say(options.language, texts::source_given), Evidence::expert)
               : supported(standard, say(options.language, texts::source_default),
                           Evidence::program_default);
}

[[nodiscard]] Json names_of(std::vector<PlannedName> const& things) {
  Json object = Json::object();
  for (PlannedName const& thing : things) {
    object.set(thing.id, Json::object().set("name", thing.name));
  }
  return object;
}

[[nodiscard]] std::string source_of_customers(MapPlan const& plan,
                                              CalibrationOptions const& options) {
  switch (plan.customer_source) {
    case CustomerSource::given:
      return say(options.language, texts::source_given);
    case CustomerSource::named:
      return say(options.language, texts::source_customers_named, {log_name(options)});
    case CustomerSource::partly_named:
      return say(options.language, texts::source_customers_partly,
                 {log_name(options), whole(plan.population.named_customers, options),
                  whole(plan.population.anonymous_cases, options)});
    case CustomerSource::cases:
      break;
  }
  return say(options.language, texts::source_customers_cases, {log_name(options)});
}

/// How well the number of customers is known, of a segment or of all: a case that counts as a
/// customer is an invention.
[[nodiscard]] Evidence evidence_of_customers(MapPlan const& plan, std::uint64_t anonymous) {
  if (plan.customer_source == CustomerSource::given) {
    return Evidence::expert;
  }
  return anonymous > 0 ? Evidence::program_default : evidence_of_log;
}

[[nodiscard]] Json population(MapPlan const& plan, CalibrationOptions const& options) {
  return Json::object().set(
      "customers", supported(plan.customers, source_of_customers(plan, options),
                             evidence_of_customers(plan, plan.population.anonymous_cases)));
}

[[nodiscard]] Json score(CalibrationOptions const& options) {
  return Json::object()
      .set("mean", given_or(options.score_mean, assumed_score_mean, options))
      .set("sd", given_or(options.score_sd, assumed_score_sd, options));
}

[[nodiscard]] Json failure_rate(PlannedTouchpoint const& touchpoint, Abandonment abandonment,
                                CalibrationOptions const& options) {
  if (abandonment == Abandonment::unknown) {
    return supported(0, say(options.language, texts::source_no_abandonment),
                     Evidence::program_default);
  }
  std::string const source = say(options.language, texts::source_visits,
                                 {log_name(options), whole(touchpoint.count.abandoned, options),
                                  whole(touchpoint.count.known(), options)});
  PlannedFailure const& failure = touchpoint.failure;
  if (failure.exactly) {
    return supported(*failure.exactly, source, evidence_of_log);
  }
  Json number = Json::object();
  number.set("alpha", failure.alpha).set("beta", failure.beta);
  add_support(source, evidence_of_log, number);
  return number;
}

[[nodiscard]] Json touchpoints(MapPlan const& plan, Abandonment abandonment,
                               CalibrationOptions const& options) {
  Json object = Json::object();
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    object.set(touchpoint.id, Json::object()
                                  .set("name", touchpoint.name)
                                  .set("department", plan.departments[touchpoint.department].id)
                                  .set("stage", plan.stages[touchpoint.stage].id)
                                  .set("score", score(options))
                                  .set("failure", failure_rate(touchpoint, abandonment, options)));
  }
  return object;
}

[[nodiscard]] Json success_transitions(PlannedTouchpoint const& touchpoint) {
  if (touchpoint.success.empty()) {
    return Json::object().set("completed", 1);
  }
  Json counts = Json::object();
  for (PlannedTransition const& transition : touchpoint.success) {
    counts.set(transition.target, transition.count);
  }
  return Json::object().set("counts", std::move(counts));
}

[[nodiscard]] Json transitions(MapPlan const& plan, Abandonment abandonment) {
  Json object = Json::object();
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    object.set(touchpoint.id, Json::object()
                                  .set("success", success_transitions(touchpoint))
                                  .set("failure", abandonment == Abandonment::known
                                                      ? Json::object().set("abandoned", 1)
                                                      : Json("as success")));
  }
  return object;
}

[[nodiscard]] Json journeys(MapPlan const& plan) {
  Json object = Json::object();
  for (PlannedJourney const& journey : plan.journeys) {
    object.set(
        journey.id,
        Json::object().set("name", journey.name).set("entry", plan.touchpoints[journey.entry].id));
  }
  return object;
}

/// A mean of which the relative standard error is known.
[[nodiscard]] Json estimated(double mean, double relative_error, std::string const& source) {
  Json number = Json::object();
  if (relative_error > 0) {
    number.set("median", mean).set("log_sd", round_significant(relative_error, 3));
  } else {
    number.set("value", mean);
  }
  add_support(source, evidence_of_log, number);
  return number;
}

[[nodiscard]] Json queues(MapPlan const& plan, WaitsFromLog const& waits,
                          CalibrationOptions const& options) {
  auto const served =
      std::ranges::find(plan.touchpoints, options.line->serving, &PlannedTouchpoint::name);
  CXSIM_EXPECTS(served != plan.touchpoints.end());
  PeakStaffing const staffing = staffing_of(waits, plan.months);
  auto const source = [&](Text what, std::uint64_t count) {
    return say(options.language, what, {log_name(options), whole(count, options)});
  };
  double const handled = static_cast<double>(waits.handled);
  double const handling_error = waits.handling_sd / waits.handling_time / std::sqrt(handled);
  double const patience_error = 1 / std::sqrt(static_cast<double>(waits.abandoned));
  Json queue = Json::object();
  queue.set("name", options.line->waiting)
      .set("touchpoint", served->id)
      .set("agents",
           supported(staffing.agents, source(texts::source_agents, waits.delayed), evidence_of_log))
      .set("off_peak_agents", staffing.off_peak_agents)
      .set("handling_time", estimated(waits.handling_time, handling_error,
                                      source(texts::source_handling, waits.handled)))
      .set("patience", estimated(waits.patience, patience_error,
                                 source(texts::source_patience, waits.abandoned)))
      .set("peak_share", staffing.peak_share)
      .set("peak_hours", staffing.peak_hours)
      .set("off_peak_hours", staffing.off_peak_hours);
  return Json::object().set(served->id, std::move(queue));
}

/// Relative standard error of starts per customer: the spread between customers, but never less
/// than chance alone makes (Poisson).
/// \pre customers > 0; count.cases > 0.
[[nodiscard]] double relative_error(StartCount const& count, double customers) {
  double const mean = static_cast<double>(count.cases) / customers;
  double variance = mean / customers;
  if (customers > 1) {
    double const spread = static_cast<double>(count.squares) - customers * mean * mean;
    variance = std::max(variance, spread / (customers * (customers - 1)));
  }
  return std::sqrt(variance) / mean;
}

[[nodiscard]] Json starts(MapPlan const& plan, PlannedSegment const& segment, double customers,
                          CalibrationOptions const& options) {
  Json object = Json::object();
  for (std::size_t journey = 0; journey < plan.journeys.size(); ++journey) {
    StartCount const& count = segment.count.starts[journey];
    if (count.cases == 0) {
      continue;
    }
    Json number = Json::object();
    number.set("median", static_cast<double>(count.cases) / (customers * plan.months))
        .set("log_sd", round_significant(relative_error(count, customers), 3));
    std::vector<Argument> const facts{log_name(options), whole(count.cases, options),
                                      with_thousands(customers, options.language),
                                      Argument::number(to_fixed(plan.months, 2))};
    add_support(say(options.language, texts::source_starts, facts),
                evidence_of_customers(plan, segment.count.anonymous), number);
    object.set(plan.journeys[journey].id, std::move(number));
  }
  return object;
}

[[nodiscard]] Json segments(MapPlan const& plan, CalibrationOptions const& options) {
  Json object = Json::object();
  for (PlannedSegment const& segment : plan.segments) {
    double const share =
        static_cast<double>(segment.count.customers) / static_cast<double>(plan.customers_in_log);
    std::string const source = say(options.language, texts::source_share,
                                   {log_name(options), whole(segment.count.customers, options),
                                    whole(plan.customers_in_log, options)});
    object.set(
        segment.id,
        Json::object()
            .set("name", segment.name)
            .set("share", supported(share, source,
                                    evidence_of_customers(plan, plan.population.anonymous_cases)))
            .set("margin", given_or(options.margin, assumed_margin, options))
            .set("churn", Json::object().set("annual", given_or(options.annual_churn,
                                                                assumed_annual_churn, options)))
            .set("starts", starts(plan, segment, share * plan.customers, options)));
  }
  return object;
}

}  // namespace

Json map_document(MapPlan const& plan, std::optional<WaitsFromLog> const& waits,
                  Abandonment abandonment, CalibrationOptions const& options) {
  bool const is_invented_in_part = !assumed_numbers(plan, abandonment, options).empty();
  Json document = Json::object();
  document.set("format", "cxsim-map")
      .set("version", 1)
      .set("name", options.map_name.empty()
                       ? say(options.language, texts::map_from_log_name, {log_name(options)})
                       : options.map_name)
      .set("currency", options.currency)
      .set("illustrative", is_invented_in_part)
      .set("source", log_name(options))
      .set("evidence", grade(evidence_of_log))
      .set("population", population(plan, options))
      .set("departments", names_of(plan.departments))
      .set("stages", names_of(plan.stages))
      .set("touchpoints", touchpoints(plan, abandonment, options))
      .set("transitions", transitions(plan, abandonment))
      .set("journeys", journeys(plan));
  if (waits) {
    document.set("queues", queues(plan, *waits, options));
  }
  document.set("segments", segments(plan, options));
  return document;
}

std::vector<AssumedNumber> assumed_numbers(MapPlan const& plan, Abandonment abandonment,
                                           CalibrationOptions const& options) {
  std::vector<AssumedNumber> assumed;
  if (!options.score_mean) {
    assumed.push_back({"touchpoints/*/score/mean", assumed_score_mean, texts::assumed_score});
  }
  if (!options.score_sd) {
    assumed.push_back({"touchpoints/*/score/sd", assumed_score_sd, texts::assumed_score});
  }
  if (abandonment == Abandonment::unknown) {
    assumed.push_back({"touchpoints/*/failure", 0, texts::assumed_failure});
  }
  if (!options.margin) {
    assumed.push_back({"segments/*/margin", assumed_margin, texts::assumed_margin});
  }
  if (!options.annual_churn) {
    assumed.push_back({"segments/*/churn/annual", assumed_annual_churn, texts::assumed_churn});
  }
  if (plan.population.anonymous_cases > 0 && plan.customer_source != CustomerSource::given) {
    assumed.push_back({"population/customers", plan.customers, texts::assumed_customers});
  }
  return assumed;
}

}  // namespace cxsim
