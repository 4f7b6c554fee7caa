#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/spreadsheet.hpp"
#include "cxsim/workbook/columns.hpp"

namespace cxsim {

/// What one cell is to hold.
struct FilledCell {
  CellContent content;
  NumberLook look = NumberLook::plain;
};

/// One row of a table, or the answers of a form.
class FilledRow {
 public:
  explicit FilledRow(SheetKind kind) : kind_(kind), cells_(sheet_info(kind).columns.size()) {}

  /// Nothing is set for an empty text.
  void set(std::string_view key, std::string const& text);
  void set(std::string_view key, double number);
  void set_percentage(std::string_view key, double fraction);
  void set_choice(std::string_view key, std::string_view choice, Language language);

  [[nodiscard]] std::vector<std::optional<FilledCell>> const& cells() const { return cells_; }
  [[nodiscard]] bool is_empty(std::string_view key) const {
    return !cells_[column_index(kind_, key)];
  }

 private:
  SheetKind kind_;
  std::vector<std::optional<FilledCell>> cells_;
};

/// What the sheets hold, without headers and explanations.
using WorkbookContent = std::array<std::vector<FilledRow>, sheet_kinds>;

[[nodiscard]] inline std::vector<FilledRow>& rows_of(WorkbookContent& content, SheetKind kind) {
  return content[static_cast<std::size_t>(kind)];
}

/// Whether tables begin with an example.
enum class Examples { shown, left_out };

/// Rows of a sheet before its data begins.
[[nodiscard]] std::uint32_t first_data_row(SheetKind kind, Examples examples);
/// Row of a form's field.
[[nodiscard]] std::uint32_t form_row(std::size_t field);

/// Sheets with headers and explanations in \p language, in the order of the workbook.
[[nodiscard]] Spreadsheet lay_out(WorkbookContent const& content, Language language,
                                  Examples examples);

/// The lines with which the first sheet begins.
[[nodiscard]] std::vector<std::string> first_lines(Language language);

}  // namespace cxsim
