#pragma once

namespace cxsim {

/// How the program ends, as `cxsim help` says it.
enum class ExitCode : int {
  done = 0,
  gate_failed = 1,     ///< done, but something that the user demands is not so
  bad_input = 2,       ///< or wrong usage
  over_limit = 3,      ///< asks for more than the program does
  no_access = 4,       ///< a file cannot be read or written
  internal_fault = 5,  ///< a bug
  interrupted = 130,   ///< by SIGINT
  terminated = 143     ///< by SIGTERM
};

}  // namespace cxsim
