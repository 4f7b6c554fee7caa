#include "cxsim/formats/xlsx_writer.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <system_error>
#include <tuple>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"
#include "file_descriptor.hpp"
#include "xlsx_text.hpp"

namespace cxsim {

namespace {

constexpr lxw_color_t dark_blue = 0x1F3864;
constexpr lxw_color_t pale_blue = 0xDDE6F3;
constexpr lxw_color_t needed_yellow = 0xFFE699;
constexpr lxw_color_t pale_yellow = 0xFFF9E5;
constexpr lxw_color_t grey = 0x7F7F7F;
constexpr lxw_color_t pale_grey = 0xF5F5F5;
constexpr std::size_t longest_title = 32;
constexpr std::size_t longest_message = 255;
constexpr std::size_t longest_list = 255;
constexpr std::size_t longest_text = 32'767;
constexpr std::uint8_t a4 = 9;
constexpr double narrow_margin = 0.4;  // inches
constexpr double usual_width = 10;
constexpr char const* name_of_lists = "_lists";
/// 2026-01-01: the file says the same whenever it is made.
constexpr time_t fixed_day = 1767225600;

[[nodiscard]] std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    text.remove_prefix(first_code_point(text).length);
  }
  return count;
}

/// At most \p most characters, whole ones; control characters become blanks.
[[nodiscard]] std::string cut(std::string_view text, std::size_t most) {
  std::string result;
  for (std::size_t count = 0; !text.empty() && count < most; ++count) {
    CodePoint const next = first_code_point(text);
    bool const is_control = next.value < 0x20 && next.value != '\n';
    result += is_control ? " " : to_utf8(next.value);
    text.remove_prefix(next.length);
  }
  return result;
}

/// A file in memory, because the library writes to files only.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (!descriptor_.is_open()) {
      throw std::system_error(errno, std::generic_category(), "a file in memory");
    }
  }

  [[nodiscard]] std::string path() const {
    return "/proc/self/fd/" + std::to_string(descriptor_.number());
  }

  [[nodiscard]] std::string content() const {
    std::string bytes(static_cast<std::size_t>(::lseek(descriptor_.number(), 0, SEEK_END)), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      auto const count = ::pread(descriptor_.number(), bytes.data() + filled, bytes.size() - filled,
                                 static_cast<off_t>(filled));
      if (count <= 0) {
        throw std::system_error(errno, std::generic_category(), "a file in memory");
      }
      filled += static_cast<std::size_t>(count);
    }
    return bytes;
  }

 private:
  FileDescriptor descriptor_;
};

struct WorkbookDeleter {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

[[nodiscard]] lxw_workbook* new_workbook(std::string const& path) {
  lxw_workbook* const workbook = workbook_new(path.c_str());
  if (workbook == nullptr) {
    throw std::bad_alloc();
  }
  return workbook;
}

class Writer {
 public:
  explicit Writer(std::string const& path) : workbook_(new_workbook(path)) {
    lxw_doc_properties properties{};
    properties.created = fixed_day;
    workbook_set_properties(workbook_.get(), &properties);
  }

  void add(Sheet const& sheet, SheetPicture const& picture) {
    lxw_worksheet* page = workbook_add_worksheet(workbook_.get(), sheet.name.c_str());
    CXSIM_EXPECTS(page != nullptr);
    styles_.clear();
    set_columns(page, picture);
    for (RowHeight const& height : picture.heights) {
      worksheet_set_row(page, height.row, height.points, nullptr);
    }
    for (InputRule const& rule : picture.rules) {
      add_rule(page, rule);
      if (rule.first == rule.last) {
        worksheet_write_blank(page, rule.first.row, static_cast<lxw_col_t>(rule.first.column),
                              format(role_at(rule.first, picture), rule.style, false));
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
    worksheet_set_paper(page, a4);
    worksheet_set_landscape(page);
    worksheet_set_margins(page, narrow_margin, narrow_margin, narrow_margin, narrow_margin);
    worksheet_fit_to_pages(page, 1, 0);
  }

  /// What the library says when it failed.
  [[nodiscard]] std::optional<std::string> close() {
    if (!long_lists_.empty()) {
      add_long_lists();
    }
    lxw_error const error = workbook_close(workbook_.release());
    return error == LXW_NO_ERROR ? std::nullopt : std::optional<std::string>(lxw_strerror(error));
  }

 private:
  using Look = std::tuple<CellRole, NumberStyle, bool>;

  /// The column behind a folded group holds the sign that unfolds it.
  void set_columns(lxw_worksheet* page, SheetPicture const& picture) {
    bool is_behind_fold = false;
    for (ColumnWidth const& width : picture.widths) {
      auto const column = static_cast<lxw_col_t>(width.column);
      bool const is_folded = width.group == ColumnGroup::folded;
      lxw_row_col_options options{};
      options.hidden = is_folded ? 1 : 0;
      options.level = width.group == ColumnGroup::none ? 0 : 1;
      options.collapsed = is_behind_fold && !is_folded ? 1 : 0;
      worksheet_set_column_opt(page, column, column, width.characters,
                               column_format(width.column, picture), &options);
      is_behind_fold = is_folded;
    }
    if (is_behind_fold) {
      auto const column = static_cast<lxw_col_t>(picture.widths.back().column + 1);
      lxw_row_col_options options{};
      options.collapsed = 1;
      worksheet_set_column_opt(page, column, column, usual_width, nullptr, &options);
    }
  }

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
    lxw_format* format = workbook_add_format(workbook_.get());
    place->second = format;
    set_role(format, role);
    if (is_date) {
      format_set_num_format(format, "yyyy-mm-dd");
    } else if (style == NumberStyle::percentage) {
      format_set_num_format(format, "0.0##%");
    } else if (style == NumberStyle::whole) {
      format_set_num_format(format, "#,##0");
    } else if (style == NumberStyle::money) {
      format_set_num_format(format, "#,##0.00");
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
      case CellRole::answer:
        format_set_bg_color(format, pale_yellow);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_align(format, LXW_ALIGN_LEFT);
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
    std::string range;
    if (rule.choices && rule.choices->cells.empty() && fits_a_list(rule.choices->words)) {
      texts = rule.choices->words;
      for (std::string& text : texts) {
        words.push_back(text.data());
      }
      words.push_back(nullptr);
      validation.validate = LXW_VALIDATION_TYPE_LIST;
      validation.value_list = words.data();
    } else if (rule.choices) {
      range = '=' + (rule.choices->cells.empty() ? place_of_long_list(rule.choices->words)
                                                 : rule.choices->cells);
      validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      validation.value_formula = range.data();
    }
    // Other words are told by the import, which knows synonyms and what was meant.
    validation.show_error = LXW_VALIDATION_OFF;
    worksheet_data_validation_range(page, rule.first.row, static_cast<lxw_col_t>(rule.first.column),
                                    rule.last.row, static_cast<lxw_col_t>(rule.last.column),
                                    &validation);
  }

  /// A spreadsheet keeps the words of a list in one text of limited length, with commas between.
  [[nodiscard]] static bool fits_a_list(std::vector<std::string> const& words) {
    std::size_t length = words.size();
    for (std::string const& word : words) {
      length += count_characters(word);
      bool const is_plain = std::ranges::all_of(word, [](char byte) {
        return byte != ',' && byte != '"' && static_cast<unsigned char>(byte) >= 0x20;
      });
      if (!is_plain || find_invalid_utf8(word)) {
        return false;
      }
    }
    return !words.empty() && length <= longest_list;
  }

  /// Where \p words will stand in the sheet of lists.
  [[nodiscard]] std::string place_of_long_list(std::vector<std::string> const& words) {
    auto const known = std::ranges::find(long_lists_, words);
    auto const column = static_cast<std::uint32_t>(known - long_lists_.begin());
    if (known == long_lists_.end()) {
      long_lists_.push_back(words);
    }
    std::string letters = cell_name({0, column});
    letters.pop_back();
    return name_of_lists + ("!$" + letters + "$1:$" + letters + '$') +
           std::to_string(std::max<std::size_t>(words.size(), 1));
  }

  void add_long_lists() {
    lxw_worksheet* const page = workbook_add_worksheet(workbook_.get(), name_of_lists);
    CXSIM_EXPECTS(page != nullptr);
    for (std::size_t list = 0; list < long_lists_.size(); ++list) {
      for (std::size_t word = 0; word < long_lists_[list].size(); ++word) {
        worksheet_write_string(page, static_cast<lxw_row_t>(word), static_cast<lxw_col_t>(list),
                               escaped_xlsx_text(long_lists_[list][word]).c_str(), nullptr);
      }
    }
    worksheet_hide(page);
  }

  [[nodiscard]] NumberStyle style_at(CellPlace place) const {
    for (InputRule const* rule : styles_) {
      // Examples above the range look like what they stand for; headers are no numbers.
      bool const is_table = rule->last.row > rule->first.row;
      bool const is_inside =
          place.column >= rule->first.column && place.column <= rule->last.column &&
          (is_table || place.row >= rule->first.row) && place.row <= rule->last.row;
      if (is_inside) {
        return rule->style;
      }
    }
    return NumberStyle::general;
  }

  [[nodiscard]] static CellRole role_at(CellPlace place, SheetPicture const& picture) {
    auto const& [row, column] = place;
    return row < picture.roles.size() && column < picture.roles[row].size()
               ? picture.roles[row][column]
               : CellRole::data;
  }

  void write(lxw_worksheet* page, Cell const& cell, SheetPicture const& picture) {
    auto const& [row, column] = cell.place;
    CellRole const role = role_at(cell.place, picture);
    bool const is_percentage = cell.look == NumberLook::percentage;
    NumberStyle const style = is_percentage ? NumberStyle::percentage : style_at(cell.place);
    auto const at = static_cast<lxw_col_t>(column);
    if (auto const* text = std::get_if<std::string>(&cell.content)) {
      worksheet_write_string(page, row, at, escaped_xlsx_text(*text).c_str(),
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

  std::unique_ptr<lxw_workbook, WorkbookDeleter> workbook_;
  std::vector<std::vector<std::string>> long_lists_;
  std::map<Look, lxw_format*> formats_;
  std::vector<InputRule const*> styles_;
};

[[nodiscard]] Diagnostics find_long_texts(std::vector<Sheet> const& sheets) {
  Diagnostics problems;
  for (Sheet const& sheet : sheets) {
    for (Cell const& cell : sheet.cells) {
      auto const* const text = std::get_if<std::string>(&cell.content);
      bool const may_be_long = text != nullptr && text->size() > longest_text / 7;
      if (may_be_long && count_characters(escaped_xlsx_text(*text)) > longest_text) {
        problems.add(Severity::error, {.sheet = sheet.name, .cell = cell_name(cell.place)},
                     texts::cell_too_long);
      }
    }
  }
  return problems;
}

}  // namespace

Result<std::string> xlsx_bytes(std::vector<Sheet> const& sheets,
                               std::vector<SheetPicture> const& pictures) {
  CXSIM_EXPECTS(sheets.size() == pictures.size());
  if (auto problems = find_long_texts(sheets); problems.has_errors()) {
    return failure(std::move(problems));
  }
  MemoryFile const file;
  Writer writer(file.path());
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    writer.add(sheets[i], pictures[i]);
  }
  if (auto const problem = writer.close()) {
    return failure(texts::xlsx_not_made, {}, {*problem});
  }
  return file.content();
}

}  // namespace cxsim
