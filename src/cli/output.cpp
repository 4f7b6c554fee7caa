#include "output.hpp"

#include <algorithm>
#include <system_error>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/text_file.hpp"
#include "messages.hpp"

namespace cxsim {

namespace {

namespace fs = std::filesystem;

[[nodiscard]] std::optional<Failure> refuse_inputs(std::vector<OutputFile> const& files,
                                                   std::vector<std::string> const& inputs) {
  Diagnostics problems;
  for (OutputFile const& file : files) {
    bool const is_input = std::ranges::any_of(inputs, [&](std::string const& input) {
      std::error_code ignored;
      return fs::equivalent(file.path, input, ignored);
    });
    if (is_input) {
      problems.add(Severity::error, {file.path.string()}, texts::output_is_input);
    }
  }
  return problems.empty() ? std::nullopt
                          : std::optional(Failure{ExitCode::bad_input, std::move(problems)});
}

void print_places(std::vector<OutputFile> const& files, Request const& request, Streams& streams) {
  for (OutputFile const& file : files) {
    print_message(say(request.language, texts::written_to, {file.path.string()}), request, streams);
  }
}

}  // namespace

std::optional<Failure> write_files(std::vector<OutputFile> const& files,
                                   std::vector<std::string> const& inputs, Streams const& streams) {
  if (auto refused = refuse_inputs(files, inputs)) {
    return refused;
  }
  FileSet set;
  for (OutputFile const& file : files) {
    if (auto added = set.add(file.path, file.content); !added) {
      return Failure{ExitCode::no_access, std::move(added.error())};
    }
  }
  if (StopSignal const signal = streams.stop_signal(); signal != StopSignal::none) {
    return Failure{code_of(signal), {}};
  }
  auto placed = set.put_in_place();
  return placed ? std::nullopt
                : std::optional(Failure{ExitCode::no_access, std::move(placed.error())});
}

std::optional<Failure> deliver(ResultForms const& forms, std::vector<OutputFile> files,
                               Request const& request, Streams& streams) {
  auto const json = request.arguments.value("json");
  if (json && *json != "-") {
    files.push_back({*json, forms.json});
  }
  if (auto failed = write_files(files, request.arguments.files(), streams)) {
    return failed;
  }
  // Where things lie is said last: on a terminal it must not scroll away above a long table.
  streams.out << (json == "-" ? forms.json : forms.text) << std::flush;
  print_places(files, request, streams);
  return std::nullopt;
}

std::optional<Failure> deliver_document(std::string const& document,
                                        std::vector<std::string> const& inputs,
                                        Request const& request, Streams& streams) {
  std::string const file = request.arguments.value("output").value_or("-");
  if (file == "-") {
    streams.out << document;
    return std::nullopt;
  }
  std::vector<OutputFile> const files = {{file, document}};
  auto failed = write_files(files, inputs, streams);
  if (!failed) {
    print_places(files, request, streams);
  }
  return failed;
}

}  // namespace cxsim
