#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cxsim/base/result.hpp"

namespace cxsim {

/// Where a cell stands in its sheet, from 0.
struct CellPlace {
  std::uint32_t row = 0;
  std::uint32_t column = 0;

  friend bool operator==(CellPlace const&, CellPlace const&) = default;
};

/// As people know it: "E14".
[[nodiscard]] std::string cell_name(CellPlace place);

/// A day of the Gregorian calendar.
struct Date {
  int year = 0;
  int month = 0;  ///< from 1
  int day = 0;    ///< from 1

  friend bool operator==(Date const&, Date const&) = default;
};

/// What a cell holds; an empty one is not stored.
using CellContent = std::variant<std::string, double, bool, Date>;

/// How a number is shown in its cell: 0.12 as a percentage is "12 %".
enum class NumberLook { plain, percentage };

struct Cell {
  CellPlace place;
  CellContent content;
  NumberLook look = NumberLook::plain;
};

/// Cells that are shown as one, whose content stands in the first.
struct MergedCells {
  CellPlace first;
  CellPlace last;
};

enum class SheetVisibility { shown, hidden };

struct Sheet {
  std::string name;         ///< its number, from 1, when a file gives none
  std::vector<Cell> cells;  ///< ordered by row, then column; each place once
  SheetVisibility visibility = SheetVisibility::shown;
  /// Cells that cannot be read: errors like #N/A, formulas without a result, …. They are to be
  /// reported by who needs the sheet; others may stand in a workbook beside it.
  Diagnostics problems{};
  std::vector<MergedCells> merges{};
  std::vector<std::uint32_t> hidden_rows{};  ///< ascending
};

/// A workbook, or a folder of CSV files: what stands in which cell.
struct Spreadsheet {
  std::string file;  ///< as the user named it
  std::vector<Sheet> sheets;
  Diagnostics notes{};  ///< what the user should know about the reading
};

/// What a spreadsheet may ask of the machine; together less than 512 MiB.
struct SpreadsheetLimits {
  std::size_t file_bytes = std::size_t{32} << 20;       ///< of a file, as it stands on the disk
  std::size_t parts = 10'000;                           ///< files inside the workbook
  std::size_t unpacked_bytes = std::size_t{256} << 20;  ///< of all that is read
  std::size_t ratio = 200;                              ///< of unpacked to packed bytes, >= 1
  std::size_t sheets = 255;
  std::size_t cells = 1'000'000;                     ///< of all sheets, empty ones aside
  std::size_t cell_bytes = std::size_t{4} * 32'767;  ///< Excel's limit in characters
  std::size_t text_bytes = std::size_t{64} << 20;    ///< of all cells
};

/// Reads a workbook: .xlsx of Excel, LibreOffice, Google Sheets and others (ECMA-376, transitional
/// or strict).
///
/// Of a formula the saved result counts, of merged cells the first one; a number that is shown as a
/// date is a Date (a time of day is left out), one that is shown as a percentage says so. Fails
/// when \p bytes are something else (another format is named, with what to do), are protected by a
/// password or damaged, have a document type, or exceed a limit; the first fault ends the reading.
/// What is wrong with single cells is in Sheet::problems, the first hundred of a sheet by name.
/// Linear in what is unpacked.
/// \param file as the user named it, for the messages.
[[nodiscard]] Result<Spreadsheet> read_xlsx(std::string_view bytes, std::string const& file,
                                            SpreadsheetLimits limits = {});

/// Reads a workbook, or a folder of CSV files with one sheet in each (`read_csv_folder`).
[[nodiscard]] Result<Spreadsheet> read_spreadsheet(std::string const& file_or_folder,
                                                   SpreadsheetLimits limits = {});

}  // namespace cxsim
