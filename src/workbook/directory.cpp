#include "directory.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cells.hpp"
#include "cxsim/formats/nearest.hpp"
#include "cxsim/formats/short_ids.hpp"
#include "cxsim/workbook/texts.hpp"

namespace cxsim {

// Lists

std::size_t NameList::add(std::string name, CellRef cell) {
  auto const [place, is_new] = by_name_.emplace(name, things_.size());
  if (is_new) {
    by_plain_.emplace(plain_word(name), things_.size());
    things_.push_back({std::move(name), "", std::move(cell)});
  }
  return place->second;
}

std::optional<std::size_t> NameList::find(std::string_view name) const {
  auto const found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> NameList::find_alike(std::string_view name) const {
  if (auto const exact = find(name)) {
    return exact;
  }
  std::string const plain = plain_word(name);
  auto const found = by_plain_.find(plain);
  return plain.empty() || found == by_plain_.end() ? std::nullopt : std::optional(found->second);
}

bool NameList::has_id(std::string_view id) const {
  return std::ranges::any_of(things_, [&](NamedThing const& thing) { return thing.id == id; });
}

std::optional<std::string> NameList::nearest_name(std::string_view name) const {
  std::vector<std::string> known;
  for (NamedThing const& thing : things_) {
    known.push_back(thing.name);
  }
  return nearest(name, known);
}

void NameList::make_ids(std::string_view fallback) {
  std::vector<std::string> names;
  std::vector<std::string_view> reserved = {"completed", "abandoned", "counts"};
  for (NamedThing const& thing : things_) {
    if (thing.id.empty()) {
      names.push_back(thing.name);
    } else {
      reserved.emplace_back(thing.id);
    }
  }
  std::vector<std::string> const ids = short_ids(names, fallback, reserved);
  auto next = ids.begin();
  for (NamedThing& thing : things_) {
    if (thing.id.empty()) {
      thing.id = *next++;
    }
  }
}

namespace {

[[nodiscard]] std::vector<std::string> split_pointer(std::string_view pointer) {
  std::vector<std::string> path;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    std::size_t const end = std::min(pointer.find('/'), pointer.size());
    std::string key(pointer.substr(0, end));
    for (auto const& [escape, sign] : {std::pair{"~1", "/"}, std::pair{"~0", "~"}}) {
      for (std::size_t at = key.find(escape); at != std::string::npos;
           at = key.find(escape, at + 1)) {
        key.replace(at, 2, sign);
      }
    }
    path.push_back(std::move(key));
    pointer.remove_prefix(end);
  }
  return path;
}

class DirectoryMaker {
 public:
  DirectoryMaker(WorkbookRows const& rows, ImportLog& log) : rows_(rows), log_(log) {}

  [[nodiscard]] Directory make(std::vector<Override> const& overrides) {
    take_overrides(overrides);
    take_touchpoints();
    take_segments();
    take_initiatives();
    made_.departments.make_ids("department");
    made_.channels.make_ids("channel");
    made_.stages.make_ids("stage");
    made_.touchpoints.make_ids("touchpoint");
    made_.segments.make_ids("segment");
    made_.initiatives.make_ids("initiative");
    return std::move(made_);
  }

 private:
  /// Ids that the last sheet gives to names: to the first of each id, by which the other sheets
  /// call it. A later one only changes the document.
  void take_overrides(std::vector<Override> const& overrides) {
    std::array const lists = {std::pair{"departments", &made_.departments},
                              std::pair{"channels", &made_.channels},
                              std::pair{"stages", &made_.stages}};
    for (Override const& change : overrides) {
      for (auto const& [key, list] : lists) {
        if (change.is_map && change.path.size() == 3 && change.path[0] == key &&
            change.path[2] == "name" && change.value) {
          auto const* name = std::get_if<std::string>(&change.value->content());
          if (name != nullptr && !list->has_id(change.path[1])) {
            list->set_id(list->add(*name, change.cell), change.path[1]);
          }
        }
      }
    }
  }

  /// Adds the text of a cell; words that differ only in how they are written are reported.
  void take_word(Row const& row, std::string_view key, NameList& list) {
    std::string const text = row.text(key);
    if (text.empty()) {
      return;
    }
    auto const alike = list.find_alike(text);
    if (alike && list[*alike].name != text) {
      if (reported_.insert(text).second) {
        log_.error(row.cell(key), texts::department_alike,
                   {text, list[*alike].name, cell_name(list[*alike].cell.place)});
      }
      return;
    }
    list.add(text, row.cell(key));
  }

  void take_touchpoints() {
    auto const& rows = rows_[SheetKind::touchpoints].rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      take_word(rows[i], "department", made_.departments);
      take_word(rows[i], "channel", made_.channels);
      take_word(rows[i], "stage", made_.stages);
      take_thing(rows[i], i, SheetKind::touchpoints, made_.touchpoints, made_.touchpoint_rows);
    }
  }

  void take_segments() {
    auto const& rows = rows_[SheetKind::segments].rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      take_thing(rows[i], i, SheetKind::segments, made_.segments, made_.segment_rows);
    }
  }

  void take_thing(Row const& row, std::size_t index, SheetKind kind, NameList& list,
                  std::vector<std::size_t>& rows) {
    std::string const name = row.text("name");
    if (name.empty()) {
      report_no_name(row, kind);
      return;
    }
    if (auto const alike = list.find_alike(name)) {
      NamedThing const& other = list[*alike];
      log_.error(row.cell("name"),
                 other.name == name ? texts::name_twice : texts::names_differ_by_case,
                 other.name == name
                     ? std::vector<Argument>{name, cell_name(other.cell.place)}
                     : std::vector<Argument>{name, other.name, cell_name(other.cell.place)});
      return;
    }
    if (is_total(name)) {
      log_.error(row.cell("name"), texts::total_row, {name});
      return;
    }
    list.add(name, row.cell("name"));
    rows.push_back(index);
    take_code(row, list.size() - 1, list);
  }

  /// What people call the sum below a table.
  [[nodiscard]] static bool is_total(std::string const& name) {
    static constexpr std::string_view words[] = {"razem", "suma", "ogolem", "lacznie", "total"};
    return std::ranges::find(words, plain_word(name)) != std::end(words);
  }

  void take_code(Row const& row, std::size_t index, NameList& list) {
    std::string const code = row.text("id");
    if (code.empty()) {
      return;
    }
    for (NamedThing const& other : list.things()) {
      if (plain_word(other.id) == plain_word(code)) {
        log_.error(row.cell("id"), texts::code_twice, {code, cell_name(other.cell.place)});
        return;
      }
    }
    list.set_id(index, code);
  }

  void report_no_name(Row const& row, SheetKind kind) {
    if (row.is_empty("name") && row.has_column("name")) {
      ColumnInfo const& column = sheet_info(kind).columns[column_index(kind, "name")];
      log_.error(row.cell("name"), texts::cell_missing,
                 {log_.word(column.header), without_full_stop(log_.word(column.help)),
                  log_.word(column.example)});
    }
  }

  /// A department that only does initiatives may well be another one, misspelt.
  void compare_department(Row const& row) {
    std::string const name = row.text("department");
    if (name.empty() || made_.departments.find_alike(name)) {
      return;
    }
    if (auto const near = made_.departments.nearest_name(name)) {
      log_.mismatch(row.cell("department"), texts::department_misspelt, {name, *near});
    }
  }

  void take_initiatives() {
    auto const& rows = rows_[SheetKind::initiatives].rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Row const& row = rows[i];
      compare_department(row);
      take_word(row, "department", made_.departments);
      std::string const name = row.text("name");
      if (name.empty()) {
        report_no_name(row, SheetKind::initiatives);
        continue;
      }
      auto const alike = made_.initiatives.find_alike(name);
      if (alike && made_.initiatives[*alike].name != name) {
        NamedThing const& other = made_.initiatives[*alike];
        log_.error(row.cell("name"), texts::names_differ_by_case,
                   {name, other.name, cell_name(other.cell.place)});
        continue;
      }
      std::size_t const index = made_.initiatives.add(name, row.cell("name"));
      if (index == made_.initiative_rows.size()) {
        made_.initiative_rows.emplace_back();
        take_code(row, index, made_.initiatives);
      }
      made_.initiative_rows[index].push_back(i);
    }
  }

  WorkbookRows const& rows_;
  ImportLog& log_;
  Directory made_;
  std::set<std::string> reported_;
};

}  // namespace

std::vector<Override> read_overrides(WorkbookRows const& rows, ImportLog& log) {
  std::vector<Override> overrides;
  for (Row const& row : rows[SheetKind::more].rows) {
    std::string const path = row.text("path");
    if (row.choice("file").empty() || !path.starts_with('/')) {
      log.error(row.cell("path"), texts::more_bad_path, {path});
      continue;
    }
    Override change{.is_map = row.choice("file") == "map",
                    .path = split_pointer(path),
                    .value = std::nullopt,
                    .cell = row.cell("value")};
    if (!row.is_empty("value")) {
      auto const value = parse_json(row.text("value"), log.file());
      if (!value) {
        Diagnostic const& first = *value.error().begin();
        log.error(row.cell("value"), texts::more_bad_json,
                  {say(log.language(), first.text, first.arguments)});
        continue;
      }
      change.value = Tree::of(*value);
      change.value->from(row.cell("value"));
    }
    overrides.push_back(std::move(change));
  }
  return overrides;
}

Directory make_directory(WorkbookRows const& rows, std::vector<Override> const& overrides,
                         ImportLog& log) {
  return DirectoryMaker(rows, log).make(overrides);
}

std::optional<std::size_t> resolve(NameList const& list, std::string_view name, CellRef const& cell,
                                   std::string const& sheet, ImportLog& log) {
  if (auto const found = list.find_alike(name)) {
    return found;
  }
  if (auto const near = list.nearest_name(name)) {
    log.error(cell, texts::reference_suggest, {std::string(name), sheet, *near});
  } else {
    log.error(cell, texts::reference_unknown, {std::string(name), sheet});
  }
  return std::nullopt;
}

std::string sheet_name(WorkbookRows const& rows, SheetKind kind) {
  return rows[kind].name.empty() ? std::string(word_in(sheet_info(kind).name, rows.language))
                                 : rows[kind].name;
}

}  // namespace cxsim
