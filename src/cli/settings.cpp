#include "settings.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <set>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/io/texts.hpp"

namespace cxsim {

namespace {

constexpr char const* set_option_name = "--set";

/// A number that is derived from others when a draw begins.
[[nodiscard]] bool is_derived(Map const& map, AnyParameter parameter) {
  return std::ranges::any_of(map.touchpoints, [&](Touchpoint const& touchpoint) {
    return AnyParameter(touchpoint.spread) == parameter;
  });
}

/// The queue whose patience followed from this number when the map was read.
[[nodiscard]] Queue const* queue_reporting(Map const& map, AnyParameter parameter) {
  auto const found = std::ranges::find_if(map.queues, [&](Queue const& queue) {
    return queue.reported && (AnyParameter(queue.reported->mean_wait) == parameter ||
                              AnyParameter(queue.reported->abandoned) == parameter);
  });
  return found == map.queues.end() ? nullptr : &*found;
}

[[nodiscard]] bool is_whole(Scenario const& scenario, AnyParameter parameter) {
  return parameter == AnyParameter(scenario.horizon) ||
         parameter == AnyParameter(scenario.burn_in) ||
         parameter == AnyParameter(scenario.residual_months);
}

[[nodiscard]] Result<Diagnostics> set_number(std::string const& path, double value,
                                             Scenario& scenario) {
  Location const where{set_option_name, 0, 0, path};
  if (auto const parameter = scenario.parameters.find(path)) {
    if (is_derived(scenario.map, *parameter)) {
      return failure(texts::set_derived, where);
    }
    if (Queue const* queue = queue_reporting(scenario.map, *parameter)) {
      return failure(texts::set_reported, where, {scenario.parameters.info(queue->patience).path});
    }
    if (is_whole(scenario, *parameter) && value != std::floor(value)) {
      return failure(texts::must_be_whole, where, {to_text(value)});
    }
  }
  return scenario.parameters.set(path, value);
}

[[nodiscard]] Result<Diagnostics> apply_setting(std::string const& setting, Scenario& scenario) {
  std::size_t const sign = setting.rfind('=');
  if (sign == std::string::npos || sign == 0) {
    return failure(texts::set_without_value, {set_option_name, 0, 0, ""}, {setting});
  }
  std::string const path = setting.substr(0, sign);
  std::string const text = setting.substr(sign + 1);
  auto const value = read_number(text);
  if (!value) {
    return failure(texts::set_not_a_number, {set_option_name, 0, 0, path}, {text});
  }
  return set_number(path, *value, scenario);
}

/// Of two values for one number, the later one would win silently.
[[nodiscard]] Diagnostics check_repeated(std::vector<std::string> const& settings) {
  std::set<std::string, std::less<>> seen;
  Diagnostics problems;
  for (std::string const& setting : settings) {
    std::string const path = setting.substr(0, setting.rfind('='));
    if (!seen.insert(path).second) {
      problems.add(Severity::error, {set_option_name, 0, 0, ""}, texts::option_given_twice, {path});
    }
  }
  return problems;
}

/// What is said of a setting begins with the option, so that the user knows what to correct.
[[nodiscard]] Diagnostics with_option(Diagnostics const& list) {
  Diagnostics named;
  for (Diagnostic one : list) {
    one.where.file = set_option_name;
    if (std::ranges::find(one.arguments, Argument(one.where.pointer)) != one.arguments.end()) {
      one.where.pointer.clear();  // the sentence names it
    }
    named.add(std::move(one));
  }
  return named;
}

/// Touchpoints from which a visit may go on to \p transitions.
void add_steps(std::vector<Transition> const& transitions, ParameterValues const& values,
               double outcome, std::vector<Target>& steps) {
  for (Transition const& transition : transitions) {
    if (outcome > 0 && values[transition.probability] > 0) {
      steps.push_back(transition.target);
    }
  }
}

[[nodiscard]] std::vector<Target> steps_from(Touchpoint const& touchpoint,
                                             ParameterValues const& values) {
  std::vector<Target> steps;
  add_steps(touchpoint.after_success, values, 1 - values[touchpoint.failure], steps);
  add_steps(touchpoint.after_failure, values, values[touchpoint.failure], steps);
  return steps;
}

/// Whether an ending can be reached, per touchpoint: grown backwards until nothing changes.
[[nodiscard]] std::vector<bool> can_end(Map const& map, ParameterValues const& values) {
  std::vector<std::vector<std::uint32_t>> before(map.touchpoints.size());
  std::vector<bool> ends(map.touchpoints.size(), false);
  std::deque<std::uint32_t> open;
  for (TouchpointId const key : map.touchpoints.keys()) {
    for (Target const& target : steps_from(map.touchpoints[key], values)) {
      if (auto const* next = std::get_if<TouchpointId>(&target)) {
        before[next->index].push_back(key.index);
      } else if (!ends[key.index]) {
        ends[key.index] = true;
        open.push_back(key.index);
      }
    }
  }
  for (; !open.empty(); open.pop_front()) {
    for (std::uint32_t const previous : before[open.front()]) {
      if (!ends[previous]) {
        ends[previous] = true;
        open.push_back(previous);
      }
    }
  }
  return ends;
}

/// The files were checked when they were read; settings may close the last way out of a loop.
[[nodiscard]] Diagnostics check_endings(Scenario const& scenario) {
  std::vector<bool> const ends = can_end(scenario.map, scenario.parameters.best_guesses());
  Diagnostics problems;
  for (TouchpointId const key : scenario.map.touchpoints.keys()) {
    if (!ends[key.index]) {
      problems.add(Severity::error, {set_option_name, 0, 0, ""}, texts::set_closes_loop,
                   {scenario.map.touchpoints[key].id});
    }
  }
  return problems;
}

}  // namespace

std::optional<std::int64_t> read_months(OptionValues& values) {
  return values.whole_if_given("months", {1, 120});
}

Result<Diagnostics> apply_settings(Arguments const& arguments, Scenario& scenario) {
  std::vector<std::string> const settings = arguments.values("set");
  Diagnostics problems = check_repeated(settings);
  Diagnostics notes;
  for (std::string const& setting : settings) {
    auto const told = apply_setting(setting, scenario);
    (told ? notes : problems).append(with_option(told ? *told : told.error()));
  }
  if (auto const months = read_checked(arguments, read_months)) {
    auto const told = scenario.parameters.set("horizon", static_cast<double>(*months));
    CXSIM_EXPECTS(told.has_value());
  }
  if (!settings.empty() && !problems.has_errors()) {
    problems.append(check_endings(scenario));
  }
  if (problems.has_errors()) {
    return failure(std::move(problems));
  }
  return notes;
}

std::vector<std::string> work_not_simulated(Scenario const& scenario) {
  auto const is_missing = [](Effect const& effect) { return !effect.simulated; };
  std::vector<std::string> ids;
  for (Event const& event : scenario.events) {
    if (std::ranges::any_of(event.work.effects, is_missing)) {
      ids.push_back(event.id);
    }
  }
  for (Initiative const& initiative : scenario.initiatives) {
    if (std::ranges::any_of(initiative.work.effects, is_missing)) {
      ids.push_back(initiative.id);
    }
  }
  return ids;
}

}  // namespace cxsim
