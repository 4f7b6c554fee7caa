#include "cxsim/calibration/map_from_log.hpp"

#include <algorithm>

#include "calibration_messages.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/calibration/texts.hpp"
#include "cxsim/io/map_file.hpp"
#include "log_counts.hpp"
#include "log_names.hpp"
#include "log_paths.hpp"
#include "map_document.hpp"
#include "map_plan.hpp"

namespace cxsim {

namespace {

constexpr double microseconds_per_month = 30.4375 * 24 * 60 * 60 * 1e6;
/// A day: from less, nobody can tell how often customers begin an episode in a month.
constexpr double shortest_months = 1 / 30.4375;

// What the user asked for.

void name_endings(EventLog const& log, std::vector<std::string> const& names, Ending ending,
                  EndingOfTouchpoint& endings, Diagnostics& problems) {
  for (std::string const& name : names) {
    auto const touchpoint = touchpoint_in(log, name);
    if (!touchpoint) {
      report_unknown_touchpoint(log, name, problems);
      continue;
    }
    std::optional<Ending>& place = endings[*touchpoint];
    if (place && *place != ending) {
      problems.add(Severity::error, {}, texts::ending_twice, {name});
    }
    place = ending;
  }
}

[[nodiscard]] Result<EndingOfTouchpoint> endings_of(EventLog const& log,
                                                    CalibrationOptions const& options) {
  EndingOfTouchpoint endings(log.touchpoints.size());
  Diagnostics problems;
  name_endings(log, options.completed, Ending::completed, endings, problems);
  name_endings(log, options.abandoned, Ending::abandoned, endings, problems);
  if (problems.has_errors()) {
    return failure(std::move(problems));
  }
  return endings;
}

/// An end of episodes is no part of a line.
[[nodiscard]] Diagnostics check_line(CalibrationOptions const& options) {
  Diagnostics problems;
  for (std::vector<std::string> const* names : {&options.completed, &options.abandoned}) {
    for (std::string const& name : *names) {
      if (options.line && (name == options.line->waiting || name == options.line->serving)) {
        problems.add(Severity::error, {}, texts::waits_at_an_end, {name});
      }
    }
  }
  return problems;
}

struct OptionRule {
  std::optional<double> value;
  char const* name;
  Range range;
  char const* allowed;
};

[[nodiscard]] Diagnostics check(EventLog const& log, CalibrationOptions const& options) {
  Diagnostics problems;
  OptionRule const rules[] = {
      {options.customers, "customers", {1, 1e12}, "a number from 1"},
      {options.months, "months", {1e-6, 1e6}, "a number above 0"},
      {options.score_mean, "score mean", {0.1, 99.9}, "a number from 0.1 to 99.9"},
      {options.score_sd, "score sd", {0.1, 50}, "a number from 0.1 to 50"},
      {options.margin, "margin", {-1e12, 1e12}, "an amount of money"},
      {options.annual_churn, "annual churn", {0, 0.99}, "a number from 0 to 0.99"},
      {options.prior_strength, "prior strength", {0, 1e6}, "a number from 0"},
      {options.least_start_share, "least start share", {0, 1}, "a number from 0 to 1"},
  };
  for (OptionRule const& rule : rules) {
    if (rule.value && !rule.range.contains(*rule.value)) {
      problems.add(Severity::error, {}, texts::option_out_of_range,
                   {to_text(*rule.value), rule.name, rule.allowed});
    }
  }
  if (options.customers && *options.customers < static_cast<double>(log.customers)) {
    problems.add(
        Severity::error, {}, texts::customers_too_few,
        {Argument::whole(*options.customers), Argument::whole(static_cast<double>(log.customers))});
  }
  if (log.touchpoints.size() > options.most_touchpoints) {
    problems.add(
        Severity::error, {}, texts::log_too_many_touchpoints,
        {std::to_string(log.touchpoints.size()), std::to_string(options.most_touchpoints)});
  }
  if (log.events() == 0) {
    problems.add(Severity::error, {}, texts::log_empty);
  }
  return problems;
}

// The report.

struct Window {
  EventTime first = 0;
  EventTime last = 0;
};

/// \pre There is an event.
[[nodiscard]] Window window_of(EventLog const& log) {
  auto const [first, last] = std::minmax_element(log.event_time.begin(), log.event_time.end());
  return {*first, *last};
}

/// Visits per episode that the map gives, by touchpoint.
[[nodiscard]] std::vector<double> visits_per_episode(Map const& map,
                                                     ParameterTable const& parameters) {
  ParameterValues const values = parameters.best_guesses();
  std::vector<double> visits(map.touchpoints.size(), 0);
  double episodes = 0;
  for (SegmentId const segment : map.segments.keys()) {
    double const share = values[map.segments[segment].share];
    std::vector<double> const of_segment = expected_visits(map, values, segment);
    for (std::size_t i = 0; i < visits.size(); ++i) {
      visits[i] += share * of_segment[i];
    }
    for (PerMonth const starts : map.segments[segment].starts) {
      episodes += share * values[starts];
    }
  }
  for (double& visit : visits) {
    visit /= episodes;
  }
  return visits;
}

[[nodiscard]] std::vector<TouchpointFacts> touchpoint_facts(MapPlan const& plan,
                                                            std::vector<double> const& expected,
                                                            std::size_t cases) {
  std::vector<TouchpointFacts> facts;
  for (std::size_t i = 0; i < plan.touchpoints.size(); ++i) {
    PlannedTouchpoint const& touchpoint = plan.touchpoints[i];
    VisitCount const& count = touchpoint.count;
    facts.push_back({touchpoint.id, touchpoint.name, plan.departments[touchpoint.department].name,
                     touchpoint.departments, touchpoint.department_share, count.visits,
                     count.abandoned, count.open,
                     static_cast<double>(count.visits) / static_cast<double>(cases), expected[i]});
  }
  return facts;
}

[[nodiscard]] std::vector<TransitionFacts> transition_facts(MapPlan const& plan,
                                                            LogCounts const& counts) {
  std::vector<std::string> id_of(counts.touchpoints.size());
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    id_of[touchpoint.in_log] = touchpoint.id;
  }
  std::vector<TransitionFacts> facts;
  for (EdgeCount const& edge : counts.edges) {
    facts.push_back({id_of[edge.from], id_of[edge.to], edge.count});
  }
  std::stable_sort(
      facts.begin(), facts.end(),
      [](TransitionFacts const& a, TransitionFacts const& b) { return a.count > b.count; });
  return facts;
}

void report_ends(LogPaths const& paths, LogCounts const& counts, CalibrationReport& report) {
  for (VisitCount const& touchpoint : counts.touchpoints) {
    report.completed += touchpoint.completed;
    report.abandoned += touchpoint.abandoned;
    report.open += touchpoint.open;
  }
  report.cases_without_touchpoint = paths.cases_without_touchpoint;
  report.misplaced_endings = paths.misplaced_endings;
}

void report_people(MapPlan const& plan, CalibrationReport& report) {
  report.customers = plan.customers;
  report.customer_source = plan.customer_source;
  report.named_customers = plan.population.named_customers;
  report.anonymous_cases = plan.population.anonymous_cases;
  for (PlannedJourney const& journey : plan.journeys) {
    report.journeys.push_back({journey.id, journey.cases});
  }
  double const scale = plan.customers / static_cast<double>(plan.customers_in_log);
  for (PlannedSegment const& segment : plan.segments) {
    report.segments.push_back({segment.id, segment.name,
                               static_cast<double>(segment.count.customers) * scale,
                               segment.count.cases});
  }
}

}  // namespace

Result<CalibratedMap> map_from_log(EventLog const& whole_log, CalibrationOptions const& options) {
  CXSIM_EXPECTS(options.most_segments > 0);
  if (Diagnostics problems = check_line(options); problems.has_errors()) {
    return failure(std::move(problems));
  }
  std::optional<WaitsFromLog> waits;
  if (options.line) {
    Result<WaitsFromLog> measured = waits_from_log(whole_log, *options.line);
    if (!measured) {
      return failure(std::move(measured.error()));
    }
    waits = std::move(*measured);
  }
  EventLog const merged = waits ? with_waits_inside(whole_log, *options.line) : EventLog{};
  EventLog const& log = waits ? merged : whole_log;
  if (Diagnostics problems = check(log, options); problems.has_errors()) {
    return failure(std::move(problems));
  }
  Result<EndingOfTouchpoint> const endings = endings_of(log, options);
  if (!endings) {
    return failure(endings.error());
  }
  Window const window = window_of(log);
  double const months = options.months.value_or(static_cast<double>(window.last - window.first) /
                                                microseconds_per_month);
  if (!(months > 0)) {
    return failure(texts::log_no_time);
  }
  if (!options.months && months < shortest_months) {
    return failure(texts::log_too_short);
  }
  LogPaths const paths = paths_of(log, *endings);
  if (paths.cases.empty()) {
    return failure(texts::log_only_endings);
  }
  LogCounts const counts =
      count(log, paths,
            open_cases(log, paths,
                       options.open_cases == OpenCases::censored ? OpenCaseRule::silence
                                                                 : OpenCaseRule::none));
  Abandonment const abandonment =
      options.abandoned.empty() ? Abandonment::unknown : Abandonment::known;
  MapPlan const plan = plan_map(log, paths, counts, abandonment, months, options);

  CalibratedMap result;
  result.file = to_json_text(map_document(plan, waits, abandonment, options));
  Result<LoadedMap> map = parse_map(result.file, "map made from the log");
  if (!map) {
    return failure(map.error());
  }
  result.map = std::move(map->map);
  result.parameters = std::move(map->parameters);

  CalibrationReport& report = result.report;
  report.events = log.events();
  report.cases = paths.cases.size();
  report.order = log.facts;
  report.first = window.first;
  report.last = window.last;
  report.months = months;
  report_ends(paths, counts, report);
  report_people(plan, report);
  report.touchpoints =
      touchpoint_facts(plan, visits_per_episode(result.map, result.parameters), paths.cases.size());
  report.transitions = transition_facts(plan, counts);
  report.assumed = assumed_numbers(plan, abandonment, options);
  report.waits = std::move(waits);
  report.messages = calibration_messages(log, paths, counts, plan, abandonment, options);
  return result;
}

}  // namespace cxsim
