#pragma once

#include <string>

namespace cxsim {

/// JSON Schema (draft-07) of map files, with which editors complete and check while people type.
/// Made from the same description that the reader follows; what needs more than one place of the
/// file (ids that exist, sums, ways through the map) only the reader can check.
[[nodiscard]] std::string map_schema();

/// As map_schema, of scenario files.
[[nodiscard]] std::string scenario_schema();

}  // namespace cxsim
