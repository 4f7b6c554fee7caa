#include <limits>
#include <utility>

#include "command.hpp"
#include "common_options.hpp"
#include "cxsim/analysis/structure.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/report/analysis_answer.hpp"
#include "cxsim/simulation/expected_score.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "output.hpp"
#include "run.hpp"
#include "settings.hpp"
#include "version.hpp"

namespace cxsim {

namespace {

constexpr std::int64_t most_steps = 100'000;
constexpr std::int64_t most_episodes = 1'000'000;
/// Rows of touchpoints, by journey and segment: about 500 MB.
constexpr std::size_t most_stations = 5'000'000;
/// Fewer digits of a path would not be told apart by a reader; more are in the JSON.
constexpr std::size_t listed_paths = 10;

struct AnalyzeOptions {
  AnalysisScope scope;
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> episodes;
  RemovalTable removal = RemovalTable::hidden;
};

[[nodiscard]] AnalyzeOptions read_options(OptionValues& values) {
  AnalyzeOptions options;
  options.scope.most_paths = listed_paths;
  options.scope.most_steps =
      static_cast<std::size_t>(values.whole_if_given("steps", {1, most_steps}).value_or(0));
  options.scope.worth_per_step = 1 - values.number("discount", Range{0, 0.999}).value_or(0);
  options.seed = static_cast<std::uint64_t>(
      values.whole("seed", 1, {0, std::numeric_limits<std::int64_t>::max()}));
  if (auto const episodes =
          values.whole_if_given("simulate", {1, most_episodes, ExitCode::over_limit})) {
    options.episodes = static_cast<std::uint64_t>(*episodes);
  }
  options.removal = values.arguments().has("removal") ? RemovalTable::shown : RemovalTable::hidden;
  return options;
}

/// The map as its segments see it, and what the simulation is compiled from.
struct Views {
  std::vector<SegmentView> segments;
  LevelFit fit;
};

[[nodiscard]] Views views_of(Scenario const& scenario) {
  Map const& map = scenario.map;
  ParameterValues const base = scenario.parameters.best_guesses();
  Views views;
  if (map.segments.empty()) {
    views.segments.push_back({std::nullopt, base, {}});
    return views;
  }
  std::vector<ParameterValues> by_segment;
  for (SegmentId const segment : map.segments.keys()) {
    by_segment.push_back(values_of_segment(map, scenario.parameters, base, segment));
  }
  views.fit = fit_levels(map, base, by_segment);
  for (SegmentId const segment : keys_by_id(map.segments)) {
    SegmentView view{segment, std::move(by_segment[segment.index]), {}};
    for (TouchpointId const key : map.touchpoints.keys()) {
      view.score.push_back(expected_score(map, views.fit, view.values, key));
    }
    views.segments.push_back(std::move(view));
  }
  return views;
}

[[nodiscard]] Failure endless(Map const& map, std::vector<TouchpointId> const& touchpoints) {
  Diagnostics problems;
  for (TouchpointId const key : touchpoints) {
    problems.add(Severity::error, {}, texts::analyze_endless, {map.touchpoints[key].id});
  }
  return {.code = ExitCode::bad_input, .problems = std::move(problems)};
}

/// Touchpoints on the journeys of each segment, and of all together: so many rows the analysis has.
/// Told from above where they are more than it takes.
[[nodiscard]] std::size_t count_stations(Map const& map, ParameterValues const& base) {
  std::size_t most = 0;
  for (JourneyId const journey : map.journeys.keys()) {
    std::size_t views = 1;
    for (Segment const& segment : map.segments) {
      views += base[segment.starts[journey]] > 0 ? 1U : 0U;
    }
    most += views * map.touchpoints.size();
  }
  std::size_t stations = 0;
  for (JourneyId const journey : map.journeys.keys()) {
    if (most <= most_stations || stations > most_stations) {
      return most;
    }
    stations += (map.segments.size() + 1) * reached_from(map, base, journey).size();
  }
  return stations > most_stations ? most : stations;
}

[[nodiscard]] Failure one_problem(ExitCode code, Text text) {
  Diagnostics problems;
  problems.add(Severity::error, {}, text, {});
  return {.code = code, .problems = std::move(problems)};
}

[[nodiscard]] Outcome<AnalysisAnswer> solve(Scenario const& scenario,
                                            AnalyzeOptions const& options) {
  Map const& map = scenario.map;
  ParameterValues const base = scenario.parameters.best_guesses();
  if (std::size_t const stations = count_stations(map, base); stations > most_stations) {
    Diagnostics problems;
    problems.add(Severity::error, {}, texts::analyze_too_large,
                 {Argument::whole(round_significant(static_cast<double>(stations), 2)),
                  Argument::whole(static_cast<double>(most_stations))});
    return give_up({.code = ExitCode::over_limit, .problems = std::move(problems)});
  }
  Views const views = views_of(scenario);
  if (auto const touchpoints = endless_touchpoints(map, views.segments); !touchpoints.empty()) {
    return give_up(endless(map, touchpoints));
  }
  auto journeys = analyse_journeys(map, views.segments, options.scope);
  if (!journeys) {
    return give_up(one_problem(ExitCode::over_limit, texts::analyze_too_entangled));
  }
  AnalysisAnswer answer;
  answer.journeys = std::move(*journeys);
  answer.loops = loops_of(map, base);
  answer.dead_ends = dead_ends(map, base);
  if (options.episodes) {
    if (map.segments.empty()) {
      return give_up(one_problem(ExitCode::bad_input, texts::analyze_nobody_to_simulate));
    }
    std::vector<CompiledMap> maps;
    for (SegmentView const& view : views.segments) {
      maps.push_back(compile(map, view.values, views.fit.levels, *view.segment));
    }
    answer.sampled =
        check_by_sampling(answer.journeys, views.segments, maps, options.seed, *options.episodes);
  }
  return answer;
}

[[nodiscard]] Outcome<ExitCode> run_analyze(Request const& request, Streams& streams) {
  auto const text = read_input(request.arguments.files().front(), streams);
  if (!text) {
    return give_up(text.error());
  }
  auto const input = prepare(request, read_scenario_or_map(*text, PlainChain::accepted), streams);
  if (!input) {
    return give_up(input.error());
  }
  AnalyzeOptions const options = read_checked(request.arguments, read_options);
  auto const answer = solve(input->scenario, options);
  if (!answer) {
    return give_up(answer.error());
  }
  Sampling sampling;
  sampling.seed = options.seed;
  Provenance const provenance = make_provenance(input->scenario, sampling, input->files,
                                                std::string(program_version()), "analyze");
  ResultForms const forms{analysis_text(input->scenario, *answer, provenance, options.removal,
                                        style_of(request, streams)),
                          analysis_json(input->scenario, *answer, provenance)};
  if (auto failed = deliver(forms, {}, request, streams)) {
    return give_up(std::move(*failed));
  }
  if (answer->sampled && !answer->sampled->agrees()) {
    return give_up(one_problem(ExitCode::internal_fault, texts::analyze_disagrees));
  }
  return ExitCode::done;
}

}  // namespace

Command analyze_command() {
  OptionGroup own{texts::options_analyze,
                  {{"json", 0, "FILE", texts::option_json},
                   {"steps", 0, "N", texts::option_steps},
                   {"removal", 0, "", texts::option_removal},
                   {"discount", 0, "RATE", texts::option_discount},
                   {"simulate", 0, "N", texts::option_simulate_episodes},
                   {"seed", 0, "N", texts::option_seed},
                   set_option()}};
  return {.name = "analyze",
          .synopsis = "MAP|SCENARIO [OPTION…]",
          .summary = texts::summary_analyze,
          .details = texts::details_analyze,
          .files = {1, 1},
          .examples = {{texts::example_analyze, "cxsim analyze journeys/bank.json"},
                       {texts::example_analyze_steps,
                        "cxsim analyze journeys/bank.json --steps 20 --removal"},
                       {texts::example_analyze_simulate,
                        "cxsim analyze journeys/bank.json --simulate 100000"}},
          .options = {own, general_options()},
          .check_options = [](OptionValues& values) { static_cast<void>(read_options(values)); },
          .run = run_analyze};
}

}  // namespace cxsim
