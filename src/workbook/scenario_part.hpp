#pragma once

#include "map_part.hpp"

namespace cxsim {

struct ScenarioPart {
  Tree document;
  Tree queues;  ///< of the map, which initiatives change; an empty object: none
};

/// The scenario that sheets 1, 6, 7 and 8 describe.
/// \param map_file that the scenario names.
[[nodiscard]] ScenarioPart make_scenario(WorkbookRows const& rows, Directory const& directory,
                                         MapFacts const& facts,
                                         std::vector<Override> const& overrides,
                                         std::string const& map_file, ImportLog& log);

}  // namespace cxsim
