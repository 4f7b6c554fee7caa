#pragma once

#include <string>

#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"

namespace cxsim::test {

/// A shop with an app and a hotline: three touchpoints, a loop, two segments, one difference.
[[nodiscard]] std::string shop_map_text();

/// Twelve months of the shop; app trouble in month 2 and two initiatives.
[[nodiscard]] std::string shop_scenario_text();

/// The shop's scenario with an effect that is read but not simulated yet.
[[nodiscard]] std::string ripening_scenario_text();

/// Reads a scenario on a map, or throws with every problem.
[[nodiscard]] Scenario read_scenario(std::string const& scenario, std::string const& map);
[[nodiscard]] inline Scenario shop() {
  return read_scenario(shop_scenario_text(), shop_map_text());
}

/// \p text with its only occurrence of \p from replaced, or throws.
[[nodiscard]] std::string replaced(std::string text, std::string const& from,
                                   std::string const& to);

}  // namespace cxsim::test
