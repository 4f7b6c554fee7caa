#include "scenario_part.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "cxsim/base/number_text.hpp"
#include "cxsim/workbook/texts.hpp"
#include "effects.hpp"
#include "supported.hpp"

namespace cxsim {

namespace {

constexpr double usual_horizon = 24;

/// A line that nobody described: usual for a small contact centre (grade F).
constexpr double usual_handling_time = 6;
constexpr double usual_patience = 4;
constexpr double usual_peak_share = 0.6;
constexpr double usual_peak_hours = 110;
constexpr double usual_off_peak_hours = 250;
constexpr double usual_occupancy = 0.85;

class ScenarioMaker {
 public:
  ScenarioMaker(WorkbookRows const& rows, Directory const& directory, MapFacts const& facts,
                std::vector<Override> const& overrides, ImportLog& log)
      : rows_(rows), directory_(directory), facts_(facts), overrides_(overrides), log_(log) {}

  [[nodiscard]] ScenarioPart make(std::string const& map_file) {
    part_.document = Tree::object();
    part_.queues = Tree::object();
    head(map_file);
    initiatives();
    constraints();
    goals();
    if (!correlations_.members().empty()) {
      part_.document.set("correlations", std::move(correlations_));
    }
    return std::move(part_);
  }

 private:
  void head(std::string const& map_file) {
    Row const* start = start_form(rows_);
    part_.document.set("format", Tree("cxsim-scenario")).set("version", Tree(1.0));
    part_.document.set("name", Tree(case_name(rows_, log_)));
    if (start != nullptr && start->choice("illustrative") == "yes") {
      part_.document.set("illustrative", Tree(true));
    }
    part_.document.set("map", Tree(map_file));
    if (auto const months = start == nullptr ? std::nullopt : start->number("months")) {
      horizon_ = *months;
      part_.document.set("horizon", number_at(*months, start->cell("months")));
    }
  }

  // Initiatives

  [[nodiscard]] Row const& row_at(std::size_t index) const {
    return rows_[SheetKind::initiatives].rows[index];
  }

  void initiatives() {
    Tree object = Tree::object();
    for (std::size_t i = 0; i < directory_.initiatives.size(); ++i) {
      object.add(directory_.initiatives[i].id, initiative(i));
    }
    if (object.members().empty()) {
      Location where;
      where.file = log_.file();
      where.sheet = sheet_name(rows_, SheetKind::initiatives);
      log_.assumptions.add(Severity::note, where, texts::sheet_no_initiatives);
      return;
    }
    part_.document.set("initiatives", std::move(object));
  }

  /// The first row of \p initiative that fills in \p key; later ones must agree.
  [[nodiscard]] Row const* first_with(std::size_t initiative, std::string_view key) {
    Row const* first = nullptr;
    for (std::size_t const index : directory_.initiative_rows[initiative]) {
      Row const& row = row_at(index);
      if (row.is_empty(key) || row.find(key) == nullptr) {
        continue;
      }
      if (first == nullptr) {
        first = &row;
      } else if (first->text(key) != row.text(key)) {
        log_.error(row.cell(key), texts::initiative_conflict,
                   {directory_.initiatives[initiative].name, row.text(key), first->text(key),
                    cell_name(first->cell(key).place)});
      }
    }
    return first;
  }

  [[nodiscard]] Row const& first_row(std::size_t initiative) const {
    return row_at(directory_.initiative_rows[initiative].front());
  }

  void set_number(std::size_t initiative, std::string_view key, std::string_view name,
                  Tree& object) {
    if (Row const* row = first_with(initiative, key)) {
      object.set(name, number_at(*row->number(key), row->cell(key)));
    }
  }

  [[nodiscard]] Tree initiative(std::size_t index) {
    NamedThing const& thing = directory_.initiatives[index];
    Row const& first = first_row(index);
    Tree object = Tree::object();
    object.from(first.is_empty("id") ? thing.cell : first.cell("id"));
    object.set("name", Tree(thing.name));
    std::optional<std::size_t> const department = set_department(index, object);
    if (Row const* row = first_with(index, "owner")) {
      object.set("owner", std::move(Tree(row->text("owner")).from(row->cell("owner"))));
    }
    if (Row const* row = first_with(index, "mode")) {
      object.set("mode", std::move(Tree(std::string(row->choice("mode"))).from(row->cell("mode"))));
    }
    set_timing(index, object);
    effects(index, object);
    set_cost(index, object);
    if (Row const* row = first_with(index, "fte"); row != nullptr && department) {
      object.set("fte", std::move(Tree::object()
                                      .set(directory_.departments[*department].id,
                                           number_at(*row->number("fte"), row->cell("fte")))
                                      .from(row->cell("fte"))));
    }
    set_list(index, "requires", "needs", object);
    set_list(index, "excludes", "excludes", object);
    return object;
  }

  [[nodiscard]] std::optional<std::size_t> set_department(std::size_t index, Tree& object) {
    Row const* row = first_with(index, "department");
    if (row == nullptr) {
      require(first_row(index), SheetKind::initiatives, "department", log_);
      return std::nullopt;
    }
    auto const department = directory_.departments.find_alike(row->text("department"));
    if (department) {
      object.set(
          "department",
          std::move(Tree(directory_.departments[*department].id).from(row->cell("department"))));
    }
    return department;
  }

  void set_timing(std::size_t index, Tree& object) {
    Row const* row = first_with(index, "start");
    if (row == nullptr) {
      if (first_row(index).is_empty("start")) {
        log_.assumption(first_row(index).cell("start"), texts::assumed_start,
                        {directory_.initiatives[index].name});
      }
      object.set("start", number_at(1, first_row(index).cell("start")));
    } else {
      double const start = *row->number("start");
      if (start < 1) {
        log_.error(row->cell("start"), texts::start_month_zero);
      } else if (start > horizon_) {
        log_.error(row->cell("start"), texts::start_after_end,
                   {log_.shown(start), log_.shown(horizon_)});
      }
      object.set("start", number_at(start, row->cell("start")));
    }
    set_number(index, "lead", "lead", object);
    set_number(index, "ramp", "ramp", object);
    set_number(index, "duration", "duration", object);
    if (Row const* adopted = first_with(index, "adoption")) {
      object.set("adoption",
                 number_at(fraction_of(*adopted->number("adoption")), adopted->cell("adoption")));
    }
  }

  void set_cost(std::size_t index, Tree& object) {
    Tree cost = Tree::object();
    set_number(index, "one_off", "one_off", cost);
    set_number(index, "monthly", "monthly", cost);
    Row const& first = first_row(index);
    if (!cost.members().empty()) {
      cost.from(first.cell("one_off"));
      object.set("cost", std::move(cost));
    } else if (first.is_empty("one_off") && first.is_empty("monthly")) {
      log_.assumption(first.cell("one_off"), texts::assumed_no_cost,
                      {directory_.initiatives[index].name});
    }
  }

  void set_list(std::size_t index, std::string_view key, std::string_view name, Tree& object) {
    Tree list = Tree::array();
    std::set<std::size_t> seen;
    for (std::size_t const row_index : directory_.initiative_rows[index]) {
      Row const& row = row_at(row_index);
      Entry const* entry = row.find(key);
      if (entry == nullptr) {
        continue;
      }
      list.from(row.cell(key));
      for (std::string const& other : names_in(*entry)) {
        auto const found = resolve(directory_.initiatives, other, row.cell(key),
                                   sheet_name(rows_, SheetKind::initiatives), log_);
        if (found == index) {
          log_.error(row.cell(key), texts::requires_itself, {other});
        } else if (found && seen.insert(*found).second) {
          list.push(std::move(Tree(directory_.initiatives[*found].id).from(row.cell(key))));
        }
      }
    }
    if (!list.elements().empty()) {
      object.set(name, std::move(list));
    }
  }

  /// Names with commas in them are whole, unless only their parts are known.
  [[nodiscard]] std::vector<std::string> names_in(Entry const& entry) const {
    std::vector<std::string> names;
    for (std::string const& name : entry.names) {
      std::vector<std::string> parts;
      std::size_t begin = 0;
      while (!directory_.initiatives.find_alike(name) && begin <= name.size()) {
        std::size_t const end = std::min(name.find(',', begin), name.size());
        std::string part = name.substr(begin, end - begin);
        part.erase(0, part.find_first_not_of(' '));
        if (!directory_.initiatives.find_alike(part)) {
          parts.clear();
          break;
        }
        parts.push_back(std::move(part));
        begin = end + 1;
      }
      if (parts.empty()) {
        names.push_back(name);
      }
      names.insert(names.end(), parts.begin(), parts.end());
    }
    return names;
  }

  void effects(std::size_t index, Tree& object) {
    NamedThing const& thing = directory_.initiatives[index];
    Tree list = Tree::object();
    bool is_given_elsewhere = has_effects_in_sheet_11(thing.id);
    std::size_t const problems_before = log_.problems.size();
    for (std::size_t const row_index : directory_.initiative_rows[index]) {
      Row const& row = row_at(row_index);
      if (row.is_empty("what")) {
        if (!row.is_empty("likely") || !row.is_empty("from")) {
          require(row, SheetKind::initiatives, "what", log_);
        }
        continue;
      }
      if (row.find("what") == nullptr) {
        continue;
      }
      is_given_elsewhere = is_given_elsewhere || row.choice("what") == "other";
      RowEffects made = read_effects(row, rows_, directory_, facts_, log_);
      add_effects(index, row, std::move(made), list);
    }
    if (list.members().empty() && !is_given_elsewhere && log_.problems.size() == problems_before &&
        has_no_broken_change(index)) {
      log_.error(first_row(index).cell("what"), texts::nothing_changes, {thing.name});
    }
    list.from(first_row(index).cell("what"));
    object.set("effects", std::move(list));
  }

  [[nodiscard]] bool has_no_broken_change(std::size_t index) const {
    return std::ranges::all_of(directory_.initiative_rows[index], [&](std::size_t row_index) {
      Row const& row = row_at(row_index);
      return row.has_column("what") &&
             std::ranges::all_of(
                 std::array{"what", "likely", "from", "pessimistic", "optimistic", "touchpoint"},
                 [&](char const* key) { return row.is_empty(key) || row.find(key) != nullptr; });
    });
  }

  [[nodiscard]] bool has_effects_in_sheet_11(std::string const& id) const {
    return std::ranges::any_of(overrides_, [&](Override const& change) {
      return !change.is_map && change.path.size() >= 2 && change.path[0] == "initiatives" &&
             change.path[1] == id && change.value;
    });
  }

  void add_effects(std::size_t index, Row const& row, RowEffects made, Tree& list) {
    std::string const& initiative = directory_.initiatives[index].id;
    std::map<std::string, std::string> renamed;
    for (auto& [id, effect] : made.effects) {
      compare_with_earlier(index, row, effect, list);
      std::string own = id;
      for (int number = 2; list.find(own) != nullptr; ++number) {
        own = id + '_' + std::to_string(number);
      }
      renamed.emplace(id, own);
      list.add(own, std::move(effect));
    }
    for (std::size_t const touchpoint : made.queue_touchpoints) {
      add_queue(touchpoint, row);
    }
    if (made.one_luck.size() > 1) {
      Tree members = Tree::array();
      for (std::string const& id : made.one_luck) {
        members.push(Tree("initiatives/" + initiative + "/effects/" + renamed[id]));
      }
      Tree correlation = Tree::object();
      correlation.set("rho", Tree(1.0)).set("members", std::move(members)).from(row.cell("what"));
      correlations_.set(
          "churn_of_" + initiative + "_" + std::to_string(correlations_.members().size() + 1),
          std::move(correlation));
    }
  }

  /// A row that was copied would change a number twice.
  void compare_with_earlier(std::size_t index, Row const& row, Tree const& effect,
                            Tree const& list) {
    auto const text = [](Tree const& one, std::string_view key) {
      Tree const* const found = one.find(key);
      auto const* const value =
          found == nullptr ? nullptr : std::get_if<std::string>(&found->content());
      return value == nullptr ? std::string() : *value;
    };
    for (auto const& [id, earlier] : list.members()) {
      bool const is_same_number = !text(effect, "change").empty() &&
                                  text(effect, "change") == text(earlier, "change") &&
                                  text(effect, "segment") == text(earlier, "segment");
      if (is_same_number && earlier.origin() &&
          earlier.origin()->place.row != row.cell("what").place.row) {
        log_.mismatch(row.cell("what"), texts::effect_twice,
                      {directory_.initiatives[index].name,
                       cell_name({earlier.origin()->place.row, row.cell("what").place.column})});
        return;
      }
    }
  }

  /// A line that an initiative changes must be in the map.
  void add_queue(std::size_t touchpoint, Row const& row) {
    std::string const& id = directory_.touchpoints[touchpoint].id;
    bool const is_given = std::ranges::any_of(overrides_, [&](Override const& change) {
      return change.is_map && !change.path.empty() && change.path[0] == "queues" &&
             (change.path.size() == 1 || change.path[1] == id);
    });
    if (is_given) {
      return;
    }
    Tree& queue = part_.queues.at(id);
    bool const is_new = queue.members().empty();
    bool const is_relative = row.choice("as_given") == "relative";
    double const given = is_relative ? 0 : row.number("from").value_or(0);
    auto const set = [&](std::string_view key, double value) {
      queue.set(key, assumed(value, log_.language(), row.cell("what")));
    };
    if (is_new) {
      TouchpointNumbers const& facts = facts_.touchpoints[touchpoint];
      double const busy_minutes = facts.visits * usual_peak_share * usual_handling_time;
      double const agents =
          std::max(1.0, std::ceil(busy_minutes / (usual_peak_hours * 60 * usual_occupancy)));
      queue.set("touchpoint", Tree(id));
      set("agents", agents);
      set("handling_time", usual_handling_time);
      set("patience", usual_patience);
      set("peak_share", usual_peak_share);
      set("peak_hours", usual_peak_hours);
      set("off_peak_hours", usual_off_peak_hours);
      queue.from(row.cell("what"));
    }
    if (given > 0) {
      queue.set(row.choice("what") == "agents" ? "agents" : "handling_time",
                number_at(given, row.cell("from")));
    }
    if (is_new) {
      log_.assumption(row.cell("what"), texts::assumed_queue,
                      {directory_.touchpoints[touchpoint].name, shown_number(*queue.find("agents")),
                       shown_number(*queue.find("handling_time"))});
    }
  }

  [[nodiscard]] std::string shown_number(Tree const& number) const {
    Tree const& value = number.is_object() ? *number.find("value") : number;
    return log_.shown(std::get<double>(value.content()));
  }

  // Constraints and goals

  [[nodiscard]] std::optional<std::size_t> department_of(Row const& row) {
    std::string const name = row.text("department");
    if (name.empty()) {
      if (row.is_empty("department")) {
        log_.error(row.cell("department"), texts::constraint_needs_department, {row.text("what")});
      }
      return std::nullopt;
    }
    if (auto const found = directory_.departments.find_alike(name)) {
      return found;
    }
    if (auto const near = directory_.departments.nearest_name(name)) {
      log_.error(row.cell("department"), texts::cell_choice_suggest, {name, *near});
    } else {
      log_.error(row.cell("department"), texts::department_unknown, {name});
    }
    return std::nullopt;
  }

  void constraints() {
    Tree budgets = Tree::object();
    Tree fte = Tree::object();
    Tree changes = Tree::object();
    std::map<std::string, CellRef> seen;
    for (Row const& row : rows_[SheetKind::constraints].rows) {
      for (std::string_view const key : {"what", "amount"}) {
        require(row, SheetKind::constraints, key, log_);
      }
      auto const amount = row.number("amount");
      if (row.choice("what").empty() || !amount) {
        continue;
      }
      if (row.choice("what") == "budget") {
        budget(row, *amount, budgets);
        continue;
      }
      auto const department = department_of(row);
      if (!department) {
        continue;
      }
      Tree& list = row.choice("what") == "fte" ? fte : changes;
      std::string const& id = directory_.departments[*department].id;
      if (list.find(id) != nullptr) {
        log_.error(row.cell("department"), texts::constraint_twice,
                   {cell_name(list.find(id)->origin()->place)});
        continue;
      }
      list.set(id, number_at(*amount, row.cell("amount")));
    }
    from_start(budgets, changes);
    Tree object = Tree::object();
    for (auto const& [key, list] : {std::pair{"budget", &budgets}, std::pair{"fte", &fte},
                                    std::pair{"changes_at_once", &changes}}) {
      if (!list->members().empty()) {
        object.set(key, std::move(*list));
      }
    }
    if (!object.members().empty()) {
      if (!rows_[SheetKind::constraints].rows.empty()) {
        object.from(rows_[SheetKind::constraints].rows.front().cell("what"));
      } else if (Row const* const start = start_form(rows_)) {
        object.from(start->cell(start->number("budget") ? "budget" : "changes_at_once"));
      }
      part_.document.set("constraints", std::move(object));
    }
  }

  void budget(Row const& row, double amount, Tree& budgets) {
    double const from = row.number("from").value_or(1);
    double const to = row.number("to").value_or(horizon_);
    if (from < 1) {
      log_.error(row.cell("from"), texts::start_month_zero);
    } else if (from > to) {
      log_.error(row.cell("to"), texts::months_swapped, {log_.shown(from), log_.shown(to)});
    }
    Tree entry = Tree::object();
    entry.set("from", number_at(from, row.cell("from")))
        .set("to", number_at(to, row.cell("to")))
        .set("amount", number_at(amount, row.cell("amount")))
        .from(row.cell("amount"));
    budgets.set("b" + std::to_string(budgets.members().size() + 1), std::move(entry));
  }

  void from_start(Tree& budgets, Tree& changes) {
    Row const* start = start_form(rows_);
    if (start == nullptr) {
      return;
    }
    if (auto const amount = start->number("budget"); amount && budgets.members().empty()) {
      CellRef const cell = start->cell("budget");
      Tree entry = Tree::object();
      entry.set("from", number_at(1, cell))
          .set("to", number_at(horizon_, cell))
          .set("amount", number_at(*amount, cell))
          .from(cell);
      budgets.set("b1", std::move(entry));
    }
    if (auto const most = start->number("changes_at_once"); most && changes.members().empty()) {
      for (NamedThing const& department : directory_.departments.things()) {
        changes.set(department.id, number_at(*most, start->cell("changes_at_once")));
      }
    }
  }

  void goals() {
    Tree object = Tree::object();
    for (Row const& row : rows_[SheetKind::goals].rows) {
      for (std::string_view const key : {"figure", "to", "month"}) {
        require(row, SheetKind::goals, key, log_);
      }
      Tree goal = Tree::object();
      goal.from(row.cell("figure"));
      std::string const figure(row.choice("figure"));
      goal.set("figure", std::move(Tree(figure).from(row.cell("figure"))));
      if (std::string const name = row.text("touchpoint"); !name.empty()) {
        if (auto const found = resolve(directory_.touchpoints, name, row.cell("touchpoint"),
                                       sheet_name(rows_, SheetKind::touchpoints), log_)) {
          goal.set("touchpoint",
                   std::move(Tree(directory_.touchpoints[*found].id).from(row.cell("touchpoint"))));
        }
      }
      for (std::string_view const key : {"from", "to", "month"}) {
        if (auto const number = row.number(key)) {
          bool const is_share = figure == "churn" && key != "month";
          goal.set(key, number_at(is_share ? fraction_of(*number) : *number, row.cell(key)));
        }
      }
      if (!row.text("owner").empty()) {
        goal.set("owner", std::move(Tree(row.text("owner")).from(row.cell("owner"))));
      }
      if (!figure.empty() && row.number("to") && row.number("month")) {
        object.set("g" + std::to_string(object.members().size() + 1), std::move(goal));
      }
    }
    if (!object.members().empty()) {
      object.from(rows_[SheetKind::goals].rows.front().cell("figure"));
      part_.document.set("goals", std::move(object));
    }
  }

  WorkbookRows const& rows_;
  Directory const& directory_;
  MapFacts const& facts_;
  std::vector<Override> const& overrides_;
  ImportLog& log_;
  ScenarioPart part_;
  Tree correlations_ = Tree::object();
  double horizon_ = usual_horizon;
};

}  // namespace

ScenarioPart make_scenario(WorkbookRows const& rows, Directory const& directory,
                           MapFacts const& facts, std::vector<Override> const& overrides,
                           std::string const& map_file, ImportLog& log) {
  return ScenarioMaker(rows, directory, facts, overrides, log).make(map_file);
}

}  // namespace cxsim
