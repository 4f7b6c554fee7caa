#include "map_part.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "cells.hpp"
#include "customers_part.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/short_ids.hpp"
#include "cxsim/stats/outcome_scores.hpp"
#include "cxsim/stats/survey_precision.hpp"
#include "cxsim/stats/visit_flows.hpp"
#include "cxsim/workbook/texts.hpp"
#include "flows.hpp"
#include "supported.hpp"

namespace cxsim {

namespace {

constexpr double assumed_mean = 70;
constexpr double assumed_failure = 0.10;
constexpr double usual_penalty = 1.2;    ///< the program's default
constexpr double usual_leniency = 0.35;  ///< the program's default
/// Nobody rates a touchpoint like this: the scale is another one.
constexpr double lowest_believable = 10;

class MapMaker {
 public:
  MapMaker(WorkbookRows const& rows, Directory const& directory,
           std::vector<Override> const& overrides, ImportLog& log)
      : rows_(rows), directory_(directory), overrides_(overrides), log_(log) {}

  [[nodiscard]] MapPart make() {
    CustomersPart customers = make_customers(rows_, directory_, log_);
    facts_.customers = customers.customers;
    facts_.segments = std::move(customers.segments);
    document_ = Tree::object();
    head();
    document_.set("population",
                  Tree::object().set("customers", number_at(facts_.customers, customers.cell)));
    document_.set("departments", names_of(directory_.departments));
    if (!directory_.channels.empty()) {
      document_.set("channels", names_of(directory_.channels));
    }
    if (!directory_.stages.empty()) {
      document_.set("stages", names_of(directory_.stages));
    }
    touchpoints();
    movements();
    segments(std::move(customers.documents));
    measured();
    measurements();
    sources();
    return {std::move(document_), std::move(facts_)};
  }

 private:
  [[nodiscard]] Row const& touchpoint_row(std::size_t index) const {
    return rows_[SheetKind::touchpoints].rows[directory_.touchpoint_rows[index]];
  }

  void head() {
    Row const* start = start_form(rows_);
    document_.set("format", Tree("cxsim-map")).set("version", Tree(1.0));
    document_.set("name", Tree(case_name(rows_, log_)));
    std::string const currency = start == nullptr ? "" : start->text("currency");
    bool const is_polish = log_.language() == Language::polish;
    document_.set("currency", Tree(!currency.empty() ? currency : is_polish ? "PLN" : "EUR"));
    if (start != nullptr && start->choice("illustrative") == "yes") {
      document_.set("illustrative", Tree(true));
    }
  }

  [[nodiscard]] static Tree names_of(NameList const& list) {
    Tree object = Tree::object();
    for (NamedThing const& thing : list.things()) {
      Tree entry = Tree::object();
      if (thing.name != thing.id) {
        entry.set("name", Tree(thing.name));
      }
      entry.from(thing.cell);
      object.add(thing.id, std::move(entry));
    }
    return object;
  }

  // Touchpoints

  void touchpoints() {
    Tree object = Tree::object();
    for (std::size_t i = 0; i < directory_.touchpoints.size(); ++i) {
      object.add(directory_.touchpoints[i].id, touchpoint(i));
    }
    document_.set("touchpoints", std::move(object));
  }

  void set_reference(Row const& row, std::string_view key, NameList const& list, Tree& object) {
    if (auto const index = list.find_alike(row.text(key)); index && !row.is_empty(key)) {
      object.set(key, std::move(Tree(list[*index].id).from(row.cell(key))));
    }
  }

  [[nodiscard]] Tree touchpoint(std::size_t index) {
    Row const& row = touchpoint_row(index);
    facts_.touchpoints.emplace_back();
    TouchpointNumbers& facts = facts_.touchpoints.back();
    Tree object = Tree::object();
    object.from(row.is_empty("id") ? row.cell("name") : row.cell("id"));
    object.set("name", Tree(row.text("name")));
    require(row, SheetKind::touchpoints, "department", log_);
    set_reference(row, "department", directory_.departments, object);
    if (!row.text("owner").empty()) {
      object.set("owner", std::move(Tree(row.text("owner")).from(row.cell("owner"))));
    }
    set_reference(row, "channel", directory_.channels, object);
    set_reference(row, "stage", directory_.stages, object);
    set_support(row, SheetKind::touchpoints, object);
    facts.failure_cell = row.cell("failure");
    object.set("score", Tree::object());
    object.set("failure", failure(row, facts));
    object.set("score", score(row, facts));
    set_cost(row, facts, object);
    if (auto const counts_as = row.choice("counts_as");
        counts_as == "contact" || counts_as == "complaint") {
      object.set(
          "counts_as",
          std::move(Tree::array().push(Tree(std::string(counts_as))).from(row.cell("counts_as"))));
    }
    return object;
  }

  [[nodiscard]] Tree failure(Row const& row, TouchpointNumbers& facts) {
    if (auto const given = row.number("failure")) {
      facts.failure = fraction_of(*given);
      return number_at(facts.failure, row.cell("failure"));
    }
    facts.failure = assumed_failure;
    if (row.is_empty("failure")) {
      log_.assumption(row.cell("failure"), texts::sheet_failure_assumed);
    }
    return assumed(assumed_failure, log_.language(), row.cell("failure"));
  }

  void set_cost(Row const& row, TouchpointNumbers& facts, Tree& object) {
    facts.cost_cell = row.cell("cost");
    Row const* start = start_form(rows_);
    if (auto const given = row.number("cost")) {
      facts.cost = *given;
      object.set("cost", number_at(*given, row.cell("cost")));
    } else if (start != nullptr && row.choice("counts_as") == "contact" && row.is_empty("cost")) {
      if (auto const usual = start->number("contact_cost")) {
        facts.cost = *usual;
        object.set("cost", number_at(*usual, start->cell("contact_cost")));
      }
    }
  }

  // Scores

  [[nodiscard]] Tree score(Row const& row, TouchpointNumbers& facts) {
    facts.scale = named_scale(row.choice("scale"));
    facts.mean_cell = row.cell("mean");
    Tree object = Tree::object();
    std::string const asked(row.choice("asked") == "resolved" ? "successes" : "all_visits");
    auto const given = row.number("mean");
    if (!given || !is_believable(row, facts.scale, *given)) {
      facts.mean = assumed_mean;
      if (row.is_empty("mean")) {
        log_.assumption(row.cell("mean"), texts::sheet_score_assumed);
        if (!row.is_empty("sd")) {
          log_.error(row.cell("sd"), texts::sd_without_mean);
        }
      }
      object.set("mean", assumed(assumed_mean, log_.language(), row.cell("mean")));
      object.set("sd", usual_sd(assumed_mean, row));
    } else {
      facts.mean = convert_mean(row, facts.scale, *given);
      Tree sd = row.number("sd") ? given_sd(row, facts.scale) : usual_sd(facts.mean, row);
      object.set("mean", mean_number(row, facts, *number_of(sd)));
      object.set("sd", std::move(sd));
      explain_outcomes(row, facts, *number_of(*object.find("sd")), asked);
    }
    object.set("measured_on", Tree(asked));
    object.from(row.cell("mean"));
    return object;
  }

  [[nodiscard]] static std::optional<double> number_of(Tree const& number) {
    Tree const* value = number.is_object() ? number.find("value") : &number;
    auto const* plain = value == nullptr ? nullptr : std::get_if<double>(&value->content());
    return plain == nullptr ? std::nullopt : std::optional(*plain);
  }

  [[nodiscard]] bool is_believable(Row const& row, NamedScale const& scale, double mean) {
    double const low = scale.is_top_box ? 0 : scale.rating.lowest;
    double const high = scale.is_top_box ? 100 : scale.rating.highest;
    if (row.is_empty("scale") && mean > 0 && mean <= lowest_believable) {
      log_.error(row.cell("mean"), texts::score_without_scale, {row.text("mean")});
      return false;
    }
    if (mean <= low || mean >= high) {
      log_.error(row.cell("mean"), texts::score_off_scale,
                 {row.text("mean"), scale_text(scale), log_.shown(low), log_.shown(high)});
      return false;
    }
    return true;
  }

  [[nodiscard]] double convert_mean(Row const& row, NamedScale const& scale, double mean) {
    if (scale.key == "0-100") {
      return mean;
    }
    if (scale.is_top_box) {
      auto const score = score_of_box_share({scale.rating, 2, mean / 100});
      if (score) {
        log_.conversion(row.cell("mean"), texts::top_box_converted,
                        {log_.shown(mean), people_text(score->mean, log_.language(), 3),
                         people_text(score->mean_range.low, log_.language(), 3),
                         people_text(score->mean_range.high, log_.language(), 3)});
        return tidy(score->mean);
      }
      return assumed_mean;
    }
    double const points = tidy(points_of_rating(scale.rating, mean));
    log_.conversion(row.cell("mean"), texts::score_converted,
                    {row.text("mean"), scale_text(scale), people_text(points, log_.language(), 3)});
    return points;
  }

  [[nodiscard]] Tree mean_number(Row const& row, TouchpointNumbers const& facts, double sd) {
    auto const answers = row.number("answers");
    bool const is_converted = facts.scale.key != "0-100";
    if (!is_converted && !answers) {
      return number_at(facts.mean, row.cell("mean"));
    }
    std::string const typed =
        typed_text({typed_number(row, "mean"), facts.scale.key, typed_number(row, "answers")});
    auto const survey =
        answers ? survey_mean(facts.mean, sd, std::max(*answers, 1.0)) : std::nullopt;
    if (!survey || survey->standard_error <= 0) {
      return converted(facts.mean, typed, row.cell("mean"));
    }
    log_.conversion(row.cell("answers"), texts::score_with_answers,
                    {row.text("answers"), people_text(survey->margin, log_.language(), 2)});
    Tree number = Tree::object();
    number.set("mean", Tree(facts.mean))
        .set("sd", Tree(round_significant(survey->standard_error, 3)))
        .set("typed", Tree(typed))
        .from(row.cell("mean"));
    return number;
  }

  [[nodiscard]] Tree given_sd(Row const& row, NamedScale const& scale) {
    double const given = *row.number("sd");
    if (scale.key == "0-100") {
      return number_at(given, row.cell("sd"));
    }
    return converted(tidy(given * points_per_step(scale.rating)),
                     typed_text({typed_number(row, "sd"), scale.key, ""}), row.cell("sd"));
  }

  [[nodiscard]] Tree usual_sd(double mean, Row const& row) {
    auto const usual = typical_sd(mean);
    return assumed(usual ? round_significant(usual->sd, 3) : 20, log_.language(), row.cell("sd"));
  }

  /// What nobody measures: satisfaction where the matter was resolved, and where it was not.
  void explain_outcomes(Row const& row, TouchpointNumbers const& facts, double sd,
                        std::string const& asked) {
    if (asked != "all_visits" || facts.failure <= 0 || facts.failure >= 1) {
      return;
    }
    auto const outcomes =
        scores_by_outcome({facts.mean, sd, facts.failure, usual_penalty}, usual_leniency);
    if (outcomes) {
      log_.conversion(row.cell("mean"), texts::score_by_outcome,
                      {people_text(facts.mean, log_.language(), 3),
                       people_text(100 * facts.failure, log_.language(), 3),
                       people_text(outcomes->success_mean, log_.language(), 2),
                       people_text(outcomes->failure_mean, log_.language(), 2)});
    }
  }

  // Movements

  void movements() {
    FlowsPart flows = make_flows(rows_, directory_, facts_, overrides_, log_);
    document_.set("transitions", std::move(flows.transitions));
    journeys_ = std::move(flows.journeys);
    Tree journeys = Tree::object();
    for (JourneyPlan const& journey : journeys_) {
      NamedThing const& touchpoint = directory_.touchpoints[journey.touchpoint];
      Tree object = Tree::object();
      object.set("name", Tree(touchpoint.name))
          .set("entry", Tree(touchpoint.id))
          .from(touchpoint.cell);
      journeys.add(touchpoint.id, std::move(object));
    }
    document_.set("journeys", std::move(journeys));
  }

  void segments(std::vector<std::pair<std::string, Tree>> documents) {
    Tree object = Tree::object();
    for (auto& [id, segment] : documents) {
      Tree starts = Tree::object();
      for (JourneyPlan const& journey : journeys_) {
        starts.add(directory_.touchpoints[journey.touchpoint].id, starts_of(journey));
      }
      segment.set("starts", std::move(starts));
      object.add(id, std::move(segment));
    }
    document_.set("segments", std::move(object));
  }

  [[nodiscard]] static std::string per_month(double count) {
    return to_text(round_significant(count, 9)) + " / month";
  }

  [[nodiscard]] Tree starts_of(JourneyPlan const& journey) {
    Row const& row = touchpoint_row(journey.touchpoint);
    double const rate = tidy(journey.starts / facts_.customers);
    if (journey.is_assumed) {
      return assumed(rate, log_.language(), row.cell("volume"));
    }
    Tree number = converted(rate, per_month(row.number("volume").value_or(journey.starts)),
                            row.cell("volume"));
    set_support(row, SheetKind::touchpoints, number);
    return number;
  }

  // Measured figures

  /// Rows of sheet 9 about the whole firm, the latest of each figure.
  [[nodiscard]] Row const* latest(std::string_view figure) const {
    Row const* best = nullptr;
    for (Row const& row : rows_[SheetKind::measurements].rows) {
      bool const is_meant = row.choice("figure") == figure && row.is_empty("touchpoint") &&
                            row.number("value") && row.find("date") != nullptr;
      if (is_meant && (best == nullptr || day_of(*best) <= day_of(row))) {
        best = &row;
      }
    }
    return best;
  }

  [[nodiscard]] static int day_of(Row const& row) {
    Date const date = *row.find("date")->date;
    return date.year * 10000 + date.month * 100 + date.day;
  }

  [[nodiscard]] static Tree figure_of(Row const& row) {
    Tree figure = Tree::object();
    figure.set("value", number_at(*row.number("value"), row.cell("value")));
    if (auto const answers = row.number("answers"); answers && *answers >= 1) {
      figure.set("answers", number_at(*answers, row.cell("answers")));
    }
    figure.from(row.cell("value"));
    return figure;
  }

  [[nodiscard]] bool is_counted(std::string_view as) const {
    return std::ranges::any_of(rows_[SheetKind::touchpoints].rows,
                               [&](Row const& row) { return row.choice("counts_as") == as; });
  }

  void measured() {
    Tree object = Tree::object();
    if (auto nps = nps_to_reproduce(rows_, directory_, facts_.segments, latest("nps"), log_)) {
      object.set("nps", std::move(*nps));
    }
    measured_count("contacts_per_1000", "contact", texts::no_contact_touchpoint, object);
    measured_count("complaints_per_1000", "complaint", texts::no_complaint_touchpoint, object);
    if (!object.members().empty()) {
      document_.set("measured", std::move(object));
    }
  }

  void measured_count(std::string_view figure, std::string_view counts_as, Text not_counted,
                      Tree& object) {
    Row const* row = latest(figure);
    Row const* start = start_form(rows_);
    bool const is_in_start = row == nullptr && figure == "complaints_per_1000" &&
                             start != nullptr && start->number("complaints");
    if (row == nullptr && !is_in_start) {
      return;
    }
    CellRef const cell = row != nullptr ? row->cell("value") : start->cell("complaints");
    if (!is_counted(counts_as)) {
      log_.mismatch(cell, not_counted);
      return;
    }
    if (row != nullptr) {
      object.set(figure, figure_of(*row));
      return;
    }
    double const complaints = *start->number("complaints");
    object.set(figure,
               converted(tidy(1000 * complaints / facts_.customers), per_month(complaints), cell));
  }

  void measurements() {
    Tree object = Tree::object();
    std::size_t number = 0;
    for (Row const& row : rows_[SheetKind::measurements].rows) {
      for (std::string_view const key : {"date", "figure", "value"}) {
        require(row, SheetKind::measurements, key, log_);
      }
      ++number;
      Tree entry = Tree::object();
      entry.from(row.cell("figure"));
      if (Entry const* date = row.find("date")) {
        entry.set("date", std::move(Tree(plain_text(*date->date)).from(row.cell("date"))));
      }
      set_figure(row, "value", entry);
      compare_scale(row);
      if (auto const answers = row.number("answers"); answers && *answers >= 1) {
        entry.set("answers", number_at(*answers, row.cell("answers")));
      }
      if (row.find("date") != nullptr && row.find("figure") != nullptr && row.number("value")) {
        object.add("m" + std::to_string(number), std::move(entry));
      }
    }
    if (!object.members().empty()) {
      document_.set("measurements", std::move(object));
    }
  }

  /// Satisfaction is measured on 0–100 here; hardly anybody has 4 of 100.
  void compare_scale(Row const& row) {
    constexpr double longest_rating = 7;
    bool const is_score = row.choice("figure") == "csat" || row.choice("figure") == "ces";
    auto const value = row.number("value");
    if (is_score && value && *value > 0 && *value <= longest_rating) {
      log_.mismatch(row.cell("value"), texts::measured_off_scale,
                    {row.text("figure"), row.text("value")});
    }
  }

  void set_figure(Row const& row, std::string_view key, Tree& entry) {
    entry.set("figure",
              std::move(Tree(std::string(row.choice("figure"))).from(row.cell("figure"))));
    if (std::string const name = row.text("touchpoint"); !name.empty()) {
      auto const touchpoint = resolve(directory_.touchpoints, name, row.cell("touchpoint"),
                                      sheet_name(rows_, SheetKind::touchpoints), log_);
      if (touchpoint) {
        entry.set(
            "touchpoint",
            std::move(Tree(directory_.touchpoints[*touchpoint].id).from(row.cell("touchpoint"))));
      }
    }
    if (auto const value = row.number(key)) {
      bool const is_share = row.choice("figure") == "churn";
      entry.set(key, number_at(is_share ? fraction_of(*value) : *value, row.cell(key)));
    }
  }

  void sources() {
    NameList list;
    std::vector<Row const*> rows;
    for (Row const& row : rows_[SheetKind::sources].rows) {
      std::string const name = row.text("name");
      require(row, SheetKind::sources, "name", log_);
      if (name.empty()) {
        continue;
      }
      if (auto const other = list.find_alike(name)) {
        log_.error(row.cell("name"), texts::name_twice, {name, cell_name(list[*other].cell.place)});
        continue;
      }
      list.add(name, row.cell("name"));
      rows.push_back(&row);
    }
    list.make_ids("source");
    Tree object = Tree::object();
    for (std::size_t i = 0; i < list.size(); ++i) {
      Tree entry = Tree::object();
      for (std::string_view const key : {"who", "when", "basis"}) {
        if (std::string const text = rows[i]->text(key); !text.empty()) {
          entry.set(key, std::move(Tree(text).from(rows[i]->cell(key))));
        }
      }
      entry.from(list[i].cell);
      object.add(list[i].id, std::move(entry));
    }
    if (!list.empty()) {
      document_.set("sources", std::move(object));
    }
  }

  WorkbookRows const& rows_;
  Directory const& directory_;
  std::vector<Override> const& overrides_;
  ImportLog& log_;
  MapFacts facts_;
  Tree document_;
  std::vector<JourneyPlan> journeys_;
};

}  // namespace

void require(Row const& row, SheetKind kind, std::string_view key, ImportLog& log) {
  if (!row.is_empty(key) || !row.has_column(key)) {
    return;
  }
  ColumnInfo const& column = sheet_info(kind).columns[column_index(kind, key)];
  std::string example = log.word(column.example);
  if (example.empty() && column.choices != ChoiceList::none) {
    example = log.word(choice_words(column.choices).front().word);
  }
  log.error(row.cell(key), texts::cell_missing,
            {log.word(column.header), without_full_stop(log.word(column.help)), example});
}

Row const* start_form(WorkbookRows const& rows) {
  auto const& forms = rows[SheetKind::start].rows;
  return forms.empty() ? nullptr : &forms.front();
}

std::string case_name(WorkbookRows const& rows, ImportLog const& log) {
  Row const* start = start_form(rows);
  std::string const name = start == nullptr ? "" : start->text("name");
  return name.empty() ? log.say_here(texts::assumed_name) : name;
}

MapPart make_map(WorkbookRows const& rows, Directory const& directory,
                 std::vector<Override> const& overrides, ImportLog& log) {
  return MapMaker(rows, directory, overrides, log).make();
}

}  // namespace cxsim
