#pragma once

#include <string_view>

namespace cxsim {

// What `cxsim init DIR` writes: small, commented, invented, ready to be ranked.

[[nodiscard]] std::string_view first_map();

/// Names its map as map.json.
[[nodiscard]] std::string_view first_scenario();

}  // namespace cxsim
