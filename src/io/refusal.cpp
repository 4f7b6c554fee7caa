#include <algorithm>

#include "cxsim/formats/text_file.hpp"
#include "cxsim/io/input_file.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Refusal refusal_of(Text text) {
  if (is_access_problem(text)) {
    return Refusal::cannot_read;
  }
  switch (text) {
    case Text::over_limit_count:
    case Text::over_limit_value:
    case Text::file_too_long:
    case Text::json_too_long:
    case Text::json_too_deep:
    case Text::json_too_many_values:
      return Refusal::over_limit;
    default:
      return Refusal::bad_input;
  }
}

}  // namespace

Refusal refusal_of(Diagnostics const& problems) {
  Refusal gravest = Refusal::bad_input;
  for (Diagnostic const& problem : problems) {
    if (problem.severity == Severity::error) {
      gravest = std::max(gravest, refusal_of(problem.text));
    }
  }
  return gravest;
}

}  // namespace cxsim
