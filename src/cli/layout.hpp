#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cxsim {

/// Characters of \p text; each counts as one column.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// \p text broken between words into lines of at most \p width columns; longer words stay whole.
/// Line feeds of the text are kept.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// \p term, then \p text from column \p indent on, wrapped at \p width; on lines of its own when
/// the term is too long.
[[nodiscard]] std::string entry(std::string const& term, std::string_view text, std::size_t indent,
                                std::size_t width);

/// Where the cells of a column stand.
enum class CellAlign { left, right };

/// Rows of cells under each other, two blanks apart; the last column is not padded. Nothing in a
/// cell can command the terminal.
/// \pre Every row has as many cells as \p columns.
[[nodiscard]] std::string align_rows(std::vector<std::vector<std::string>> rows,
                                     std::vector<CellAlign> const& columns);

}  // namespace cxsim
