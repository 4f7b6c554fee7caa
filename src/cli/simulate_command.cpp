#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/report/event_log_csv.hpp"
#include "cxsim/report/replay_answer.hpp"
#include "cxsim/report/result_json.hpp"
#include "progress.hpp"
#include "replay_options.hpp"
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

/// What the customers of the first draw live, in which they stay or leave by luck.
[[nodiscard]] Outcome<std::string> simulated_log(PreparedRun const& run) {
  Sampling sampling = run.size.sampling;
  sampling.churn = ChurnMode::sampled;
  EventLogCsv log(run.input.scenario);
  auto const watched = watch_draw(run.input.scenario, {}, sampling, 0, log);
  if (!watched) {
    return give_up(failure_of_input(watched.error()));
  }
  return log.take();
}

[[nodiscard]] Outcome<ExitCode> replay(PreparedRun const& run, ReplayRequest const& asked,
                                       Request const& request, Streams& streams) {
  Scenario const& scenario = run.input.scenario;
  auto portfolio = portfolio_of(asked, scenario);
  if (!portfolio) {
    return give_up(portfolio.error());
  }
  Sampling const& sampling = run.size.sampling;
  auto life = replay_life(scenario, *portfolio, sampling, asked.draw - 1, asked.customer);
  if (!life) {
    return give_up(failure_of_input(std::move(life.error())));
  }
  ReplayAnswer const answer{asked.draw - 1, std::move(*portfolio), std::move(*life)};
  Provenance const provenance = provenance_of(run, "simulate");
  ResultForms const forms{replay_text(scenario, answer, provenance, style_of(request, streams)),
                          replay_json(scenario, answer, provenance)};
  if (auto failed = deliver(forms, {}, request, streams)) {
    return give_up(std::move(*failed));
  }
  return ExitCode::done;
}

[[nodiscard]] Outcome<ExitCode> run_simulate(Request const& request, Streams& streams) {
  auto const run = prepare_run(request, streams, MapAlone::accepted);
  if (!run) {
    return give_up(run.error());
  }
  if (auto const asked = read_checked(request.arguments, read_replay)) {
    return replay(*run, *asked, request, streams);
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
  if (auto const log_file = request.arguments.value("event-log")) {
    auto log = simulated_log(*run);
    if (!log) {
      return give_up(log.error());
    }
    files->push_back({*log_file, std::move(*log)});
  }
  if (auto failed = deliver(forms, std::move(*files), request, streams)) {
    return give_up(std::move(*failed));
  }
  return close_gate(answer->baseline.gate, request, streams);
}

void check_simulate_options(OptionValues& values) {
  check_sampling_options(values);
  auto const asked = read_replay(values);
  RunSize const size = read_run_size(values);
  if (asked && asked->draw > size.sampling.draws) {
    values.report({Severity::error,
                   {"--replay", 0, 0, ""},
                   texts::replay_draw,
                   {std::to_string(asked->draw), std::to_string(size.sampling.draws)}});
  }
  for (char const* other : {"event-log", "out"}) {
    if (asked && values.arguments().has(other)) {
      values.report({Severity::error,
                     {"--replay", 0, 0, ""},
                     texts::replay_alone,
                     {std::string("--") + other}});
    }
  }
}

}  // namespace

Command simulate_command() {
  OptionGroup output = output_options(texts::option_out_simulate);
  output.options.push_back({"event-log", 0, "FILE", texts::option_event_log});
  output.options.push_back({"replay", 0, "WHO", texts::option_replay});
  return {.name = "simulate",
          .synopsis = "SCENARIO|MAP [OPTION…]",
          .summary = texts::summary_simulate,
          .details = texts::details_simulate,
          .files = {1, 1},
          .examples =
              {{texts::example_simulate, "cxsim simulate scenarios/bank.json"},
               {texts::example_simulate_map, "cxsim simulate journeys/bank.json --months 12"},
               {texts::example_simulate_set,
                "cxsim simulate scenarios/bank.json --set touchpoints/app_login/failure=8%"},
               {texts::example_simulate_replay,
                "cxsim simulate scenarios/bank.json --replay draw=3,customer=17,initiatives=A1"}},
          .options = {std::move(output), sampling_options(), general_options()},
          .check_options = check_simulate_options,
          .run = run_simulate};
}

}  // namespace cxsim
