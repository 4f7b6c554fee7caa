#include "cxsim/workbook/workbook_file.hpp"

#include <algorithm>
#include <cmath>

#include "content.hpp"
#include "cxsim/formats/utf8.hpp"
#include "cxsim/formats/xlsx_writer.hpp"

namespace cxsim {

namespace {

/// Drop-downs and explanations reach down to here.
constexpr std::uint32_t last_prepared_row = 499;

[[nodiscard]] std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    text.remove_prefix(first_code_point(text).length);
  }
  return count;
}

[[nodiscard]] std::string quoted(std::string_view sheet) {
  return '\'' + std::string(sheet) + '\'';
}

class Painter {
 public:
  Painter(SheetInfo const& info, Sheet const& sheet, Language language, Examples examples)
      : info_(info), sheet_(sheet), language_(language), examples_(examples) {}

  [[nodiscard]] SheetPicture table() {
    std::size_t const columns = info_.columns.size();
    picture_.roles.assign(first_data_row(info_.kind, examples_), {});
    for (ColumnInfo const& column : info_.columns) {
      picture_.roles[0].push_back(column.presence == Presence::required ? CellRole::needed_header
                                                                        : CellRole::header);
    }
    picture_.roles[1].assign(columns, CellRole::help);
    if (picture_.roles.size() > 2) {
      picture_.roles[2].assign(columns, CellRole::example);
    }
    for (std::uint32_t column = 0; column < columns; ++column) {
      picture_.widths.push_back({column, width_of(column), group_of(column)});
      add_rule(column, {first_data_row(info_.kind, examples_), column},
               {last_prepared_row, column});
    }
    picture_.heights = {{0, height_of_headers()}, {1, height_of_helps()}};
    picture_.frozen = {2, 1};
    picture_.tab_colour = info_.presence == Presence::required ? 0xFFC000 : 0x9DB8DD;
    return std::move(picture_);
  }

  [[nodiscard]] SheetPicture form() {
    auto const fields = static_cast<std::uint32_t>(info_.columns.size());
    picture_.roles.assign(form_row(fields), {});
    picture_.roles[0] = {CellRole::title};
    for (std::uint32_t row = 1; row < form_row(0); ++row) {
      picture_.roles[row] = {CellRole::text};
    }
    for (std::uint32_t field = 0; field < fields; ++field) {
      picture_.roles[form_row(field)] = {CellRole::header, CellRole::answer, CellRole::help};
      picture_.heights.push_back({form_row(field), 18});
      add_rule(field, {form_row(field), 1}, {form_row(field), 1});
    }
    picture_.widths = {{0, 44}, {1, 22}, {2, 90}};
    picture_.tab_colour = 0x1F3864;
    return std::move(picture_);
  }

 private:
  [[nodiscard]] static NumberStyle style_of(CellKind kind) {
    switch (kind) {
      case CellKind::percent:
        return NumberStyle::percentage;
      case CellKind::count:
        return NumberStyle::whole;
      case CellKind::money:
        return NumberStyle::money;
      default:
        return NumberStyle::general;
    }
  }

  /// Lines that \p text needs in a column, when a line holds \p per_width characters for each
  /// character of its width.
  [[nodiscard]] static double lines_of(std::string_view text, double width, double per_width) {
    return std::ceil(static_cast<double>(count_characters(text)) / (width * per_width));
  }

  /// Columns that hold something stay in view.
  [[nodiscard]] ColumnGroup group_of(std::uint32_t column) const {
    if (info_.columns[column].reach == Reach::everyday) {
      return ColumnGroup::none;
    }
    std::uint32_t const first_row = first_data_row(info_.kind, examples_);
    bool const is_used = std::ranges::any_of(sheet_.cells, [&](Cell const& cell) {
      return cell.place.column == column && cell.place.row >= first_row;
    });
    return is_used ? ColumnGroup::unfolded : ColumnGroup::folded;
  }

  [[nodiscard]] double height_of_headers() const {
    double lines = 1;
    for (std::uint32_t i = 0; i < info_.columns.size(); ++i) {
      lines =
          std::max(lines, lines_of(word_in(info_.columns[i].header, language_), width_of(i), 0.8));
    }
    return 4 + 15 * lines;
  }

  [[nodiscard]] double height_of_helps() const {
    double lines = 1;
    for (std::uint32_t i = 0; i < info_.columns.size(); ++i) {
      ColumnInfo const& column = info_.columns[i];
      std::size_t const unit = word_in(column.unit, language_).size();
      std::string const text =
          std::string(unit + 3, ' ') + std::string(word_in(column.help, language_));
      lines = std::max(lines, lines_of(text, width_of(i), 1.3));
    }
    return 4 + 11 * lines;
  }

  [[nodiscard]] static double longest_word(std::string_view text) {
    std::size_t longest = 0;
    while (!text.empty()) {
      std::size_t const end = std::min(text.find(' '), text.size());
      longest = std::max(longest, count_characters(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return static_cast<double>(longest);
  }

  /// The first column also holds the mark of the example.
  [[nodiscard]] double width_of(std::uint32_t index) const {
    ColumnInfo const& column = info_.columns[index];
    // Bold letters are wider than those that widths are counted in.
    double const header = 1.1 * longest_word(word_in(column.header, language_)) + 1;
    double const usual = std::max(usual_width(column.kind), header);
    if (index > 0 || column.kind == CellKind::json) {
      return usual;
    }
    std::string const example = std::string(example_mark(language_)) + ' ' +
                                std::string(word_in(column.example, language_));
    return std::max(usual, static_cast<double>(count_characters(example)) + 2);
  }

  [[nodiscard]] static double usual_width(CellKind kind) {
    switch (kind) {
      case CellKind::name:
      case CellKind::names:
        return 22;
      case CellKind::text:
      case CellKind::choice:
      case CellKind::period:
        return 16;
      case CellKind::json:
        return 100;
      default:
        return 13;
    }
  }

  void add_rule(std::uint32_t column, CellPlace first, CellPlace last) {
    ColumnInfo const& info = info_.columns[column];
    InputRule rule;
    rule.first = first;
    rule.last = last;
    rule.title = word_in(info.header, language_);
    std::string const unit(word_in(info.unit, language_));
    rule.message =
        (unit.empty() ? "" : "[" + unit + "] ") + std::string(word_in(info.help, language_));
    rule.choices = choices_of(info);
    rule.style = style_of(info.kind);
    picture_.rules.push_back(std::move(rule));
  }

  [[nodiscard]] std::optional<DropDown> choices_of(ColumnInfo const& column) const {
    if (column.choices != ChoiceList::none) {
      DropDown words;
      for (ChoiceWord const& word : choice_words(column.choices)) {
        words.words.emplace_back(word_in(word.word, language_));
      }
      return words;
    }
    if (!column.suggestions.sheet) {
      return std::nullopt;
    }
    SheetKind const sheet = *column.suggestions.sheet;
    std::size_t const index = column_index(sheet, column.suggestions.column);
    auto const letters = [&](std::uint32_t row) {
      std::string const name = cell_name({row, static_cast<std::uint32_t>(index)});
      std::size_t const digits = name.find_first_of("0123456789");
      return '$' + name.substr(0, digits) + '$' + name.substr(digits);
    };
    DropDown cells;
    cells.cells = quoted(word_in(sheet_info(sheet).name, language_)) + '!' +
                  letters(first_data_row(sheet, examples_)) + ':' + letters(last_prepared_row);
    return cells;
  }

  SheetInfo const& info_;
  Sheet const& sheet_;
  Language language_;
  Examples examples_;
  SheetPicture picture_;
};

/// Whether tables of \p sheets begin with an example.
[[nodiscard]] Examples examples_of(Spreadsheet const& sheets, Language language) {
  bool const has_example = std::ranges::any_of(sheets.sheets, [&](Sheet const& sheet) {
    return std::ranges::any_of(sheet.cells, [&](Cell const& cell) {
      auto const* text = std::get_if<std::string>(&cell.content);
      return cell.place == CellPlace{2, 0} && text != nullptr &&
             text->starts_with(example_mark(language));
    });
  });
  return has_example ? Examples::shown : Examples::left_out;
}

}  // namespace

Result<std::string> workbook_file(Spreadsheet const& sheets, Language language) {
  Examples const examples = examples_of(sheets, language);
  std::vector<SheetPicture> pictures;
  for (SheetInfo const& info : all_sheets()) {
    Sheet const& sheet = sheets.sheets[static_cast<std::size_t>(info.kind)];
    Painter painter(info, sheet, language, examples);
    pictures.push_back(info.layout == SheetLayout::form ? painter.form() : painter.table());
  }
  return xlsx_bytes(sheets.sheets, pictures);
}

}  // namespace cxsim
