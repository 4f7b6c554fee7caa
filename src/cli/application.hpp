#pragma once

#include <span>
#include <string>

#include "exit_code.hpp"
#include "streams.hpp"

namespace cxsim {

/// Runs one command line, without the name of the program. Catches every exception.
[[nodiscard]] ExitCode run(std::span<std::string const> arguments, Streams& streams);

}  // namespace cxsim
