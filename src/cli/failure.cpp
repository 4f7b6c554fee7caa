#include "failure.hpp"

#include "cxsim/io/input_file.hpp"

namespace cxsim {

Failure failure_of_input(Diagnostics problems) {
  ExitCode code = ExitCode::bad_input;
  switch (refusal_of(problems)) {
    case Refusal::bad_input:
      break;
    case Refusal::over_limit:
      code = ExitCode::over_limit;
      break;
    case Refusal::cannot_read:
      code = ExitCode::no_access;
      break;
  }
  return {.code = code, .problems = std::move(problems)};
}

ExitCode code_of(StopSignal signal) {
  return signal == StopSignal::terminate ? ExitCode::terminated : ExitCode::interrupted;
}

}  // namespace cxsim
