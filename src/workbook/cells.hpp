#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rows.hpp"

namespace cxsim {

/// What stands in a cell, as text, without blanks around it.
[[nodiscard]] std::string plain_text(CellContent const& content);

/// Without blanks at its ends (also those that do not break), inner ones single.
[[nodiscard]] std::string trimmed(std::string_view text);

/// For a sentence that becomes part of another.
[[nodiscard]] std::string without_full_stop(std::string sentence);

/// Reads a cell as its column means it; nothing when it holds nothing (blanks, a dash, “n/a”).
/// \param language Tells commas from points where a number could be read both ways.
/// \param where For \p problems.
[[nodiscard]] std::optional<Entry> read_cell(ColumnInfo const& column, Cell const& cell,
                                             Language language, Location const& where,
                                             Diagnostics& problems);

/// The number of the example of \p column.
[[nodiscard]] std::optional<double> example_number(ColumnInfo const& column, Language language);

/// The key of the word of \p list that \p text means, in any language.
[[nodiscard]] std::optional<std::string_view> find_choice(ChoiceList list, std::string_view text);

}  // namespace cxsim
