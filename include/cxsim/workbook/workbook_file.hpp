#pragma once

#include <string>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/spreadsheet.hpp"

namespace cxsim {

/// The bytes of an .xlsx file with the sheets of `empty_workbook` or `export_workbook`: headers
/// that stay in view, drop-downs, explanations beside the cells.
/// \param language of the sheets.
[[nodiscard]] Result<std::string> workbook_file(Spreadsheet const& sheets, Language language);

}  // namespace cxsim
