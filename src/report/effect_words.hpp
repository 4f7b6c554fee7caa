#pragma once

#include <string>
#include <vector>

#include "cxsim/base/text.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

/// Touchpoints whose numbers an initiative changes, each once, in the order of the map.
[[nodiscard]] std::vector<TouchpointId> touchpoints_of(Scenario const& scenario,
                                                       Initiative const& initiative);

/// "App: failures 5 % → 2 % (range 1 % to 3 %)". Measured against today's number at full effect;
/// the range is that of the size, 5 % to 95 %.
/// \param values typical_values.
[[nodiscard]] std::string effect_in_words(Language language, Scenario const& scenario,
                                          ParameterValues const& values, Effect const& effect);

/// All effects of an initiative, joined by "; ".
[[nodiscard]] std::string effects_in_words(Language language, Scenario const& scenario,
                                           ParameterValues const& values,
                                           Initiative const& initiative);

/// What a number is, in words: "App: failures"; its path when there are no words for it.
[[nodiscard]] std::string number_in_words(Language language, Scenario const& scenario,
                                          AnyParameter parameter);

/// A value with its unit.
[[nodiscard]] std::string value_in_words(Language language, Scenario const& scenario, Unit unit,
                                         double value);

}  // namespace cxsim
