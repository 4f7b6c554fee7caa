// `cxsim init --start DIR`: ten numbers, a starter map, a first ranking.
#include <array>
#include <string>

#include "application.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "init_kinds.hpp"
#include "messages.hpp"
#include "new_files.hpp"
#include "sampling.hpp"
#include "start_questions.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::optional<Industry> industry_of(OptionValues& values) {
  auto const name = values.arguments().value("industry");
  auto const industry = name ? industry_from_key(*name) : std::nullopt;
  if (name && !industry) {
    values.report({Severity::error, {"", 0, 0, "--industry"}, texts::industry_unknown, {*name}});
  }
  return industry;
}

void check_start(OptionValues& values) {
  static_cast<void>(industry_of(values));
  check_sampling_options(values);
}

/// The ranking, as if the user had typed the command that the messages name.
[[nodiscard]] ExitCode rank(std::string const& scenario, std::string const& folder,
                            Request const& request, Streams& streams) {
  std::vector<std::string> words = {"prioritize", scenario, "--out", folder};
  for (char const* option : {"lang", "color", "draws", "customers"}) {
    if (auto const value = request.arguments.value(option)) {
      words.push_back("--" + std::string(option));
      words.push_back(*value);
    }
  }
  return run(words, streams);
}

[[nodiscard]] Outcome<ExitCode> run_start(Request const& request, Streams& streams) {
  std::filesystem::path const folder = request.arguments.files().front();
  std::filesystem::path const map = folder / "map.json";
  std::filesystem::path const scenario = folder / "scenario.json";
  auto files = schema_files(folder / "schema");
  if (auto failed = refuse_existing({map, scenario, files[0].path, files[1].path})) {
    return give_up(std::move(*failed));
  }
  auto const industry = request.arguments.value("industry");
  auto const answers =
      ask_start(industry ? industry_from_key(*industry) : std::nullopt, request.language, streams);
  if (!answers) {
    return give_up(answers.error());
  }
  StartedCase const started =
      start_case(answers->industry, answers->numbers, "map.json", request.language);
  files.push_back({map, started.map});
  files.push_back({scenario, started.scenario});
  if (auto failed = write_new_files(files, streams)) {
    return give_up(std::move(*failed));
  }
  print_notes(started.notes, request, streams);
  streams.err << say(request.language, texts::init_start_done,
                     {terminal_text(map.string()), terminal_text(scenario.string()),
                      terminal_text(shell_word(scenario.string()))})
              << "\n\n";
  return rank(scenario.string(), (folder / "first-ranking").string(), request, streams);
}

}  // namespace

InitKind init_start() {
  return {.option = "start",
          .files = {1, 1},
          .options = {{.name = "start", .text = texts::option_start},
                      {.name = "industry", .value = "NAME", .text = texts::option_industry},
                      {.name = "draws", .value = "N", .text = texts::option_draws},
                      {.name = "customers", .value = "N", .text = texts::option_customers}},
          .examples = {{texts::example_init_start, "cxsim init --start --industry bank my-bank"}},
          .check_options = check_start,
          .run = run_start};
}

}  // namespace cxsim
