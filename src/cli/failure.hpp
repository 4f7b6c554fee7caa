#pragma once

#include <utility>

#include "cxsim/base/result.hpp"
#include "exit_code.hpp"
#include "streams.hpp"

namespace cxsim {

/// Why a command did not do what was asked.
struct Failure {
  ExitCode code = ExitCode::bad_input;
  Diagnostics problems = {};
};

/// A value, or the reason to end.
template <class T>
using Outcome = tl::expected<T, Failure>;

[[nodiscard]] inline tl::unexpected<Failure> give_up(Failure failure) {
  return tl::unexpected<Failure>(std::move(failure));
}
[[nodiscard]] inline tl::unexpected<Failure> give_up(ExitCode code, Diagnostics problems = {}) {
  return give_up(Failure{code, std::move(problems)});
}

/// For the problems of an input file: bad input, over a limit or not readable.
[[nodiscard]] Failure failure_of_input(Diagnostics problems);

/// The code for a run that was stopped.
[[nodiscard]] ExitCode code_of(StopSignal signal);

}  // namespace cxsim
