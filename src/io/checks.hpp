#pragma once

#include <optional>

#include "cxsim/map/map.hpp"
#include "cxsim/parameters/parameter_table.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "problems.hpp"
#include "reader.hpp"

namespace cxsim {

/// What is known of a file after reading, for checks of the whole.
struct ReadFile {
  ParameterTable const& parameters;
  Places const& places;
  Reader const& reader;
};

/// Reports named outcomes that transitions could not tell from touchpoints.
void check_outcome_names(Names const& names, Places const& places, Problems& problems);

/// Gives the queues that report their waits the patience that follows from them, and says so. Warns
/// where the agents of the map would make callers wait otherwise than reported.
/// \pre Nothing wrong was found.
void derive_patience(Map const& map, ParameterTable& parameters, Problems& problems);

/// Rules that tie several parts of a map together: what is reached, where episodes end, which
/// scores exist, who starts anything.
void check_map(Map const& map, ReadFile const& file, Problems& problems);

/// Rules that tie several parts of a scenario together: timing, prerequisites, exclusions.
void check_scenario(Scenario const& scenario, ReadFile const& file, Problems& problems);

/// Whether a figure names a touchpoint when it needs one and only then; \p where: for the message.
void check_scope(KeyFigure figure, std::optional<TouchpointId> touchpoint, Location where,
                 Problems& problems);

/// Warns of uncertain numbers whose paths have the same hash: they are drawn alike.
void check_luck(ParameterTable const& table, Problems& problems);

}  // namespace cxsim
