#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/formats/spreadsheet.hpp"
#include "cxsim/workbook/columns.hpp"
#include "tree.hpp"

namespace cxsim {

/// A filled cell, as its column means it.
struct Entry {
  std::string text;                     ///< as it was written, without blanks around
  std::optional<double> number = {};    ///< of a percentage: 12 for 12 %
  bool is_percentage = false;           ///< of an amount: it was written with %
  std::string_view choice = {};         ///< key of the word
  std::vector<std::string> names = {};  ///< of a list of names
  std::optional<Date> date = {};
  bool is_broken = false;  ///< it was reported; nothing else is known of it
};

/// One row of a sheet, or the whole of a form.
class Row {
 public:
  /// Where each column of the description stands in this row.
  using Places = std::vector<std::optional<CellPlace>>;

  /// \p behind: the place for whatever the sheet has no column for.
  Row(SheetKind kind, std::string const& sheet, Places places, CellPlace behind);

  void fill(std::size_t column, Entry entry);

  /// Null when the cell is empty or broken.
  [[nodiscard]] Entry const* find(std::string_view key) const;
  [[nodiscard]] bool is_empty(std::string_view key) const;
  /// Whether the sheet has the column at all.
  [[nodiscard]] bool has_column(std::string_view key) const;
  /// Empty when there is none.
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  /// Key of the chosen word; empty when there is none.
  [[nodiscard]] std::string_view choice(std::string_view key) const;
  [[nodiscard]] CellRef cell(std::string_view key) const;

 private:
  SheetKind kind_;
  std::string sheet_;
  Places places_;
  CellPlace behind_;
  std::vector<std::optional<Entry>> entries_;
};

struct SheetRows {
  std::string name;  ///< as the workbook names it; empty when it has none
  std::vector<Row> rows = {};
  std::size_t examples = 0;  ///< rows that were passed over
};

/// Every row of a workbook.
struct WorkbookRows {
  std::string file;
  std::array<SheetRows, sheet_kinds> sheets;
  Language language = Language::english;  ///< of its headers

  [[nodiscard]] SheetRows const& operator[](SheetKind kind) const {
    return sheets[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] SheetRows& operator[](SheetKind kind) {
    return sheets[static_cast<std::size_t>(kind)];
  }
};

[[nodiscard]] Location location_of(std::string const& file, CellRef const& cell);

/// Whether \p text in a cell for a name is read as it is, and not as an explanation, an example or
/// as nothing.
[[nodiscard]] bool is_read_as_name(std::string const& text);

/// Reads what stands in the cells. Everything that is wrong with single cells, headers and sheets
/// goes to \p problems, together with warnings.
[[nodiscard]] WorkbookRows read_rows(Spreadsheet const& spreadsheet, Diagnostics& problems);

}  // namespace cxsim
