#include "exported_effects.hpp"

#include <array>

#include "cxsim/base/number_text.hpp"
#include "cxsim/stats/rating_scale.hpp"
#include "supported.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::vector<std::string> parts_of(std::string const& path) {
  std::vector<std::string> parts(1);
  for (char const character : path) {
    if (character == '/') {
      parts.emplace_back();
    } else {
      parts.back() += character;
    }
  }
  return parts;
}

/// A value, or the three of a range.
struct Range3 {
  double low = 0;
  double mode = 0;
  double high = 0;
  bool is_range = false;
  bool never_beyond = false;
};

[[nodiscard]] std::optional<double> plain(Tree const* number) {
  auto const* value = number == nullptr ? nullptr : std::get_if<double>(&number->content());
  return value == nullptr ? std::nullopt : std::optional(*value);
}

[[nodiscard]] std::optional<Range3> range_of(Tree const& number) {
  if (auto const value = plain(&number)) {
    return Range3{*value, *value, *value};
  }
  if (auto const value = plain(number.find("value"))) {
    return Range3{*value, *value, *value};
  }
  for (auto const& [low_key, high_key, is_absolute] :
       {std::tuple{"low", "high", false}, std::tuple{"min", "max", true}}) {
    auto const low = plain(number.find(low_key));
    auto const mode = plain(number.find("mode"));
    auto const high = plain(number.find(high_key));
    if (low && mode && high) {
      return Range3{*low, *mode, *high, true, is_absolute};
    }
  }
  return std::nullopt;
}

/// What a path of the map is called in the drop-down, and where it is.
struct Place {
  std::string_view what;
  std::string touchpoint;  ///< id
  std::string segment;     ///< id
};

[[nodiscard]] std::optional<Place> place_of(std::string const& path) {
  std::vector<std::string> const parts = parts_of(path);
  if (parts.size() == 3 && parts[0] == "touchpoints") {
    for (std::string_view const key : {"failure", "cost", "penalty"}) {
      if (parts[2] == key) {
        return Place{key, parts[1], ""};
      }
    }
  }
  if (parts.size() == 4 && parts[0] == "touchpoints" && parts[2] == "score") {
    return Place{"score", parts[1], ""};
  }
  if (parts.size() == 3 && parts[0] == "journeys" && parts[2] == "volume") {
    return Place{"contacts", parts[1], ""};
  }
  if (parts.size() == 3 && parts[0] == "queues") {
    bool const is_agents = parts[2] == "agents";
    return is_agents || parts[2] == "handling_time"
               ? std::optional(Place{is_agents ? "agents" : "handling", parts[1], ""})
               : std::nullopt;
  }
  if (parts.size() == 3 && parts[0] == "segments" && parts[2] == "margin") {
    return Place{"margin", "", parts[1] == "*" ? "" : parts[1]};
  }
  return path == "behaviour/price_hazard" ? std::optional(Place{"price", "", ""}) : std::nullopt;
}

class EffectRow {
 public:
  EffectRow(Place const& place, Tree const& effect, ExportContext const& context)
      : place_(place), effect_(effect), context_(context) {}

  [[nodiscard]] std::optional<FilledRow> make(std::string const& id) {
    if (!set_places()) {
      return std::nullopt;
    }
    row_.set_choice("what", place_.what, context_.language);
    row_.set("effect_id", id);
    bool is_said = false;
    if (Tree const* factor = effect_.find("multiply")) {
      is_said = set_relative(*factor);
    } else if (effect_.find("from") != nullptr && effect_.find("to") != nullptr) {
      is_said = set_absolute();
    }
    return is_said ? std::optional(std::move(row_)) : std::nullopt;
  }

 private:
  [[nodiscard]] bool set_places() {
    std::string segment = place_.segment;
    if (Tree const* own = effect_.find("segment")) {
      segment = std::get<std::string>(own->content());
    }
    if (!segment.empty()) {
      auto const name = context_.segments.find(segment);
      if (name == context_.segments.end()) {
        return false;
      }
      row_.set("segment", name->second);
    }
    if (place_.touchpoint.empty()) {
      return true;
    }
    auto const name = context_.touchpoints.find(place_.touchpoint);
    if (name == context_.touchpoints.end()) {
      return false;
    }
    row_.set("touchpoint", name->second);
    return true;
  }

  [[nodiscard]] bool set_relative(Tree const& factor) {
    auto const range = range_of(factor);
    if (!range || place_.what == "score") {
      return false;
    }
    row_.set_choice("as_given", "relative", context_.language);
    auto const change = [](double value) { return round_significant(100 * (value - 1), 12); };
    set_range(*range, change, NumberForm::plain);
    return true;
  }

  [[nodiscard]] bool set_absolute() {
    auto const today = range_of(*effect_.find("from"));
    auto const range = range_of(*effect_.find("to"));
    if (!today || today->is_range || !range || place_.what == "contacts" ||
        place_.what == "penalty" || place_.what == "price") {
      return false;
    }
    row_.set_choice("as_given", "value", context_.language);
    if (place_.what == "failure") {
      row_.set_percentage("from", today->mode);
      set_range(
          *range, [](double value) { return value; }, NumberForm::percentage);
      return true;
    }
    NamedScale const scale = scale_of();
    if (scale.is_top_box) {
      return false;
    }
    auto const shown = [&](double value) {
      return place_.what == "score" ? round_significant(rating_of_points(scale.rating, value), 12)
                                    : value;
    };
    row_.set("from", shown(today->mode));
    set_range(*range, shown, NumberForm::plain);
    return true;
  }

  [[nodiscard]] NamedScale scale_of() const {
    auto const found = context_.scales.find(place_.touchpoint);
    return found == context_.scales.end() ? named_scale("") : found->second;
  }

  enum class NumberForm { plain, percentage };

  template <class Shown>
  void set_range(Range3 const& range, Shown const& shown, NumberForm form) {
    bool const is_higher_better = place_.what == "score" || place_.what == "margin";
    std::array const values{std::pair{is_higher_better ? "pessimistic" : "optimistic", range.low},
                            std::pair{"likely", range.mode},
                            std::pair{is_higher_better ? "optimistic" : "pessimistic", range.high}};
    for (auto const& [key, value] : values) {
      if (!range.is_range && key != std::string_view("likely")) {
        continue;
      }
      if (form == NumberForm::percentage) {
        row_.set_percentage(key, shown(value));
      } else {
        row_.set(key, shown(value));
      }
    }
    if (range.never_beyond) {
      row_.set_choice("bounds", "never", context_.language);
    }
  }

  Place const& place_;
  Tree const& effect_;
  ExportContext const& context_;
  FilledRow row_{SheetKind::initiatives};
};

}  // namespace

std::optional<FilledRow> effect_row(std::string const& id, Tree const& effect,
                                    ExportContext const& context) {
  Tree const* change = effect.find("change");
  auto const* path = change == nullptr ? nullptr : std::get_if<std::string>(&change->content());
  auto const place = path == nullptr ? std::nullopt : place_of(*path);
  return place ? EffectRow(*place, effect, context).make(id) : std::nullopt;
}

}  // namespace cxsim
