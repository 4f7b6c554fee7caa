#pragma once

#include <string>

#include "cxsim/workbook/import.hpp"

namespace cxsim {

/// What an import read, what does not add up, what it converted and what it assumed, for people.
[[nodiscard]] std::string import_text(ImportReport const& report, Language language, int width);

}  // namespace cxsim
