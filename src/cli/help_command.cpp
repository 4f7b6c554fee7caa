#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/nearest.hpp"
#include "help.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Failure unknown_command(std::string const& name) {
  std::vector<std::string> names;
  for (Command const& command : all_commands()) {
    names.emplace_back(command.name);
  }
  auto const meant = nearest(name, names);
  return {
      ExitCode::bad_input,
      Diagnostics(
          meant ? Diagnostic{Severity::error, {}, texts::unknown_command_suggest, {name, *meant}}
                : Diagnostic{Severity::error, {}, texts::unknown_command, {name}})};
}

[[nodiscard]] Outcome<ExitCode> run_help(Request const& request, Streams& streams) {
  auto const& words = request.arguments.files();
  if (words.empty()) {
    streams.out << overview_text(request.language, streams.width);
    return ExitCode::done;
  }
  Command const* command = find_command(words.front());
  if (command == nullptr) {
    return give_up(unknown_command(words.front()));
  }
  streams.out << help_text(*command, request.language, streams.width);
  return ExitCode::done;
}

}  // namespace

Command help_command() {
  return {.name = "help",
          .synopsis = "[COMMAND]",
          .summary = texts::summary_help,
          .details = texts::details_help,
          .files = {0, 1},
          .examples = {{texts::example_help, "cxsim help prioritize"}},
          .options = {general_options()},
          .run = run_help};
}

}  // namespace cxsim
