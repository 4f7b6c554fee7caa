#include "cxsim/io/map_file.hpp"

#include <array>
#include <utility>

#include "checks.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/io/texts.hpp"
#include "cxsim/random/keyed.hpp"
#include "document.hpp"
#include "fields.hpp"
#include "files.hpp"
#include "limits.hpp"

namespace cxsim {

namespace {

/// About how many numbers a map has.
[[nodiscard]] std::size_t estimate_numbers(Names const& names) {
  constexpr std::size_t of_touchpoint = 10;
  constexpr std::size_t of_segment = 10;
  return of_touchpoint * names.ids(Kind::touchpoint).size() +
         names.ids(Kind::segment).size() * (names.ids(Kind::journey).size() + of_segment);
}

/// Each segment sees each number in its own way; that is what memory goes into.
void check_size(JsonValue const& root, Names const& names, Problems& problems) {
  std::size_t const segments = names.ids(Kind::segment).size();
  std::size_t const kept = segments * estimate_numbers(names);
  if (kept > most_kept_numbers) {
    problems.error(root.find(section_of(Kind::segment))->place(),
                   json_pointer("", section_of(Kind::segment)), texts::map_too_large,
                   {std::to_string(segments), std::to_string(names.ids(Kind::journey).size()),
                    std::to_string(names.ids(Kind::touchpoint).size()),
                    Argument::whole(round_significant(static_cast<double>(kept), 2)),
                    Argument::whole(static_cast<double>(most_kept_numbers))});
  }
}

template <class Key, class Value>
void name_luck(Table<Key, Value>& table) {
  std::vector<std::string> ids;
  ids.reserve(table.size());
  for (Value const& one : table) {
    ids.push_back(one.id);
  }
  std::vector<std::uint32_t> const names = luck_names(ids);
  for (std::uint32_t index = 0; index < table.size(); ++index) {
    table[Key{index}].luck = names[index];
  }
}

}  // namespace

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
  check_size(*root, reading.names, problems);
  if (refusal_of(problems.all()) == Refusal::over_limit) {
    return reading;  // what else is wrong would only follow from it
  }
  // With room to spare, which costs nothing: growing would take twice as much for a moment.
  reading.parameters.reserve(estimate_numbers(reading.names) * 3 / 2);
  Reader reader(*root, reading.names, reading.parameters, problems);
  describe(reader, reading.map);
  reader.finish();
  name_luck(reading.map.touchpoints);
  name_luck(reading.map.journeys);
  name_luck(reading.map.segments);
  check_map(reading.map, {reading.parameters, places, reader}, problems);
  if (problems.errors() == 0) {
    derive_patience(reading.map, reading.parameters, problems);
  }
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
