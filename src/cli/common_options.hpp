#pragma once

#include "command.hpp"
#include "option_values.hpp"

namespace cxsim {

/// Options that every command has.
[[nodiscard]] OptionGroup general_options();

/// Options of commands that simulate.
[[nodiscard]] OptionGroup sampling_options();

/// `--json` and `--out`. \param out what the folder will hold.
[[nodiscard]] OptionGroup output_options(Text out);

/// `--set`, for commands that read a map or scenario.
[[nodiscard]] Option set_option();

/// Reads the general options. Reports languages that are not there yet.
[[nodiscard]] Request make_request(Arguments arguments, Streams const& streams,
                                   OptionValues& values);

}  // namespace cxsim
