#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/report/result_json.hpp"
#include "progress.hpp"
#include "run.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Outcome<std::vector<OutputFile>> files_of(Request const& request,
                                                        PreparedRun const& run,
                                                        std::string const& json) {
  auto const folder = output_folder(request);
  if (!folder) {
    return std::vector<OutputFile>{};
  }
  auto files = diagram_files(*folder, run.input.scenario, request.language);
  if (files) {
    files->insert(files->begin(), {*folder / "result.json", json});
  }
  return files;
}

[[nodiscard]] Outcome<ExitCode> run_simulate(Request const& request, Streams& streams) {
  auto const run = prepare_run(request, streams, MapAlone::accepted);
  if (!run) {
    return give_up(run.error());
  }
  Scenario const& scenario = run->input.scenario;
  Outcome<BaselineRun> const answer =
      observed(request, streams, texts::progress_simulate, [&](Observer& observer) {
        return simulate_baseline(scenario, run->size.sampling, run->size.threads, observer);
      });
  if (!answer) {
    return give_up(answer.error());
  }
  Provenance const provenance = provenance_of(*run, "simulate");
  ResultForms const forms{simulate_text(scenario, *answer, provenance, style_of(request, streams)),
                          simulate_json(scenario, *answer, provenance)};
  auto files = files_of(request, *run, forms.json);
  if (!files) {
    return give_up(files.error());
  }
  if (auto failed = deliver(forms, std::move(*files), request, streams)) {
    return give_up(std::move(*failed));
  }
  return close_gate(answer->baseline.gate, request, streams);
}

}  // namespace

Command simulate_command() {
  return {
      .name = "simulate",
      .synopsis = "SCENARIO|MAP [OPTION…]",
      .summary = texts::summary_simulate,
      .details = texts::details_simulate,
      .files = {1, 1},
      .examples = {{texts::example_simulate, "cxsim simulate scenarios/bank.json"},
                   {texts::example_simulate_map, "cxsim simulate journeys/bank.json --months 12"},
                   {texts::example_simulate_set,
                    "cxsim simulate scenarios/bank.json --set touchpoints/app_login/failure=8%"}},
      .options = {output_options(texts::option_out_simulate), sampling_options(),
                  general_options()},
      .check_options = check_sampling_options,
      .run = run_simulate};
}

}  // namespace cxsim
