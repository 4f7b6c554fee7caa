#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/io/input_file.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

struct LoadedScenario {
  Scenario scenario;
  std::vector<InputFile> files;  ///< the scenario, then its map
  Diagnostics notes;             ///< what the user should know, though nothing is wrong
};

/// A file that was read.
struct FileText {
  std::string name;  ///< as the messages name it
  std::string text;
};

/// Gives the text of the map that a scenario names, or says why it cannot be read.
using MapText = std::function<Result<FileText>(std::string const& path)>;

/// What becomes of a map without segments, which can be solved but not simulated.
enum class PlainChain { refused, accepted };

/// Reads a scenario and its map (docs/input-format.md). Fails with every problem of both files.
/// \param file_name as the user named it, for the messages.
[[nodiscard]] Result<LoadedScenario> parse_scenario(std::string_view text,
                                                    std::string const& file_name,
                                                    MapText const& map_text,
                                                    PlainChain chain = PlainChain::refused);

/// As parse_scenario; the path of the map is relative to the folder of \p file.
/// Fails also when a file cannot be read (`refusal_of` tells them apart).
[[nodiscard]] Result<LoadedScenario> load_scenario(std::filesystem::path const& file);

/// The text of a scenario file that reads back as the same scenario on the same map.
/// Numbers that are defaults of the program are left out. Comments are lost.
/// \param map_path the path of the map that the file names.
[[nodiscard]] std::string write_scenario(Scenario const& scenario, std::string const& map_path);

}  // namespace cxsim
