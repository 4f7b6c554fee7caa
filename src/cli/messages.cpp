#include "messages.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::vector<std::string> files_of(Diagnostics const& problems) {
  std::vector<std::string> files;
  for (Diagnostic const& problem : problems) {
    bool const is_new = std::ranges::find(files, problem.where.file) == files.end();
    if (problem.severity == Severity::error && !problem.where.file.empty() && is_new) {
      files.push_back(problem.where.file);
    }
  }
  return files;
}

/// "3 problems in scenarios/x.json", or "" when no file is to blame.
[[nodiscard]] std::string count_text(Diagnostics const& problems, Language language) {
  auto const count = static_cast<std::uint64_t>(
      std::ranges::count(problems, Severity::error, &Diagnostic::severity));
  std::vector<std::string> const files = files_of(problems);
  constexpr CountedText anywhere{texts::one_problem, texts::few_problems, texts::some_problems};
  constexpr CountedText in_files{texts::one_problem_in, texts::few_problems_in,
                                 texts::some_problems_in};
  return files.empty() ? say_counted(language, anywhere, count)
                       : say_counted(language, in_files, count, {listed(language, files)});
}

}  // namespace

void print_line(std::string_view sentence, Streams& streams) {
  streams.err << terminal_text(sentence) << '\n';
}

void print_problems(Diagnostics const& problems, Closing closing, Language language,
                    Streams& streams) {
  for (Diagnostic const& problem : problems) {
    std::string const text = to_text(problem, language);
    if (problem.severity == Severity::error) {
      print_line(text, streams);
    } else if (problem.severity == Severity::warning) {
      print_line(say(language, texts::message_warning, {text}), streams);
    }
  }
  std::string const count = count_text(problems, language);
  print_line(
      closing == Closing::nothing_was_run ? say(language, texts::nothing_was_run, {count}) : count,
      streams);
}

void print_notes(Diagnostics const& notes, Request const& request, Streams& streams) {
  for (Diagnostic const& note : notes) {
    Text const kind =
        note.severity == Severity::warning ? texts::message_warning : texts::message_note;
    print_message(say(request.language, kind, {to_text(note, request.language)}), request, streams);
  }
}

void print_message(std::string_view sentence, Request const& request, Streams& streams) {
  if (request.loudness == Loudness::normal) {
    print_line(sentence, streams);
  }
}

}  // namespace cxsim
