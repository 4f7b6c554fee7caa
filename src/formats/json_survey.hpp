#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "json_fault.hpp"

namespace cxsim {

/// What a text asks of the machine, known before anything is built of it.
struct JsonSurvey {
  std::vector<std::uint32_t> sizes;      ///< of the objects and arrays, in the order of opening
  std::optional<JsonFault> excess = {};  ///< what exceeds a limit
};

/// Counts the tokens of \p text up to its end, or to where it is surely no JSON or too deep; all
/// that a parser accepts is counted exactly. Keeps nothing of the text.
[[nodiscard]] JsonSurvey survey_json(std::string_view text, JsonLimits const& limits);

}  // namespace cxsim
