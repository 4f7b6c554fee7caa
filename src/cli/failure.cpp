#include "failure.hpp"

#include <algorithm>

#include "cxsim/calibration/texts.hpp"
#include "cxsim/io/input_file.hpp"

namespace cxsim {

Failure failure_of_input(Diagnostics problems) {
  auto const is_log_too_long = [](Diagnostic const& problem) {
    return problem.text == texts::log_too_many_rows;
  };
  bool const is_too_long = std::any_of(problems.begin(), problems.end(), is_log_too_long);
  ExitCode code = is_too_long ? ExitCode::over_limit : ExitCode::bad_input;
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
