#include "run.hpp"

#include <algorithm>
#include <thread>

#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "diagram_figures.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "version.hpp"

namespace cxsim {

namespace {

/// Portfolios of all passes: `prioritize` simulates each initiative alone, all together, and the
/// ranking piece by piece.
[[nodiscard]] std::size_t portfolios_of(Scenario const& scenario, MapAlone map_alone) {
  return map_alone == MapAlone::accepted ? 1 : 2 * scenario.initiatives.size() + 3;
}

[[nodiscard]] int workers_of(int threads) {
  auto const machine = static_cast<int>(std::thread::hardware_concurrency());
  return threads > 0 ? threads : std::max(machine, 1);
}

}  // namespace

Outcome<PreparedRun> prepare_run(Request const& request, Streams& streams, MapAlone map_alone) {
  RunSize const size = read_checked(request.arguments, read_run_size);
  auto const text = read_input(request.arguments.files().front(), streams);
  if (!text) {
    return give_up(text.error());
  }
  auto input = prepare(
      request, map_alone == MapAlone::accepted ? read_scenario_or_map(*text) : read_scenario(*text),
      streams);
  if (!input) {
    return give_up(input.error());
  }
  if (auto refused =
          check_run_size(input->scenario, size.sampling, portfolios_of(input->scenario, map_alone),
                         workers_of(size.threads))) {
    return give_up(std::move(*refused));
  }
  input->scenario.parameters.set_points(size.points.value_or(DrawPoints::random));
  if (auto refused = try_places(request)) {
    return give_up(std::move(*refused));
  }
  return PreparedRun{std::move(*input), size};
}

std::optional<Failure> check_simulated_size(Scenario const& scenario, Sampling const& sampling,
                                            int threads) {
  return check_run_size(scenario, sampling, portfolios_of(scenario, MapAlone::refused),
                        workers_of(threads));
}

Provenance provenance_of(PreparedRun const& run, std::string_view command) {
  return make_provenance(run.input.scenario, run.size.sampling, run.input.files,
                         std::string(program_version()), std::string(command));
}

TextStyle style_of(Request const& request, Streams const& streams) {
  return {request.language, streams.width,
          request.colouring == Colouring::on ? Colour::ansi : Colour::none};
}

std::optional<std::filesystem::path> output_folder(Request const& request) {
  auto const folder = request.arguments.value("out");
  return folder ? std::optional(std::filesystem::path(*folder)) : std::nullopt;
}

Outcome<std::vector<OutputFile>> diagram_files(std::filesystem::path const& folder,
                                               Scenario const& scenario, Language language) {
  JourneyDiagram const diagram = diagram_of_today(scenario, language);
  auto svg = to_svg(diagram);
  if (!svg) {
    return give_up(ExitCode::internal_fault, std::move(svg.error()));
  }
  return std::vector<OutputFile>{{folder / "journey.svg", std::move(*svg)},
                                 {folder / "journey.dot", to_dot(diagram)}};
}

ExitCode close_gate(Gate const& gate, Request const& request, Streams& streams) {
  if (gate.passes()) {
    return ExitCode::done;
  }
  streams.err << say(request.language, texts::gate_failed,
                     {std::to_string(gate.failed()), std::to_string(gate.checks.size())})
              << '\n';
  return ExitCode::gate_failed;
}

}  // namespace cxsim
