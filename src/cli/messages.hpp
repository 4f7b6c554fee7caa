#pragma once

#include <string_view>

#include "command.hpp"

namespace cxsim {

/// Prints \p sentence to standard error, on one line and so that nothing in it commands the
/// terminal: it may quote what a file or a command line holds.
void print_line(std::string_view sentence, Streams& streams);

/// Prints every problem and every warning that may explain it, one a line, then how many problems
/// there are in which file.
void print_problems(Diagnostics const& problems, Closing closing, Language language,
                    Streams& streams);

/// Prints notes and warnings, unless they are not wanted.
void print_notes(Diagnostics const& notes, Request const& request, Streams& streams);

/// Prints one sentence to standard error, unless it is not wanted.
void print_message(std::string_view sentence, Request const& request, Streams& streams);

}  // namespace cxsim
