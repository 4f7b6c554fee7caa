#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cxsim/formats/json.hpp"
#include "cxsim/io/input_file.hpp"
#include "cxsim/map/map.hpp"
#include "cxsim/parameters/parameter_table.hpp"
#include "names.hpp"
#include "problems.hpp"
#include "reader.hpp"

namespace cxsim {

/// The version of both formats that this program writes, and the newest that it reads.
inline constexpr int format_version = 1;

/// The document in \p text when it is one of \p kind; reports why not.
[[nodiscard]] std::optional<JsonValue> read_document(std::string_view text, FileKind kind,
                                                     Problems& problems);

/// A map as far as it could be read.
struct MapReading {
  Map map;
  ParameterTable parameters;
  Names names;
  bool is_there = false;  ///< false: there is nothing to look at
};
[[nodiscard]] MapReading read_map(std::string_view text, Problems& problems);

}  // namespace cxsim
