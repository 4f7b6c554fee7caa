#pragma once

#include <string_view>

#include "command.hpp"

namespace cxsim {

/// How a list of problems ends.
enum class Closing {
  nothing_was_run,  ///< the command had a job that it did not begin
  none              ///< looking for problems was the job
};

/// Prints every problem, one a line, then how many there are in which file.
void print_problems(Diagnostics const& problems, Closing closing, Language language,
                    Streams& streams);

/// Prints notes and warnings, unless they are not wanted.
void print_notes(Diagnostics const& notes, Request const& request, Streams& streams);

/// Prints one sentence to standard error, unless it is not wanted.
void print_message(std::string_view sentence, Request const& request, Streams& streams);

}  // namespace cxsim
