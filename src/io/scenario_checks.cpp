#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "checks.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/io/texts.hpp"

namespace cxsim {

namespace {

/// Checks of one scenario; what could not be read is left alone.
class ScenarioChecks {
 public:
  ScenarioChecks(Scenario const& scenario, ReadFile const& file, Problems& problems)
      : scenario_(scenario), file_(file), problems_(problems) {}

  void run() {
    for (std::uint32_t index = 0; index < scenario_.events.size(); ++index) {
      Event const& event = scenario_.events[index];
      check_work(event.work, event.id, place_of(Kind::event, index, event.id));
    }
    for (InitiativeId const key : scenario_.initiatives.keys()) {
      Initiative const& initiative = scenario_.initiatives[key];
      check_work(initiative.work, initiative.id,
                 place_of(Kind::initiative, key.index, initiative.id));
      check_itself(key);
      check_cost(initiative.one_off_cost);
      check_cost(initiative.monthly_cost);
    }
    if (check_circles()) {
      for (InitiativeId const key : scenario_.initiatives.keys()) {
        check_contradiction(key);
      }
    }
    check_budgets();
    check_goals();
  }

 private:
  [[nodiscard]] double value(AnyParameter parameter) const {
    ParameterInfo const& info = scenario_.parameters.info(parameter);
    return best_guess(info.prior, info.range);
  }
  [[nodiscard]] bool is_readable(AnyParameter parameter) const {
    return !file_.reader.unreadable().contains(parameter);
  }
  [[nodiscard]] Location where(AnyParameter parameter) const {
    return scenario_.parameters.info(parameter).where();
  }
  [[nodiscard]] std::string const& id(InitiativeId key) const {
    return scenario_.initiatives[key].id;
  }
  [[nodiscard]] Location place_of(Kind kind, std::uint32_t index, std::string const& id) const {
    return problems_.at(file_.places[static_cast<std::size_t>(kind)][index],
                        json_pointer(json_pointer("", section_of(kind)), id));
  }
  [[nodiscard]] Location place_of(InitiativeId key) const {
    return place_of(Kind::initiative, key.index, id(key));
  }

  // Timing, execution, effects

  void check_work(TimedEffects const& work, std::string const& name, Location const& place) {
    Timing const& timing = work.timing;
    if (timing.half_life && !timing.duration) {
      problems_.error(where(*timing.half_life), texts::half_life_without_duration);
    }
    if (is_readable(timing.start) && is_readable(scenario_.horizon) &&
        value(timing.start) > value(scenario_.horizon)) {
      problems_.add(Severity::warning, where(timing.start), texts::starts_after_horizon,
                    {name, to_text(value(timing.start)), to_text(value(scenario_.horizon))});
    }
    Execution const& execution = work.execution;
    if (is_readable(execution.failure) && is_readable(execution.partial) &&
        value(execution.failure) + value(execution.partial) > 1) {
      bool const is_failure_given = where(execution.failure).line > 0;
      problems_.error(is_failure_given ? where(execution.failure) : where(execution.partial),
                      texts::execution_above_one,
                      {to_text(value(execution.failure)), to_text(value(execution.partial))});
    }
    check_effects(work.effects, place);
  }

  void check_effects(std::vector<Effect> const& effects, Location const& place) {
    for (auto first = effects.begin(); first != effects.end();) {
      auto const next = std::find_if(first, effects.end(),
                                     [&](Effect const& effect) { return effect.id != first->id; });
      ParameterChange const& change = first->change;
      if (std::all_of(first, next, [&](Effect const& effect) { return stays_zero(effect); })) {
        Location effect_place = where(change.size);
        effect_place.pointer = place.pointer + "/effects/" + first->id;
        problems_.add(Severity::warning, std::move(effect_place), texts::effect_on_zero,
                      {scenario_.parameters.info(change.target).path});
      } else if (change.from && next - first == 1) {
        check_starting_point(change);
      }
      first = next;
    }
  }

  [[nodiscard]] bool stays_zero(Effect const& effect) const {
    Operation const operation = effect.change.operation;
    bool const is_shift = operation == Operation::add || operation == Operation::score_from_to;
    AnyParameter const target = effect.change.target;
    return effect.simulated && !is_shift && is_readable(target) &&
           scenario_.parameters.info(target).prior == Distribution(Constant{0});
  }

  /// "From 12 % to 8 %" where the map says 1.2 %: most likely a slip.
  void check_starting_point(ParameterChange const& change) {
    AnyParameter measured = change.target;
    if (change.operation == Operation::score_from_to) {
      std::string const& level = scenario_.parameters.info(change.target).path;
      measured = *scenario_.parameters.find(level.substr(0, level.rfind('/')) + "/score/mean");
    }
    if (!is_readable(*change.from) || !is_readable(measured)) {
      return;
    }
    constexpr double tolerated = 0.2;  // of the map's value: more is not rounding
    double const from = value(*change.from);
    double const in_map = value(measured);
    if (std::fabs(from - in_map) > tolerated * std::fabs(in_map)) {
      problems_.add(Severity::warning, where(*change.from), texts::other_starting_point,
                    {to_text(from), to_text(in_map), scenario_.parameters.info(measured).path});
    }
  }

  /// Work may save money, like closing a branch; most often a minus is a slip.
  void check_cost(AnyParameter cost) {
    if (is_readable(cost) && value(cost) < 0) {
      problems_.add(Severity::note, where(cost), texts::negative_cost, {to_text(value(cost))});
    }
  }

  // Constraints and goals

  void check_budgets() {
    for (Budget const& budget : scenario_.constraints.budgets) {
      if (is_readable(budget.from) && is_readable(budget.to) &&
          value(budget.from) > value(budget.to)) {
        problems_.error(where(budget.to), texts::budget_ends_before_it_begins,
                        {to_text(value(budget.from)), to_text(value(budget.to))});
      }
    }
    Constraints const& constraints = scenario_.constraints;
    if (!constraints.budgets.empty() || !constraints.fte.empty() ||
        !constraints.changes_at_once.empty()) {
      problems_.add(Severity::note, problems_.at({}, "/constraints"), texts::constraints_not_used);
    }
  }

  void check_goals() {
    for (Goal const& goal : scenario_.goals) {
      check_scope(goal.figure, goal.touchpoint,
                  file_.reader.place_of_entry(json_pointer("/goals", goal.id)), problems_);
      if (is_readable(goal.month) && is_readable(scenario_.horizon) &&
          value(goal.month) > value(scenario_.horizon)) {
        problems_.add(Severity::warning, where(goal.month), texts::goal_after_horizon,
                      {goal.id, to_text(value(goal.month)), to_text(value(scenario_.horizon))});
      }
    }
    if (!scenario_.goals.empty()) {
      problems_.add(Severity::note, problems_.at({}, "/goals"), texts::goals_not_used);
    }
  }

  // Prerequisites and exclusions

  void check_itself(InitiativeId key) {
    Initiative const& initiative = scenario_.initiatives[key];
    if (std::ranges::find(initiative.needs, key) != initiative.needs.end()) {
      problems_.error(place_of(key), texts::needs_itself, {initiative.id});
    }
    if (std::ranges::find(initiative.excludes, key) != initiative.excludes.end()) {
      problems_.error(place_of(key), texts::excludes_itself, {initiative.id});
    }
  }

  [[nodiscard]] bool exclude_each_other(InitiativeId one, InitiativeId other) const {
    auto const excludes = [&](InitiativeId who, InitiativeId whom) {
      auto const& excluded = scenario_.initiatives[who].excludes;
      return std::ranges::find(excluded, whom) != excluded.end();
    };
    return one != other && (excludes(one, other) || excludes(other, one));
  }

  /// All that must be carried out with \p key, without itself.
  [[nodiscard]] std::vector<InitiativeId> all_needs(InitiativeId key) const {
    std::set<InitiativeId> found;
    std::vector<InitiativeId> waiting = scenario_.initiatives[key].needs;
    while (!waiting.empty()) {
      InitiativeId const next = waiting.back();
      waiting.pop_back();
      if (found.insert(next).second) {
        auto const& needs = scenario_.initiatives[next].needs;
        waiting.insert(waiting.end(), needs.begin(), needs.end());
      }
    }
    found.erase(key);
    return {found.begin(), found.end()};
  }

  /// The way from \p key back to itself over prerequisites, by other initiatives; or empty.
  [[nodiscard]] std::vector<InitiativeId> circle_of(InitiativeId key) const {
    std::vector<std::optional<InitiativeId>> came_from(scenario_.initiatives.size());
    std::vector<InitiativeId> waiting{key};
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      for (InitiativeId const next : scenario_.initiatives[waiting[i]].needs) {
        if (next == key && waiting[i] != key) {
          std::vector<InitiativeId> circle{key};
          for (InitiativeId back = waiting[i]; back != key; back = *came_from[back.index]) {
            circle.push_back(back);
          }
          circle.push_back(key);
          std::ranges::reverse(circle);
          return circle;
        }
        if (next != key && !came_from[next.index]) {
          came_from[next.index] = waiting[i];
          waiting.push_back(next);
        }
      }
    }
    return {};
  }

  /// \return whether there is none.
  [[nodiscard]] bool check_circles() {
    std::set<InitiativeId> said;
    for (InitiativeId const key : scenario_.initiatives.keys()) {
      auto const circle = said.contains(key) ? std::vector<InitiativeId>{} : circle_of(key);
      std::string names;
      for (InitiativeId const one : circle) {
        said.insert(one);
        names += (names.empty() ? "" : " → ") + id(one);
      }
      if (!circle.empty()) {
        problems_.error(place_of(key), texts::needs_in_a_circle, {names});
      }
    }
    return said.empty();
  }

  void check_contradiction(InitiativeId key) {
    std::vector<InitiativeId> const needs = all_needs(key);
    for (auto one = needs.begin(); one != needs.end(); ++one) {
      if (exclude_each_other(key, *one)) {
        problems_.error(place_of(key), texts::needs_what_it_excludes, {id(key), id(*one)});
        return;
      }
      auto const other = std::find_if(one, needs.end(), [&](InitiativeId candidate) {
        return exclude_each_other(*one, candidate);
      });
      if (other != needs.end()) {
        problems_.error(place_of(key), texts::needs_what_excludes, {id(key), id(*one), id(*other)});
        return;
      }
    }
  }

  Scenario const& scenario_;
  ReadFile const& file_;
  Problems& problems_;
};

}  // namespace

void check_scenario(Scenario const& scenario, ReadFile const& file, Problems& problems) {
  ScenarioChecks(scenario, file, problems).run();
}

}  // namespace cxsim
