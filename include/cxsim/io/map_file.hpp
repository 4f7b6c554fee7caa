#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/io/input_file.hpp"
#include "cxsim/map/map.hpp"
#include "cxsim/parameters/parameter_table.hpp"

namespace cxsim {

struct LoadedMap {
  Map map;
  ParameterTable parameters;
  std::vector<InputFile> files;
  Diagnostics notes;  ///< what the user should know, though nothing is wrong
};

/// Reads a map (docs/input-format.md). Fails with every problem of the file at once.
/// \param file_name as the user named it, for the messages.
[[nodiscard]] Result<LoadedMap> parse_map(std::string_view text, std::string const& file_name);

/// As parse_map; `-` is the standard input. Fails also when the file cannot be read (`refusal_of`
/// tells them apart).
[[nodiscard]] Result<LoadedMap> load_map(std::filesystem::path const& file);

/// The text of a map file that reads back as the same map with the same numbers.
/// Numbers that are defaults of the program are left out. Comments are lost.
[[nodiscard]] std::string write_map(Map const& map, ParameterTable const& parameters);

}  // namespace cxsim
