// The table of ratios of the README: cxsim against a plain C++ program, NumPy and SimPy on the same
// model, each answer compared by its z-score; then what the user waits for. Seconds are those of
// the processor unless the row says wall. bench/run builds and runs it in the root of the source
// tree.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/random/keyed.hpp"
#include "cxsim/simulation/episode_walker.hpp"
#include "cxsim/stats/estimate.hpp"
#include "plain_panel.hpp"

namespace {

using namespace cxsim;
using bench::plain_annual_churn;
using bench::plain_walk;
using bench::WalkFigures;

[[nodiscard]] Scenario load(std::string const& file) {
  auto loaded = load_scenario(file);
  if (!loaded) {
    throw std::runtime_error(to_text(*loaded.error().begin(), Language::english));
  }
  return std::move(loaded->scenario);
}

[[nodiscard]] double cpu_now() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

/// Seconds of the processor for one call.
template <class Work>
[[nodiscard]] double cpu_seconds(Work const& work) {
  double const begin = cpu_now();
  work();
  return cpu_now() - begin;
}

template <class Work>
[[nodiscard]] double wall_seconds(Work const& work) {
  using Clock = std::chrono::steady_clock;
  auto const begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

[[nodiscard]] Sampling sampling_of(std::uint32_t draws, std::uint32_t customers) {
  Sampling sampling;
  sampling.draws = draws;
  sampling.customers = customers;
  return sampling;
}

[[nodiscard]] Experiment run(Scenario const& scenario, std::vector<Portfolio> portfolios,
                             Sampling const& sampling, int threads = 1) {
  SilentObserver observer;
  auto experiment = run_experiment(scenario, std::move(portfolios), sampling, threads, observer);
  if (!experiment) {
    throw std::runtime_error(to_text(*experiment.error().begin(), Language::english));
  }
  return std::move(*experiment);
}

[[nodiscard]] std::vector<Portfolio> singles(Scenario const& scenario) {
  std::vector<Portfolio> portfolios{{}};
  for (InitiativeId const key : scenario.initiatives.keys()) {
    portfolios.push_back({key});
  }
  return portfolios;
}

void row(std::string const& what, std::string const& measured, std::string const& goal,
         std::string const& check = "") {
  std::printf("| %s | %s | %s | %s |\n", what.c_str(), measured.c_str(), goal.c_str(),
              check.c_str());
  std::fflush(stdout);
}

[[nodiscard]] std::string text(char const* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

// --- Raw visits ----------------------------------------------------------------------------------

void add(EpisodeRecord const& record, WalkFigures& figures) {
  for (Episode const& episode : record.episodes) {
    auto const visits = static_cast<double>(episode.visits);
    figures.episodes += 1;
    figures.visits += visits;
    figures.visits_square += visits * visits;
  }
  for (Visit const& visit : record.visits) {
    figures.failures += visit.failed ? 1 : 0;
    figures.experience += visit.experience;
    figures.experience_square += visit.experience * visit.experience;
  }
}

[[nodiscard]] WalkFigures keyed_walk(CompiledMap const& map, std::uint32_t episodes) {
  constexpr std::uint32_t together = 2000;
  WalkFigures figures;
  WalkMaps const maps(std::array{&map});
  EpisodeWalker walker;
  std::vector<EpisodeStart> starts;
  EpisodeRecord record;
  for (std::uint32_t journey = 0; journey < map.journeys.size(); ++journey) {
    for (std::uint32_t first = 0; first < episodes; first += together) {
      starts.clear();
      for (std::uint32_t number = first; number < std::min(first + together, episodes); ++number) {
        starts.push_back({RandomKey{number}, 0, 1, 0, 0, journey});
      }
      record.clear();
      walker.walk(maps, starts, record);
      add(record, figures);
    }
  }
  return figures;
}

/// The best of a few, for a machine that others use as well.
template <class Walk>
[[nodiscard]] WalkFigures timed(Walk const& walk) {
  WalkFigures best;
  best.seconds = 1e300;
  for (int repeat = 0; repeat < 3; ++repeat) {
    WalkFigures figures;
    double const seconds = cpu_seconds([&] { figures = walk(); });
    if (seconds < best.seconds) {
      best = figures;
      best.seconds = seconds;
    }
  }
  return best;
}

[[nodiscard]] double z_of(double a, double variance_a, double b, double variance_b) {
  return (a - b) / std::sqrt(variance_a + variance_b);
}

/// Largest |z| over visits per episode, share of failures, mean experience. Visits of one episode
/// are nearly independent here (leniency 0), so visits are counted as such.
[[nodiscard]] double disagreement(WalkFigures const& a, WalkFigures const& b) {
  auto const mean_variance = [](double sum, double squares, double count) {
    double const mean = sum / count;
    return std::pair{mean, (squares / count - mean * mean) / count};
  };
  auto const [visits_a, var_visits_a] = mean_variance(a.visits, a.visits_square, a.episodes);
  auto const [visits_b, var_visits_b] = mean_variance(b.visits, b.visits_square, b.episodes);
  auto const [score_a, var_score_a] = mean_variance(a.experience, a.experience_square, a.visits);
  auto const [score_b, var_score_b] = mean_variance(b.experience, b.experience_square, b.visits);
  double const share_a = a.failures / a.visits;
  double const share_b = b.failures / b.visits;
  return std::max({std::abs(z_of(visits_a, var_visits_a, visits_b, var_visits_b)),
                   std::abs(z_of(score_a, var_score_a, score_b, var_score_b)),
                   std::abs(z_of(share_a, share_a * (1 - share_a) / a.visits, share_b,
                                 share_b * (1 - share_b) / b.visits))});
}

void write_steps(std::FILE* file, CompiledMap const& map, char const* name, std::uint32_t first) {
  std::fprintf(file, "\"%s\": [", name);
  for (std::uint32_t step = first;; ++step) {
    double const upto = std::min(map.steps[step].cumulative, 1.0);
    std::fprintf(file, "%s[%.17g, %d]", step == first ? "" : ", ", upto, map.steps[step].to);
    if (upto >= 1) {
      break;
    }
  }
  std::fprintf(file, "]");
}

/// The map as the scripts read it.
void dump(CompiledMap const& map, std::string const& path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) {
    throw std::runtime_error("cannot write " + path);
  }
  std::fprintf(file, "{\"repeat_penalty\": %.17g, \"entries\": [", map.episode.repeat_penalty);
  for (std::size_t i = 0; i < map.journeys.size(); ++i) {
    std::fprintf(file, "%s%u", i == 0 ? "" : ", ", map.journeys[i].entry);
  }
  std::fprintf(file, "], \"touchpoints\": [");
  for (std::size_t i = 0; i < map.touchpoints.size(); ++i) {
    CompiledTouchpoint const& one = map.touchpoints[i];
    std::fprintf(file,
                 "%s{\"failure\": %.17g, \"level\": %.17g, \"penalty\": %.17g, \"spread\": %.17g, "
                 "\"contact\": %d, ",
                 i == 0 ? "" : ",\n", one.failure, one.level, one.penalty, one.spread,
                 one.is_contact ? 1 : 0);
    write_steps(file, map, "success", one.first_success);
    std::fprintf(file, ", ");
    write_steps(file, map, "failed", one.first_failure);
    std::fprintf(file, "}");
  }
  std::fprintf(file, "]}\n");
  std::fclose(file);
}

/// What a script measured, or nothing when it cannot run here.
[[nodiscard]] std::optional<WalkFigures> script(std::string const& name, std::string const& map,
                                                std::uint64_t episodes) {
  std::string const command = "/usr/bin/python3 bench/" + name + ' ' + map + ' ' +
                              std::to_string(episodes) + " 2>/dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    return std::nullopt;
  }
  WalkFigures figures;
  int const read = std::fscanf(
      pipe, "%lf %lf %lf %lf %lf %lf %lf", &figures.seconds, &figures.episodes, &figures.visits,
      &figures.failures, &figures.experience, &figures.experience_square, &figures.visits_square);
  return pclose(pipe) == 0 && read == 7 ? std::optional(figures) : std::nullopt;
}

[[nodiscard]] double rate(WalkFigures const& figures) { return figures.visits / figures.seconds; }

void compare_walk(std::string const& what, WalkFigures const& own,
                  std::optional<WalkFigures> const& other, std::string const& goal,
                  std::string const& package) {
  if (!other) {
    row(what, "skipped: " + package + " is not installed", goal);
    return;
  }
  row(what, text("%.1f ×", rate(own) / rate(*other)), goal,
      text("%.2g m visits/s", rate(*other) / 1e6) +
          text(", largest z %.1f", disagreement(own, *other)));
}

void raw_visits() {
  Scenario const bank = load("scenarios/bank.json");
  std::vector<Portfolio> const nothing{{}};
  auto const model = prepare_draw(bank, nothing, sampling_of(1, 200), 0);
  CompiledMap const& map = *model->reference_maps.front();
  constexpr std::uint32_t episodes = 200'000;
  WalkFigures const own = timed([&] { return keyed_walk(map, episodes); });
  row("Visits per second and core, bank map", text("%.1f m", rate(own) / 1e6), "");
  compare_walk("… against plain C++", own, timed([&] { return plain_walk(map, episodes, 1); }),
               "6 × (AVX2), 9 × (AVX-512)", "");
  std::string const file = "build/bench-map.json";
  dump(map, file);
  compare_walk("… against NumPy", own, script("walk_numpy.py", file, episodes / 2), "8 ×",
               "python3-numpy");
  compare_walk("… against SimPy", own, script("walk_simpy.py", file, episodes / 50), "300 ×",
               "python3-simpy");
}

// --- Time to the same standard error
// --------------------------------------------------------------

void time_to_error(Scenario const& shop, InitiativeId initiative, std::string const& what,
                   std::string const& goal) {
  constexpr std::uint32_t customers = 1000;
  constexpr std::uint32_t own_draws = 60;
  constexpr std::uint32_t plain_runs = 60;
  std::vector<Portfolio> const portfolios{{}, {initiative}};
  Accumulator own;
  double const own_seconds = cpu_seconds([&] {
    Experiment const experiment = run(shop, portfolios, sampling_of(own_draws, customers));
    for (DrawOutcome const& draw : experiment.draws) {
      own.add(draw.portfolios[1][Figure::annual_churn] - draw.portfolios[0][Figure::annual_churn]);
    }
  });
  auto const model = prepare_draw(shop, portfolios, sampling_of(1, customers), 0);
  Accumulator plain;
  double const plain_seconds = cpu_seconds([&] {
    for (std::uint64_t i = 0; i < plain_runs; ++i) {
      plain.add(plain_annual_churn(*model, 1, 2 * i) - plain_annual_churn(*model, 0, 2 * i + 1));
    }
  });
  Estimate const a = own.estimate();
  Estimate const b = plain.estimate();
  // Seconds until the standard error is 1: seconds × variance of the mean.
  double const ratio = plain_seconds * b.standard_error * b.standard_error /
                       (own_seconds * a.standard_error * a.standard_error);
  row(what, text("%.0f ×", ratio), goal,
      text("Δchurn %.4f points", 100 * a.mean) + text(" ± %.4f", 100 * a.standard_error) +
          text("; plain %.2f", 100 * b.mean) + text(" ± %.2f", 100 * b.standard_error) +
          text(", z %.1f", (a.mean - b.mean) / std::hypot(a.standard_error, b.standard_error)));
}

// --- What the user waits for
// -----------------------------------------------------------------------

void further_initiative() {
  for (char const* name : {"bank", "cable", "mobile"}) {
    Scenario const scenario = load(std::string("scenarios/") + name + ".json");
    Sampling const sampling = sampling_of(4, 1000);
    double const alone = cpu_seconds([&] { static_cast<void>(run(scenario, {{}}, sampling)); });
    double const all =
        cpu_seconds([&] { static_cast<void>(run(scenario, singles(scenario), sampling)); });
    auto const count = static_cast<double>(scenario.initiatives.size());
    row(std::string("A further initiative, of the baseline's cost: ") + name,
        text("%.0f %%", 100 * (all - alone) / count / alone), "25 %");
  }
}

void threads() {
  Scenario const bank = load("scenarios/bank.json");
  auto const work = [&](int count) {
    return wall_seconds(
        [&] { static_cast<void>(run(bank, singles(bank), sampling_of(8, 1000), count)); });
  };
  double const one = work(1);
  row("Two threads (wall)", text("%.2f ×", one / work(2)), "1.9 ×");
}

/// Touchpoints in a ring; from each three of the next ones, or the end after four visits on
/// average.
[[nodiscard]] CompiledMap ring(std::uint32_t touchpoints) {
  CompiledMap map;
  for (std::uint32_t i = 0; i < touchpoints; ++i) {
    CompiledTouchpoint one;
    one.failure = 0.1;
    one.level = 0.7;
    one.penalty = 1;
    one.spread = 0.8;
    one.id_hash = hash_id("touchpoint" + std::to_string(i));
    one.first_success = static_cast<std::uint32_t>(map.steps.size());
    one.first_failure = one.first_success;
    for (std::uint32_t way = 1; way <= 3; ++way) {
      map.steps.push_back(
          {0.25 * way, static_cast<std::int32_t>((i + way * (1 + touchpoints / 7)) % touchpoints)});
    }
    map.steps.push_back({1, step_completed});
    map.touchpoints.push_back(one);
  }
  CompiledJourney journey;
  for (std::uint32_t entry = 0; entry < 10; ++entry) {
    journey.entry = entry * touchpoints / 10;
    map.journeys.push_back(journey);
  }
  map.episode.mean_weight = 1;
  return map;
}

void map_size() {
  auto const cost = [](std::uint32_t touchpoints) {
    CompiledMap const map = ring(touchpoints);
    return 1 / rate(timed([&] { return keyed_walk(map, 50'000); }));
  };
  row("Cost of a visit, 1,000 touchpoints against 10", text("%.2f ×", cost(1000) / cost(10)),
      "1.5 ×");
}

void linearity() {
  Scenario const bank = load("scenarios/bank.json");
  auto const cost = [&](std::uint32_t draws, std::uint32_t customers) {
    return cpu_seconds(
        [&] { static_cast<void>(run(bank, singles(bank), sampling_of(draws, customers))); });
  };
  double const base = cost(2, 1000);
  row("Four times the customers", text("%.2f × the time", cost(2, 4000) / base), "4 ×");
  row("Four times the draws", text("%.2f × the time", cost(8, 1000) / base), "4 ×");
}

/// Largest memory of a child that runs \p work, in MiB.
template <class Work>
[[nodiscard]] double memory_of(Work const& work) {
  pid_t const child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void memory() {
  Scenario const bank = load("scenarios/bank.json");
  double const million =
      memory_of([&] { static_cast<void>(run(bank, {{}}, sampling_of(1, 1'000'000), 1)); });
  row("Memory for a million customers, bank, baseline", text("%.0f MiB", million), "200 MiB");
}

void whole_job() {
  for (char const* name : {"bank", "cable", "mobile"}) {
    Scenario const scenario = load(std::string("scenarios/") + name + ".json");
    double cpu = 0;
    double const wall = wall_seconds([&] {
      cpu = cpu_seconds([&] {
        SilentObserver observer;
        static_cast<void>(prioritize(scenario, Sampling(), 2, observer));
      });
    });
    row(std::string("`cxsim prioritize scenarios/") + name + ".json`, 2 threads (wall)",
        text("%.0f s", wall), "10 s", text("%.0f s of the processor", cpu));
  }
}

}  // namespace

/// `ratios_bench`: everything; `ratios_bench quick`: without the jobs that take minutes.
int main(int count, char** words) {
  bool const quick = count > 1 && std::string(words[1]) == "quick";
  std::printf("| What | Measured | Goal | Beside it |\n|---|---|---|---|\n");
  raw_visits();
  Scenario const shop = load("bench/shop-scenario.json");
  time_to_error(shop, InitiativeId{0}, "Time to the same error of Δchurn, scores change",
                "5,000 ×");
  time_to_error(shop, InitiativeId{1}, "Time to the same error of Δchurn, failures change",
                "300 ×");
  further_initiative();
  threads();
  map_size();
  if (!quick) {
    linearity();
    memory();
    whole_job();
  }
}
