#pragma once

#include <vector>

#include "command.hpp"
#include "cxsim/calibration/event_log_reader.hpp"
#include "cxsim/calibration/map_from_log.hpp"

namespace cxsim {

/// What a log's user may say about it.
[[nodiscard]] std::vector<OptionGroup> calibration_option_groups();

/// How the log is read: columns, delimiter, copies.
[[nodiscard]] EventLogOptions read_log_options(OptionValues& values);

/// What the log does not say, save its name and which touchpoints end an episode.
[[nodiscard]] CalibrationOptions read_calibration_options(OptionValues& values);

/// The names of `--completed` or `--abandoned`. They are told apart by the names of the log,
/// because a name may hold commas.
[[nodiscard]] std::vector<std::string> ending_names(Arguments const& arguments,
                                                    std::string_view option, EventLog const& log);

}  // namespace cxsim
