// `cxsim init DIR`: a small map and a scenario for it.
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "first_files.hpp"
#include "init_kinds.hpp"
#include "new_files.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Outcome<ExitCode> run_pair(Request const& request, Streams& streams) {
  std::filesystem::path const folder = request.arguments.files().front();
  std::filesystem::path const map = folder / "map.json";
  std::filesystem::path const scenario = folder / "scenario.json";
  auto files = schema_files(folder / "schema");
  files.push_back({map, std::string(first_map())});
  files.push_back({scenario, std::string(first_scenario())});
  if (auto failed = write_new_files(files, streams)) {
    return give_up(std::move(*failed));
  }
  streams.out << say(request.language, texts::init_pair_done,
                     {terminal_text(map.string()), terminal_text(scenario.string())})
              << "\n\n"
              << say(request.language, texts::init_pair_next) << "\n  cxsim prioritize "
              << terminal_text(shell_word(scenario.string())) << '\n'
              << say(request.language, texts::init_pair_then) << '\n';
  return ExitCode::done;
}

}  // namespace

InitKind init_pair() {
  return {.option = "",
          .files = {1, 1},
          .options = {},
          .examples = {{texts::example_init, "cxsim init my-firm"}},
          .run = run_pair};
}

}  // namespace cxsim
