#pragma once

#include "cxsim/render/diagram.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

/// What happens on the map today, all segments together, at the best guess of every number: solved,
/// not simulated. Scores are means of all visits, without the extra annoyance of repeated contacts;
/// a touchpoint whose measured mean and sd no score can have is drawn without one.
[[nodiscard]] DiagramFigures figures_of_today(Map const& map, ParameterTable const& parameters,
                                              Language language);

/// The journey diagram of the scenario's map with these figures.
[[nodiscard]] JourneyDiagram diagram_of_today(Scenario const& scenario, Language language);

}  // namespace cxsim
