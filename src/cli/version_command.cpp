#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
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
          .summary = texts::summary_version,
          .details = texts::details_version,
          .files = {0, 0},
          .examples = {{texts::example_version, "cxsim version"}},
          .options = {general_options()},
          .run = run_version};
}

}  // namespace cxsim
