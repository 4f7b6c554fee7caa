#pragma once

#include "command.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/report/console_tables.hpp"
#include "cxsim/report/provenance.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "sampling.hpp"

namespace cxsim {

/// What commands that simulate have in common: a scenario, ready to run.
struct PreparedRun {
  LoadedScenario input;
  RunSize size;
};

/// Whether a map may stand for a scenario in which nothing happens.
enum class MapAlone { refused, accepted };

/// Reads everything that the request names and refuses what cannot be run.
[[nodiscard]] Outcome<PreparedRun> prepare_run(Request const& request, Streams& streams,
                                               MapAlone map_alone);

/// Refuses a prioritization of this size, as prepare_run does with the size that was asked for.
[[nodiscard]] std::optional<Failure> check_simulated_size(Scenario const& scenario,
                                                          Sampling const& sampling, int threads);

/// Computes with a line of progress. What was stopped, and what fails, is no result.
template <class Compute>
[[nodiscard]] auto observed(Request const& request, Streams& streams, Text work,
                            Compute const& compute)
    -> Outcome<typename decltype(compute(std::declval<Observer&>()))::value_type> {
  Progress progress(request, streams, work);
  auto result = compute(progress);
  if (StopSignal const signal = streams.stop_signal(); signal != StopSignal::none) {
    return give_up(code_of(signal));
  }
  if (!result) {
    return give_up(failure_of_input(std::move(result.error())));
  }
  return std::move(*result);
}

[[nodiscard]] Provenance provenance_of(PreparedRun const& run, std::string_view command);

[[nodiscard]] TextStyle style_of(Request const& request, Streams const& streams);

/// The folder of `--out`, or nothing.
[[nodiscard]] std::optional<std::filesystem::path> output_folder(Request const& request);

/// journey.svg and journey.dot of the scenario's map.
[[nodiscard]] Outcome<std::vector<OutputFile>> diagram_files(std::filesystem::path const& folder,
                                                             Scenario const& scenario,
                                                             Language language);

/// Says when today is not reproduced, which is the user's gate (MODEL §3.5).
[[nodiscard]] ExitCode close_gate(Gate const& gate, Request const& request, Streams& streams);

}  // namespace cxsim
