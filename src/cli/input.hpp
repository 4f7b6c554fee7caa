#pragma once

#include <string>

#include "command.hpp"
#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"

namespace cxsim {

/// A file that was read, or standard input.
struct InputText {
  std::string name;  ///< as messages name it
  std::string text;
};

/// Reads \p file; `-` is standard input. A file over the size of a document is refused.
[[nodiscard]] Outcome<InputText> read_input(std::string const& file, Streams& streams);

/// Reads a scenario; the map that it names is relative to the scenario's folder.
[[nodiscard]] Result<LoadedScenario> read_scenario(InputText const& input);

/// Reads a scenario, or a map as a scenario in which nothing happens.
[[nodiscard]] Result<LoadedScenario> read_scenario_or_map(InputText const& input,
                                                          PlainChain chain = PlainChain::refused);

/// The scenario of a command that simulates or draws one, with its settings; notes are printed.
[[nodiscard]] Outcome<LoadedScenario> prepare(Request const& request, Result<LoadedScenario> loaded,
                                              Streams& streams);

}  // namespace cxsim
