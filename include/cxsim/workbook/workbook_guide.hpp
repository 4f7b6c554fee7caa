#pragma once

#include <string>

namespace cxsim {

/// docs/workbook.md: every sheet and column of the workbook in both languages, in Markdown, made
/// from the same description that template and reader follow.
[[nodiscard]] std::string workbook_guide();

}  // namespace cxsim
