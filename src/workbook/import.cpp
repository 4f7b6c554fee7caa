#include "cxsim/workbook/import.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/io/texts.hpp"
#include "cxsim/workbook/texts.hpp"
#include "documents.hpp"
#include "import_log.hpp"
#include "rows.hpp"
#include "start_import.hpp"

namespace cxsim {

namespace {

/// A message about a document, at the cell that the document's part came from.
[[nodiscard]] Diagnostic at_cell(Diagnostic diagnostic, std::string const& file,
                                 CellMap const& map_cells, CellMap const& scenario_cells) {
  bool const is_map = diagnostic.where.file == workbook_map_file;
  auto const cell = find_cell(is_map ? map_cells : scenario_cells, diagnostic.where.pointer);
  if (cell) {
    std::string pointer = std::move(diagnostic.where.pointer);
    diagnostic.where = location_of(file, *cell);
  }
  return diagnostic;
}

[[nodiscard]] bool is_reported(Diagnostics const& problems, Location const& where) {
  return std::ranges::any_of(problems, [&](Diagnostic const& problem) {
    return problem.severity == Severity::error && problem.where.sheet == where.sheet &&
           (problem.where.cell == where.cell || where.cell.empty());
  });
}

/// Whether \p text may be the consequence of a part that is missing because its cell was refused.
[[nodiscard]] bool may_follow(Text text) {
  static constexpr std::array consequences{texts::nothing_defined,
                                           texts::missing_key,
                                           texts::missing_key_example,
                                           texts::unknown_id,
                                           texts::unknown_id_suggest,
                                           texts::unreachable_touchpoint,
                                           texts::segment_without_starts,
                                           texts::journey_without_starts,
                                           texts::loop_without_exit,
                                           texts::pattern_without_match,
                                           texts::effect_on_zero,
                                           texts::sum_is_not_one,
                                           texts::wrong_kind};
  return std::ranges::find(consequences, text) != consequences.end();
}

/// Names of the initiatives \p ids, which are joined by arrows.
[[nodiscard]] std::string names_of(Tree const& initiatives, std::string_view ids) {
  static constexpr std::string_view arrow = " → ";
  std::string names;
  while (true) {
    std::size_t const end = std::min(ids.find(arrow), ids.size());
    std::string_view const id = ids.substr(0, end);
    Tree const* const one = initiatives.find(id);
    Tree const* const name = one == nullptr ? nullptr : one->find("name");
    names += name == nullptr ? std::string(id) : std::get<std::string>(name->content());
    if (end == ids.size()) {
      return names;
    }
    names += arrow;
    ids.remove_prefix(end + arrow.size());
  }
}

/// What is said about initiatives of a file, in the words of their sheet and at their cell.
[[nodiscard]] Diagnostic in_words_of_sheet(Diagnostic diagnostic, Tree const& scenario) {
  static constexpr std::array words = {
      std::tuple{texts::needs_in_a_circle, texts::requires_in_a_circle, "/needs"},
      std::tuple{texts::needs_what_excludes, texts::requires_what_excludes, "/needs"},
      std::tuple{texts::needs_what_it_excludes, texts::requires_what_it_excludes, "/needs"}};
  Tree const* const initiatives = scenario.find("initiatives");
  auto const found = std::ranges::find_if(
      words, [&](auto const& word) { return std::get<0>(word) == diagnostic.text; });
  if (found == words.end() || initiatives == nullptr) {
    return diagnostic;
  }
  diagnostic.text = std::get<1>(*found);
  if (diagnostic.where.pointer.find(std::get<2>(*found)) == std::string::npos) {
    diagnostic.where.pointer += std::get<2>(*found);
  }
  for (Argument& argument : diagnostic.arguments) {
    argument = names_of(*initiatives, argument.in(Language::english));
  }
  return diagnostic;
}

/// Whether \p diagnostic says of a file what is said of its cell already, or would say it of a
/// number that could not be read.
[[nodiscard]] bool is_said_in_sheet(Diagnostic const& placed, bool has_own,
                                    Diagnostics const& mismatches) {
  return placed.text == texts::other_starting_point &&
         (has_own || std::ranges::any_of(mismatches, [&](Diagnostic const& mismatch) {
            return mismatch.where.sheet == placed.where.sheet &&
                   mismatch.where.cell == placed.where.cell;
          }));
}

/// Whether \p text says that a part of the workbook is kept, but changes no result.
[[nodiscard]] bool is_of_unused_part(Text text) {
  return text == texts::constraints_not_used || text == texts::goals_not_used;
}

/// As they are found again in the workbook: sheet by sheet, otherwise as they came.
[[nodiscard]] Diagnostics in_order_of_sheets(Diagnostics const& said, WorkbookRows const& rows) {
  std::vector<Diagnostic> list(said.begin(), said.end());
  std::ranges::stable_sort(list, {}, [&](Diagnostic const& one) {
    return std::ranges::find(rows.sheets, one.where.sheet, &SheetRows::name) - rows.sheets.begin();
  });
  Diagnostics ordered;
  for (Diagnostic& one : list) {
    ordered.add(std::move(one));
  }
  return ordered;
}

void describe_rows(WorkbookRows const& rows, ImportReport& report) {
  report.language = rows.language;
  for (SheetInfo const& info : all_sheets()) {
    SheetRows const& sheet = rows[info.kind];
    if (!sheet.rows.empty() || sheet.examples > 0) {
      report.sheets.push_back({sheet.name, info.layout, sheet.rows.size(), sheet.examples});
    }
  }
}

/// A case of the first sheet with what its reading brought to light.
[[nodiscard]] Result<ImportedWorkbook> with_reading(Result<ImportedWorkbook> started,
                                                    Diagnostics reading, WorkbookRows const& rows,
                                                    Diagnostics const& notes) {
  if (!started) {
    reading.append(std::move(started.error()));
  }
  if (reading.has_errors()) {
    return failure(std::move(reading));
  }
  describe_rows(rows, started->report);
  started->report.notes = notes;
  started->report.notes.append(std::move(reading));
  return started;
}

}  // namespace

Result<ImportedWorkbook> import_workbook(Spreadsheet const& spreadsheet) {
  Diagnostics reading;
  WorkbookRows const rows = read_rows(spreadsheet, reading);
  if (auto started = import_start(rows, spreadsheet.file)) {
    return with_reading(std::move(*started), std::move(reading), rows, spreadsheet.notes);
  }
  ImportLog log(spreadsheet.file, rows.language);
  Documents const documents = make_documents(rows, LastSheet::applied, log);
  ImportedWorkbook result;
  result.map = to_json_text(to_json(documents.map));
  result.scenario = to_json_text(to_json(documents.scenario));
  result.has_initiatives = documents.has_initiatives;

  CellMap const map_cells = cell_map(documents.map);
  CellMap const scenario_cells = cell_map(documents.scenario);
  auto loaded = parse_scenario(result.scenario, workbook_scenario_file,
                               [&](std::string const&) -> Result<FileText> {
                                 return FileText{workbook_map_file, result.map};
                               });
  Diagnostics problems = reading;
  for (Diagnostic const& diagnostic : log.problems) {
    // A cell that could not be read seems to be empty.
    if (diagnostic.where.cell.empty() || !is_reported(reading, diagnostic.where)) {
      problems.add(diagnostic);
    }
  }
  bool const has_own = problems.has_errors();
  for (Diagnostic const& diagnostic : loaded ? loaded->notes : loaded.error()) {
    Diagnostic placed = at_cell(in_words_of_sheet(diagnostic, documents.scenario), spreadsheet.file,
                                map_cells, scenario_cells);
    if (is_said_in_sheet(placed, has_own, log.mismatches)) {
      continue;
    }
    if (is_of_unused_part(placed.text)) {
      log.gaps.add(std::move(placed));
      continue;
    }
    // What follows from a problem that was reported already is not told again.
    bool const is_new = !placed.where.cell.empty() && !may_follow(placed.text) &&
                        !is_reported(problems, placed.where);
    if (!has_own || is_new) {
      problems.add(std::move(placed));
    }
  }
  if (problems.has_errors()) {
    return failure(std::move(problems));
  }
  describe_rows(rows, result.report);
  result.report.notes = spreadsheet.notes;
  result.report.notes.append(std::move(problems));
  result.report.conversions = in_order_of_sheets(log.conversions, rows);
  result.report.mismatches = in_order_of_sheets(log.mismatches, rows);
  result.report.gaps = in_order_of_sheets(log.gaps, rows);
  result.report.assumptions = in_order_of_sheets(log.assumptions, rows);
  return result;
}

Language workbook_language(Spreadsheet const& spreadsheet) {
  Diagnostics ignored;
  return read_rows(spreadsheet, ignored).language;
}

}  // namespace cxsim
