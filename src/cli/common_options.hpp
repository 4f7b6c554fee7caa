#pragma once

#include <span>
#include <string>

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

/// The language of `--lang`, found before the options are understood, so that what is wrong with
/// them is said in it too. English unless Polish is asked for.
[[nodiscard]] Language language_asked_for(std::span<std::string const> words);

/// Reads the general options.
[[nodiscard]] Request make_request(Arguments arguments, Streams const& streams,
                                   OptionValues& values);

}  // namespace cxsim
