#include "cxsim/experiment/replay.hpp"

#include <string>

#include "cxsim/experiment/texts.hpp"
#include "cxsim/simulation/draw_simulation.hpp"

namespace cxsim {

namespace {

/// Passes on what is lived under one portfolio.
class OnePortfolio final : public LifeWatcher {
 public:
  OnePortfolio(std::size_t portfolio, LifeWatcher& watcher)
      : portfolio_(portfolio), watcher_(watcher) {}

  void lived(LivedMonth const& month) override {
    if (month.portfolio == portfolio_) {
      watcher_.lived(month);
    }
  }

 private:
  std::size_t portfolio_;
  LifeWatcher& watcher_;
};

/// Keeps one customer's months.
class LifeRecorder final : public LifeWatcher {
 public:
  explicit LifeRecorder(std::uint32_t number) : number_(number) {}

  void lived(LivedMonth const& month) override {
    if (month.customer.number == number_) {
      life_.customer = month.customer;
      life_.months.push_back({month.month, month.record, month.after, month.hazards,
                              month.present_before, month.present_after, month.in_term});
    }
  }

  [[nodiscard]] ReplayedLife take() { return std::move(life_); }

 private:
  std::uint32_t number_;
  ReplayedLife life_;
};

/// The first portfolio of a draw is the baseline.
[[nodiscard]] std::vector<Portfolio> with_baseline(Portfolio const& portfolio) {
  return portfolio.empty() ? std::vector<Portfolio>{{}} : std::vector<Portfolio>{{}, portfolio};
}

}  // namespace

Result<WatchedDraw> watch_draw(Scenario const& scenario, Portfolio const& portfolio,
                               Sampling const& sampling, std::uint32_t draw, LifeWatcher& watcher) {
  std::vector<Portfolio> const portfolios = with_baseline(portfolio);
  auto model = prepare_draw(scenario, portfolios, sampling, draw);
  if (!model) {
    return failure(std::move(model.error()));
  }
  WatchedDraw watched;
  watched.customers = count_customers(model->population);
  for (InitiativeId const initiative : portfolio) {
    watched.outcomes.push_back(model->outcome[initiative.index]);
  }
  OnePortfolio chosen(portfolios.size() - 1, watcher);
  DrawSimulation simulation(std::move(*model));
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    simulation.begin_batch(batch);
  }
  for (int month = 1; month <= simulation.model().horizon; ++month) {
    simulation.begin_month(month);
    for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
      simulation.live_month(batch, month, &chosen);
    }
    simulation.end_month(month);
  }
  return watched;
}

Result<ReplayedLife> replay_life(Scenario const& scenario, Portfolio const& portfolio,
                                 Sampling const& sampling, std::uint32_t draw,
                                 std::uint32_t number) {
  LifeRecorder recorder(number);
  auto watched = watch_draw(scenario, portfolio, sampling, draw, recorder);
  if (!watched) {
    return failure(std::move(watched.error()));
  }
  if (number == 0 || number > watched->customers) {
    return failure(
        texts::no_such_customer, {},
        {std::to_string(number), std::to_string(draw + 1), std::to_string(watched->customers)});
  }
  ReplayedLife life = recorder.take();
  life.outcomes = std::move(watched->outcomes);
  return life;
}

}  // namespace cxsim
