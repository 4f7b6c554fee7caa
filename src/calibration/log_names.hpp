#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cxsim/calibration/event_log.hpp"

namespace cxsim {

/// The number of the touchpoint \p name in the log.
[[nodiscard]] std::optional<std::uint32_t> touchpoint_in(EventLog const& log,
                                                         std::string const& name);

/// Reports that \p name is no touchpoint of the log, with the one that was most likely meant.
void report_unknown_touchpoint(EventLog const& log, std::string const& name, Diagnostics& problems);

}  // namespace cxsim
