// `cxsim init --schema DIR`: what editors need to complete and check files.
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/io/json_schema.hpp"
#include "init_kinds.hpp"
#include "output.hpp"

namespace cxsim {

std::vector<OutputFile> schema_files(std::filesystem::path const& folder) {
  return {{folder / "cxsim-map.schema.json", map_schema()},
          {folder / "cxsim-scenario.schema.json", scenario_schema()}};
}

namespace {

/// Schemas follow from the program, so older ones are replaced.
[[nodiscard]] Outcome<ExitCode> run_schema(Request const& request, Streams& streams) {
  auto const files = schema_files(*request.arguments.value("schema"));
  if (auto failed = write_files(files, {}, streams)) {
    return give_up(std::move(*failed));
  }
  streams.out << say(request.language, texts::init_schema_done,
                     {terminal_text(files[0].path.string()), terminal_text(files[1].path.string())})
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
