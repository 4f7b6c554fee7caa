#pragma once

#include "portrait.hpp"
#include "portrait_page.hpp"

namespace cxsim {

/// Adds what the scenario asks: months, events, initiatives, what is not simulated yet.
void write_scenario_portrait(Scenario const& scenario, PortraitPage& page);

/// Adds what the map holds, and what happens on it today.
void write_map_portrait(Portrait const& portrait, Scenario const& scenario, PortraitPage& page);

}  // namespace cxsim
