// `cxsim init DIR`: a small map and a scenario for it.
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/io/json_schema.hpp"
#include "first_files.hpp"
#include "init_kinds.hpp"
#include "new_files.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Outcome<ExitCode> run_pair(Request const& request, Streams& streams) {
  std::filesystem::path const folder = request.arguments.files().front();
  std::filesystem::path const map = folder / "map.json";
  std::filesystem::path const scenario = folder / "scenario.json";
  if (auto failed =
          write_new_files({{map, std::string(first_map())},
                           {scenario, std::string(first_scenario())},
                           {folder / "schema" / "cxsim-map.schema.json", map_schema()},
                           {folder / "schema" / "cxsim-scenario.schema.json", scenario_schema()}},
                          streams)) {
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
