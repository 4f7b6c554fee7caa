#include <filesystem>

#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/workbook/import.hpp"
#include "import_report.hpp"
#include "messages.hpp"
#include "new_files.hpp"
#include "output.hpp"

namespace cxsim {

namespace {

namespace fs = std::filesystem;

struct ImportPlaces {
  fs::path map;
  fs::path scenario;
};

[[nodiscard]] ImportPlaces read_places(OptionValues& values) {
  Arguments const& arguments = values.arguments();
  auto const folder = arguments.value("output");
  if (!folder) {
    values.report({Severity::error, {"", 0, 0, "--output"}, texts::import_no_output, {}});
    return {};
  }
  ImportPlaces const places{fs::path(*folder) / workbook_map_file,
                            fs::path(*folder) / workbook_scenario_file};
  for (fs::path const& file : {places.map, places.scenario}) {
    std::error_code ignored;
    if (!arguments.has("force") && fs::exists(file, ignored)) {
      values.report({Severity::error, {"", 0, 0, file.string()}, texts::output_exists, {}});
    }
  }
  return places;
}

void check_options(OptionValues& values) { static_cast<void>(read_places(values)); }

[[nodiscard]] Outcome<ExitCode> run_import(Request const& request, Streams& streams) {
  ImportPlaces const places = read_checked(request.arguments, read_places);
  std::string const& file = request.arguments.files().front();
  auto const spreadsheet = read_spreadsheet(file);
  if (!spreadsheet) {
    return give_up(failure_of_input(spreadsheet.error()));
  }
  auto const workbook = import_workbook(*spreadsheet);
  // Whoever says no language is spoken to in that of the workbook.
  Request spoken = request;
  if (!request.arguments.has("lang")) {
    spoken.language = workbook ? workbook->report.language : workbook_language(*spreadsheet);
  }
  if (!workbook) {
    print_problems(workbook.error(), Closing::nothing_was_run, spoken.language, streams);
    return ExitCode::bad_input;
  }
  if (auto failed = write_files(
          {{places.map, workbook->map}, {places.scenario, workbook->scenario}}, {file}, streams)) {
    return give_up(std::move(*failed));
  }
  print_notes(notes_of_files(workbook->report.notes, file, spoken.language), spoken, streams);
  Listing const listing = request.arguments.has("all") ? Listing::all : Listing::by_kind;
  streams.out << import_text(workbook->report, listing, spoken.language, streams.width)
              << std::flush;
  for (fs::path const& written : {places.map, places.scenario}) {
    print_message(say(spoken.language, texts::written_to, {written.string()}), spoken, streams);
  }
  print_message(
      say(spoken.language, workbook->has_initiatives ? texts::import_next : texts::import_next_map,
          {shell_word(places.scenario.string())}),
      spoken, streams);
  return ExitCode::done;
}

}  // namespace

Command import_command() {
  OptionGroup own{texts::options_import,
                  {{"output", 'o', "DIR", texts::option_import_output},
                   {"force", 0, "", texts::option_import_force},
                   {"all", 0, "", texts::option_import_all}}};
  return {.name = "import",
          .synopsis = "FILE.xlsx|FOLDER -o DIR [OPTION…]",
          .summary = texts::summary_import,
          .details = texts::details_import,
          .files = {1, 1},
          .examples = {{texts::example_import, "cxsim import plan.xlsx -o plan"},
                       {texts::example_import_csv, "cxsim import sheets/ -o plan"}},
          .options = {own, general_options()},
          .check_options = check_options,
          .run = run_import};
}

}  // namespace cxsim
