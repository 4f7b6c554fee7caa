#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/calibration/event_log_reader.hpp"

namespace cxsim {

/// Place of each kind of column in the rows of the file.
using ColumnPlaces = std::array<std::optional<std::size_t>, event_columns>;

/// \p text without blanks at its ends.
[[nodiscard]] std::string_view without_blanks(std::string_view text);

/// Finds the columns by their names in the first row. Chosen names come first; the others are found
/// by their usual names, each column once. Reports every column that is missing or named twice.
[[nodiscard]] Result<ColumnPlaces> find_columns(std::vector<std::string> const& header,
                                                ColumnChoice const& choice, Location const& where);

}  // namespace cxsim
