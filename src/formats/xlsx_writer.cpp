#include "cxsim/formats/xlsx_writer.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <map>
#include <system_error>
#include <tuple>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/text_file.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

constexpr lxw_color_t dark_blue = 0x1F3864;
constexpr lxw_color_t pale_blue = 0xDDE6F3;
constexpr lxw_color_t needed_yellow = 0xFFE699;
constexpr lxw_color_t grey = 0x7F7F7F;
constexpr lxw_color_t pale_grey = 0xF5F5F5;
constexpr std::size_t longest_title = 32;
constexpr std::size_t longest_message = 255;
constexpr std::size_t longest_list = 255;
/// 2026-01-01: the file says the same whenever it is made.
constexpr time_t fixed_day = 1767225600;

/// At most \p most characters, whole ones.
[[nodiscard]] std::string cut(std::string const& text, std::size_t most) {
  std::string result;
  std::string_view rest = text;
  for (std::size_t count = 0; !rest.empty() && count < most; ++count) {
    std::size_t const length = first_code_point(rest).length;
    result += rest.substr(0, length);
    rest.remove_prefix(length);
  }
  return result;
}

class Writer {
 public:
  explicit Writer(std::filesystem::path const& file)
      : workbook_(workbook_new(file.string().c_str())) {
    lxw_doc_properties properties{};
    properties.created = fixed_day;
    workbook_set_properties(workbook_, &properties);
  }

  void add(Sheet const& sheet, SheetPicture const& picture) {
    lxw_worksheet* page = workbook_add_worksheet(workbook_, sheet.name.c_str());
    CXSIM_EXPECTS(page != nullptr);
    styles_.clear();
    for (ColumnWidth const& width : picture.widths) {
      auto const column = static_cast<lxw_col_t>(width.column);
      worksheet_set_column(page, column, column, width.characters,
                           column_format(width.column, picture));
    }
    for (InputRule const& rule : picture.rules) {
      add_rule(page, rule);
      if (rule.first == rule.last && rule.style != NumberStyle::general) {
        worksheet_write_blank(page, rule.first.row, static_cast<lxw_col_t>(rule.first.column),
                              format(CellRole::data, rule.style, false));
      }
    }
    for (Cell const& cell : sheet.cells) {
      write(page, cell, picture);
    }
    if (picture.frozen.row > 0 || picture.frozen.column > 0) {
      worksheet_freeze_panes(page, picture.frozen.row,
                             static_cast<lxw_col_t>(picture.frozen.column));
    }
    if (picture.tab_colour != 0) {
      worksheet_set_tab_color(page, picture.tab_colour);
    }
    worksheet_set_landscape(page);
    worksheet_fit_to_pages(page, 1, 0);
  }

  [[nodiscard]] bool close() { return workbook_close(workbook_) == LXW_NO_ERROR; }

 private:
  using Look = std::tuple<CellRole, NumberStyle, bool>;

  /// Empty cells of a table already show percentages as such, so that 12 becomes 12 %.
  [[nodiscard]] lxw_format* column_format(std::uint32_t column, SheetPicture const& picture) {
    for (InputRule const& rule : picture.rules) {
      bool const is_table = rule.last.row > rule.first.row;
      if (is_table && rule.first.column == column && rule.style != NumberStyle::general) {
        return format(CellRole::data, rule.style, false);
      }
    }
    return nullptr;
  }

  [[nodiscard]] lxw_format* format(CellRole role, NumberStyle style, bool is_date) {
    auto const [place, is_new] = formats_.emplace(Look{role, style, is_date}, nullptr);
    if (!is_new) {
      return place->second;
    }
    lxw_format* format = workbook_add_format(workbook_);
    place->second = format;
    set_role(format, role);
    if (is_date) {
      format_set_num_format(format, "yyyy-mm-dd");
    } else if (style == NumberStyle::percentage) {
      format_set_num_format(format, "0.###%");
    } else if (style == NumberStyle::grouped) {
      format_set_num_format(format, "#,##0.##########");
    }
    return format;
  }

  static void set_role(lxw_format* format, CellRole role) {
    switch (role) {
      case CellRole::data:
        break;
      case CellRole::title:
        format_set_bold(format);
        format_set_font_size(format, 16);
        format_set_font_color(format, dark_blue);
        break;
      case CellRole::text:
        format_set_font_size(format, 11);
        break;
      case CellRole::header:
      case CellRole::needed_header:
        format_set_bold(format);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        format_set_bg_color(format, role == CellRole::header ? pale_blue : needed_yellow);
        format_set_border(format, LXW_BORDER_THIN);
        break;
      case CellRole::help:
        format_set_italic(format);
        format_set_text_wrap(format);
        format_set_font_size(format, 8);
        format_set_font_color(format, grey);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(format, pale_grey);
        break;
      case CellRole::example:
        format_set_italic(format);
        format_set_font_color(format, grey);
        break;
    }
  }

  void add_rule(lxw_worksheet* page, InputRule const& rule) {
    if (rule.style != NumberStyle::general) {
      styles_.push_back(&rule);
    }
    std::string title = cut(rule.title, longest_title);
    std::string message = cut(rule.message, longest_message);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_ANY;
    validation.input_title = title.data();
    validation.input_message = message.data();
    std::vector<std::string> texts;
    std::vector<char*> words;
    std::string range = rule.choices ? '=' + rule.choices->cells : "";
    if (rule.choices && rule.choices->cells.empty() && fits_a_list(rule.choices->words)) {
      texts = rule.choices->words;
      for (std::string& text : texts) {
        words.push_back(text.data());
      }
      words.push_back(nullptr);
      validation.validate = LXW_VALIDATION_TYPE_LIST;
      validation.value_list = words.data();
    } else if (rule.choices && !rule.choices->cells.empty()) {
      validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      validation.value_formula = range.data();
    }
    // Other words are told by the import, which knows synonyms and what was meant.
    validation.show_error = LXW_VALIDATION_OFF;
    worksheet_data_validation_range(page, rule.first.row, static_cast<lxw_col_t>(rule.first.column),
                                    rule.last.row, static_cast<lxw_col_t>(rule.last.column),
                                    &validation);
  }

  /// A spreadsheet keeps the words of a list in one text of limited length.
  [[nodiscard]] static bool fits_a_list(std::vector<std::string> const& words) {
    std::size_t length = words.size();
    for (std::string const& word : words) {
      length += word.size();
    }
    return length <= longest_list;
  }

  [[nodiscard]] NumberStyle style_at(CellPlace place) const {
    for (InputRule const* rule : styles_) {
      bool const is_inside = place.column >= rule->first.column &&
                             place.column <= rule->last.column && place.row >= rule->first.row &&
                             place.row <= rule->last.row;
      if (is_inside) {
        return rule->style;
      }
    }
    return NumberStyle::general;
  }

  void write(lxw_worksheet* page, Cell const& cell, SheetPicture const& picture) {
    auto const& [row, column] = cell.place;
    CellRole const role = row < picture.roles.size() && column < picture.roles[row].size()
                              ? picture.roles[row][column]
                              : CellRole::data;
    bool const is_percentage = cell.look == NumberLook::percentage;
    NumberStyle const style = is_percentage ? NumberStyle::percentage : style_at(cell.place);
    auto const at = static_cast<lxw_col_t>(column);
    if (auto const* text = std::get_if<std::string>(&cell.content)) {
      worksheet_write_string(page, row, at, text->c_str(),
                             format(role, NumberStyle::general, false));
    } else if (auto const* number = std::get_if<double>(&cell.content)) {
      bool const is_plain_percentage = !is_percentage && style == NumberStyle::percentage;
      worksheet_write_number(
          page, row, at, *number,
          format(role, is_plain_percentage ? NumberStyle::general : style, false));
    } else if (auto const* truth = std::get_if<bool>(&cell.content)) {
      worksheet_write_boolean(page, row, at, *truth ? 1 : 0,
                              format(role, NumberStyle::general, false));
    } else {
      Date const day = std::get<Date>(cell.content);
      lxw_datetime date{day.year, day.month, day.day, 0, 0, 0};
      worksheet_write_datetime(page, row, at, &date, format(role, NumberStyle::general, true));
    }
  }

  lxw_workbook* workbook_;
  std::map<Look, lxw_format*> formats_;
  std::vector<InputRule const*> styles_;
};

}  // namespace

Result<std::string> xlsx_bytes(std::vector<Sheet> const& sheets,
                               std::vector<SheetPicture> const& pictures,
                               std::filesystem::path const& scratch) {
  CXSIM_EXPECTS(sheets.size() == pictures.size());
  Writer writer(scratch);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    writer.add(sheets[i], pictures[i]);
  }
  bool const is_written = writer.close();
  std::error_code ignored;
  if (!is_written) {
    std::filesystem::remove(scratch, ignored);
    return failure(texts::file_not_writable, {.file = scratch.string()},
                   {scratch.parent_path().string()});
  }
  auto bytes = read_text(scratch.string(), std::size_t{1} << 30);
  std::filesystem::remove(scratch, ignored);
  return bytes;
}

}  // namespace cxsim
