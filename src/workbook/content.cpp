#include "content.hpp"

#include "cells.hpp"
#include "cxsim/formats/people_number.hpp"
#include "cxsim/workbook/texts.hpp"
#include "supported.hpp"

namespace cxsim {

void FilledRow::set(std::string_view key, std::string const& text) {
  if (!text.empty()) {
    cells_[column_index(kind_, key)].emplace().content.emplace<std::string>(text);
  }
}

void FilledRow::set(std::string_view key, double number) {
  cells_[column_index(kind_, key)].emplace().content.emplace<double>(number);
}

void FilledRow::set_percentage(std::string_view key, double fraction) {
  FilledCell& cell = cells_[column_index(kind_, key)].emplace();
  cell.content.emplace<double>(fraction);
  cell.look = NumberLook::percentage;
}

void FilledRow::set_choice(std::string_view key, std::string_view choice, Language language) {
  ColumnInfo const& column = sheet_info(kind_).columns[column_index(kind_, key)];
  for (ChoiceWord const& word : choice_words(column.choices)) {
    if (word.key == choice) {
      set(key, std::string(word_in(word.word, language)));
    }
  }
}

std::vector<std::string> first_lines(Language language) {
  std::vector<std::string> lines;
  for (Text const line : {texts::start_title, texts::start_line_1, texts::start_line_2,
                          texts::start_line_3, texts::start_line_4, texts::start_line_5}) {
    lines.push_back(say(language, line));
  }
  return lines;
}

std::uint32_t first_data_row(SheetKind kind, Examples examples) {
  bool const has_example = examples == Examples::shown && kind != SheetKind::more;
  return has_example ? 3 : 2;
}

std::uint32_t form_row(std::size_t field) { return static_cast<std::uint32_t>(field) + 8; }

namespace {

[[nodiscard]] std::string header_text(ColumnInfo const& column, Language language) {
  return std::string(word_in(column.header, language)) +
         (column.presence == Presence::required ? " *" : "");
}

[[nodiscard]] std::string help_text(ColumnInfo const& column, Language language) {
  std::string const unit(word_in(column.unit, language));
  return (unit.empty() ? "" : "[" + unit + "] ") + std::string(word_in(column.help, language));
}

class SheetLayouter {
 public:
  SheetLayouter(SheetInfo const& info, Language language, Examples examples)
      : info_(info), language_(language), examples_(examples) {}

  [[nodiscard]] Sheet table(std::vector<FilledRow> const& rows) {
    sheet_.name = word_in(info_.name, language_);
    for (std::uint32_t column = 0; column < info_.columns.size(); ++column) {
      put(0, column, header_text(info_.columns[column], language_));
    }
    for (std::uint32_t column = 0; column < info_.columns.size(); ++column) {
      std::string const help = help_text(info_.columns[column], language_);
      put(1, column, column == 0 ? std::string(help_mark) + ' ' + help : help);
    }
    if (first_data_row(info_.kind, examples_) == 3) {
      example();
    }
    std::uint32_t row = first_data_row(info_.kind, examples_);
    for (FilledRow const& filled : rows) {
      for (std::uint32_t column = 0; column < filled.cells().size(); ++column) {
        if (auto const& cell = filled.cells()[column]) {
          sheet_.cells.push_back({{row, column}, cell->content, cell->look});
        }
      }
      ++row;
    }
    return std::move(sheet_);
  }

  [[nodiscard]] Sheet form(std::vector<FilledRow> const& rows) {
    sheet_.name = word_in(info_.name, language_);
    std::uint32_t row = 0;
    for (std::string const& line : first_lines(language_)) {
      put(row++, 0, line);
    }
    for (std::uint32_t field = 0; field < info_.columns.size(); ++field) {
      put(form_row(field), 0, header_text(info_.columns[field], language_));
      if (!rows.empty() && rows.front().cells()[field]) {
        FilledCell const& cell = *rows.front().cells()[field];
        sheet_.cells.push_back({{form_row(field), 1}, cell.content, cell.look});
      }
      put(form_row(field), 2, help_text(info_.columns[field], language_));
    }
    return std::move(sheet_);
  }

 private:
  void put(std::uint32_t row, std::uint32_t column, std::string text) {
    Cell cell;
    cell.place = {row, column};
    cell.content.emplace<std::string>(std::move(text));
    sheet_.cells.push_back(std::move(cell));
  }

  void put_number(std::uint32_t column, double number, bool is_percentage) {
    Cell cell;
    cell.place = {2, column};
    cell.content.emplace<double>(is_percentage ? fraction_of(number) : number);
    cell.look = is_percentage ? NumberLook::percentage : NumberLook::plain;
    sheet_.cells.push_back(std::move(cell));
  }

  void example() {
    for (std::uint32_t column = 0; column < info_.columns.size(); ++column) {
      ColumnInfo const& described = info_.columns[column];
      std::string const text(word_in(described.example, language_));
      if (column == 0) {
        put(2, column, std::string(example_mark(language_)) + ' ' + text);
      } else if (auto const number = example_number(described, language_);
                 number && described.kind != CellKind::amount) {
        bool const is_percentage = described.kind == CellKind::percent;
        put_number(column, *number, is_percentage);
      } else if (!text.empty()) {
        put(2, column, text);
      }
    }
  }

  SheetInfo const& info_;
  Language language_;
  Examples examples_;
  Sheet sheet_;
};

}  // namespace

Spreadsheet lay_out(WorkbookContent const& content, Language language, Examples examples) {
  Spreadsheet spreadsheet;
  for (SheetInfo const& info : all_sheets()) {
    auto const& rows = content[static_cast<std::size_t>(info.kind)];
    SheetLayouter layouter(info, language, examples);
    spreadsheet.sheets.push_back(info.layout == SheetLayout::form ? layouter.form(rows)
                                                                  : layouter.table(rows));
  }
  return spreadsheet;
}

}  // namespace cxsim
