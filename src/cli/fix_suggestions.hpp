#pragma once

#include <string>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/formats/json.hpp"

namespace cxsim {

/// The changes that would repair \p problems, one a line: `file:line:column: before → after`.
/// Says how many errors have none. Nothing is changed.
[[nodiscard]] std::string fix_suggestions_text(Diagnostics const& problems, Language language);

[[nodiscard]] Json repairs_json(Diagnostic const& problem);

}  // namespace cxsim
