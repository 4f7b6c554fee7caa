#include "cxsim/io/scenario_file.hpp"

#include <utility>

#include "checks.hpp"
#include "cxsim/formats/text_file.hpp"
#include "cxsim/io/texts.hpp"
#include "document.hpp"
#include "fields.hpp"
#include "files.hpp"

namespace cxsim {

namespace {

/// Reads the map that the scenario names, as far as there is one.
struct NamedMap {
  MapReading reading;
  std::vector<InputFile> files;
  Diagnostics problems;
};

/// What is wrong with the map that stands at \p named. When there is no such file, the place to
/// mend is the scenario that names it.
[[nodiscard]] Diagnostics named_by(Location const& named, Diagnostics const& problems) {
  Diagnostics told;
  for (Diagnostic const& problem : problems) {
    if (is_access_problem(problem.text)) {
      told.add(problem.severity, named, texts::named_map_not_read,
               {problem.where.file, Argument(problem.text, problem.arguments)});
    } else {
      told.add(problem);
    }
  }
  return told;
}

[[nodiscard]] NamedMap read_named_map(JsonValue const& scenario, std::string const& scenario_file,
                                      MapText const& map_text) {
  JsonValue const* path = scenario.find("map");
  if (path == nullptr || path->kind() != JsonKind::string) {
    return {};  // reported with the scenario's other keys
  }
  auto file = map_text(path->string());
  if (!file) {
    Location const named{scenario_file, path->place().line, path->place().column, "/map"};
    return {{}, {}, named_by(named, file.error())};
  }
  Problems problems(file->name);
  MapReading reading = read_map(file->text, problems);
  return {std::move(reading), {describe_file(file->name, file->text)}, problems.all()};
}

}  // namespace

Result<LoadedScenario> parse_scenario(std::string_view text, std::string const& file_name,
                                      MapText const& map_text, PlainChain chain) {
  Problems problems(file_name);
  auto const root = read_document(text, FileKind::scenario, problems);
  if (!root) {
    return failure(problems.all());
  }
  NamedMap named = read_named_map(*root, file_name, map_text);
  problems.append(std::move(named.problems));
  Places places;
  for (Kind const kind : {Kind::event, Kind::initiative}) {
    collect_names(*root, kind, named.reading.names, places, problems);
  }
  if (refusal_of(problems.all()) == Refusal::over_limit) {
    return failure(problems.all());  // what else is wrong would only follow from it
  }
  LoadedScenario loaded;
  Scenario& scenario = loaded.scenario;
  scenario.map = std::move(named.reading.map);
  scenario.parameters = std::move(named.reading.parameters);
  Reader reader(*root, named.reading.names, scenario.parameters, problems);
  if (!named.reading.is_there) {
    reader.do_without_map();
  }
  describe(reader, scenario);
  reader.finish();
  if (named.reading.is_there && scenario.map.segments.empty() && chain == PlainChain::refused &&
      problems.errors() == 0) {
    problems.error(root->place(), "", texts::chain_not_simulated, {});
  }
  check_scenario(scenario, {scenario.parameters, places, reader}, problems);
  if (problems.errors() > 0) {
    return failure(problems.all());
  }
  check_luck(scenario.parameters, problems);
  scenario.illustrative = scenario.illustrative || scenario.map.illustrative;
  loaded.files.push_back(describe_file(file_name, text));
  loaded.files.insert(loaded.files.end(), named.files.begin(), named.files.end());
  loaded.notes = problems.all();
  return loaded;
}

Result<LoadedScenario> load_scenario(std::filesystem::path const& file) {
  auto const map_text = [&](std::string const& path) -> Result<FileText> {
    std::filesystem::path const map = (file.parent_path() / path).lexically_normal();
    return read_input(map).map([&](std::string text) {
      return FileText{map.string(), std::move(text)};
    });
  };
  return read_input(file).and_then(
      [&](std::string const& text) { return parse_scenario(text, file.string(), map_text); });
}

}  // namespace cxsim
