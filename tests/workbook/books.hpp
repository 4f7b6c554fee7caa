#pragma once

#include <string>
#include <vector>

#include "cxsim/formats/spreadsheet.hpp"
#include "cxsim/workbook/import.hpp"

namespace cxsim::test {

/// A sheet with these rows from A1 on; empty texts are empty cells.
[[nodiscard]] Sheet sheet(std::string name, std::vector<std::vector<CellContent>> const& rows);

/// An operator with two touchpoints, two segments and two initiatives, without a mistake.
[[nodiscard]] Spreadsheet polish_book();

/// The same in English.
[[nodiscard]] Spreadsheet english_book();

/// The same with every sheet but the last filled in, owners named, and all figures in agreement.
[[nodiscard]] Spreadsheet full_polish_book();
[[nodiscard]] Spreadsheet full_english_book();

/// \p book with \p content in the cell of the sheet whose name begins with \p sheet ("6" …).
[[nodiscard]] Spreadsheet with(Spreadsheet book, std::string const& sheet, std::string const& cell,
                               CellContent const& content, NumberLook look = NumberLook::plain);

/// \p book without the cell.
[[nodiscard]] Spreadsheet without(Spreadsheet book, std::string const& sheet,
                                  std::string const& cell);

/// Every message of \p diagnostics, in \p language.
[[nodiscard]] std::vector<std::string> said(Diagnostics const& diagnostics, Language language);

/// What is wrong with \p book, in the language of its headers.
[[nodiscard]] std::vector<std::string> problems_of(Spreadsheet const& book, Language language);

/// What is wrong with \p spoilt, or what its import points out beside what it points out of
/// \p book.
[[nodiscard]] std::vector<std::string> told_only_of(Spreadsheet const& spoilt,
                                                    Spreadsheet const& book, Language language);

/// The import of \p book, or throws with every problem.
[[nodiscard]] ImportedWorkbook imported(Spreadsheet const& book);

}  // namespace cxsim::test
