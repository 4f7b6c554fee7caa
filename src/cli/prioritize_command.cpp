#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/report/backlog_csv.hpp"
#include "cxsim/report/report_markdown.hpp"
#include "cxsim/report/result_json.hpp"
#include "progress.hpp"
#include "run.hpp"

namespace cxsim {

namespace {

/// Everything that was asked for; what cannot be answered then.
[[nodiscard]] std::optional<Failure> refuse_without_initiatives(Scenario const& scenario) {
  if (!scenario.initiatives.empty()) {
    return std::nullopt;
  }
  return Failure{ExitCode::bad_input,
                 Diagnostics({Severity::error, {}, texts::no_initiatives, {}})};
}

[[nodiscard]] Outcome<std::vector<OutputFile>> files_of(Request const& request,
                                                        PreparedRun const& run,
                                                        Prioritization const& answer,
                                                        Provenance const& provenance,
                                                        std::string const& json) {
  auto const folder = output_folder(request);
  if (!folder) {
    return std::vector<OutputFile>{};
  }
  Scenario const& scenario = run.input.scenario;
  auto diagrams = diagram_files(*folder, scenario, request.language);
  if (!diagrams) {
    return diagrams;
  }
  std::vector<OutputFile> files = {
      {*folder / "report.md", report_markdown(scenario, answer, provenance, request.language)},
      {*folder / "backlog.csv", backlog_csv(scenario, answer, provenance, request.language)}};
  files.insert(files.end(), diagrams->begin(), diagrams->end());
  files.push_back({*folder / "result.json", json});
  return files;
}

[[nodiscard]] Outcome<ExitCode> run_prioritize(Request const& request, Streams& streams) {
  auto const run = prepare_run(request, streams, MapAlone::refused);
  if (!run) {
    return give_up(run.error());
  }
  Scenario const& scenario = run->input.scenario;
  if (auto refused = refuse_without_initiatives(scenario)) {
    return give_up(std::move(*refused));
  }
  Outcome<Prioritization> const answer =
      observed(request, streams, texts::progress_prioritize, [&](Observer& observer) {
        return prioritize(scenario, run->size.sampling, run->size.threads, observer);
      });
  if (!answer) {
    return give_up(answer.error());
  }
  Provenance const provenance = provenance_of(*run, "prioritize");
  ResultForms const forms{
      prioritize_text(scenario, *answer, provenance, style_of(request, streams)),
      prioritize_json(scenario, *answer, provenance)};
  auto files = files_of(request, *run, *answer, provenance, forms.json);
  if (!files) {
    return give_up(files.error());
  }
  if (auto failed = deliver(forms, std::move(*files), request, streams)) {
    return give_up(std::move(*failed));
  }
  return close_gate(answer->baseline.gate, request, streams);
}

}  // namespace

Command prioritize_command() {
  return {.name = "prioritize",
          .synopsis = "SCENARIO [OPTION…]",
          .summary = texts::summary_prioritize,
          .details = texts::details_prioritize,
          .files = {1, 1},
          .examples =
              {{texts::example_prioritize, "cxsim prioritize scenarios/bank.json --out out/bank"},
               {texts::example_prioritize_set,
                "cxsim prioritize scenarios/bank.json --set initiatives/A1/cost/one_off=2000000"},
               {texts::example_prioritize_quick,
                "cxsim prioritize scenarios/bank.json --draws 40 --customers 200"}},
          .options = {output_options(texts::option_out_prioritize), sampling_options(),
                      general_options()},
          .check_options = check_sampling_options,
          .run = run_prioritize};
}

}  // namespace cxsim
