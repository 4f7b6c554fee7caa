#pragma once

#include "cxsim/formats/json.hpp"
#include "map_plan.hpp"

namespace cxsim {

/// The plan as a map file. What the log does not say is left to the defaults of the program, or,
/// where the format has none, given with grade F.
[[nodiscard]] Json map_document(MapPlan const& plan, std::optional<WaitsFromLog> const& waits,
                                Abandonment abandonment, CalibrationOptions const& options);

/// Numbers of that file which the log does not hold.
[[nodiscard]] std::vector<AssumedNumber> assumed_numbers(MapPlan const& plan,
                                                         Abandonment abandonment,
                                                         CalibrationOptions const& options);

}  // namespace cxsim
