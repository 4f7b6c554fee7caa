#include <filesystem>

#include "calibration_options.hpp"
#include "calibration_report.hpp"
#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "event_source.hpp"
#include "messages.hpp"
#include "output.hpp"

namespace cxsim {

namespace {

/// Where the log is, and where the map goes.
struct Places {
  std::string log;
  std::string map;

  [[nodiscard]] bool prints_map() const { return map == "-"; }
};

[[nodiscard]] Places read_places(OptionValues& values) {
  Arguments const& arguments = values.arguments();
  auto const log = arguments.value("events");
  auto const map = arguments.value("output");
  if (!log) {
    values.report({Severity::error, {"", 0, 0, "--events"}, texts::calibrate_no_log, {}});
  }
  if (!map) {
    values.report({Severity::error, {"", 0, 0, "--output"}, texts::calibrate_no_map, {}});
  }
  std::error_code ignored;
  if (map && *map != "-" && !arguments.has("force") && std::filesystem::exists(*map, ignored)) {
    values.report({Severity::error, {"", 0, 0, *map}, texts::output_exists, {}});
  }
  return Places{log.value_or(""), map.value_or("")};
}

void check_options(OptionValues& values) {
  static_cast<void>(read_places(values));
  static_cast<void>(read_log_options(values));
  static_cast<void>(read_calibration_options(values));
}

[[nodiscard]] Outcome<EventLogFile> read_log(Places const& places, Request const& request,
                                             Streams& streams) {
  auto const source = open_log(places.log, streams);
  if (!source) {
    return give_up(source.error());
  }
  auto log =
      read_event_log(**source, places.log, read_checked(request.arguments, read_log_options));
  if (StopSignal const signal = streams.stop_signal(); signal != StopSignal::none) {
    return give_up(code_of(signal));
  }
  if (!log) {
    return give_up(failure_of_input(std::move(log.error())));
  }
  return std::move(*log);
}

/// \p problems of a whole log, with its name as their place.
[[nodiscard]] Diagnostics in_file(Diagnostics const& problems, std::string const& file) {
  Diagnostics placed;
  for (Diagnostic problem : problems) {
    problem.where.file = file;
    placed.add(std::move(problem));
  }
  return placed;
}

[[nodiscard]] Outcome<CalibratedMap> make_map(Places const& places, EventLog const& log,
                                              Request const& request) {
  CalibrationOptions options = read_checked(request.arguments, read_calibration_options);
  options.language = request.language;
  options.log_name = std::filesystem::path(places.log).filename().string();
  options.completed = ending_names(request.arguments, "completed", log);
  options.abandoned = ending_names(request.arguments, "abandoned", log);
  if (options.line) {
    options.line->abandoned = options.abandoned;
  }
  auto map = map_from_log(log, options);
  if (!map) {
    return give_up(failure_of_input(in_file(map.error(), places.log)));
  }
  return std::move(*map);
}

/// The report goes where the map does not.
[[nodiscard]] std::optional<Failure> deliver_map(Places const& places, CalibratedMap const& map,
                                                 std::string const& report, Request const& request,
                                                 Streams& streams) {
  if (places.prints_map()) {
    if (request.loudness == Loudness::normal) {
      streams.err << report << '\n';
    }
  } else {
    streams.out << report << std::flush;
  }
  return deliver_document(map.file, {places.log}, request, streams);
}

[[nodiscard]] Outcome<ExitCode> run_calibrate(Request const& request, Streams& streams) {
  Places const places = read_checked(request.arguments, read_places);
  auto const log = read_log(places, request, streams);
  if (!log) {
    return give_up(log.error());
  }
  auto const map = make_map(places, log->log, request);
  if (!map) {
    return give_up(map.error());
  }
  std::string const report =
      calibration_text(log->facts, map->report, request.language, streams.width);
  print_notes(log->facts.messages, request, streams);
  print_notes(map->report.messages, request, streams);
  if (auto failed = deliver_map(places, *map, report, request, streams)) {
    return give_up(std::move(*failed));
  }
  if (!places.prints_map()) {
    print_message(say(request.language, texts::calibrate_next, {places.map}), request, streams);
  }
  return ExitCode::done;
}

}  // namespace

Command calibrate_command() {
  std::vector<OptionGroup> options = calibration_option_groups();
  options.push_back(general_options());
  return {.name = "calibrate",
          .synopsis = "--events FILE --output MAP [OPTION…]",
          .summary = texts::summary_calibrate,
          .details = texts::details_calibrate,
          .files = {0, 0},
          .examples = {{texts::example_calibrate,
                        "cxsim calibrate --events calls.csv.gz -o journeys/calls.json"},
                       {texts::example_calibrate_columns,
                        "cxsim calibrate --events log.csv --case ticket --timestamp opened "
                        "--abandoned \"Hung up\" -o map.json"}},
          .options = std::move(options),
          .check_options = check_options,
          .run = run_calibrate};
}

}  // namespace cxsim
