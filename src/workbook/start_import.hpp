#pragma once

#include <optional>

#include "cxsim/base/result.hpp"
#include "cxsim/workbook/import.hpp"
#include "rows.hpp"

namespace cxsim {

/// A case from the first sheet alone: when it names an industry and no touchpoint is given, the
/// starter map of that industry is fitted to its numbers. Nothing when the sheets hold a map.
[[nodiscard]] std::optional<Result<ImportedWorkbook>> import_start(WorkbookRows const& rows,
                                                                   std::string const& file);

}  // namespace cxsim
