// `cxsim init --schema DIR`: what editors need to complete and check files.
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/io/json_schema.hpp"
#include "init_kinds.hpp"
#include "output.hpp"

namespace cxsim {

namespace {

/// Schemas follow from the program, so older ones are replaced.
[[nodiscard]] Outcome<ExitCode> run_schema(Request const& request, Streams& streams) {
  std::filesystem::path const folder = *request.arguments.value("schema");
  std::filesystem::path const map = folder / "cxsim-map.schema.json";
  std::filesystem::path const scenario = folder / "cxsim-scenario.schema.json";
  if (auto failed =
          write_files({{map, map_schema()}, {scenario, scenario_schema()}}, {}, streams)) {
    return give_up(std::move(*failed));
  }
  streams.out << say(request.language, texts::init_schema_done,
                     {terminal_text(map.string()), terminal_text(scenario.string())})
              << "\n\n"
              << say(request.language, texts::init_schema_next)
              << "\n  \"$schema\": \"schema/cxsim-map.schema.json\",\n";
  return ExitCode::done;
}

}  // namespace

InitKind init_schema() {
  return {.option = "schema",
          .files = {0, 0},
          .options = {{"schema", 0, "DIR", texts::option_schema}},
          .examples = {{texts::example_init_schema, "cxsim init --schema schema"}},
          .run = run_schema};
}

}  // namespace cxsim
