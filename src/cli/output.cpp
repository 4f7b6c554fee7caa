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
  return problems.empty()
             ? std::nullopt
             : std::optional(Failure{.code = ExitCode::bad_input, .problems = std::move(problems)});
}

/// A place that cannot be written, when the computation is done and cannot be delivered.
[[nodiscard]] Failure undelivered(Diagnostics problems) {
  return {ExitCode::no_access, std::move(problems), Closing::none};
}

/// An empty file for every place that holds none yet or an ordinary one.
[[nodiscard]] std::vector<OutputFile> samples_of(Request const& request) {
  std::vector<OutputFile> samples;
  if (auto const folder = request.arguments.value("out")) {
    samples.push_back({fs::path(*folder) / "result.json", {}});
  }
  for (char const* option : {"json", "event-log"}) {
    auto const file = request.arguments.value(option);
    if (file && *file != "-") {
      samples.push_back({*file, {}});
    }
  }
  std::erase_if(samples, [](OutputFile const& file) {
    std::error_code ignored;
    return fs::is_other(file.path, ignored);
  });
  return samples;
}

void print_places(std::vector<OutputFile> const& files, Request const& request, Streams& streams) {
  for (OutputFile const& file : files) {
    print_message(say(request.language, texts::written_to, {file.path.string()}), request, streams);
  }
}

}  // namespace

std::optional<Failure> try_places(Request const& request) {
  std::vector<OutputFile> const samples = samples_of(request);
  if (auto refused = refuse_inputs(samples, request.arguments.files())) {
    return refused;
  }
  FileSet never_in_place;
  for (OutputFile const& file : samples) {
    if (auto added = never_in_place.add(file.path, file.content); !added) {
      return Failure{.code = ExitCode::no_access, .problems = std::move(added.error())};
    }
  }
  return std::nullopt;
}

std::optional<Failure> write_files(std::vector<OutputFile> const& files,
                                   std::vector<std::string> const& inputs, Streams const& streams) {
  if (auto refused = refuse_inputs(files, inputs)) {
    return refused;
  }
  FileSet set;
  for (OutputFile const& file : files) {
    if (auto added = set.add(file.path, file.content); !added) {
      return undelivered(std::move(added.error()));
    }
  }
  if (StopSignal const signal = streams.stop_signal(); signal != StopSignal::none) {
    return Failure{.code = code_of(signal)};
  }
  auto placed = set.put_in_place();
  return placed ? std::nullopt : std::optional(undelivered(std::move(placed.error())));
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
