#include <algorithm>

#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/decision/precise_prioritization.hpp"
#include "cxsim/report/backlog_csv.hpp"
#include "cxsim/report/report_markdown.hpp"
#include "cxsim/report/result_json.hpp"
#include "precision_options.hpp"
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

void check_prioritize_options(OptionValues& values) {
  check_sampling_options(values);
  static_cast<void>(read_precision(values));
}

/// The wish of `--precision`, bounded by what the segments need and the machine has.
[[nodiscard]] Outcome<std::optional<PrecisionWish>> wish_of(Request const& request,
                                                            PreparedRun const& run) {
  auto wish = read_checked(request.arguments, read_precision);
  if (!wish) {
    return std::nullopt;
  }
  Sampling const& asked = run.size.sampling;
  std::uint32_t const least = fewest_customers(run.input.scenario);
  std::uint32_t const customers = run.size.are_customers_fixed ? asked.customers : least;
  wish->fewest_draws = asked.draws;
  if (run.size.are_customers_fixed) {
    wish->customers = asked.customers;
  }
  std::uint64_t const pilot = std::uint64_t{fewest_pilot_draws} * customers;
  if (wish->most_work < pilot) {
    return give_up(ExitCode::bad_input,
                   Diagnostics({Severity::error,
                                {"", 0, 0, "--max-work"},
                                texts::max_work_below_pilot,
                                {Argument::whole(static_cast<double>(wish->most_work)),
                                 Argument::whole(static_cast<double>(customers)),
                                 Argument::whole(static_cast<double>(pilot))}}));
  }
  Sampling largest = asked;
  largest.customers = customers;
  largest.draws =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(most_draws, wish->most_work / customers));
  if (auto refused = check_simulated_size(run.input.scenario, largest, run.size.threads)) {
    return give_up(std::move(*refused));
  }
  return wish;
}

/// Says when the wished precision was not reached, which is the user's gate.
[[nodiscard]] ExitCode close_precision(Prioritization const& answer, Request const& request,
                                       Streams& streams) {
  if (!answer.convergence || answer.convergence->reached) {
    return ExitCode::done;
  }
  ConvergenceRound const& last = answer.convergence->rounds.back();
  auto const in_words = [&](std::uint64_t number) {
    return with_thousands(static_cast<double>(number), request.language);
  };
  streams.err << say(request.language, texts::precision_not_reached,
                     {in_words(answer.convergence->wish.most_work), in_words(last.size.draws),
                      in_words(last.size.customers),
                      in_words(std::uint64_t{last.draws_planned} * last.size.customers)})
              << '\n';
  return ExitCode::gate_failed;
}

[[nodiscard]] Outcome<ExitCode> run_prioritize(Request const& request, Streams& streams) {
  auto run = prepare_run(request, streams, MapAlone::refused);
  if (!run) {
    return give_up(run.error());
  }
  Scenario& scenario = run->input.scenario;
  if (auto refused = refuse_without_initiatives(scenario)) {
    return give_up(std::move(*refused));
  }
  auto const wish = wish_of(request, *run);
  if (!wish) {
    return give_up(wish.error());
  }
  if (*wish && !run->size.points) {
    scenario.parameters.set_points(DrawPoints::latin);
  }
  Outcome<Prioritization> const answer =
      observed(request, streams, texts::progress_prioritize, [&](Observer& observer) {
        return *wish ? prioritize_precisely(scenario, run->size.sampling, **wish,
                                            fewest_customers(scenario), run->size.threads, observer)
                     : prioritize(scenario, run->size.sampling, run->size.threads, observer);
      });
  if (!answer) {
    return give_up(answer.error());
  }
  run->size.sampling = answer->experiment.sampling;
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
  ExitCode const precision = close_precision(*answer, request, streams);
  ExitCode const gate = close_gate(answer->baseline.gate, request, streams);
  return gate == ExitCode::done ? precision : gate;
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
                "cxsim prioritize scenarios/bank.json --draws 40 --customers 200"},
               {texts::example_prioritize_precision,
                "cxsim prioritize scenarios/bank.json --precision 5%"}},
          .options = {output_options(texts::option_out_prioritize), sampling_options(),
                      precision_options(), general_options()},
          .check_options = check_prioritize_options,
          .run = run_prioritize};
}

}  // namespace cxsim
