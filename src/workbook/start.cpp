#include "cxsim/workbook/start.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/ascii.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/stats/math.hpp"
#include "cxsim/workbook/texts.hpp"
#include "start_fit.hpp"
#include "starter_names.hpp"
#include "text_patch.hpp"

namespace cxsim {

namespace {

/// Cost grows with size to this power (six-tenths rule).
constexpr double cost_power = 0.6;

constexpr std::array<std::string_view, all_industries.size()> industry_keys = {
    "bank", "cable", "mobile", "shop", "public-service"};

[[nodiscard]] std::string quoted(std::string const& text) {
  return std::string(trimmed(to_json_text(Json(text))));
}

[[nodiscard]] std::string rounded(double value) { return to_text(round_significant(value, 4)); }

[[nodiscard]] std::string percent(double share, Language language) {
  return Argument::percent(rounded(100 * share)).in(language);
}

[[nodiscard]] Argument number(double value) { return Argument::number(rounded(value)); }

[[nodiscard]] Argument whole(double value) { return Argument::whole(value); }

/// `"value": 3, "typed": "…", "evidence": "C"`
[[nodiscard]] std::string members_of_typed(double value, std::string const& typed,
                                           std::string_view evidence) {
  return "\"value\": " + rounded(value) + ", \"typed\": " + quoted(typed) +
         ", \"evidence\": " + quoted(std::string(evidence));
}

/// Makes every number of a document one of grade F, from a starter.
void grade_as_default(JsonValue const& value, TextPatch& patch) {
  if (value.kind() == JsonKind::array) {
    for (JsonValue const& element : value.elements()) {
      grade_as_default(element, patch);
    }
  }
  if (value.kind() != JsonKind::object) {
    return;
  }
  for (JsonMember const& member : value.members()) {
    if (member.key == "evidence") {
      patch.replace(member.value, "\"F\"");
    } else {
      grade_as_default(member.value, patch);
    }
  }
}

void mark_as_started(TextPatch& patch, Language language) {
  grade_as_default(patch.root(), patch);
  if (JsonValue const* source = patch.find("source")) {
    patch.replace(*source, quoted(say(language, texts::start_source)));
  }
  if (JsonValue const* schema = patch.find("$schema")) {
    std::string const& shipped = schema->string();
    patch.replace(*schema, quoted("schema" + shipped.substr(shipped.rfind('/'))));
  }
  if (JsonValue const* illustrative = patch.find("illustrative")) {
    patch.replace(*illustrative, "false");
  }
}

/// Puts Polish in the place of names and notes.
void name_in_polish(JsonValue const& value, Industry industry, TextPatch& patch) {
  if (value.kind() != JsonKind::object) {
    return;
  }
  for (JsonMember const& member : value.members()) {
    bool const is_text =
        member.value.kind() == JsonKind::string && (member.key == "name" || member.key == "notes");
    if (auto const polish = is_text ? polish_starter_text(industry, member.value.string())
                                    : std::optional<std::string_view>()) {
      patch.replace(member.value, quoted(std::string(*polish)));
    } else {
      name_in_polish(member.value, industry, patch);
    }
  }
}

/// \p text without its lines of comment.
[[nodiscard]] std::string without_comments(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string_view const line = text.substr(0, end);
    if (!trimmed(line).starts_with("//")) {
      kept += line;
    }
    text.remove_prefix(end);
  }
  return kept;
}

/// A file of the starter in \p language. The comments are English.
[[nodiscard]] std::string in_language(std::string_view text, Industry industry, Language language) {
  if (language == Language::english) {
    return std::string(text);
  }
  TextPatch patch(text);
  name_in_polish(patch.root(), industry, patch);
  return without_comments(patch.text());
}

/// The map of a starter with the fitted numbers in place.
class MapWriting {
 public:
  MapWriting(std::string_view text, LoadedMap const& starter, StartNumbers const& numbers,
             StartFit const& fit, Language language)
      : patch_(text), starter_(starter), numbers_(numbers), fit_(fit), language_(language) {}

  [[nodiscard]] std::string text() {
    mark_as_started(patch_, language_);
    write_given();
    write_measured();
    write_agents();
    write_groups();
    write_scaled();
    write_spreads();
    return say(language_, texts::start_map_comment) + patch_.text();
  }

 private:
  [[nodiscard]] Map const& map() const { return starter_.map; }

  [[nodiscard]] std::string said(Text text, std::vector<Argument> const& arguments) const {
    return say(language_, text, arguments);
  }

  [[nodiscard]] std::string const& path_of(AnyParameter number) const {
    return starter_.parameters.info(number).path;
  }

  /// Once only: a number that was given is not written again as a scaled one.
  void write(AnyParameter number, std::string replacement) {
    JsonValue const* value = patch_.find(path_of(number));
    if (value != nullptr && written_.insert(number.index).second) {
      CXSIM_EXPECTS(value->kind() == JsonKind::number);
      patch_.replace(*value, std::move(replacement));
    }
  }

  void write_typed(AnyParameter number, std::string const& typed, std::string_view evidence) {
    write(number, "{" + members_of_typed(fit_.values[number], typed, evidence) + "}");
  }

  void write_given() {
    if (numbers_.customers) {
      write(map().customers,
            "{" + members_of_typed(*numbers_.customers, rounded(*numbers_.customers), "C") + "}");
    }
    for (Segment const& segment : map().segments) {
      if (numbers_.annual_churn) {
        write_typed(segment.annual_churn,
                    said(texts::start_typed_all, {percent(*numbers_.annual_churn, language_)}),
                    "E");
      }
      if (numbers_.margin) {
        write_typed(segment.margin, said(texts::start_typed_all, {number(*numbers_.margin)}), "E");
      }
      if (numbers_.service_share) {
        write_causes(segment, *numbers_.service_share);
      }
    }
    for (Touchpoint const& touchpoint : map().touchpoints) {
      if (numbers_.contact_cost && touchpoint.is_contact) {
        write_typed(touchpoint.cost,
                    said(texts::start_typed_contact, {number(*numbers_.contact_cost)}), "C");
      }
    }
  }

  void write_causes(Segment const& segment, ShareRange share) {
    auto const experience = segment.cause_shares[static_cast<std::size_t>(ChurnCause::experience)];
    std::string const typed =
        quoted(percent(share.low, language_) + " – " + percent(share.high, language_));
    std::string const likely = rounded(fit_.values[experience]);
    std::string const number = share.low < share.high
                                   ? "\"low\": " + rounded(share.low) + ", \"mode\": " + likely +
                                         ", \"high\": " + rounded(share.high)
                                   : "\"value\": " + likely;
    write(experience, "{" + number + ", \"typed\": " + typed + ", \"evidence\": \"C\"}");
  }

  void write_measured() {
    double const customers = fit_.values[map().customers];
    if (numbers_.nps) {
      StartNps const& nps = *numbers_.nps;
      std::string const typed = percent(nps.promoters, language_) + " / " +
                                percent(nps.passives, language_) + " / " +
                                percent(nps.detractors, language_);
      std::string members = members_of_typed(100 * (nps.promoters - nps.detractors), typed, "C");
      if (nps.answers) {
        members += ", \"answers\": " + rounded(*nps.answers);
      }
      write_measured_value("nps", members);
    }
    write_volume("contacts_per_1000", numbers_.contacts, fit_.contacts, customers);
    write_volume("complaints_per_1000", numbers_.complaints, fit_.complaints, customers);
  }

  void write_volume(std::string const& key, std::optional<double> given, double per_customer,
                    double customers) {
    write_measured_value(
        key, given ? members_of_typed(1000 * *given / customers,
                                      said(texts::start_typed_month, {whole(*given)}), "C")
                   : "\"value\": " + rounded(1000 * per_customer));
  }

  /// Starters give measured figures as objects with a value and perhaps a tolerance.
  void write_measured_value(std::string const& key, std::string const& members) {
    if (JsonValue const* value = patch_.find("measured/" + key + "/value")) {
      constexpr std::string_view name = "\"value\": ";
      patch_.replace(*value, members.substr(name.size()));
    }
  }

  void write_agents() {
    for (Queue const& queue : map().queues) {
      double const agents = starter_.parameters.best_guesses()[queue.agents] * fit_.agents_factor;
      write(queue.agents, to_text(std::max(1.0, std::ceil(agents))));
    }
  }

  /// Members that changed, so rounded that they still sum to 1.
  void write_groups() {
    ParameterValues const before = starter_.parameters.best_guesses();
    for (SimplexGroup const& group : starter_.parameters.groups()) {
      bool const is_changed = std::ranges::any_of(
          group.members, [&](AnyParameter one) { return fit_.values[one] != before[one]; });
      if (!is_changed) {
        continue;
      }
      AnyParameter const largest = *std::ranges::max_element(
          group.members, {}, [&](AnyParameter one) { return fit_.values[one]; });
      double rest = 1;
      for (AnyParameter const one : group.members) {
        if (one != largest) {
          double const share = std::round(fit_.values[one] * 1e6) / 1e6;
          rest -= share;
          write(one, to_text(round_significant(share, 12)));
        }
      }
      write(largest, to_text(round_significant(rest, 12)));
    }
  }

  void write_scaled() {
    ParameterValues const before = starter_.parameters.best_guesses();
    for (std::size_t index = 0; index < starter_.parameters.size(); ++index) {
      AnyParameter const number{static_cast<std::uint32_t>(index)};
      if (fit_.values[number] != before[number]) {
        write(number, to_text(round_significant(fit_.values[number], 6)));
      }
    }
  }

  /// Invented shares of failures are not known to be right: they may be half or one and a half
  /// times as large, so that their part in the uncertainty shows.
  void write_spreads() {
    for (Touchpoint const& touchpoint : map().touchpoints) {
      double const likely = fit_.values[touchpoint.failure];
      double const spread = std::min(likely / 2, 1 - likely);
      if (spread > 0) {
        write(touchpoint.failure, "{\"min\": " + rounded(likely - spread) +
                                      ", \"mode\": " + rounded(likely) +
                                      ", \"max\": " + rounded(likely + spread) + "}");
      }
    }
  }

  TextPatch patch_;
  LoadedMap const& starter_;
  StartNumbers const& numbers_;
  StartFit const& fit_;
  Language language_;
  std::set<std::uint32_t> written_;
};

/// Multiplies a number of a file, or every number of its distribution.
void scale(JsonValue const& value, double factor, TextPatch& patch) {
  if (value.kind() == JsonKind::number) {
    patch.replace(value, to_text(round_significant(value.number() * factor, 2)));
  } else if (value.kind() == JsonKind::object) {
    for (JsonMember const& member : value.members()) {
      if (member.value.kind() == JsonKind::number) {
        scale(member.value, factor, patch);
      }
    }
  }
}

[[nodiscard]] std::string constraints_text(Map const& map, StartNumbers const& numbers) {
  std::vector<std::string> parts;
  if (numbers.budget) {
    parts.push_back("\"budget\": {\"first_year\": {\"from\": 1, \"to\": 12, \"amount\": {" +
                    members_of_typed(*numbers.budget, rounded(*numbers.budget), "C") + "}}}");
  }
  if (numbers.changes_at_once) {
    std::string list;
    for (Department const& department : map.departments) {
      list += (list.empty() ? "" : ", ") + quoted(department.id) + ": " +
              rounded(*numbers.changes_at_once);
    }
    parts.push_back("\"changes_at_once\": {" + list + "}");
  }
  std::string text;
  for (std::string const& part : parts) {
    text += (text.empty() ? "\n    " : ",\n    ") + part;
  }
  return "\"constraints\": {" + text + "\n  }";
}

[[nodiscard]] std::string scenario_text(std::string_view text, Map const& map,
                                        StartNumbers const& numbers, double cost_factor,
                                        std::string const& map_file, Language language) {
  TextPatch patch(text);
  mark_as_started(patch, language);
  patch.replace(*patch.find("map"), quoted(map_file));
  if (JsonValue const* initiatives = patch.find("initiatives")) {
    for (JsonMember const& initiative : initiatives->members()) {
      for (char const* kind : {"one_off", "monthly"}) {
        JsonValue const* cost = initiative.value.find("cost");
        JsonValue const* value = cost == nullptr ? nullptr : cost->find(kind);
        if (value != nullptr && cost_factor != 1) {
          scale(*value, cost_factor, patch);
        }
      }
    }
  }
  if (numbers.budget || numbers.changes_at_once) {
    patch.append_member(constraints_text(map, numbers));
  }
  return say(language, texts::start_scenario_comment) + patch.text();
}

/// How the numbers were used, and what does not add up.
[[nodiscard]] Diagnostics notes_of(LoadedMap const& starter, StartNumbers const& numbers,
                                   StartFit const& fit, double cost_factor, Language language) {
  Diagnostics notes;
  auto const note = [&](Severity severity, Text text, std::vector<Argument> arguments) {
    notes.add(severity, {}, text, std::move(arguments));
  };
  auto const by_segment = [&](auto const& word) {
    std::vector<std::string> parts;
    for (Segment const& segment : starter.map.segments) {
      parts.push_back(segment.name + " " + word(segment));
    }
    return Argument::list(parts);
  };
  if (numbers.annual_churn) {
    note(Severity::note, texts::start_churn,
         {Argument::percent(rounded(100 * *numbers.annual_churn)),
          by_segment([&](Segment const& segment) {
            return percent(fit.values[segment.annual_churn], language);
          })});
  }
  if (numbers.margin) {
    note(Severity::note, texts::start_margin,
         {Argument::number(rounded(*numbers.margin)), by_segment([&](Segment const& segment) {
            return number(fit.values[segment.margin]).in(language);
          })});
  }
  if (numbers.contacts) {
    note(fit.contacts_fit ? Severity::note : Severity::warning,
         fit.contacts_fit ? texts::start_contacts : texts::start_contacts_misfit,
         {whole(*numbers.contacts), Argument::number(rounded(1000 * fit.contacts))});
  }
  if (numbers.complaints) {
    note(fit.complaints_fit ? Severity::note : Severity::warning,
         fit.complaints_fit ? texts::start_complaints : texts::start_complaints_misfit,
         {whole(*numbers.complaints), Argument::number(rounded(1000 * fit.complaints))});
  }
  if (cost_factor != 1) {
    note(Severity::note, texts::start_costs, {Argument::number(rounded(cost_factor))});
  }
  return notes;
}

}  // namespace

std::string_view industry_key(Industry industry) {
  return industry_keys[static_cast<std::size_t>(industry)];
}

std::optional<Industry> industry_from_key(std::string_view key) {
  for (Industry const industry : all_industries) {
    if (industry_key(industry) == key) {
      return industry;
    }
  }
  return std::nullopt;
}

std::optional<StartNps> start_nps(double promoters, double passives, double detractors) {
  constexpr double tolerance = 1.01;  // each of three rounded percentages may be half a point off
  double const sum = promoters + passives + detractors;
  bool const is_whole = std::fabs(sum - 100) <= tolerance;
  if (!is_whole || promoters < 0 || passives < 0 || detractors < 0) {
    return std::nullopt;
  }
  return StartNps{promoters / sum, passives / sum, detractors / sum, std::nullopt};
}

StartedCase start_case(Industry industry, StartNumbers const& numbers, std::string const& map_file,
                       Language language) {
  Starter const files = starter(industry);
  std::string const map = in_language(files.map, industry, language);
  std::string const scenario = in_language(files.scenario, industry, language);
  auto const loaded = parse_map(map, "");
  CXSIM_EXPECTS(loaded.has_value());
  StartFit const fit = fit_start(*loaded, numbers);
  double const size =
      fit.values[loaded->map.customers] / loaded->parameters.best_guesses()[loaded->map.customers];
  double const cost_factor = power(size, cost_power);
  return {MapWriting(map, *loaded, numbers, fit, language).text(),
          scenario_text(scenario, loaded->map, numbers, cost_factor, map_file, language),
          notes_of(*loaded, numbers, fit, cost_factor, language)};
}

}  // namespace cxsim
