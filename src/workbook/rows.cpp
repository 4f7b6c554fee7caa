#include "rows.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "cells.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/nearest.hpp"
#include "cxsim/formats/people_number.hpp"
#include "cxsim/workbook/texts.hpp"

namespace cxsim {

Row::Row(SheetKind kind, std::string const& sheet, Places places, CellPlace behind)
    : kind_(kind),
      sheet_(sheet),
      places_(std::move(places)),
      behind_(behind),
      entries_(places_.size()) {}

void Row::fill(std::size_t column, Entry entry) { entries_[column] = std::move(entry); }

Entry const* Row::find(std::string_view key) const {
  auto const& entry = entries_[column_index(kind_, key)];
  return entry && !entry->is_broken ? &*entry : nullptr;
}

bool Row::is_empty(std::string_view key) const { return !entries_[column_index(kind_, key)]; }

bool Row::has_column(std::string_view key) const {
  return places_[column_index(kind_, key)].has_value();
}

std::string Row::text(std::string_view key) const {
  Entry const* entry = find(key);
  return entry == nullptr ? "" : entry->text;
}

std::optional<double> Row::number(std::string_view key) const {
  Entry const* entry = find(key);
  return entry == nullptr ? std::nullopt : entry->number;
}

std::string_view Row::choice(std::string_view key) const {
  Entry const* entry = find(key);
  return entry == nullptr ? std::string_view{} : entry->choice;
}

CellRef Row::cell(std::string_view key) const {
  return {sheet_, places_[column_index(kind_, key)].value_or(behind_)};
}

Location location_of(std::string const& file, CellRef const& cell) {
  Location where;
  where.file = file;
  where.sheet = cell.sheet;
  where.cell = cell_name(cell.place);
  return where;
}

namespace {

/// The explanation below the headers. Encodings that have no arrow leave only its words.
[[nodiscard]] bool is_help(std::string const& text, SheetInfo const& info) {
  std::string const plain = plain_word(text);
  Wording const& help = info.columns.front().help;
  return text.starts_with(help_mark) || plain == plain_word(help.english) ||
         plain == plain_word(help.polish);
}

/// Headers are looked for in so many rows.
constexpr std::uint32_t most_rows_above = 30;

struct Header {
  std::uint32_t row = 0;
  std::map<std::uint32_t, std::size_t> columns;       ///< of the sheet → of the description
  std::vector<std::optional<std::uint32_t>> places;   ///< of the description → of the sheet
  std::map<std::uint32_t, std::string> unknown = {};  ///< headers that nobody asked for
};

[[nodiscard]] bool is_example(std::string const& text) {
  std::string const plain = plain_word(text);
  return std::ranges::any_of(
      std::array{Language::english, Language::polish}, [&](Language language) {
        std::string const mark = plain_word(example_mark(language));
        return plain.starts_with(mark) && text.find(':') != std::string::npos;
      });
}

class RowReader {
 public:
  RowReader(Spreadsheet const& spreadsheet, Diagnostics& problems)
      : spreadsheet_(spreadsheet), problems_(problems) {}

  [[nodiscard]] WorkbookRows read() {
    rows_.file = spreadsheet_.file;
    for (Sheet const& sheet : spreadsheet_.sheets) {
      read_sheet(sheet);
    }
    rows_.language = polish_ > english_ ? Language::polish : Language::english;
    return std::move(rows_);
  }

 private:
  void report(Severity severity, CellRef const& cell, Text text,
              std::vector<Argument> arguments = {}) {
    problems_.add(severity, location_of(spreadsheet_.file, cell), text, std::move(arguments));
  }
  void report(Severity severity, std::string const& sheet, Text text,
              std::vector<Argument> arguments = {}) {
    Location where;
    where.file = spreadsheet_.file;
    where.sheet = sheet;
    problems_.add(severity, where, text, std::move(arguments));
  }

  [[nodiscard]] std::string shown(Wording const& wording) const {
    return std::string(word_in(wording, polish_ > english_ ? Language::polish : Language::english));
  }

  void vote(Wording const& wording, std::string const& plain) {
    bool const is_english = plain_word(wording.english) == plain;
    bool const is_polish = plain_word(wording.polish) == plain;
    english_ += is_english && !is_polish ? 1 : 0;
    polish_ += is_polish && !is_english ? 1 : 0;
  }

  [[nodiscard]] static SheetInfo const* find_sheet(std::string const& name) {
    std::string const plain = plain_word(name);
    auto const is_called = [&](std::string_view known) {
      std::string const word = plain_word(known);
      return plain == word || plain == word.substr(word.find_first_not_of("0123456789"));
    };
    auto const found = std::ranges::find_if(all_sheets(), [&](SheetInfo const& info) {
      return is_called(info.name.english) || is_called(info.name.polish);
    });
    return found == all_sheets().end() ? nullptr : &*found;
  }

  void vote_for_sheet(SheetInfo const& info, std::string const& name) {
    std::string const plain = plain_word(name);
    auto const numbered = [&](std::string_view known) {
      std::string const word = plain_word(known);
      return word.ends_with(plain) ? word : std::string();
    };
    std::string const english = numbered(info.name.english);
    vote(info.name, english.empty() ? numbered(info.name.polish) : english);
  }

  /// The sheet that one of another name is meant to be, which then is read so that only its name is
  /// told; null when it is none.
  [[nodiscard]] SheetInfo const* report_unknown_sheet(Sheet const& sheet) {
    std::vector<std::string> known;
    for (SheetInfo const& info : all_sheets()) {
      known.emplace_back(info.name.english);
      known.emplace_back(info.name.polish);
    }
    auto const near = nearest(sheet.name, known);
    SheetInfo const* const meant = near ? find_sheet(*near) : find_renamed_sheet(sheet);
    if (meant == nullptr) {
      report(Severity::note, sheet.name, texts::sheet_unknown);
      return nullptr;
    }
    report(Severity::error, sheet.name, texts::sheet_unknown_suggest,
           {near ? *near : shown(meant->name)});
    return has_sheet(*meant) ? nullptr : meant;
  }

  /// The table that \p sheet has the headers of, unless the workbook has it under its own name.
  [[nodiscard]] SheetInfo const* find_renamed_sheet(Sheet const& sheet) {
    constexpr std::size_t telling_headers = 4;
    for (SheetInfo const& info : all_sheets()) {
      auto const row = find_header_row(sheet, info);
      if (info.layout == SheetLayout::form || !row || has_sheet(info)) {
        continue;
      }
      std::set<std::size_t> found;
      for (Cell const& cell : sheet.cells) {
        auto const column = cell.place.row == *row
                                ? find_column(info, plain_word(plain_text(cell.content)))
                                : std::optional<std::size_t>();
        if (column) {
          found.insert(*column);
        }
      }
      bool is_whole = found.size() >= std::min(telling_headers, info.columns.size());
      for (std::size_t i = 0; i < info.columns.size(); ++i) {
        is_whole =
            is_whole && (info.columns[i].presence != Presence::required || found.contains(i));
      }
      if (is_whole) {
        return &info;
      }
    }
    return nullptr;
  }

  [[nodiscard]] bool has_sheet(SheetInfo const& info) const {
    return std::ranges::any_of(spreadsheet_.sheets,
                               [&](Sheet const& sheet) { return find_sheet(sheet.name) == &info; });
  }

  void read_sheet(Sheet const& sheet) {
    if (sheet.cells.empty() && sheet.problems.empty()) {
      return;
    }
    SheetInfo const* info = find_sheet(sheet.name);
    if (info == nullptr) {
      info = sheet.visibility == SheetVisibility::shown ? report_unknown_sheet(sheet) : nullptr;
      if (info == nullptr) {
        return;
      }
    }
    vote_for_sheet(*info, sheet.name);
    SheetRows& target = rows_[info->kind];
    if (!target.name.empty()) {
      report(Severity::error, sheet.name, texts::sheet_twice, {target.name});
      return;
    }
    target.name = sheet.name;
    problems_.append(sheet.problems);
    if (info->layout == SheetLayout::form) {
      read_form(sheet, *info);
    } else {
      read_table(sheet, *info);
    }
  }

  [[nodiscard]] std::optional<std::size_t> find_column(SheetInfo const& info,
                                                       std::string const& plain) const {
    auto const found = std::ranges::find_if(info.columns, [&](ColumnInfo const& column) {
      return plain_word(column.header.english) == plain ||
             plain_word(column.header.polish) == plain;
    });
    return found == info.columns.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - info.columns.begin()));
  }

  // Tables

  [[nodiscard]] std::optional<std::uint32_t> find_header_row(Sheet const& sheet,
                                                             SheetInfo const& info) const {
    std::map<std::uint32_t, int> matches;
    for (Cell const& cell : sheet.cells) {
      auto const* text = std::get_if<std::string>(&cell.content);
      if (cell.place.row < most_rows_above && text != nullptr &&
          find_column(info, plain_word(*text))) {
        ++matches[cell.place.row];
      }
    }
    auto const best =
        std::ranges::max_element(matches, {}, [](auto const& match) { return match.second; });
    return best == matches.end() || best->second < 2 ? std::nullopt : std::optional(best->first);
  }

  [[nodiscard]] std::optional<Header> read_header(Sheet const& sheet, SheetInfo const& info) {
    auto const row = find_header_row(sheet, info);
    if (!row) {
      report(Severity::error, {sheet.name, {0, 0}}, texts::headers_missing,
             {shown(info.columns[0].header), shown(info.columns[1].header)});
      return std::nullopt;
    }
    Header header{.row = *row, .columns = {}, .places = {}};
    std::map<std::size_t, std::uint32_t> found;
    for (Cell const& cell : sheet.cells) {
      if (cell.place.row == *row) {
        take_header_cell(sheet, info, cell, header, found);
      }
    }
    for (std::size_t column = 0; column < info.columns.size(); ++column) {
      auto const place = found.find(column);
      std::optional<std::uint32_t> at =
          place == found.end() ? std::nullopt : std::optional(place->second);
      if (!at) {
        at = find_renamed_column(sheet, info, column, found, header);
      }
      if (!at && info.columns[column].presence == Presence::required) {
        at = report_missing_column(sheet, info.columns[column], header);
      }
      if (at) {
        header.columns.emplace(*at, column);
      }
      header.places.push_back(at);
    }
    return header;
  }

  void take_header_cell(Sheet const& sheet, SheetInfo const& info, Cell const& cell, Header& header,
                        std::map<std::size_t, std::uint32_t>& found) {
    std::string const text = plain_text(cell.content);
    std::string const plain = plain_word(text);
    auto const column = find_column(info, plain);
    if (!column) {
      if (!plain.empty()) {
        header.unknown.emplace(cell.place.column, text);
      }
      return;
    }
    vote(info.columns[*column].header, plain);
    auto const [place, is_new] = found.emplace(*column, cell.place.column);
    if (!is_new) {
      report(Severity::error, {sheet.name, cell.place}, texts::sheet_column_twice,
             {text, cell_name({cell.place.row, place->second})});
      return;
    }
    header.columns.emplace(cell.place.column, *column);
  }

  [[nodiscard]] static std::uint32_t last_column(Sheet const& sheet) {
    std::uint32_t last = 0;
    for (Cell const& cell : sheet.cells) {
      last = std::max(last, cell.place.column);
    }
    return last;
  }

  /// A header that nobody asked for, between the neighbours of a missing one, is that one under
  /// another name: its cells are read, so that only the header is told.
  [[nodiscard]] std::optional<std::uint32_t> find_renamed_column(
      Sheet const& sheet, SheetInfo const& info, std::size_t column,
      std::map<std::size_t, std::uint32_t> const& found, Header& header) {
    auto const stands_at = [&](std::size_t neighbour, std::uint32_t place) {
      auto const known = found.find(neighbour);
      return known != found.end() && known->second == place;
    };
    for (auto const& [place, text] : header.unknown) {
      bool const follows = column == 0 ? place == 0 : place > 0 && stands_at(column - 1, place - 1);
      bool const precedes = column + 1 == info.columns.size() || stands_at(column + 1, place + 1);
      if (follows && precedes) {
        report(Severity::error, {sheet.name, {header.row, place}}, texts::column_renamed,
               {text, shown(info.columns[column].header)});
        std::uint32_t const at = place;
        header.unknown.erase(at);
        return at;
      }
    }
    return std::nullopt;
  }

  /// A header that nobody asked for may be the missing one, written otherwise: then its cells are
  /// read, so that only the header is told.
  [[nodiscard]] std::optional<std::uint32_t> report_missing_column(Sheet const& sheet,
                                                                   ColumnInfo const& column,
                                                                   Header& header) {
    for (auto const& [place, text] : header.unknown) {
      std::vector<std::string> const known = {std::string(column.header.english),
                                              std::string(column.header.polish)};
      if (nearest(text, known)) {
        report(Severity::error, {sheet.name, {header.row, place}}, texts::column_misspelt,
               {text, shown(column.header)});
        std::uint32_t const found = place;
        header.unknown.erase(found);
        return found;
      }
    }
    report(Severity::error, {sheet.name, {header.row, 0}}, texts::sheet_column_missing,
           {shown(column.header), without_full_stop(shown(column.help))});
    return std::nullopt;
  }

  void report_unknown_columns(Sheet const& sheet, SheetInfo const& info, Header const& header) {
    std::vector<std::string> known;
    for (ColumnInfo const& column : info.columns) {
      known.emplace_back(column.header.english);
      known.emplace_back(column.header.polish);
    }
    for (auto const& [place, text] : header.unknown) {
      auto const near = nearest(text, known);
      auto const column = near ? find_column(info, plain_word(*near)) : std::nullopt;
      bool const is_taken = column && std::ranges::any_of(header.columns, [&](auto const& taken) {
                              return taken.second == *column;
                            });
      if (near && !is_taken) {
        report(Severity::error, {sheet.name, {header.row, place}}, texts::column_misspelt,
               {text, *near});
      } else {
        report(Severity::note, {sheet.name, {header.row, place}}, texts::sheet_column_unknown,
               {text});
      }
    }
  }

  [[nodiscard]] static std::vector<Cell>::const_iterator first_cell_from(Sheet const& sheet,
                                                                         std::uint32_t row) {
    return std::ranges::lower_bound(sheet.cells, row, {},
                                    [](Cell const& cell) { return cell.place.row; });
  }

  /// People who merge cells over several rows mean their content for each of them.
  void report_merged_cells(Sheet const& sheet, Header const& header) {
    constexpr std::size_t most_reports = 100;
    std::size_t reports = 0;
    for (MergedCells const& range : sheet.merges) {
      auto const columns = header.columns.lower_bound(range.first.column);
      auto const columns_end = header.columns.upper_bound(range.last.column);
      if (range.first.row <= header.row || columns == columns_end) {
        continue;
      }
      auto cell = first_cell_from(sheet, range.first.row + 1);
      while (cell != sheet.cells.end() && cell->place.row <= range.last.row) {
        std::uint32_t const row = cell->place.row;
        for (auto column = columns; column != columns_end; ++column) {
          report(Severity::error, {sheet.name, {row, column->first}}, texts::cell_merged,
                 {cell_name(range.first)});
          if (++reports == most_reports) {
            return;
          }
        }
        cell = first_cell_from(sheet, row + 1);
      }
    }
  }

  void report_hidden_rows(Sheet const& sheet, SheetInfo const& info, Header const& header) {
    std::optional<std::uint32_t> first;
    std::size_t count = 0;
    std::optional<std::uint32_t> last;
    for (Cell const& cell : sheet.cells) {
      std::uint32_t const row = cell.place.row;
      if (row <= header.row || last == row || !std::ranges::binary_search(sheet.hidden_rows, row)) {
        continue;
      }
      last = row;
      std::string const text = plain_text(cell.content);
      if (!is_help(text, info) && !is_example(text)) {
        first = first.value_or(row);
        ++count;
      }
    }
    if (first) {
      report(Severity::note, {sheet.name, {*first, 0}}, texts::row_hidden,
             {Argument::whole(static_cast<double>(count))});
    }
  }

  void read_table(Sheet const& sheet, SheetInfo const& info) {
    auto const header = read_header(sheet, info);
    if (!header) {
      return;
    }
    report_unknown_columns(sheet, info, *header);
    report_merged_cells(sheet, *header);
    report_hidden_rows(sheet, info, *header);
    auto cell = sheet.cells.begin();
    while (cell != sheet.cells.end()) {
      auto const end = std::find_if(cell, sheet.cells.end(), [&](Cell const& other) {
        return other.place.row != cell->place.row;
      });
      if (cell->place.row > header->row) {
        read_row(sheet, info, *header, {cell, end});
      }
      cell = end;
    }
  }

  void read_row(Sheet const& sheet, SheetInfo const& info, Header const& header,
                std::span<Cell const> cells) {
    std::uint32_t const row = cells.front().place.row;
    std::string const first = plain_text(cells.front().content);
    if (is_help(first, info)) {
      return;
    }
    if (is_example(first)) {
      ++rows_[info.kind].examples;
      check_example(sheet, info, header, cells);
      return;
    }
    Row::Places places;
    for (auto const& column : header.places) {
      places.push_back(column ? std::optional(CellPlace{row, *column}) : std::nullopt);
    }
    Row result(info.kind, sheet.name, std::move(places), {row, cells.front().place.column});
    bool is_filled = false;
    for (Cell const& cell : cells) {
      auto const column = header.columns.find(cell.place.column);
      if (column != header.columns.end()) {
        is_filled =
            fill(result, sheet, info.columns[column->second], column->second, cell) || is_filled;
      }
    }
    if (is_filled) {
      check_kept_example(sheet, info, header, cells);
      rows_[info.kind].rows.push_back(std::move(result));
    }
  }

  /// Whoever only deleted the word of the example believes that the rest was deleted, too.
  void check_kept_example(Sheet const& sheet, SheetInfo const& info, Header const& header,
                          std::span<Cell const> cells) {
    constexpr std::size_t telling_cells = 6;
    bool is_example = cells.size() >= telling_cells;
    for (Cell const& cell : cells) {
      auto const column = header.columns.find(cell.place.column);
      is_example = is_example && (column == header.columns.end() || column->second == 0 ||
                                  is_example_cell(cell, info.columns[column->second]));
    }
    if (is_example) {
      report(Severity::warning, {sheet.name, cells.front().place}, texts::example_kept);
    }
  }

  /// Whether the cell holds anything.
  [[nodiscard]] bool fill(Row& row, Sheet const& sheet, ColumnInfo const& info, std::size_t column,
                          Cell const& cell) {
    auto entry = read_cell(info, cell, polish_ > english_ ? Language::polish : Language::english,
                           location_of(spreadsheet_.file, {sheet.name, cell.place}), problems_);
    if (!entry) {
      return false;
    }
    row.fill(column, std::move(*entry));
    return true;
  }

  /// Who writes into the example row believes that it counts.
  void check_example(Sheet const& sheet, SheetInfo const& info, Header const& header,
                     std::span<Cell const> cells) {
    for (Cell const& cell : cells) {
      auto const column = header.columns.find(cell.place.column);
      if (column == header.columns.end()) {
        continue;
      }
      ColumnInfo const& known = info.columns[column->second];
      if (!is_example_cell(cell, known)) {
        report(Severity::warning, {sheet.name, cell.place}, texts::example_changed,
               {std::string(example_mark(Language::english)),
                std::string(example_mark(Language::polish))});
        return;
      }
    }
  }

  [[nodiscard]] static bool is_example_cell(Cell const& cell, ColumnInfo const& column) {
    std::string const text = plain_word(plain_text(cell.content));
    return std::ranges::any_of(
        std::array{Language::english, Language::polish}, [&](Language language) {
          std::string const example = plain_word(word_in(column.example, language));
          std::string const marked = plain_word(example_mark(language)) + example;
          return text == example || text == marked || is_same_number(cell, column, language) ||
                 is_same_written_number(cell, column, language);
        });
  }

  /// As files of text have it: “54 000”, “12,0%”.
  [[nodiscard]] static bool is_same_written_number(Cell const& cell, ColumnInfo const& column,
                                                   Language language) {
    auto const* text = std::get_if<std::string>(&cell.content);
    auto const example = example_number(column, language);
    auto const number = text == nullptr ? std::nullopt : parse_people_number(*text, language);
    return example && number && std::abs(number->value - *example) < 1e-9;
  }

  [[nodiscard]] static bool is_same_number(Cell const& cell, ColumnInfo const& column,
                                           Language language) {
    auto const* number = std::get_if<double>(&cell.content);
    auto const example = example_number(column, language);
    if (number == nullptr || !example) {
      return std::holds_alternative<Date>(cell.content) && column.kind == CellKind::date;
    }
    return std::abs(*number - *example) < 1e-9 || std::abs(100 * *number - *example) < 1e-9;
  }

  // Forms

  void read_form(Sheet const& sheet, SheetInfo const& info) {
    CellPlace const behind{0, last_column(sheet) + 1};
    Row::Places places(info.columns.size());
    std::map<std::uint32_t, std::size_t> fields;
    for (Cell const& cell : sheet.cells) {
      auto const* text = std::get_if<std::string>(&cell.content);
      if (cell.place.column != 0 || text == nullptr) {
        continue;
      }
      std::string const plain = plain_word(*text);
      if (auto const column = find_column(info, plain)) {
        vote(info.columns[*column].header, plain);
        fields.emplace(cell.place.row, *column);
        places[*column] = CellPlace{cell.place.row, 1};
      }
    }
    if (fields.empty()) {
      report(Severity::error, {sheet.name, {0, 0}}, texts::headers_missing,
             {shown(info.columns[0].header), shown(info.columns[2].header)});
      return;
    }
    Row row(info.kind, sheet.name, std::move(places), behind);
    bool is_filled = false;
    for (Cell const& cell : sheet.cells) {
      auto const field = fields.find(cell.place.row);
      if (cell.place.column == 1 && field != fields.end()) {
        is_filled = fill(row, sheet, info.columns[field->second], field->second, cell) || is_filled;
      } else if (cell.place.column == 1) {
        report_stray_answer(sheet, cell);
      }
    }
    if (is_filled) {
      rows_[info.kind].rows.push_back(std::move(row));
    }
  }

  void report_stray_answer(Sheet const& sheet, Cell const& cell) {
    bool const is_number = std::holds_alternative<double>(cell.content);
    if (is_number) {
      report(Severity::warning, {sheet.name, cell.place}, texts::answer_without_question);
    }
  }

  Spreadsheet const& spreadsheet_;
  Diagnostics& problems_;
  WorkbookRows rows_;
  int english_ = 0;
  int polish_ = 0;
};

}  // namespace

bool is_read_as_name(std::string const& text) {
  ColumnInfo const& column =
      sheet_info(SheetKind::touchpoints).columns[column_index(SheetKind::touchpoints, "name")];
  Diagnostics ignored;
  auto const entry = read_cell(column, {{}, text}, Language::english, {}, ignored);
  return entry && !entry->is_broken && entry->text == text && !text.starts_with(help_mark) &&
         !is_example(text);
}

WorkbookRows read_rows(Spreadsheet const& spreadsheet, Diagnostics& problems) {
  return RowReader(spreadsheet, problems).read();
}

}  // namespace cxsim
