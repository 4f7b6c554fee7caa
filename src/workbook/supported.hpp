#pragma once

#include <string>
#include <string_view>

#include "rows.hpp"
#include "tree.hpp"

namespace cxsim {

/// Sets source, period and evidence of \p row, as far as its sheet has them, for all numbers in
/// \p object.
void set_support(Row const& row, SheetKind kind, Tree& object);

/// A number as it was written.
[[nodiscard]] Tree number_at(double value, CellRef const& cell);

/// A number that was converted from what the user typed.
[[nodiscard]] Tree converted(double value, std::string typed, CellRef const& cell);

/// A number of the user's for files, which are the same in every language; empty: none.
[[nodiscard]] std::string typed_number(Row const& row, std::string_view key);

/// A number that nobody gave, of grade F.
[[nodiscard]] Tree assumed(double value, Language language, CellRef const& cell);

/// Whether \p source is what `assumed` writes, in any language.
[[nodiscard]] bool is_assumed_source(std::string_view source);

/// Percentages and their fractions, without the noise of binary fractions.
[[nodiscard]] double fraction_of(double percentage);
[[nodiscard]] double percentage_of(double fraction);

/// Computed numbers carry this many digits, so that files read well and cells give them back.
[[nodiscard]] double tidy(double value);

}  // namespace cxsim
