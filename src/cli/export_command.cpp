#include <cmath>

#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/io/input_file.hpp"
#include "cxsim/workbook/export.hpp"
#include "cxsim/workbook/workbook_file.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "output.hpp"

namespace cxsim {

namespace {

void check_options(OptionValues& values) {
  if (!values.arguments().has("workbook")) {
    values.report({Severity::error, {"", 0, 0, "--workbook"}, texts::export_no_workbook, {}});
  }
}

[[nodiscard]] Result<ExportedWorkbook> export_input(InputText const& input, Language language) {
  if (detect_kind(input.text) == FileKind::map) {
    return parse_map(input.text, input.name).map([&](LoadedMap const& map) {
      return export_workbook(map, language);
    });
  }
  return read_scenario(input).map(
      [&](LoadedScenario const& loaded) { return export_workbook(loaded.scenario, language); });
}

/// "map: /behaviour, /touchpoints/*/penalty (18); scenario: /events".
[[nodiscard]] std::string places_text(std::vector<PlacesInLastSheet> const& places,
                                      Language language) {
  std::string text;
  bool is_of_map = false;
  for (PlacesInLastSheet const& one : places) {
    bool const is_first_of_file = text.empty() || one.is_of_map != is_of_map;
    is_of_map = one.is_of_map;
    if (is_first_of_file) {
      text += (text.empty() ? "" : "; ") +
              say(language, is_of_map ? texts::export_of_map : texts::export_of_scenario) + ": ";
    } else {
      text += ", ";
    }
    text += one.place + (one.count > 1 ? " (" + std::to_string(one.count) + ')' : "");
  }
  return text;
}

/// Whether \p json, which is valid, has a comment.
[[nodiscard]] bool has_comments(std::string_view json) {
  bool is_in_text = false;
  for (std::size_t i = 0; i + 1 < json.size(); ++i) {
    if (is_in_text && json[i] == '\\') {
      ++i;
    } else if (json[i] == '"') {
      is_in_text = !is_in_text;
    } else if (!is_in_text && json[i] == '/') {
      return true;
    }
  }
  return false;
}

[[nodiscard]] Outcome<ExitCode> run_export(Request const& request, Streams& streams) {
  std::string const file = request.arguments.value("workbook").value();
  auto const input = read_input(request.arguments.files().front(), streams);
  if (!input) {
    return give_up(input.error());
  }
  auto const exported = export_input(*input, request.language);
  if (!exported) {
    return give_up(failure_of_input(exported.error()));
  }
  auto const bytes = workbook_file(exported->sheets, request.language);
  if (!bytes) {
    return give_up(ExitCode::no_access, bytes.error());
  }
  if (auto failed = write_files({{file, *bytes}}, request.arguments.files(), streams)) {
    return give_up(std::move(*failed));
  }
  if (auto const& gap = exported->volume_gap) {
    auto const whole = [&](double visits) {
      return with_thousands(std::round(visits), request.language);
    };
    print_message(say(request.language, texts::export_volumes,
                      {gap->touchpoint, whole(gap->in_sheet), whole(gap->with_differences)}),
                  request, streams);
  }
  if (!exported->last_sheet.empty()) {
    print_message(say(request.language, texts::export_last_sheet,
                      {places_text(exported->last_sheet, request.language)}),
                  request, streams);
  }
  if (has_comments(input->text)) {
    print_message(say(request.language, texts::export_comments, {input->name}), request, streams);
  }
  print_message(say(request.language, texts::written_to, {file}), request, streams);
  return ExitCode::done;
}

}  // namespace

Command export_command() {
  OptionGroup own{texts::options_export,
                  {{"workbook", 0, "FILE.xlsx", texts::option_export_workbook}}};
  return {.name = "export",
          .synopsis = "MAP|SCENARIO --workbook FILE.xlsx [OPTION…]",
          .summary = texts::summary_export,
          .details = texts::details_export,
          .files = {1, 1},
          .examples = {{texts::example_export,
                        "cxsim export scenarios/bank.json --workbook bank.xlsx --lang pl"}},
          .options = {own, general_options()},
          .check_options = check_options,
          .run = run_export};
}

}  // namespace cxsim
