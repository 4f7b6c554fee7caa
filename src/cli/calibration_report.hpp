#pragma once

#include <string>

#include "cxsim/base/text.hpp"
#include "cxsim/calibration/event_log_reader.hpp"
#include "cxsim/calibration/map_from_log.hpp"

namespace cxsim {

/// What was read from a log, what the map says, and which numbers the user must replace.
/// \param width columns of a line of prose; tables may be wider.
[[nodiscard]] std::string calibration_text(EventReadFacts const& read,
                                           CalibrationReport const& report, Language language,
                                           int width);

}  // namespace cxsim
