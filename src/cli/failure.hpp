#pragma once

#include <utility>

#include "cxsim/base/result.hpp"
#include "exit_code.hpp"
#include "streams.hpp"

namespace cxsim {

/// How a list of problems ends.
enum class Closing {
  nothing_was_run,  ///< the command had a job that it did not begin
  none              ///< looking for problems was the job, or it was done and could not be delivered
};

/// Why a command did not do what was asked.
struct Failure {
  ExitCode code = ExitCode::bad_input;
  Diagnostics problems = {};
  Closing closing = Closing::nothing_was_run;
};

/// A value, or the reason to end.
template <class T>
using Outcome = tl::expected<T, Failure>;

[[nodiscard]] inline tl::unexpected<Failure> give_up(Failure failure) {
  return tl::unexpected<Failure>(std::move(failure));
}
[[nodiscard]] inline tl::unexpected<Failure> give_up(ExitCode code, Diagnostics problems = {}) {
  return give_up(Failure{.code = code, .problems = std::move(problems)});
}

/// For the problems of an input file: bad input, over a limit or not readable.
[[nodiscard]] Failure failure_of_input(Diagnostics problems);

/// The code for a run that was stopped.
[[nodiscard]] ExitCode code_of(StopSignal signal);

}  // namespace cxsim
