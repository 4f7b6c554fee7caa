#pragma once

#include <string>

#include "cxsim/workbook/import.hpp"

namespace cxsim {

/// Whether every message is shown, or the first of each kind on each sheet with the cells of the
/// others.
enum class Listing { by_kind, all };

/// What an import read, what does not add up, what it converted and what it assumed, for people.
[[nodiscard]] std::string import_text(ImportReport const& report, Listing listing,
                                      Language language, int width);

/// \p notes with one for all files of \p folder of which the same is said.
[[nodiscard]] Diagnostics notes_of_files(Diagnostics const& notes, std::string const& folder,
                                         Language language);

}  // namespace cxsim
