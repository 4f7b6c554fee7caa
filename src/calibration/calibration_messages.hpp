#pragma once

#include "log_counts.hpp"
#include "map_plan.hpp"

namespace cxsim {

/// What the user should know about the log and what was made of it; warnings come first.
[[nodiscard]] Diagnostics calibration_messages(EventLog const& log, LogPaths const& paths,
                                               LogCounts const& counts, MapPlan const& plan,
                                               Abandonment abandonment,
                                               CalibrationOptions const& options);

}  // namespace cxsim
