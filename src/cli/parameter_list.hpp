#pragma once

#include <string>

#include "cxsim/base/text.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/parameters/parameter_table.hpp"

namespace cxsim {

/// Every number with value, unit, range, prior, grade and source, one a line, for `--set`.
[[nodiscard]] std::string parameter_table_text(ParameterTable const& parameters, Language language);

[[nodiscard]] Json parameter_list_json(ParameterTable const& parameters);

}  // namespace cxsim
