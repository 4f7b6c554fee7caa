#include "input.hpp"

#include <array>
#include <filesystem>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/formats/text_file.hpp"
#include "cxsim/io/texts.hpp"
#include "layout.hpp"
#include "messages.hpp"
#include "settings.hpp"

namespace cxsim {

namespace {

constexpr char const* standard_input = "standard input";

/// Longer than any document may be, so that what is cut is refused by its reader.
constexpr std::size_t most_bytes = JsonLimits{}.bytes + 1;

[[nodiscard]] std::string read_all(std::istream& stream) {
  std::string text;
  std::array<char, 1 << 16> chunk{};
  while (text.size() < most_bytes && stream) {
    stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    text.append(chunk.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

[[nodiscard]] Result<FileText> read_map_of(InputText const& scenario, std::string const& path) {
  std::filesystem::path const folder =
      scenario.name == standard_input ? "" : std::filesystem::path(scenario.name).parent_path();
  std::filesystem::path const map = (folder / path).lexically_normal();
  return read_text(map.string(), JsonLimits{}.bytes).map([&](std::string text) {
    return FileText{map.string(), std::move(text)};
  });
}

/// Nothing happens and nothing is proposed; all else is the program's default.
[[nodiscard]] std::string empty_scenario(std::string const& name) {
  return to_json_text(Json::object()
                          .set("format", "cxsim-scenario")
                          .set("version", 1)
                          .set("name", name)
                          .set("map", "map"));
}

/// Effects that are read but not simulated yet are named in one sentence.
[[nodiscard]] Diagnostics shorten(Diagnostics const& notes, Scenario const& scenario) {
  Diagnostics shorter;
  for (Diagnostic const& note : notes) {
    if (note.text != texts::effect_not_simulated) {
      shorter.add(note);
    }
  }
  std::vector<std::string> const ids = work_not_simulated(scenario);
  if (!ids.empty()) {
    shorter.add(Severity::note, {}, texts::work_not_simulated, {Argument::list(ids)});
  }
  return shorter;
}

}  // namespace

Outcome<InputText> read_input(std::string const& file, Streams& streams) {
  if (file == "-") {
    return InputText{standard_input, read_all(streams.in)};
  }
  auto text = read_text(file, JsonLimits{}.bytes);
  if (!text) {
    return give_up(failure_of_input(std::move(text.error())));
  }
  return InputText{file, std::move(*text)};
}

Result<LoadedScenario> read_scenario(InputText const& input) {
  return parse_scenario(input.text, input.name,
                        [&](std::string const& path) { return read_map_of(input, path); });
}

Result<LoadedScenario> read_scenario_or_map(InputText const& input, PlainChain chain) {
  if (detect_kind(input.text) != FileKind::map) {
    return read_scenario(input);
  }
  return parse_map(input.text, input.name).and_then([&](LoadedMap const& map) {
    auto loaded = parse_scenario(
        empty_scenario(map.map.name), input.name,
        [&](std::string const&) -> Result<FileText> {
          return FileText{input.name, input.text};
        },
        chain);
    if (loaded) {
      loaded->files.erase(loaded->files.begin());  // made here, not read
    }
    return loaded;
  });
}

Outcome<LoadedScenario> prepare(Request const& request, Result<LoadedScenario> loaded,
                                Streams& streams) {
  if (!loaded) {
    return give_up(failure_of_input(std::move(loaded.error())));
  }
  auto notes = apply_settings(request.arguments, loaded->scenario);
  if (!notes) {
    return give_up(ExitCode::bad_input, std::move(notes.error()));
  }
  print_notes(shorten(loaded->notes, loaded->scenario), request, streams);
  print_notes(*notes, request, streams);
  return std::move(*loaded);
}

}  // namespace cxsim
