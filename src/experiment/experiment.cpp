#include "cxsim/experiment/experiment.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <thread>

#include "cxsim/base/contract.hpp"
#include "cxsim/simulation/draw_simulation.hpp"
#include "cxsim/stats/estimate.hpp"
#include "parallel_for.hpp"

namespace cxsim {

namespace {

/// Where the results of an experiment's portfolios come from: each is simulated once, and none that
/// another experiment with the same draws has simulated.
struct PortfolioSources {
  struct Source {
    bool is_known = false;
    std::size_t place = 0;  ///< in the other experiment, or among the simulated
  };
  std::vector<Portfolio> simulated;  ///< the first is the baseline: its walks are needed
  std::vector<Source> sources;       ///< of every portfolio
};

[[nodiscard]] std::optional<std::size_t> place_of(Portfolio const& portfolio,
                                                  std::span<Portfolio const> among) {
  auto const found = std::ranges::find(among, portfolio);
  return found == among.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(found - among.begin()));
}

[[nodiscard]] PortfolioSources sources_of(std::vector<Portfolio> const& portfolios,
                                          Experiment const* same_draws) {
  PortfolioSources result;
  result.simulated.push_back(portfolios.front());
  for (Portfolio const& portfolio : portfolios) {
    auto const known =
        same_draws == nullptr ? std::nullopt : place_of(portfolio, same_draws->portfolios);
    if (known) {
      result.sources.push_back({true, *known});
      continue;
    }
    auto const simulated = place_of(portfolio, result.simulated);
    result.sources.push_back({false, simulated.value_or(result.simulated.size())});
    if (!simulated) {
      result.simulated.push_back(portfolio);
    }
  }
  return result;
}

/// One draw with the sums that are added up over draws.
struct DrawDone {
  DrawOutcome outcome;
  BatchTally sums;
};

/// Variance of the mean over batches of (portfolio − first portfolio), figure by figure.
[[nodiscard]] std::vector<Figures> noise_of_differences(Scenario const& scenario,
                                                        DrawModel const& model,
                                                        std::vector<Portfolio> const& portfolios,
                                                        std::vector<BatchTally> const& batches) {
  std::vector<std::array<Accumulator, figure_count>> spread(portfolios.size());
  for (BatchTally const& batch : batches) {
    std::vector<Figures> figures;
    for (std::size_t i = 0; i < portfolios.size(); ++i) {
      figures.push_back(figures_of(scenario, model, portfolios[i], batch.portfolios[i],
                                   static_cast<double>(batches_per_draw)));
      for (Figure const figure : all_figures()) {
        spread[i][static_cast<std::size_t>(figure)].add(figures[i][figure] - figures[0][figure]);
      }
    }
  }
  std::vector<Figures> noise(portfolios.size());
  for (std::size_t i = 0; i < portfolios.size(); ++i) {
    for (Figure const figure : all_figures()) {
      double const error = spread[i][static_cast<std::size_t>(figure)].estimate().standard_error;
      noise[i][figure] = error * error;
    }
  }
  return noise;
}

[[nodiscard]] std::vector<MonthFigures> months_of(PortfolioTally const& tally,
                                                  DrawModel const& model) {
  std::vector<MonthFigures> months;
  for (int month = 1; month <= tally.horizon(); ++month) {
    months.push_back(month_figures(tally.month_total(month, model.population.segments),
                                   tally.calls_total(month, model.queues)));
  }
  return months;
}

[[nodiscard]] std::vector<double> churn_by_segment(PortfolioTally const& tally) {
  std::vector<double> churn;
  for (std::uint32_t index = 0; index < tally.segments; ++index) {
    SegmentId const segment{index};
    churn.push_back(annual_churn(tally, {&segment, 1}));
  }
  return churn;
}

[[nodiscard]] std::vector<double> customers_of(PortfolioTally const& tally) {
  std::vector<double> customers;
  for (MonthTally const& month : tally.months) {
    customers.push_back(month.customers);
  }
  return customers;
}

/// The measured period: what the reference is held against.
void add_reference_year(PortfolioTally const& reference, DrawModel const& model,
                        DrawOutcome& outcome) {
  outcome.reference_touchpoints.resize(reference.touchpoints);
  for (int month = 1; month <= std::min(12, reference.horizon()); ++month) {
    outcome.reference_year += reference.month_total(month, model.population.segments);
    for (std::uint32_t touchpoint = 0; touchpoint < reference.touchpoints; ++touchpoint) {
      outcome.reference_touchpoints[touchpoint] += reference.at(month, TouchpointId{touchpoint});
    }
  }
}

[[nodiscard]] DrawDone finish_draw(Scenario const& scenario,
                                   std::vector<Portfolio> const& portfolios, DrawSimulation& draw) {
  std::vector<BatchTally> batches;
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    batches.push_back(draw.finish(batch));
  }
  DrawModel const& model = draw.model();
  DrawDone done;
  done.sums = batches.front();
  for (std::size_t batch = 1; batch < batches.size(); ++batch) {
    done.sums += batches[batch];
  }
  done.sums.reference.by_line = draw.reference_lines();
  for (std::size_t i = 0; i < portfolios.size(); ++i) {
    done.sums.portfolios[i].by_line = draw.lines(i);
  }
  DrawOutcome& outcome = done.outcome;
  outcome.values = model.values;
  outcome.fit = {model.levels, model.reference, model.starts, model.usual_customers};
  if (model.lives_reference()) {
    outcome.fit.usual_customers = customers_of(done.sums.reference);
    outcome.reference = figures_of(scenario, model, {}, done.sums.reference, 1);
    outcome.reference_months = months_of(done.sums.reference, model);
    add_reference_year(done.sums.reference, model, outcome);
  }
  outcome.difference_noise = noise_of_differences(scenario, model, portfolios, batches);
  for (std::size_t i = 0; i < portfolios.size(); ++i) {
    PortfolioTally const& tally = done.sums.portfolios[i];
    outcome.portfolios.push_back(figures_of(scenario, model, portfolios[i], tally, 1));
    outcome.segment_churn.push_back(churn_by_segment(tally));
    outcome.months.push_back(months_of(tally, model));
    outcome.effective_customers.push_back(tally.weight * tally.weight /
                                          std::max(tally.weight_square, 1e-300));
  }
  return done;
}

/// The outcome of all portfolios from that of those simulated. \param known Of the same draw, or
/// null.
[[nodiscard]] DrawOutcome completed(DrawOutcome simulated, PortfolioSources const& sources,
                                    DrawOutcome const* known) {
  DrawOutcome whole = known == nullptr ? simulated : *known;
  whole.portfolios.clear();
  whole.difference_noise.clear();
  whole.segment_churn.clear();
  whole.months.clear();
  whole.effective_customers.clear();
  for (auto const& source : sources.sources) {
    DrawOutcome const& from = source.is_known ? *known : simulated;
    whole.portfolios.push_back(from.portfolios[source.place]);
    whole.difference_noise.push_back(from.difference_noise[source.place]);
    whole.segment_churn.push_back(from.segment_churn[source.place]);
    whole.months.push_back(from.months[source.place]);
    whole.effective_customers.push_back(from.effective_customers[source.place]);
  }
  return whole;
}

/// Some draws at once: prepared, simulated batch by batch, and summed, each step in parallel.
/// Places of draws that could not be prepared stay empty and their problems are reported.
class DrawGroup {
 public:
  DrawGroup(Scenario const& scenario, std::vector<Portfolio> const& portfolios,
            Sampling const& sampling, unsigned threads, Experiment const* same_draws)
      : scenario_(scenario),
        portfolios_(portfolios),
        sampling_(sampling),
        threads_(threads),
        same_draws_(same_draws) {}

  [[nodiscard]] Result<std::vector<DrawDone>> run(std::uint32_t first, std::uint32_t count) const {
    std::vector<std::optional<Result<DrawModel>>> models(count);
    parallel_for(count, threads_, [&](std::uint32_t i) {
      models[i] = prepare_draw(scenario_, portfolios_, sampling_, first + i, known(first + i));
    });
    Diagnostics problems;
    for (auto const& model : models) {
      if (!model->has_value()) {
        problems.append(model->error());
      }
    }
    if (problems.has_errors()) {
      return failure(std::move(problems));
    }
    std::vector<DrawSimulation> draws;
    for (auto& model : models) {
      draws.emplace_back(std::move(model->value()));
    }
    live(draws);
    std::vector<DrawDone> done(count);
    parallel_for(count, threads_,
                 [&](std::uint32_t i) { done[i] = finish_draw(scenario_, portfolios_, draws[i]); });
    return done;
  }

 private:
  [[nodiscard]] std::optional<KnownDraw> known(std::uint32_t draw) const {
    if (same_draws_ == nullptr) {
      return std::nullopt;
    }
    return KnownDraw{same_draws_->draws[draw].values, same_draws_->draws[draw].fit};
  }

  /// Months in order, for customers of one draw wait for each other; batches in parallel.
  void live(std::vector<DrawSimulation>& draws) const {
    auto const count = static_cast<std::uint32_t>(draws.size());
    auto const for_each_batch = [&](auto&& work) {
      parallel_for(count * batches_per_draw, threads_, [&](std::uint32_t task) {
        work(draws[task / batches_per_draw], task % batches_per_draw);
      });
    };
    for_each_batch([](DrawSimulation& draw, std::uint32_t batch) { draw.begin_batch(batch); });
    for (int month = 1; month <= draws.front().model().horizon; ++month) {
      parallel_for(count, threads_, [&](std::uint32_t i) { draws[i].begin_month(month); });
      for_each_batch(
          [month](DrawSimulation& draw, std::uint32_t batch) { draw.live_month(batch, month); });
      parallel_for(count, threads_, [&](std::uint32_t i) { draws[i].end_month(month); });
    }
  }

  Scenario const& scenario_;
  std::vector<Portfolio> const& portfolios_;
  Sampling const& sampling_;
  unsigned threads_;
  Experiment const* same_draws_;
};

void merge(DrawDone done, PortfolioSources const& sources, Experiment const* same_draws,
           Experiment& experiment) {
  auto const add = [&](PortfolioTally const& one, PortfolioTally& sum) {
    if (experiment.draws.empty()) {
      sum = one;
    } else {
      sum += one;
    }
  };
  if (same_draws == nullptr) {
    add(done.sums.reference, experiment.reference_sum);
  }
  experiment.portfolio_sums.resize(sources.sources.size());
  for (std::size_t i = 0; i < sources.sources.size(); ++i) {
    auto const& source = sources.sources[i];
    if (!source.is_known) {
      add(done.sums.portfolios[source.place], experiment.portfolio_sums[i]);
    }
  }
  experiment.episodes_walked += done.sums.episodes_walked;
  experiment.episodes_reused += done.sums.episodes_reused;
  experiment.visits_walked += done.sums.visits_walked;
  DrawOutcome const* const known =
      same_draws == nullptr ? nullptr : &same_draws->draws[experiment.draws.size()];
  experiment.draws.push_back(completed(std::move(done.outcome), sources, known));
}

/// Sums over the same draws.
void take_known_sums(PortfolioSources const& sources, Experiment const& same_draws,
                     Experiment& experiment) {
  experiment.reference_sum = same_draws.reference_sum;
  experiment.portfolio_sums.resize(sources.sources.size());
  for (std::size_t i = 0; i < sources.sources.size(); ++i) {
    if (sources.sources[i].is_known) {
      experiment.portfolio_sums[i] = same_draws.portfolio_sums[sources.sources[i].place];
    }
  }
}

}  // namespace

Result<Experiment> run_experiment(Scenario const& scenario, std::vector<Portfolio> portfolios,
                                  Sampling const& sampling, int threads, Observer& observer,
                                  Experiment const* same_draws) {
  CXSIM_EXPECTS(!portfolios.empty() && portfolios.front().empty());
  Experiment experiment;
  experiment.portfolios = std::move(portfolios);
  experiment.sampling = sampling;
  experiment.points = scenario.parameters.points();
  experiment.horizon = static_cast<int>(scenario.parameters.best_guesses()[scenario.horizon]);
  return extend_experiment(scenario, std::move(experiment), sampling.draws, threads, observer,
                           same_draws);
}

Result<Experiment> extend_experiment(Scenario const& scenario, Experiment experiment,
                                     std::uint32_t draws, int threads, Observer& observer,
                                     Experiment const* same_draws) {
  unsigned const workers = threads > 0 ? static_cast<unsigned>(threads)
                                       : std::max(1U, std::thread::hardware_concurrency());
  CXSIM_EXPECTS(same_draws == nullptr || same_draws->stopped_early ||
                same_draws->draws.size() == draws);
  experiment.sampling.draws = draws;
  PortfolioSources const sources = sources_of(experiment.portfolios, same_draws);
  DrawGroup const group_of_draws(scenario, sources.simulated, experiment.sampling, workers,
                                 same_draws);
  // Small groups: results merge in the order of draws and progress is reported in between.
  for (auto first = static_cast<std::uint32_t>(experiment.draws.size()); first < draws;
       first += 2 * workers) {
    bool const is_known = same_draws == nullptr || first < same_draws->draws.size();
    if (!observer.keep_going() || !is_known) {
      experiment.stopped_early = true;
      break;
    }
    auto const last =
        same_draws == nullptr ? draws : static_cast<std::uint32_t>(same_draws->draws.size());
    std::uint32_t const count = std::min(2 * workers, std::min(draws, last) - first);
    auto group = group_of_draws.run(first, count);
    if (!group) {
      return failure(std::move(group.error()));
    }
    for (DrawDone& one : *group) {
      merge(std::move(one), sources, same_draws, experiment);
    }
    observer.progress(first + count, draws);
  }
  if (same_draws != nullptr && !experiment.draws.empty()) {
    take_known_sums(sources, *same_draws, experiment);
  }
  return experiment;
}

}  // namespace cxsim
