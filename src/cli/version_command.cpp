#include "command.hpp"
#include "common_options.hpp"
#include "version.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Outcome<ExitCode> run_version(Request const& request, Streams& streams) {
  streams.out << version_text(request.language);
  return ExitCode::done;
}

}  // namespace

Command version_command() {
  return {.name = "version",
          .synopsis = "",
          .summary = Text::summary_version,
          .details = Text::details_version,
          .files = {0, 0},
          .examples = {{Text::example_version, "cxsim version"}},
          .options = {general_options()},
          .run = run_version};
}

}  // namespace cxsim
