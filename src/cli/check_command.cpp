#include <algorithm>

#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "fix_suggestions.hpp"
#include "input.hpp"
#include "layout.hpp"
#include "messages.hpp"
#include "output.hpp"
#include "parameter_list.hpp"
#include "portrait.hpp"
#include "settings.hpp"

namespace cxsim {

namespace {

/// A file without problems.
struct CheckedFile {
  std::string name;
  FileKind kind;
  Scenario scenario;
  Diagnostics notes;
};

[[nodiscard]] std::string contents_text(CheckedFile const& file, Language language) {
  Scenario const& scenario = file.scenario;
  Map const& map = scenario.map;
  std::vector<std::string> parts;
  auto const add = [&](std::size_t count, CountedText const& text) {
    if (count > 0) {
      parts.push_back(say_counted(language, text, count));
    }
  };
  add(scenario.events.size(), {texts::one_event, texts::few_events, texts::some_events});
  add(scenario.initiatives.size(),
      {texts::one_initiative, texts::few_initiatives, texts::some_initiatives});
  add(map.touchpoints.size(),
      {texts::one_touchpoint, texts::few_touchpoints, texts::some_touchpoints});
  add(map.departments.size(),
      {texts::one_department, texts::few_departments, texts::some_departments});
  add(map.journeys.size(), {texts::one_journey, texts::few_journeys, texts::some_journeys});
  add(map.segments.size(), {texts::one_segment, texts::few_segments, texts::some_segments});
  return listed(language, parts);
}

[[nodiscard]] std::string numbers_text(ParameterTable const& parameters, Language language) {
  auto const count = [&](auto const& counts) {
    return with_thousands(static_cast<double>(std::ranges::count_if(parameters.infos(), counts)),
                          language);
  };
  return say(language, texts::check_numbers,
             {with_thousands(static_cast<double>(parameters.size()), language),
              with_thousands(static_cast<double>(uncertain_numbers(parameters)), language),
              count([](ParameterInfo const& info) {
                return info.evidence == Evidence::program_default;
              })});
}

[[nodiscard]] std::string heading_text(CheckedFile const& file, Language language) {
  Text const good =
      file.kind == FileKind::scenario ? texts::check_good_scenario : texts::check_good_map;
  return say(language, good, {terminal_text(file.name)}) + '\n';
}

/// One file is explained, several are summed up.
[[nodiscard]] std::string explanation_text(CheckedFile const& file, Language language, int width) {
  return heading_text(file, language) +
         portrait_text(portrait_of(file.scenario), file.scenario, file.kind, language, width);
}

[[nodiscard]] std::string summary_text(CheckedFile const& file, Language language) {
  std::string text = heading_text(file, language);
  text += "  " + contents_text(file, language) + '\n';
  text += "  " + numbers_text(file.scenario.parameters, language) + '\n';
  std::vector<std::string> const missing = work_not_simulated(file.scenario);
  if (!missing.empty()) {
    text += "  " + say(language, texts::check_not_simulated, {listed(language, missing)}) + '\n';
  }
  if (file.scenario.illustrative) {
    text += "  " + say(language, texts::check_illustrative) + '\n';
  }
  return text;
}

[[nodiscard]] Outcome<CheckedFile> check_file(std::string const& name, Request const& request,
                                              Streams& streams) {
  return read_input(name, streams).and_then([&](InputText const& input) -> Outcome<CheckedFile> {
    auto loaded = read_scenario_or_map(input, PlainChain::accepted);
    if (!loaded) {
      return give_up(failure_of_input(std::move(loaded.error())));
    }
    auto notes = apply_settings(request.arguments, loaded->scenario);
    if (!notes) {
      return give_up(ExitCode::bad_input, std::move(notes.error()));
    }
    loaded->notes.append(std::move(*notes));
    return CheckedFile{input.name, detect_kind(input.text), std::move(loaded->scenario),
                       std::move(loaded->notes)};
  });
}

[[nodiscard]] char const* severity_word(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

[[nodiscard]] Json problems_json(Diagnostics const& problems, Language language) {
  Json list = Json::array();
  for (Diagnostic const& one : problems) {
    list.push(Json::object()
                  .set("severity", severity_word(one.severity))
                  .set("file", one.where.file)
                  .set("line", one.where.line)
                  .set("column", one.where.column)
                  .set("pointer", one.where.pointer)
                  .set("text", say(language, one.text, one.arguments))
                  .set("repairs", repairs_json(one)));
  }
  return list;
}

[[nodiscard]] Json file_json(CheckedFile const& file, Request const& request) {
  Json missing = Json::array();
  for (std::string const& id : work_not_simulated(file.scenario)) {
    missing.push(id);
  }
  Json json = Json::object()
                  .set("file", file.name)
                  .set("passes", true)
                  .set("kind", file.kind == FileKind::scenario ? "scenario" : "map")
                  .set("illustrative", file.scenario.illustrative)
                  .set("not_simulated", std::move(missing))
                  .set("messages", problems_json(file.notes, request.language));
  set_portrait(portrait_of(file.scenario), file.scenario, file.kind, json);
  if (request.arguments.has("parameters")) {
    json.set("parameters", parameter_list_json(file.scenario.parameters));
  }
  return json;
}

[[nodiscard]] Json refused_json(std::string const& name, Diagnostics const& problems,
                                Language language) {
  return Json::object()
      .set("file", name)
      .set("passes", false)
      .set("messages", problems_json(problems, language));
}

[[nodiscard]] std::string file_text(CheckedFile const& file, Request const& request, int width) {
  bool const is_only = request.arguments.files().size() == 1;
  std::string text = is_only ? explanation_text(file, request.language, width)
                             : summary_text(file, request.language);
  if (request.arguments.has("parameters")) {
    text += '\n' + parameter_table_text(file.scenario.parameters, request.language);
  }
  return text;
}

[[nodiscard]] Outcome<ExitCode> run_check(Request const& request, Streams& streams) {
  ExitCode gravest = ExitCode::done;
  std::string text;
  Json files = Json::array();
  for (std::string const& name : request.arguments.files()) {
    auto const file = check_file(name, request, streams);
    if (file) {
      print_notes(file->notes, request, streams);
      text += file_text(*file, request, streams.width);
      files.push(file_json(*file, request));
    } else {
      print_problems(file.error().problems, Closing::none, request.language, streams);
      if (request.arguments.has("fix-suggestions")) {
        text += fix_suggestions_text(file.error().problems, request.language);
      }
      files.push(refused_json(name, file.error().problems, request.language));
      gravest = std::max(gravest, file.error().code);
    }
  }
  std::string const json = to_json_text(
      Json::object().set("format", "cxsim-check").set("version", 1).set("files", std::move(files)));
  if (auto failure = deliver({text, json}, {}, request, streams)) {
    return give_up(std::move(*failure));
  }
  return gravest;
}

}  // namespace

Command check_command() {
  OptionGroup own{texts::options_check,
                  {{"parameters", 'p', "", texts::option_parameters},
                   {"fix-suggestions", 0, "", texts::option_fix_suggestions},
                   {"json", 0, "FILE", texts::option_json},
                   set_option()}};
  return {
      .name = "check",
      .synopsis = "FILE… [OPTION…]",
      .summary = texts::summary_check,
      .details = texts::details_check,
      .files = {1, 1000},
      .examples = {{texts::example_check, "cxsim check scenarios/bank.json"},
                   {texts::example_check_all, "cxsim check journeys/*.json scenarios/*.json"},
                   {texts::example_check_parameters,
                    "cxsim check scenarios/bank.json --parameters"},
                   {texts::example_check_fixes, "cxsim check my-scenario.json --fix-suggestions"}},
      .options = {own, general_options()},
      .run = run_check};
}

}  // namespace cxsim
