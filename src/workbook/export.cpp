#include "cxsim/workbook/export.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "cells.hpp"
#include "content.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/short_ids.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/workbook/import.hpp"
#include "difference.hpp"
#include "documents.hpp"
#include "exported_effects.hpp"
#include "scales.hpp"
#include "supported.hpp"

namespace cxsim {

namespace {

/// What a cell of a spreadsheet can hold, less a margin.
constexpr std::size_t longest_cell = 30000;

[[nodiscard]] std::string text_of(Tree const& object, std::string_view key) {
  Tree const* value = object.find(key);
  auto const* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->content());
  return text == nullptr ? "" : *text;
}

/// The number of \p object at \p key, unless the program assumed it.
[[nodiscard]] std::optional<double> given_number(Tree const& object, std::string_view key) {
  Tree const* number = object.find(key);
  if (number == nullptr || (number->is_object() && is_assumed_source(text_of(*number, "source")))) {
    return std::nullopt;
  }
  Tree const* value = number->is_object() ? number->find("value") : number;
  auto const* plain = value == nullptr ? nullptr : std::get_if<double>(&value->content());
  return plain == nullptr ? std::nullopt : std::optional(*plain);
}

class Exporter {
 public:
  Exporter(Tree map, std::optional<Tree> scenario, std::vector<double> visits, Language language)
      : map_(std::move(map)),
        scenario_(std::move(scenario)),
        visits_(std::move(visits)),
        language_(language) {}

  [[nodiscard]] WorkbookContent make() {
    start();
    touchpoints();
    transitions();
    segments();
    if (scenario_) {
      initiatives();
      constraints();
      goals();
    }
    measurements();
    sources();
    names("departments", "department");
    names("channels", "channel");
    names("stages", "stage");
    return std::move(content_);
  }

 private:
  [[nodiscard]] std::vector<FilledRow>& rows(SheetKind kind) { return rows_of(content_, kind); }

  template <class Use>
  static void each(Tree const& document, std::string_view key, Use const& use) {
    if (Tree const* table = document.find(key); table != nullptr && table->is_object()) {
      for (auto const& [id, value] : table->members()) {
        use(id, value);
      }
    }
  }

  void set_support(SharedSupport const& support, FilledRow& row, bool has_evidence) const {
    row.set("source", support.source);
    row.set("period", support.period);
    if (has_evidence) {
      row.set_choice("evidence", support.evidence, language_);
    }
  }

  void set_effect_support(SharedSupport const& support, FilledRow& row) const {
    row.set("source", support.source);
    row.set_choice("evidence", support.evidence, language_);
  }

  void set_number(Tree const& object, std::string_view key, std::string_view column,
                  FilledRow& row) const {
    if (auto const number = given_number(object, key)) {
      row.set(column, *number);
    }
  }

  void start() {
    FilledRow row(SheetKind::start);
    row.set("name", text_of(map_, "name"));
    row.set("currency", text_of(map_, "currency"));
    Tree const* illustrative = map_.find("illustrative");
    if (illustrative != nullptr && *illustrative == Tree(true)) {
      row.set_choice("illustrative", "yes", language_);
    }
    if (scenario_) {
      set_number(*scenario_, "horizon", "months", row);
    }
    rows(SheetKind::start).push_back(std::move(row));
  }

  /// Names under which rows of other sheets find a thing: each is read as it is written, and all
  /// are different, however they are written. What differs from them stands in the last sheet.
  [[nodiscard]] std::string unique_name(std::string const& own, std::string const& id,
                                        std::set<std::string>& used) const {
    std::string name = trimmed(own);
    if (name.size() > longest_cell || !is_read_as_name(name)) {
      name = id;
    }
    for (bool is_first = true; name.empty() || !used.insert(plain_word(name)).second;
         is_first = false) {
      name += (name.empty() ? "" : " ") + (is_first ? '(' + id + ')' : std::string("*"));
      if (!is_first) {
        name += std::to_string(used.size());
      }
    }
    return name;
  }

  void touchpoints() {
    std::set<std::string> used;
    std::size_t index = 0;
    each(map_, "touchpoints", [&](std::string const& id, Tree const& touchpoint) {
      names_[id] = unique_name(text_of(touchpoint, "name"), id, used);
      FilledRow row(SheetKind::touchpoints);
      row.set("name", names_[id]);
      row.set("id", id);
      row.set("department", name_of("departments", text_of(touchpoint, "department")));
      row.set("channel", name_of("channels", text_of(touchpoint, "channel")));
      row.set("stage", name_of("stages", text_of(touchpoint, "stage")));
      row.set("owner", text_of(touchpoint, "owner"));
      if (!starts_are_assumed(id)) {
        row.set("volume", round_significant(visits_[index], 9));
      }
      set_score(touchpoint, row, id);
      if (auto const failure = given_number(touchpoint, "failure")) {
        row.set_percentage("failure", *failure);
      }
      set_number(touchpoint, "cost", "cost", row);
      if (Tree const* counts = touchpoint.find("counts_as"); counts != nullptr) {
        for (Tree const& word : counts->elements()) {
          row.set_choice("counts_as", std::get<std::string>(word.content()), language_);
        }
      }
      set_support(shared_support(touchpoint, map_), row, true);
      rows(SheetKind::touchpoints).push_back(std::move(row));
      ++index;
    });
  }

  [[nodiscard]] bool starts_are_assumed(std::string const& id) const {
    bool are_assumed = false;
    each(map_, "segments", [&](std::string const&, Tree const& segment) {
      Tree const* starts = segment.find("starts");
      Tree const* start = starts == nullptr ? nullptr : starts->find(id);
      are_assumed = are_assumed || (start != nullptr && start->is_object() &&
                                    is_assumed_source(text_of(*start, "source")));
    });
    return are_assumed;
  }

  void set_score(Tree const& touchpoint, FilledRow& row, std::string const& id) {
    Tree const* score = touchpoint.find("score");
    if (score == nullptr) {
      return;
    }
    if (text_of(*score, "measured_on") != "all_visits") {
      row.set_choice("asked", "resolved", language_);
    }
    scales_[id] = named_scale("");
    Tree const* mean = score->find("mean");
    auto const typed = mean == nullptr ? std::nullopt : parse_typed(text_of(*mean, "typed"));
    if (typed) {
      scales_[id] = named_scale(typed->scale);
      set_typed("mean", typed->mean, row);
      row.set_choice("scale", typed->scale, language_);
      set_typed("answers", typed->answers, row);
    } else if (auto const plain = given_number(*score, "mean")) {
      row.set("mean", *plain);
      if (*plain <= 10) {
        row.set_choice("scale", "0-100", language_);
      }
    }
    Tree const* sd = score->find("sd");
    auto const typed_sd = sd == nullptr ? std::nullopt : parse_typed(text_of(*sd, "typed"));
    if (typed_sd) {
      set_typed("sd", typed_sd->mean, row);
    } else if (!row.is_empty("mean")) {
      set_number(*score, "sd", "sd", row);
    }
  }

  /// As it was typed: a number as one where nothing is lost.
  static void set_typed(std::string_view key, std::string const& text, FilledRow& row) {
    double number = 0;
    auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_number = failed == std::errc{} && end == text.data() + text.size();
    if (is_number && to_text(number) == text) {
      row.set(key, number);
    } else {
      row.set(key, text);
    }
  }

  /// Of a department, channel or stage in the sheets; as it is when there is none of this id.
  [[nodiscard]] std::string name_of(std::string_view table, std::string const& id) {
    auto const found = names_of_lists_.try_emplace(std::string(table));
    std::map<std::string, std::string>& names = found.first->second;
    if (found.second) {
      std::set<std::string> used;
      each(map_, table, [&](std::string const& listed, Tree const& thing) {
        names[listed] = unique_name(text_of(thing, "name"), listed, used);
      });
    }
    auto const name = names.find(id);
    return name == names.end() ? id : name->second;
  }

  [[nodiscard]] bool has_own_name(std::string_view table, std::string const& id) {
    std::string const name = text_of(*map_.find(table)->find(id), "name");
    return name.empty() || name == name_of(table, id);
  }

  /// Names whose ids cannot be made of them, whose order is another one, or that no cell can hold.
  void names(std::string_view table, std::string_view column) {
    std::vector<std::string> used;
    for (SheetKind const kind : {SheetKind::touchpoints, SheetKind::initiatives}) {
      if (kind == SheetKind::initiatives && column != "department") {
        continue;
      }
      for (FilledRow const& row : rows(kind)) {
        auto const& cell = row.cells()[column_index(kind, column)];
        if (cell && std::ranges::find(used, std::get<std::string>(cell->content)) == used.end()) {
          used.push_back(std::get<std::string>(cell->content));
        }
      }
    }
    static constexpr std::array<std::string_view, 3> reserved{"completed", "abandoned", "counts"};
    std::vector<std::string> const made = short_ids(used, column, reserved);
    std::vector<std::string> ids;
    each(map_, table, [&](std::string const& id, Tree const&) { ids.push_back(id); });
    bool const are_own =
        std::ranges::all_of(ids, [&](std::string const& id) { return has_own_name(table, id); });
    if (made == ids && are_own) {
      return;
    }
    for (std::string const& id : ids) {
      add_last({true, {std::string(table), id, "name"}, Tree(name_of(table, id)), {}});
    }
  }

  void transitions() {
    std::size_t index = 0;
    each(map_, "transitions", [&](std::string const& from, Tree const& outcomes) {
      Tree const* success = outcomes.find("success");
      Tree const* failure = outcomes.find("failure");
      bool const is_both = failure != nullptr && !failure->is_object();
      if (success != nullptr && success->is_object()) {
        add_transitions(from, is_both ? "both" : "success", *success, "completed", outcomes);
      }
      if (failure != nullptr && failure->is_object()) {
        add_transitions(from, "failure", *failure, "abandoned", outcomes);
      }
      ++index;
    });
  }

  void add_transitions(std::string const& from, std::string_view outcome, Tree const& chances,
                       std::string_view rest, Tree const& outcomes) {
    for (auto const& [to, number] : chances.members()) {
      auto const chance = given_number(chances, to);
      if (to == rest || !chance || outcome.empty()) {
        continue;
      }
      FilledRow row(SheetKind::transitions);
      row.set("from", names_[from]);
      row.set("to", to == "completed"   ? word_of_end(true)
                    : to == "abandoned" ? word_of_end(false)
                                        : names_[to]);
      row.set_choice("outcome", outcome, language_);
      row.set_percentage("amount", *chance);
      set_support(shared_support(outcomes, map_), row, false);
      rows(SheetKind::transitions).push_back(std::move(row));
    }
  }

  [[nodiscard]] std::string word_of_end(bool is_completed) const {
    bool const is_polish = language_ == Language::polish;
    return is_completed ? (is_polish ? "załatwione" : "completed")
                        : (is_polish ? "przerwane" : "abandoned");
  }

  void segments() {
    std::set<std::string> used;
    Tree const* population = map_.find("population");
    double const customers =
        population == nullptr ? 0 : given_number(*population, "customers").value_or(0);
    each(map_, "segments", [&](std::string const& id, Tree const& segment) {
      names_of_segments_[id] = unique_name(text_of(segment, "name"), id, used);
      FilledRow row(SheetKind::segments);
      row.set("name", names_of_segments_[id]);
      row.set("id", id);
      if (auto const share = given_number(segment, "share")) {
        row.set("customers", round_significant(*share * customers, 12));
      }
      set_per("margin", "margin_per", segment.find("margin"), " / year", row,
              [&] { set_number(segment, "margin", "margin", row); });
      set_churn(segment, row);
      if (Tree const* contract = segment.find("contract")) {
        set_number(*contract, "term", "contract", row);
      }
      set_support(shared_support(segment, map_, "starts"), row, true);
      rows(SheetKind::segments).push_back(std::move(row));
    });
  }

  /// A number that was typed for another period.
  template <class Otherwise>
  void set_per(std::string_view column, std::string_view period, Tree const* number,
               std::string_view mark, FilledRow& row, Otherwise const& otherwise) const {
    std::string const typed = number == nullptr ? "" : text_of(*number, "typed");
    if (!typed.ends_with(mark)) {
      otherwise();
      return;
    }
    set_typed(column, typed.substr(0, typed.size() - mark.size()), row);
    row.set_choice(period, mark.ends_with("year") ? "year" : "month", language_);
  }

  void set_churn(Tree const& segment, FilledRow& row) const {
    Tree const* churn = segment.find("churn");
    if (churn == nullptr) {
      return;
    }
    set_per("churn", "churn_per", churn->find("annual"), " % / month", row, [&] {
      if (auto const annual = given_number(*churn, "annual")) {
        row.set_percentage("churn", *annual);
      }
    });
    if (Tree const* causes = churn->find("causes")) {
      if (auto const share = given_number(*causes, "experience")) {
        row.set_percentage("service_share", *share);
      }
    }
  }

  void initiatives() {
    std::set<std::string> used;
    std::map<std::string, std::string> names;
    each(*scenario_, "initiatives", [&](std::string const& id, Tree const& initiative) {
      std::string name = text_of(initiative, "name");
      std::ranges::replace(name, ';', ',');  // these divide the names of a list
      std::ranges::replace(name, '\n', ' ');
      names[id] = unique_name(name, id, used);
    });
    each(*scenario_, "initiatives", [&](std::string const& id, Tree const& initiative) {
      add_initiative(id, initiative, names);
    });
  }

  void add_initiative(std::string const& id, Tree const& initiative,
                      std::map<std::string, std::string> const& names) {
    std::vector<FilledRow> made;
    ExportContext const context{names_, names_of_segments_, scales_, language_};
    each(initiative, "effects", [&](std::string const& effect_id, Tree const& effect) {
      if (auto row = effect_row(effect_id, effect, context)) {
        row->set("name", names.at(id));
        set_effect_support(shared_support(effect, *scenario_), *row);
        made.push_back(std::move(*row));
      }
    });
    if (made.empty()) {
      made.emplace_back(SheetKind::initiatives);
      made.front().set("name", names.at(id));
      made.front().set_choice("what", "other", language_);
    }
    FilledRow& first = made.front();
    std::string const department = text_of(initiative, "department");
    first.set("id", id);
    first.set("department", name_of("departments", department));
    first.set("owner", text_of(initiative, "owner"));
    first.set_choice("mode", text_of(initiative, "mode"), language_);
    for (std::string_view const key : {"start", "lead", "ramp", "duration"}) {
      set_number(initiative, key, key, first);
    }
    if (auto const adoption = given_number(initiative, "adoption")) {
      first.set_percentage("adoption", *adoption);
    }
    if (Tree const* cost = initiative.find("cost")) {
      set_number(*cost, "one_off", "one_off", first);
      set_number(*cost, "monthly", "monthly", first);
    }
    if (Tree const* fte = initiative.find("fte")) {
      set_number(*fte, department, "fte", first);
    }
    set_list(initiative.find("needs"), "requires", names, first);
    set_list(initiative.find("excludes"), "excludes", names, first);
    for (FilledRow& row : made) {
      rows(SheetKind::initiatives).push_back(std::move(row));
    }
  }

  static void set_list(Tree const* list, std::string_view key,
                       std::map<std::string, std::string> const& names, FilledRow& row) {
    if (list == nullptr) {
      return;
    }
    std::string text;
    for (Tree const& id : list->elements()) {
      text += (text.empty() ? "" : "; ") + names.at(std::get<std::string>(id.content()));
    }
    row.set(key, text);
  }

  void constraints() {
    Tree const* constraints = scenario_->find("constraints");
    if (constraints == nullptr) {
      return;
    }
    each(*constraints, "budget", [&](std::string const&, Tree const& budget) {
      FilledRow row(SheetKind::constraints);
      row.set_choice("what", "budget", language_);
      for (std::string_view const key : {"from", "to", "amount"}) {
        set_number(budget, key, key, row);
      }
      rows(SheetKind::constraints).push_back(std::move(row));
    });
    for (std::string_view const what : {"fte", "changes_at_once"}) {
      each(*constraints, what, [&](std::string const& department, Tree const&) {
        FilledRow row(SheetKind::constraints);
        row.set_choice("what", what, language_);
        row.set("department", name_of("departments", department));
        set_number(*constraints->find(what), department, "amount", row);
        rows(SheetKind::constraints).push_back(std::move(row));
      });
    }
  }

  void set_figure(Tree const& entry, std::string_view key, FilledRow& row) const {
    auto const value = given_number(entry, key);
    if (!value) {
      return;
    }
    if (text_of(entry, "figure") == "churn") {
      row.set(key, percentage_of(*value));
    } else {
      row.set(key, *value);
    }
  }

  void goals() {
    each(*scenario_, "goals", [&](std::string const&, Tree const& goal) {
      FilledRow row(SheetKind::goals);
      row.set_choice("figure", text_of(goal, "figure"), language_);
      row.set("touchpoint", touchpoint_name(goal));
      set_figure(goal, "from", row);
      set_figure(goal, "to", row);
      set_number(goal, "month", "month", row);
      row.set("owner", text_of(goal, "owner"));
      rows(SheetKind::goals).push_back(std::move(row));
    });
  }

  [[nodiscard]] std::string touchpoint_name(Tree const& entry) const {
    auto const found = names_.find(text_of(entry, "touchpoint"));
    return found == names_.end() ? "" : found->second;
  }

  void measurements() {
    each(map_, "measurements", [&](std::string const&, Tree const& measurement) {
      FilledRow row(SheetKind::measurements);
      row.set("date", text_of(measurement, "date"));
      row.set_choice("figure", text_of(measurement, "figure"), language_);
      row.set("touchpoint", touchpoint_name(measurement));
      set_figure(measurement, "value", row);
      set_number(measurement, "answers", "answers", row);
      rows(SheetKind::measurements).push_back(std::move(row));
    });
  }

  /// Sources are named by their ids; where a number names one in other words, that is its name.
  void sources() {
    each(map_, "sources", [&](std::string const& id, Tree const& source) {
      FilledRow row(SheetKind::sources);
      row.set("name", source_name(id));
      row.set("who", text_of(source, "who"));
      row.set("when", text_of(source, "when"));
      row.set("basis", text_of(source, "basis"));
      rows(SheetKind::sources).push_back(std::move(row));
    });
  }

  [[nodiscard]] std::string source_name(std::string const& id) {
    for (SheetKind const kind : {SheetKind::touchpoints, SheetKind::segments,
                                 SheetKind::initiatives, SheetKind::transitions}) {
      for (FilledRow const& row : rows(kind)) {
        auto const& cell = row.cells()[column_index(kind, "source")];
        if (!cell) {
          continue;
        }
        std::vector<std::string> const name = {std::get<std::string>(cell->content)};
        if (short_ids(name, "source").front() == id) {
          return name.front();
        }
      }
    }
    return id;
  }

 public:
  /// A line of the last sheet; what is too long for a cell is divided.
  void add_last(Override const& change) { add_last(change, content_); }

  void add_last(Override const& change, WorkbookContent& content) const {
    std::string const line = change.value ? to_line(*change.value) : "";
    if (line.size() > longest_cell && change.value->is_object()) {
      Override part{change.is_map, change.path, Tree::object(), {}};
      add_last(part, content);
      for (auto const& [key, value] : change.value->members()) {
        part.path.push_back(key);
        part.value = value;
        add_last(part, content);
        part.path.pop_back();
      }
      return;
    }
    FilledRow row(SheetKind::more);
    row.set_choice("file", change.is_map ? "map" : "scenario", language_);
    row.set("path", pointer_of(change.path));
    row.set("value", line);
    rows_of(content, SheetKind::more).push_back(std::move(row));
  }

 private:
  Tree map_;
  std::optional<Tree> scenario_;
  std::vector<double> visits_;
  Language language_;
  WorkbookContent content_{};
  std::map<std::string, std::string> names_;  ///< of touchpoints, by id
  std::map<std::string, std::string> names_of_segments_;
  /// Of departments, channels and stages, by id.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> names_of_lists_;
  std::map<std::string, NamedScale> scales_;  ///< of touchpoints, by id
};

/// \p pointer with `*` for the id of a thing, and no more than three steps.
[[nodiscard]] std::string kind_of_place(std::string_view pointer) {
  std::string kind;
  for (int step = 0; step < 3 && pointer.starts_with('/'); ++step) {
    std::size_t const end = std::min(pointer.find('/', 1), pointer.size());
    static constexpr std::string_view lists[] = {
        "/departments", "/channels", "/stages",  "/touchpoints", "/journeys",    "/queues",
        "/segments",    "/events",   "/sources", "/transitions", "/initiatives", "/measurements"};
    bool const is_id = step == 1 && std::ranges::find(lists, kind) != std::end(lists);
    kind += is_id ? "/*" : std::string(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return kind.empty() ? "/" : kind;
}

[[nodiscard]] std::vector<PlacesInLastSheet> places_in(std::vector<FilledRow> const& rows,
                                                       Language language) {
  std::vector<PlacesInLastSheet> places;
  auto const text = [](FilledRow const& row, std::string_view key) {
    auto const& cell = row.cells()[column_index(SheetKind::more, key)];
    return cell ? std::get<std::string>(cell->content) : std::string();
  };
  FilledRow of_map(SheetKind::more);
  of_map.set_choice("file", "map", language);
  for (FilledRow const& row : rows) {
    bool const is_of_map = text(row, "file") == text(of_map, "file");
    std::string const place = kind_of_place(text(row, "path"));
    auto const known = std::ranges::find_if(places, [&](PlacesInLastSheet const& other) {
      return other.is_of_map == is_of_map && other.place == place;
    });
    if (known == places.end()) {
      places.push_back({is_of_map, place, 1});
    } else {
      ++known->count;
    }
  }
  return places;
}

[[nodiscard]] Tree tree_of(std::string const& text) {
  auto const value = parse_json(text, "");
  CXSIM_EXPECTS(value.has_value());
  return Tree::of(*value);
}

/// Whether segments are taken as they are, or all as the map that they share.
enum class Differences { applied, left_out };

/// Visits per month, in the order of the map's touchpoints.
[[nodiscard]] std::vector<double> visits_of(Map const& map, ParameterTable const& parameters,
                                            Differences differences) {
  ParameterValues const shared = parameters.best_guesses();
  std::vector<double> visits(map.touchpoints.size(), 0);
  for (SegmentId const segment : map.segments.keys()) {
    ParameterValues const values = differences == Differences::applied
                                       ? values_of_segment(map, parameters, shared, segment)
                                       : shared;
    std::vector<double> const own = expected_visits(map, values, segment);
    double const customers = values[map.segments[segment].share] * values[map.customers];
    for (std::size_t i = 0; i < visits.size(); ++i) {
      visits[i] += own[i] * customers;
    }
  }
  return visits;
}

/// The touchpoint whose volume the differences of segments change most, with both volumes; nothing
/// when none changes by 0.5 % or more.
[[nodiscard]] std::optional<VolumeGap> largest_gap(Map const& map,
                                                   ParameterTable const& parameters) {
  constexpr double least = 0.005;
  std::vector<double> const sheet = visits_of(map, parameters, Differences::left_out);
  std::vector<double> const real = visits_of(map, parameters, Differences::applied);
  std::optional<VolumeGap> largest;
  double gap = least;
  for (TouchpointId const key : map.touchpoints.keys()) {
    double const shown = sheet[key.index];
    double const change = shown > 0 ? std::fabs(real[key.index] / shown - 1) : 0;
    if (change >= gap) {
      gap = change;
      largest = VolumeGap{map.touchpoints[key].name, shown, real[key.index]};
    }
  }
  return largest;
}

/// What is asked of the sheets: they must give back these texts.
struct Originals {
  std::string map;
  std::optional<std::string> scenario;
};

[[nodiscard]] std::vector<Override> missing_in(Spreadsheet const& sheets, Originals const& wanted) {
  Diagnostics ignored;
  WorkbookRows const rows = read_rows(sheets, ignored);
  ImportLog log("", rows.language);
  Documents const documents = make_documents(rows, LastSheet::applied, log);
  std::vector<Override> missing = differences(tree_of(wanted.map), documents.map, true);
  if (wanted.scenario) {
    for (Override& change : differences(tree_of(*wanted.scenario), documents.scenario, false)) {
      missing.push_back(std::move(change));
    }
  }
  return missing;
}

[[nodiscard]] ExportedWorkbook export_documents(Originals const& wanted, Map const& map,
                                                ParameterTable const& parameters,
                                                Language language) {
  // Whoever reads the sheets turns volumes into starts by the map that the segments share.
  std::vector<double> visits = visits_of(map, parameters, Differences::left_out);
  Exporter exporter(tree_of(wanted.map),
                    wanted.scenario ? std::optional(tree_of(*wanted.scenario)) : std::nullopt,
                    std::move(visits), language);
  WorkbookContent content = exporter.make();
  // What is put into the last sheet may change what the others are read as; twice is enough.
  for (int round = 0; round < 3; ++round) {
    std::vector<Override> const missing =
        missing_in(lay_out(content, language, Examples::left_out), wanted);
    for (Override const& change : missing) {
      exporter.add_last(change, content);
    }
    if (missing.empty()) {
      break;
    }
  }
  ExportedWorkbook result;
  result.sheets = lay_out(content, language, Examples::left_out);
  result.last_sheet = places_in(rows_of(content, SheetKind::more), language);
  result.volume_gap = largest_gap(map, parameters);
  return result;
}

}  // namespace

ExportedWorkbook export_workbook(Scenario const& scenario, Language language) {
  return export_documents(
      {write_map(scenario.map, scenario.parameters), write_scenario(scenario, workbook_map_file)},
      scenario.map, scenario.parameters, language);
}

ExportedWorkbook export_workbook(LoadedMap const& map, Language language) {
  return export_documents({write_map(map.map, map.parameters), std::nullopt}, map.map,
                          map.parameters, language);
}

Spreadsheet empty_workbook(Language language) {
  return lay_out(WorkbookContent{}, language, Examples::shown);
}

}  // namespace cxsim
