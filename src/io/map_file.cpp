#include "cxsim/io/map_file.hpp"

#include <array>
#include <utility>

#include "checks.hpp"
#include "document.hpp"
#include "fields.hpp"
#include "files.hpp"

namespace cxsim {

MapReading read_map(std::string_view text, Problems& problems) {
  MapReading reading;
  auto const root = read_document(text, FileKind::map, problems);
  if (!root) {
    return reading;
  }
  Places places;
  for (Kind const kind : {Kind::department, Kind::channel, Kind::stage, Kind::touchpoint,
                          Kind::journey, Kind::queue, Kind::segment, Kind::outcome, Kind::value}) {
    collect_names(*root, kind, reading.names, places, problems);
  }
  check_outcome_names(reading.names, places, problems);
  if (refusal_of(problems.all()) == Refusal::over_limit) {
    return reading;  // what else is wrong would only follow from it
  }
  Reader reader(*root, reading.names, reading.parameters, problems);
  describe(reader, reading.map);
  reader.finish();
  check_map(reading.map, {reading.parameters, places, reader}, problems);
  reading.is_there = true;
  return reading;
}

Result<LoadedMap> parse_map(std::string_view text, std::string const& file_name) {
  Problems problems(file_name);
  MapReading reading = read_map(text, problems);
  if (problems.errors() > 0) {
    return failure(problems.all());
  }
  check_luck(reading.parameters, problems);
  return LoadedMap{std::move(reading.map),
                   std::move(reading.parameters),
                   {describe_file(file_name, text)},
                   problems.all()};
}

Result<LoadedMap> load_map(std::filesystem::path const& file) {
  return read_input(file).and_then(
      [&](std::string const& text) { return parse_map(text, file.string()); });
}

}  // namespace cxsim
