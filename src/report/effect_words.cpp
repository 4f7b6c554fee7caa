#include "effect_words.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "cxsim/report/shown.hpp"
#include "cxsim/report/texts.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

using Steps = std::vector<std::string_view>;

[[nodiscard]] Steps steps_of(std::string_view path) {
  Steps steps;
  while (!path.empty()) {
    std::size_t const slash = std::min(path.find('/'), path.size());
    steps.push_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return steps;
}

/// Name of the thing with this id, or the id.
template <class Things>
[[nodiscard]] std::string name_of(Things const& things, std::string_view id) {
  auto const found =
      std::ranges::find_if(things, [&](auto const& thing) { return thing.id == id; });
  return found == things.end() ? std::string(id) : found->name;
}

struct NumberWords {
  std::string_view last;
  Text words;
};

[[nodiscard]] std::optional<Text> words_for(std::string_view root, std::string_view last) {
  static constexpr NumberWords touchpoint[]{
      {"failure", texts::number_failure}, {"level", texts::number_level},
      {"mean", texts::number_mean},       {"sd", texts::number_sd},
      {"penalty", texts::number_penalty}, {"cost", texts::number_cost}};
  static constexpr NumberWords journey[]{{"volume", texts::number_volume},
                                         {"salience", texts::number_salience}};
  static constexpr NumberWords behaviour[]{{"experience_hazard", texts::number_experience_hazard},
                                           {"price_hazard", texts::number_price_hazard},
                                           {"margin", texts::number_all_margin},
                                           {"contract_lock", texts::number_contract_lock},
                                           {"leniency_sd", texts::number_leniency},
                                           {"repeat_penalty", texts::number_repeat_penalty},
                                           {"loss_weight", texts::number_loss_weight},
                                           {"forgetting", texts::number_forgetting},
                                           {"incident_memory", texts::number_incident_memory},
                                           {"incident_effect", texts::number_incident_effect},
                                           {"churn_slope", texts::number_churn_slope},
                                           {"churn_loss", texts::number_churn_loss},
                                           {"recovery", texts::number_recovery}};
  auto const look_up = [&](auto const& list) -> std::optional<Text> {
    for (NumberWords const& one : list) {
      if (one.last == last) {
        return one.words;
      }
    }
    return std::nullopt;
  };
  if (root == "touchpoints") {
    return look_up(touchpoint);
  }
  if (root == "journeys") {
    return look_up(journey);
  }
  if (root == "behaviour") {
    return look_up(behaviour);
  }
  return std::nullopt;
}

[[nodiscard]] std::string transition_words(Language language, Map const& map, Steps const& steps) {
  std::string const from = name_of(map.touchpoints, steps[1]);
  std::string const to = steps[3] == "completed"   ? say(language, texts::ending_completed)
                         : steps[3] == "abandoned" ? say(language, texts::ending_abandoned)
                                                   : name_of(map.touchpoints, steps[3]);
  return say(language,
             steps[2] == "failure" ? texts::number_after_failure : texts::number_after_success,
             {from, to});
}

/// The number's words about its owner: "App: failures".
[[nodiscard]] std::string named(Language language, std::string const& owner,
                                std::string const& words) {
  return say(language, texts::number_of_thing, {owner, words});
}

[[nodiscard]] double odds_scaled(double probability, double ratio) {
  return ratio * probability / (1 - probability + ratio * probability);
}

/// Name of what the first two steps of a path lead to, or nothing.
[[nodiscard]] std::optional<std::string> owner_of(Scenario const& scenario, Steps const& steps) {
  std::string_view const root = steps[0];
  if (root == "initiatives") {
    return name_of(scenario.initiatives, steps[1]);
  }
  if (root == "events") {
    return name_of(scenario.events, steps[1]);
  }
  if (root == "segments") {
    return name_of(scenario.map.segments, steps[1]);
  }
  if (root == "queues") {
    return name_of(scenario.map.queues, steps[1]);
  }
  if (root == "departments") {
    return name_of(scenario.map.departments, steps[1]);
  }
  if (root == "touchpoints") {
    return name_of(scenario.map.touchpoints, steps[1]);
  }
  return std::nullopt;
}

/// The effect of an initiative or event whose size \p parameter is, or null.
[[nodiscard]] Effect const* effect_of_size(Scenario const& scenario, AnyParameter parameter) {
  auto const find_in = [&](std::vector<Effect> const& effects) -> Effect const* {
    auto const found = std::ranges::find_if(effects, [&](Effect const& effect) {
      return AnyParameter(effect.change.size) == parameter;
    });
    return found == effects.end() ? nullptr : &*found;
  };
  for (Initiative const& initiative : scenario.initiatives) {
    if (Effect const* const found = find_in(initiative.work.effects)) {
      return found;
    }
  }
  for (Event const& event : scenario.events) {
    if (Effect const* const found = find_in(event.work.effects)) {
      return found;
    }
  }
  return nullptr;
}

/// "Name: rest of the path", for numbers without words of their own.
[[nodiscard]] std::string words_of_path(Language language, Scenario const& scenario,
                                        std::string const& path, Steps const& steps) {
  std::optional<std::string> const owner =
      steps.size() < 3 ? std::nullopt : owner_of(scenario, steps);
  if (!owner) {
    return path;
  }
  std::string words;
  for (std::size_t i = steps[2] == "effects" ? 3 : 2; i < steps.size(); ++i) {
    words += (words.empty() ? "" : ", ") + std::string(steps[i]);
  }
  std::ranges::replace(words, '_', ' ');
  return named(language, *owner, words);
}

/// What a size makes of today's number.
[[nodiscard]] double after(ParameterInfo const& info, ParameterChange const& change,
                           ParameterValues const& values, double size) {
  if (change.operation == Operation::score_from_to) {
    return std::clamp(size, 0.0, 100.0);  // a score, while the target's range is that of the level
  }
  double const before = values[change.target];
  auto const moved = [&] {
    switch (change.operation) {
      case Operation::add:
        return before + size;
      case Operation::multiply:
        return before * size;
      case Operation::odds:
        return odds_scaled(before, size);
      case Operation::from_to:
        return before * size / values[*change.from];
      case Operation::score_from_to:
        break;
    }
    return before;
  };
  return std::clamp(moved(), info.range.low, info.range.high);
}

/// The touchpoint whose level \p parameter is.
[[nodiscard]] Touchpoint const* touchpoint_of_level(Map const& map, AnyParameter parameter) {
  auto const found = std::ranges::find_if(map.touchpoints, [&](Touchpoint const& touchpoint) {
    return AnyParameter(touchpoint.level) == parameter;
  });
  return found == map.touchpoints.end() ? nullptr : &*found;
}

/// Mean satisfaction after a shift of the latent score (science §1.1).
[[nodiscard]] double mean_after_shift(double mean, double spread, double shift) {
  return 100 * normal_cdf(normal_quantile(mean / 100) + shift / std::sqrt(1 + spread * spread));
}

/// Before and after of one effect, and the ends of its range when it is uncertain.
struct Movement {
  std::string before;
  std::string after;
  std::string low;
  std::string high;
};

class EffectReader {
 public:
  EffectReader(Language language, Scenario const& scenario, ParameterValues const& values,
               Effect const& effect)
      : language_(language),
        scenario_(scenario),
        values_(values),
        change_(effect.change),
        target_(scenario.parameters.info(effect.change.target)),
        size_(scenario.parameters.info(effect.change.size)) {}

  [[nodiscard]] Movement movement() const {
    Movement result{show(before()), show(moved(values_[change_.size])), "", ""};
    if (is_uncertain(size_.prior)) {
      double const a = moved(quantile(size_.prior, size_.range, 0.05));
      double const b = moved(quantile(size_.prior, size_.range, 0.95));
      result.low = show(std::min(a, b));
      result.high = show(std::max(a, b));
    }
    return result;
  }

 private:
  /// Scores are shown where the change is one of the level or from score to score.
  [[nodiscard]] bool shows_score() const {
    return change_.operation == Operation::score_from_to ||
           touchpoint_of_level(scenario_.map, change_.target) != nullptr;
  }

  [[nodiscard]] double before() const {
    if (change_.operation == Operation::score_from_to) {
      return values_[*change_.from];
    }
    Touchpoint const* const touchpoint = touchpoint_of_level(scenario_.map, change_.target);
    return touchpoint != nullptr ? values_[touchpoint->score.mean] : values_[change_.target];
  }

  [[nodiscard]] double moved(double size) const {
    Touchpoint const* const touchpoint = touchpoint_of_level(scenario_.map, change_.target);
    if (change_.operation == Operation::score_from_to || touchpoint == nullptr) {
      return after(target_, change_, values_, size);
    }
    double const shift = after(target_, change_, values_, size) - values_[change_.target];
    return mean_after_shift(values_[touchpoint->score.mean], values_[touchpoint->spread], shift);
  }

  [[nodiscard]] std::string show(double value) const {
    return value_in_words(language_, scenario_, shows_score() ? Unit::score : target_.unit, value);
  }

  Language language_;
  Scenario const& scenario_;
  ParameterValues const& values_;
  ParameterChange const& change_;
  ParameterInfo const& target_;
  ParameterInfo const& size_;
};

}  // namespace

std::vector<TouchpointId> touchpoints_of(Scenario const& scenario, Initiative const& initiative) {
  std::vector<TouchpointId> found;
  for (TouchpointId const key : scenario.map.touchpoints.keys()) {
    std::string const& id = scenario.map.touchpoints[key].id;
    auto const is_about = [&](Effect const& effect) {
      Steps const steps = steps_of(scenario.parameters.info(effect.change.target).path);
      if (steps.size() < 2) {
        return false;
      }
      if (steps[0] == "queues") {
        return std::ranges::any_of(scenario.map.queues, [&](Queue const& queue) {
          return queue.id == steps[1] && queue.touchpoint == key;
        });
      }
      return (steps[0] == "touchpoints" || steps[0] == "transitions") && steps[1] == id;
    };
    if (std::ranges::any_of(initiative.work.effects, is_about)) {
      found.push_back(key);
    }
  }
  return found;
}

std::string value_in_words(Language language, Scenario const& scenario, Unit unit, double value) {
  switch (unit) {
    case Unit::probability:
    case Unit::share:
      return percent(language, value);
    case Unit::score:
      return shown(language, value, 0);
    case Unit::money:
      return std::fabs(value) < 1000
                 ? of_currency(language, scenario.map.currency, plain_number(language, value))
                 : money(language, scenario.map.currency, value);
    default:
      return plain_number(language, value);
  }
}

std::string number_in_words(Language language, Scenario const& scenario, AnyParameter parameter) {
  std::string const& path = scenario.parameters.info(parameter).path;
  Steps const steps = steps_of(path);
  Map const& map = scenario.map;
  if (steps.size() == 4 && steps[0] == "transitions") {
    return transition_words(language, map, steps);
  }
  std::optional<Text> const words =
      steps.size() >= 2 ? words_for(steps.front(), steps.back()) : std::nullopt;
  if (words && steps[0] == "touchpoints") {
    return named(language, name_of(map.touchpoints, steps[1]), say(language, *words));
  }
  if (words && steps[0] == "journeys") {
    return named(language, name_of(map.journeys, steps[1]), say(language, *words));
  }
  if (words && steps[0] == "behaviour") {
    return say(language, *words);
  }
  if (Effect const* const effect = effect_of_size(scenario, parameter)) {
    std::string changed = number_in_words(language, scenario, effect->change.target);
    if (effect->change.segment) {
      changed += ' ' + say(language, texts::effect_segment,
                           {scenario.map.segments[*effect->change.segment].name});
    }
    return named(language, owner_of(scenario, steps).value_or(""), changed);
  }
  return words_of_path(language, scenario, path, steps);
}

std::string effect_in_words(Language language, Scenario const& scenario,
                            ParameterValues const& values, Effect const& effect) {
  Movement const movement = EffectReader(language, scenario, values, effect).movement();
  std::string text = say(
      language, texts::effect_words,
      {number_in_words(language, scenario, effect.change.target), movement.before, movement.after});
  if (!movement.low.empty()) {
    text += ' ' + say(language, texts::effect_range, {movement.low, movement.high});
  }
  if (effect.change.segment) {
    text += ' ' + say(language, texts::effect_segment,
                      {scenario.map.segments[*effect.change.segment].name});
  }
  if (!effect.simulated) {
    text += ' ' + say(language, texts::effect_not_simulated_mark);
  }
  return text;
}

std::string effects_in_words(Language language, Scenario const& scenario,
                             ParameterValues const& values, Initiative const& initiative) {
  constexpr std::size_t most = 8;
  std::vector<Effect> const& effects = initiative.work.effects;
  std::string text;
  for (std::size_t i = 0; i < std::min(effects.size(), most); ++i) {
    text += (i == 0 ? "" : "; ") + effect_in_words(language, scenario, values, effects[i]);
  }
  if (effects.size() > most) {
    text += "; " + say(language, texts::and_more, {std::to_string(effects.size() - most)});
  }
  return text;
}

}  // namespace cxsim
