#include "map_plan.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>

#include "cxsim/calibration/texts.hpp"
#include "cxsim/formats/short_ids.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_stages = 8;
constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Keys that stand beside ids in a map file, and targets that are no touchpoints.
constexpr std::array<std::string_view, 6> reserved_ids{"abandoned", "completed", "counts",
                                                       "evidence",  "source",    "value"};

/// Planned touchpoint of each touchpoint of the log; `none` for endings.
using PlaceInPlan = std::vector<std::size_t>;

[[nodiscard]] std::vector<PlannedTouchpoint> named_touchpoints(EventLog const& log,
                                                               LogCounts const& counts) {
  std::vector<std::string> names;
  std::vector<PlannedTouchpoint> touchpoints;
  for (std::uint32_t i = 0; i < log.touchpoints.size(); ++i) {
    if (counts.touchpoints[i].visits > 0) {
      PlannedTouchpoint touchpoint;
      touchpoint.name = log.touchpoints[i];
      touchpoint.in_log = i;
      touchpoint.count = counts.touchpoints[i];
      names.push_back(touchpoint.name);
      touchpoints.push_back(std::move(touchpoint));
    }
  }
  std::vector<std::string> ids = short_ids(names, "touchpoint", reserved_ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    touchpoints[i].id = std::move(ids[i]);
  }
  std::sort(touchpoints.begin(), touchpoints.end(),
            [](PlannedTouchpoint const& a, PlannedTouchpoint const& b) { return a.id < b.id; });
  return touchpoints;
}

[[nodiscard]] PlaceInPlan places(EventLog const& log,
                                 std::vector<PlannedTouchpoint> const& touchpoints) {
  PlaceInPlan place(log.touchpoints.size(), none);
  for (std::size_t i = 0; i < touchpoints.size(); ++i) {
    place[touchpoints[i].in_log] = i;
  }
  return place;
}

// Owners.

struct Owner {
  std::uint32_t department = EventLog::unknown;  ///< in the log
  std::size_t departments = 0;
  std::uint64_t events = 0;  ///< of the owner
  std::uint64_t with_department = 0;
};

/// The most frequent department of each touchpoint of the log, the first by name among equals.
[[nodiscard]] std::vector<Owner> owners(EventLog const& log) {
  std::vector<std::uint64_t> pairs;
  for (std::size_t event = 0; event < log.events(); ++event) {
    if (log.event_department[event] != EventLog::unknown) {
      pairs.push_back(std::uint64_t{log.event_touchpoint[event]} << 32U |
                      log.event_department[event]);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<Owner> result(log.touchpoints.size());
  for (std::size_t begin = 0; begin < pairs.size();) {
    std::size_t end = begin;
    while (end < pairs.size() && pairs[end] == pairs[begin]) {
      ++end;
    }
    Owner& owner = result[pairs[begin] >> 32U];
    ++owner.departments;
    owner.with_department += end - begin;
    if (end - begin > owner.events) {
      owner.events = end - begin;
      owner.department = static_cast<std::uint32_t>(pairs[begin]);
    }
    begin = end;
  }
  return result;
}

/// \p name, which was made up in English so that ids are the same in every language, in the
/// language of the plan.
[[nodiscard]] std::string in_language(std::string const& name, Language language) {
  for (Text const made_up : {texts::not_known, texts::all_customers, texts::other_segments}) {
    if (name == say(Language::english, made_up)) {
      return say(language, made_up);
    }
  }
  return name;
}

void plan_departments(EventLog const& log, MapPlan& plan) {
  std::vector<Owner> const owner_of = owners(log);
  std::vector<std::uint32_t> used;
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    used.push_back(owner_of[touchpoint.in_log].department);
  }
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::vector<std::string> names;
  for (std::uint32_t const department : used) {
    names.push_back(department == EventLog::unknown ? say(Language::english, texts::not_known)
                                                    : log.departments[department]);
  }
  std::vector<std::string> const ids = short_ids(names, "department", reserved_ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    plan.departments.push_back({ids[i], in_language(names[i], plan.language)});
  }
  for (PlannedTouchpoint& touchpoint : plan.touchpoints) {
    Owner const& owner = owner_of[touchpoint.in_log];
    auto const at = std::lower_bound(used.begin(), used.end(), owner.department);
    touchpoint.department = static_cast<std::size_t>(at - used.begin());
    touchpoint.departments = owner.departments;
    touchpoint.department_share =
        owner.with_department == 0
            ? 0
            : static_cast<double>(owner.events) / static_cast<double>(owner.with_department);
  }
}

// Stages: how early in a case a touchpoint is first met, on average.

[[nodiscard]] std::vector<std::uint64_t> mean_positions(EventLog const& log, LogPaths const& paths,
                                                        PlaceInPlan const& place,
                                                        std::size_t touchpoints) {
  std::vector<std::uint64_t> sum(touchpoints, 0);
  std::vector<std::uint64_t> cases(touchpoints, 0);
  std::vector<std::uint32_t> last_case(touchpoints, EventLog::unknown);
  for (CasePath const& path : paths.cases) {
    for (std::size_t i = path.first; i < path.last; ++i) {
      std::size_t const at = place[log.event_touchpoint[paths.event[i]]];
      if (last_case[at] != path.log_case) {
        last_case[at] = path.log_case;
        sum[at] += i - path.first + 1;
        ++cases[at];
      }
    }
  }
  for (std::size_t i = 0; i < touchpoints; ++i) {
    sum[i] = (2 * sum[i] + cases[i]) / (2 * cases[i]);
  }
  return sum;
}

void plan_stages(EventLog const& log, LogPaths const& paths, PlaceInPlan const& place,
                 MapPlan& plan) {
  std::vector<std::uint64_t> const position =
      mean_positions(log, paths, place, plan.touchpoints.size());
  std::vector<std::uint64_t> distinct = position;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::size_t const stages = std::min(distinct.size(), most_stages);
  for (std::size_t i = 0; i < plan.touchpoints.size(); ++i) {
    auto const at = std::lower_bound(distinct.begin(), distinct.end(), position[i]);
    plan.touchpoints[i].stage =
        static_cast<std::size_t>(at - distinct.begin()) * stages / distinct.size();
  }
  for (std::size_t stage = 1; stage <= stages; ++stage) {
    std::string const number = std::to_string(stage);
    plan.stages.push_back({"step_" + number, say(plan.language, texts::step_name, {number})});
  }
}

// Failures and transitions.

[[nodiscard]] PlannedFailure failure_of(VisitCount const& count, double prior_strength) {
  double const alpha = static_cast<double>(count.abandoned) + prior_strength / 2;
  double const beta = static_cast<double>(count.known() - count.abandoned) + prior_strength / 2;
  if (alpha > 0 && beta > 0) {
    return {std::nullopt, alpha, beta};
  }
  return {alpha > 0 ? 1.0 : 0.0, 0, 0};
}

/// Transitions into each touchpoint of the plan, and completions in the last place.
[[nodiscard]] std::vector<std::uint64_t> arrivals(LogCounts const& counts, PlaceInPlan const& place,
                                                  MapPlan const& plan) {
  std::vector<std::uint64_t> into(plan.touchpoints.size() + 1, 0);
  for (EdgeCount const& edge : counts.edges) {
    into[place[edge.to]] += edge.count;
  }
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    into.back() += touchpoint.count.completed;
  }
  return into;
}

/// One touchpoint's observed ways on, by place in the plan; completion has the last place.
using WaysOn = std::vector<std::pair<std::size_t, std::uint64_t>>;

[[nodiscard]] std::vector<PlannedTransition> success_of(WaysOn const& ways_on,
                                                        std::vector<std::uint64_t> const& into,
                                                        double prior_strength,
                                                        MapPlan const& plan) {
  std::uint64_t all_into = 0;
  for (auto const& [to, count] : ways_on) {
    all_into += into[to];
  }
  std::vector<PlannedTransition> success;
  for (auto const& [to, count] : ways_on) {
    double const share = static_cast<double>(into[to]) / static_cast<double>(all_into);
    bool const is_end = to == plan.touchpoints.size();
    success.push_back({is_end ? "completed" : plan.touchpoints[to].id,
                       static_cast<double>(count) + prior_strength * share});
  }
  std::sort(
      success.begin(), success.end(),
      [](PlannedTransition const& a, PlannedTransition const& b) { return a.target < b.target; });
  return success;
}

void plan_transitions(LogCounts const& counts, PlaceInPlan const& place, Abandonment abandonment,
                      double prior_strength, MapPlan& plan) {
  std::vector<std::uint64_t> const into = arrivals(counts, place, plan);
  std::vector<WaysOn> ways_on(plan.touchpoints.size());
  for (EdgeCount const& edge : counts.edges) {
    ways_on[place[edge.from]].emplace_back(place[edge.to], edge.count);
  }
  for (std::size_t i = 0; i < plan.touchpoints.size(); ++i) {
    PlannedTouchpoint& touchpoint = plan.touchpoints[i];
    if (touchpoint.count.completed > 0) {
      ways_on[i].emplace_back(plan.touchpoints.size(), touchpoint.count.completed);
    }
    touchpoint.success = success_of(ways_on[i], into, prior_strength, plan);
    touchpoint.failure = abandonment == Abandonment::known
                             ? failure_of(touchpoint.count, prior_strength)
                             : PlannedFailure{0.0, 0, 0};
  }
}

// Journeys.

/// Marks what can be reached from \p from along observed transitions.
void reach(std::size_t from, std::vector<std::vector<std::size_t>> const& next,
           std::vector<std::uint8_t>& reached) {
  std::vector<std::size_t> to_do{from};
  reached[from] = 1;
  while (!to_do.empty()) {
    std::size_t const at = to_do.back();
    to_do.pop_back();
    for (std::size_t const to : next[at]) {
      if (reached[to] == 0) {
        reached[to] = 1;
        to_do.push_back(to);
      }
    }
  }
}

/// Touchpoints at which cases begin, most frequent first, then by id.
[[nodiscard]] std::vector<std::size_t> starts_by_frequency(MapPlan const& plan) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < plan.touchpoints.size(); ++i) {
    if (plan.touchpoints[i].count.starts > 0) {
      starts.push_back(i);
    }
  }
  std::stable_sort(starts.begin(), starts.end(), [&](std::size_t a, std::size_t b) {
    return plan.touchpoints[a].count.starts > plan.touchpoints[b].count.starts;
  });
  return starts;
}

/// Journey of each touchpoint of the log that cases begin at; fills journeys and rare starts.
[[nodiscard]] JourneyOfStart plan_journeys(EventLog const& log, LogCounts const& counts,
                                           PlaceInPlan const& place, std::size_t cases,
                                           double least_share, MapPlan& plan) {
  std::vector<std::vector<std::size_t>> next(plan.touchpoints.size());
  for (EdgeCount const& edge : counts.edges) {
    next[place[edge.from]].push_back(place[edge.to]);
  }
  std::vector<std::size_t> const starts = starts_by_frequency(plan);
  std::vector<std::uint8_t> reached(plan.touchpoints.size(), 0);
  std::vector<std::size_t> kept;
  std::vector<std::size_t> rare;
  for (std::size_t const start : starts) {
    double const share =
        static_cast<double>(plan.touchpoints[start].count.starts) / static_cast<double>(cases);
    if (kept.empty() || share >= least_share || reached[start] == 0) {
      kept.push_back(start);
      reach(start, next, reached);
    } else {
      rare.push_back(start);
    }
  }
  std::size_t const most_frequent = kept.front();
  std::sort(kept.begin(), kept.end());
  JourneyOfStart journey_of(log.touchpoints.size(), EventLog::unknown);
  for (std::size_t const start : kept) {
    PlannedTouchpoint const& entry = plan.touchpoints[start];
    journey_of[entry.in_log] = static_cast<std::uint32_t>(plan.journeys.size());
    plan.journeys.push_back({"from_" + entry.id,
                             say(plan.language, texts::journey_from, {entry.name}), start,
                             entry.count.starts});
  }
  for (std::size_t const start : rare) {
    std::uint32_t const journey = journey_of[plan.touchpoints[most_frequent].in_log];
    std::uint64_t const moved = plan.touchpoints[start].count.starts;
    journey_of[plan.touchpoints[start].in_log] = journey;
    plan.journeys[journey].cases += moved;
    plan.rare_starts.push_back({start, journey, moved});
  }
  return journey_of;
}

// Segments and customers.

void plan_segments(EventLog const& log, LogPopulation population,
                   std::optional<double> given_customers, MapPlan& plan) {
  std::vector<std::string> names;
  for (SegmentCount const& segment : population.segments) {
    std::string const unnamed =
        say(Language::english, log.segments.empty() ? texts::all_customers : texts::not_known);
    names.push_back(segment.name.empty() ? unnamed : segment.name);
  }
  std::vector<std::string> const ids = short_ids(names, "segment", reserved_ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    plan.customers_in_log += population.segments[i].customers;
    plan.segments.push_back(
        {ids[i], in_language(names[i], plan.language), std::move(population.segments[i])});
  }
  population.segments.clear();
  plan.population = std::move(population);
  plan.customers = given_customers.value_or(static_cast<double>(plan.customers_in_log));
  if (given_customers) {
    plan.customer_source = CustomerSource::given;
  } else if (plan.population.named_customers == 0) {
    plan.customer_source = CustomerSource::cases;
  } else if (plan.population.anonymous_cases > 0) {
    plan.customer_source = CustomerSource::partly_named;
  }
}

}  // namespace

MapPlan plan_map(EventLog const& log, LogPaths const& paths, LogCounts const& counts,
                 Abandonment abandonment, double months, CalibrationOptions const& options) {
  MapPlan plan;
  plan.months = months;
  plan.language = options.language;
  plan.touchpoints = named_touchpoints(log, counts);
  PlaceInPlan const place = places(log, plan.touchpoints);
  plan_departments(log, plan);
  plan_stages(log, paths, place, plan);
  plan_transitions(counts, place, abandonment, options.prior_strength, plan);
  JourneyOfStart const journeys =
      plan_journeys(log, counts, place, paths.cases.size(), options.least_start_share, plan);
  plan_segments(log,
                population_of(log, paths, journeys, options.most_segments,
                              say(Language::english, texts::other_segments)),
                options.customers, plan);
  return plan;
}

}  // namespace cxsim
