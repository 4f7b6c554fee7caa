// What a scenario holds, in words.
#include "cxsim/cli/texts.hpp"
#include "cxsim/report/shown.hpp"
#include "portrait_parts.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_listed = 12;

class ScenarioPortrait {
 public:
  ScenarioPortrait(Scenario const& scenario, PortraitPage& page)
      : scenario_(scenario), values_(scenario.parameters.best_guesses()), page_(page) {}

  void write() {
    add_horizon();
    add_events();
    add_initiatives();
    add_missing_effects();
  }

 private:
  void add_horizon() {
    auto const horizon = static_cast<std::size_t>(values_[scenario_.horizon]);
    std::string const length = page_.counted(
        horizon,
        {texts::portrait_one_month, texts::portrait_few_months, texts::portrait_some_months});
    page_.add(texts::portrait_horizon, length);
  }

  [[nodiscard]] std::string months(AnyParameter parameter) const {
    return page_.whole(values_[parameter]);
  }

  [[nodiscard]] std::string when(Timing const& timing) const {
    return timing.duration ? page_.words(texts::portrait_from_for,
                                         {months(timing.start), months(*timing.duration)})
                           : page_.words(texts::portrait_from, {months(timing.start)});
  }

  void add_events() {
    std::vector<std::string> lines;
    for (Event const& event : scenario_.events) {
      if (lines.size() == most_listed) {
        lines.push_back(page_.words(texts::portrait_more,
                                    {page_.whole(scenario_.events.size() - lines.size())}));
        break;
      }
      lines.push_back(called_with_id(event) + ": " + when(event.work.timing));
    }
    if (lines.empty()) {
      lines.push_back(page_.words(texts::portrait_no_events));
    }
    page_.add_lines(texts::portrait_events, lines);
  }

  [[nodiscard]] std::string cost(Initiative const& initiative) const {
    double const one_off = values_[initiative.one_off_cost];
    double const monthly = values_[initiative.monthly_cost];
    std::string const once =
        of_currency(page_.language(), scenario_.map.currency, page_.whole(one_off));
    std::string const each =
        of_currency(page_.language(), scenario_.map.currency, page_.whole(monthly));
    return one_off > 0 && monthly > 0 ? page_.words(texts::portrait_both_costs, {once, each})
           : one_off > 0              ? page_.words(texts::portrait_one_off_cost, {once})
           : monthly > 0              ? page_.words(texts::portrait_monthly_cost, {each})
                                      : page_.words(texts::portrait_no_cost);
  }

  [[nodiscard]] std::string initiative_line(Initiative const& initiative) const {
    std::string who = called(scenario_.map.departments[initiative.department]);
    if (!initiative.owner.empty()) {
      who += ", " + terminal_text(initiative.owner);
    }
    return page_.words(
        texts::portrait_initiative,
        {called_with_id(initiative), who, when(initiative.work.timing), cost(initiative)});
  }

  void add_initiatives() {
    std::vector<std::string> lines;
    std::vector<std::string> unowned;
    for (Initiative const& initiative : scenario_.initiatives) {
      if (lines.size() < most_listed) {
        lines.push_back(initiative_line(initiative));
      }
      if (initiative.owner.empty()) {
        unowned.push_back(terminal_text(initiative.id));
      }
    }
    std::size_t const all = scenario_.initiatives.size();
    if (all > lines.size()) {
      lines.push_back(page_.words(texts::portrait_more, {page_.whole(all - lines.size())}));
    }
    if (unowned.size() == all && all > 1) {
      lines.push_back(page_.words(texts::portrait_none_responsible));
    } else if (!unowned.empty()) {
      lines.push_back(page_.words(texts::portrait_not_responsible, {page_.some(unowned)}));
    }
    if (lines.empty()) {
      lines.push_back(page_.words(texts::portrait_no_initiatives));
    }
    page_.add_lines(texts::portrait_initiatives, lines);
  }

  /// "A4 (capacity)"; empty when everything is simulated.
  [[nodiscard]] std::string missing_effects(std::string const& id, TimedEffects const& work) const {
    std::vector<std::string> ids;
    for (Effect const& effect : work.effects) {
      if (!effect.simulated) {
        ids.push_back(terminal_text(effect.id));
      }
    }
    return ids.empty() ? "" : terminal_text(id) + " (" + listed(page_.language(), ids) + ')';
  }

  void add_missing_effects() {
    std::vector<std::string> parts;
    for (Event const& event : scenario_.events) {
      parts.push_back(missing_effects(event.id, event.work));
    }
    for (Initiative const& initiative : scenario_.initiatives) {
      parts.push_back(missing_effects(initiative.id, initiative.work));
    }
    std::erase(parts, "");
    if (!parts.empty()) {
      page_.add(texts::portrait_not_yet,
                page_.words(texts::check_not_simulated, {page_.some(parts)}));
    }
  }

  Scenario const& scenario_;
  ParameterValues values_;
  PortraitPage& page_;
};

}  // namespace

void write_scenario_portrait(Scenario const& scenario, PortraitPage& page) {
  ScenarioPortrait(scenario, page).write();
}

}  // namespace cxsim
