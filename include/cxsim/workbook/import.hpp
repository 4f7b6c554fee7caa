#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/spreadsheet.hpp"
#include "cxsim/workbook/columns.hpp"

namespace cxsim {

/// How many rows of a sheet count.
struct SheetCount {
  std::string name;
  SheetLayout layout = SheetLayout::table;
  std::size_t rows = 0;      ///< of a table
  std::size_t examples = 0;  ///< passed over
};

/// What an import tells besides its files. Every message names its cell.
struct ImportReport {
  Language language = Language::english;  ///< of the workbook's headers
  std::vector<SheetCount> sheets;         ///< that hold something
  Diagnostics notes;                      ///< of reading: columns that nobody knows, …
  Diagnostics conversions;                ///< numbers that were converted, and how
  Diagnostics mismatches;                 ///< figures that do not add up
  Diagnostics gaps;         ///< what is missing or not used, though all can be calculated
  Diagnostics assumptions;  ///< numbers that nobody gave
};

/// A workbook as the files that the program works with.
struct ImportedWorkbook {
  std::string map;       ///< text of the map file
  std::string scenario;  ///< text of the scenario file, which names the map
  bool has_initiatives = false;
  ImportReport report;
};

/// The name under which a scenario of a workbook names its map.
inline constexpr char const* workbook_map_file = "map.json";
inline constexpr char const* workbook_scenario_file = "scenario.json";

/// Makes map and scenario of a workbook in the form of the template (docs/workbook.md), whatever
/// the language of its headers. Fails with every problem of every cell at once, each at its sheet
/// and cell; nothing that the files' own reader would refuse passes.
[[nodiscard]] Result<ImportedWorkbook> import_workbook(Spreadsheet const& spreadsheet);

/// The language of most headers of \p spreadsheet.
[[nodiscard]] Language workbook_language(Spreadsheet const& spreadsheet);

}  // namespace cxsim
