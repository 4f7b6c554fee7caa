#include "application.hpp"

#include <exception>
#include <new>

#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/base/contract.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/nearest.hpp"
#include "help.hpp"
#include "messages.hpp"
#include "version.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (Command const& command : all_commands()) {
    names.emplace_back(command.name);
  }
  return names;
}

/// An option that stands before the command.
[[nodiscard]] ExitCode refuse_leading_option(std::string const& option, Language language,
                                             Streams& streams) {
  print_line("cxsim: " + say(language, texts::option_before_command, {option}), streams);
  streams.err << see_help("", language);
  return ExitCode::bad_input;
}

[[nodiscard]] ExitCode refuse_command(std::string const& name, Language language,
                                      Streams& streams) {
  auto const meant = nearest(name, command_names());
  print_line("cxsim: " + (meant ? say(language, texts::unknown_command_suggest, {name, *meant})
                                : say(language, texts::unknown_command, {name})),
             streams);
  streams.err << see_help("", language);
  return ExitCode::bad_input;
}

/// Mistakes in the command line itself, each behind the name of the command.
void print_usage_problems(Command const& command, Diagnostics const& problems, Language language,
                          Streams& streams) {
  for (Diagnostic const& problem : problems) {
    print_line("cxsim " + std::string(command.name) + ": " + to_text(problem, language), streams);
  }
  streams.err << see_help(command.name, language);
}

void check_files(Command const& command, Arguments const& arguments, OptionValues& values) {
  std::vector<std::string> const& files = arguments.files();
  if (files.size() < command.files.least) {
    values.report({Severity::error,
                   {},
                   texts::file_missing,
                   {"cxsim " + std::string(command.name) + ' ' + std::string(command.synopsis)}});
  }
  for (std::size_t i = command.files.most; i < files.size(); ++i) {
    values.report({Severity::error, {}, texts::file_surplus, {files[i]}});
  }
}

[[nodiscard]] ExitCode run_command(Command const& command, std::span<std::string const> words,
                                   Language language, Streams& streams) {
  if (asks_for_help(words)) {
    streams.out << help_text(command, language, streams.width);
    return ExitCode::done;
  }
  auto parsed = parse_arguments(words, command.options);
  if (!parsed) {
    print_usage_problems(command, parsed.error(), language, streams);
    return ExitCode::bad_input;
  }
  OptionValues values(*parsed);
  check_files(command, *parsed, values);
  Request const request = make_request(*parsed, streams, values);
  if (command.check_options != nullptr) {
    command.check_options(values);
  }
  if (auto const failure = values.failure()) {
    print_usage_problems(command, failure->problems, language, streams);
    return failure->code;
  }
  auto const outcome = command.run(request, streams);
  if (outcome) {
    return *outcome;
  }
  if (outcome.error().problems.empty()) {
    streams.err << say(request.language, texts::stopped) << '\n';
  } else {
    print_problems(outcome.error().problems, outcome.error().closing, request.language, streams);
  }
  return outcome.error().code;
}

[[nodiscard]] ExitCode run_line(std::span<std::string const> arguments, Language language,
                                Streams& streams) {
  std::string const first = arguments.empty() ? "--help" : arguments.front();
  if (first == "--help" || first == "-h") {
    streams.out << overview_text(language, streams.width);
    return ExitCode::done;
  }
  if (first == "--version" || first == "-V") {
    streams.out << version_text(language);
    return ExitCode::done;
  }
  if (first.starts_with('-')) {
    return refuse_leading_option(first, language, streams);
  }
  Command const* command = find_command(first);
  return command == nullptr ? refuse_command(first, language, streams)
                            : run_command(*command, arguments.subspan(1), language, streams);
}

[[nodiscard]] ExitCode report_fault(std::string_view what, Language language, Streams& streams) {
  print_line(
      say(language, texts::internal_fault, {std::string(program_version()), std::string(what)}),
      streams);
  return ExitCode::internal_fault;
}

/// A result that did not arrive is no result, whatever the command thinks; but a reader may have
/// seen enough of it.
[[nodiscard]] ExitCode finish(ExitCode code, Language language, Streams& streams) {
  streams.out.flush();
  if (streams.out.good() || streams.reader_left() || streams.stop_signal() != StopSignal::none) {
    return code;
  }
  streams.err << say(language, texts::cannot_print) << '\n';
  return ExitCode::no_access;
}

}  // namespace

ExitCode run(std::span<std::string const> arguments, Streams& streams) {
  Language const language = language_asked_for(arguments);
  try {
    return finish(run_line(arguments, language, streams), language, streams);
  } catch (std::bad_alloc const&) {
    streams.err << say(language, texts::out_of_memory) << '\n';
    return ExitCode::over_limit;
  } catch (std::exception const& fault) {
    StopSignal const signal = streams.stop_signal();
    return signal == StopSignal::none ? report_fault(fault.what(), language, streams)
                                      : code_of(signal);
  }
}

}  // namespace cxsim
