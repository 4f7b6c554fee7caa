#include "cxsim/experiment/experiment.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/stats/estimate.hpp"
#include "small_experiments.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::expect_same_figures;
using test::run;
using test::small;

Portfolio only(Scenario const& scenario, std::string const& id) {
  for (InitiativeId const key : scenario.initiatives.keys()) {
    if (scenario.initiatives[key].id == id) {
      return {key};
    }
  }
  throw std::runtime_error(id);
}

/// Difference of a figure to the baseline over draws.
Estimate difference(Experiment const& experiment, std::size_t portfolio, Figure figure) {
  Accumulator accumulator;
  for (DrawOutcome const& draw : experiment.draws) {
    accumulator.add(draw.portfolios[portfolio][figure] - draw.portfolios[0][figure]);
  }
  return accumulator.estimate();
}

std::string shop_with_initiative(std::string const& effects, std::string const& cost) {
  return R"({"format": "cxsim-scenario", "version": 1, "name": "x", "map": "map.json",
    "horizon": 12, "initiatives": {"one": {"name": "One", "department": "care", "start": 1, "cost": )" +
         cost + R"(, "effects": )" + effects + "}}}";
}

TEST(RunExperiment, WhatWasSimulatedBeforeIsTakenOverBitForBit) {
  Scenario const shop = test::shop();
  Portfolio const fix{InitiativeId{0}};
  Portfolio const train{InitiativeId{1}};
  Portfolio const both{InitiativeId{0}, InitiativeId{1}};
  Sampling const sampling = small(4, 60);
  SilentObserver silent;
  Experiment const alone = *run_experiment(shop, {{}, fix, train}, sampling, 1, silent);
  std::vector<Portfolio> const order{{}, train, both, both};
  Experiment const afresh = *run_experiment(shop, order, sampling, 1, silent);
  Experiment const taken = *run_experiment(shop, order, sampling, 1, silent, &alone);
  for (std::size_t draw = 0; draw < 4; ++draw) {
    expect_same_figures(taken.draws[draw].reference, afresh.draws[draw].reference);
    for (std::size_t portfolio = 0; portfolio < order.size(); ++portfolio) {
      expect_same_figures(taken.draws[draw].portfolios[portfolio],
                          afresh.draws[draw].portfolios[portfolio]);
      expect_same_figures(taken.draws[draw].difference_noise[portfolio],
                          afresh.draws[draw].difference_noise[portfolio]);
    }
  }
  for (std::size_t portfolio = 0; portfolio < order.size(); ++portfolio) {
    EXPECT_EQ(taken.portfolio_sums[portfolio].residual, afresh.portfolio_sums[portfolio].residual);
  }
  EXPECT_LT(taken.visits_walked, afresh.visits_walked);
}

TEST(RunExperiment, ANeutralInitiativeWithoutCostChangesNothingBitForBit) {
  Scenario const scenario =
      test::read_scenario(shop_with_initiative(
                              R"({"a": {"change": "touchpoints/app/failure", "multiply": 1},
              "b": {"change": "touchpoints/hotline/level", "add": 0},
              "c": {"change": "transitions/hotline/failure/complaint", "odds": 1},
              "d": {"change": "touchpoints/app/failure", "from": 0.05, "to": 0.05},
              "e": {"change": "journeys/buy/volume", "multiply": 1}})",
                              R"({"one_off": 0, "monthly": 0})"),
                          test::shop_map_text());
  Experiment const experiment = run(scenario, {{}, {InitiativeId{0}}}, small(5));
  for (DrawOutcome const& draw : experiment.draws) {
    expect_same_figures(draw.portfolios[0], draw.portfolios[1]);
  }
}

TEST(RunExperiment, MoreDrawsKeepTheFirstOnes) {
  Scenario const shop = test::shop();
  Experiment const few = run(shop, {{}}, small(2));
  Experiment const more = run(shop, {{}}, small(5));
  expect_same_figures(few.draws[1].portfolios[0], more.draws[1].portfolios[0]);
}

TEST(RunExperiment, TheOrderOfMembersInTheFileDoesNotMatter) {
  std::string const first =
      R"("fix": {"name": "Fix the app", "department": "digital", "start": 3,
      "cost": {"one_off": 50000, "monthly": 1000},
      "effects": {"errors": {"change": "touchpoints/app/failure", "multiply": 0.4}}},)";
  std::string reordered = test::replaced(test::shop_scenario_text(), first, "");
  reordered =
      test::replaced(reordered, R"("tone": {"change": "touchpoints/hotline/level", "add": 0.15}}}
  })",
                     R"("tone": {"change": "touchpoints/hotline/level", "add": 0.15}}},)" +
                         first.substr(0, first.size() - 1) + "}");
  Scenario const a = test::shop();
  Scenario const b = test::read_scenario(reordered, test::shop_map_text());
  Experiment const x = run(a, {{}, only(a, "fix"), only(a, "train")}, small(3));
  Experiment const y = run(b, {{}, only(b, "fix"), only(b, "train")}, small(3));
  for (std::size_t draw = 0; draw < 3; ++draw) {
    expect_same_figures(x.draws[draw].portfolios[1], y.draws[draw].portfolios[1]);
    expect_same_figures(x.draws[draw].portfolios[2], y.draws[draw].portfolios[2]);
  }
}

/// The shop with its young customers as two segments of the same size: which gets the odd customer?
std::string shop_map_with_three_segments(std::string const& first, std::string const& second) {
  auto const segment = [](std::string const& id) {
    return "\"" + id + R"(": {"name": "x", "share": 0.3, "margin": 20,
      "starts": {"buy": 3, "ask": 0.05}, "churn": {"annual": 0.18}})";
  };
  std::string const young =
      R"("young": {"name": "Young", "share": 0.6, "margin": 20, "starts": {"buy": 3, "ask": 0.05},
      "churn": {"annual": 0.18, "causes": {"experience": 0.5, "price": 0.3, "uncontrollable": 0.2}}})";
  return test::replaced(test::shop_map_text(), young, segment(first) + ", " + segment(second));
}

TEST(RunExperiment, TheOrderOfSegmentsInTheFileDoesNotMatter) {
  Scenario const a = test::read_scenario(test::shop_scenario_text(),
                                         shop_map_with_three_segments("young", "students"));
  Scenario const b = test::read_scenario(test::shop_scenario_text(),
                                         shop_map_with_three_segments("students", "young"));
  Experiment const x = run(a, {{}, only(a, "fix")}, small(2, 248));
  Experiment const y = run(b, {{}, only(b, "fix")}, small(2, 248));
  for (std::size_t draw = 0; draw < 2; ++draw) {
    expect_same_figures(x.draws[draw].portfolios[1], y.draws[draw].portfolios[1]);
  }
}

/// Draw by draw, what \p second gives for a figure beyond what \p first gives.
template <class Read>
Estimate paired_gap(Experiment const& first, Experiment const& second, Read const& read) {
  Accumulator gap;
  for (std::size_t draw = 0; draw < first.draws.size(); ++draw) {
    gap.add(read(second.draws[draw]) - read(first.draws[draw]));
  }
  return gap.estimate();
}

TEST(RunExperiment, SampledAndImplicitChurnGiveTheSameLevels) {
  Scenario const shop = test::shop();
  Sampling implicit = small(40, 400);
  Sampling sampled = implicit;
  sampled.churn = ChurnMode::sampled;
  Experiment const a = run(shop, {{}}, implicit);
  Experiment const b = run(shop, {{}}, sampled);
  for (Figure const figure : {Figure::annual_churn, Figure::npv, Figure::nps}) {
    Estimate const gap =
        paired_gap(a, b, [&](DrawOutcome const& draw) { return draw.portfolios[0][figure]; });
    EXPECT_LT(std::fabs(gap.mean), 4.5 * gap.standard_error) << figure_name(figure);
  }
}

TEST(RunExperiment, SampledAndImplicitChurnGiveTheSameEffect) {
  Scenario const shop = test::shop();
  std::vector<Portfolio> const portfolios{{}, {InitiativeId{0}, InitiativeId{1}}};
  Sampling implicit = small(60, 1000);
  Sampling sampled = implicit;
  sampled.churn = ChurnMode::sampled;
  Experiment const a = run(shop, portfolios, implicit);
  Experiment const b = run(shop, portfolios, sampled);
  for (Figure const figure : {Figure::annual_churn, Figure::npv}) {
    Estimate const gap = paired_gap(a, b, [&](DrawOutcome const& draw) {
      return draw.portfolios[1][figure] - draw.portfolios[0][figure];
    });
    double const effect = difference(a, 1, figure).mean;
    EXPECT_LT(std::fabs(gap.mean), 4.5 * gap.standard_error) << figure_name(figure);
    // A fifth of the effect would be seen.
    EXPECT_LT(4.5 * gap.standard_error, std::fabs(effect) / 5) << figure_name(figure);
  }
}

TEST(RunExperiment, FewerFailuresNeverRaiseChurn) {
  Scenario const shop = test::shop();
  Experiment const experiment = run(shop, {{}, only(shop, "fix"), only(shop, "train")}, small(20));
  for (DrawOutcome const& draw : experiment.draws) {
    EXPECT_LE(draw.portfolios[1][Figure::annual_churn], draw.portfolios[0][Figure::annual_churn]);
    EXPECT_LE(draw.portfolios[2][Figure::annual_churn], draw.portfolios[0][Figure::annual_churn]);
  }
  EXPECT_LT(difference(experiment, 1, Figure::annual_churn).mean, 0);
  EXPECT_LT(difference(experiment, 2, Figure::annual_churn).mean, 0);
}

TEST(RunExperiment, MoneyScalesWithItsUnit) {
  // The shop with every amount ten times as large.
  std::string map = test::shop_map_text();
  for (auto const& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{R"("margin": 20)", R"("margin": 200)"},
                                                        {R"("margin": 30)", R"("margin": 300)"},
                                                        {R"("cost": 12)", R"("cost": 120)"},
                                                        {R"("cost": 20)", R"("cost": 200)"}}) {
    map = test::replaced(map, from, to);
  }
  std::string scenario = test::shop_scenario_text();
  for (auto const& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"("one_off": 50000, "monthly": 1000)", R"("one_off": 500000, "monthly": 10000)"},
           {R"("one_off": 20000, "monthly": 500)", R"("one_off": 200000, "monthly": 5000)"}}) {
    scenario = test::replaced(scenario, from, to);
  }
  Experiment const plain = run(test::shop(), {{}, {InitiativeId{0}}}, small(3));
  Experiment const scaled =
      run(test::read_scenario(scenario, map), {{}, {InitiativeId{0}}}, small(3));
  for (std::size_t draw = 0; draw < 3; ++draw) {
    double const before = plain.draws[draw].portfolios[1][Figure::npv];
    EXPECT_NEAR(scaled.draws[draw].portfolios[1][Figure::npv], 10 * before,
                1e-9 * std::fabs(before));
    EXPECT_EQ(scaled.draws[draw].portfolios[1][Figure::annual_churn],
              plain.draws[draw].portfolios[1][Figure::annual_churn]);
  }
}

TEST(RunExperiment, ValueDoesNotDependOnTheNumberOfSimulatedCustomers) {
  Scenario const shop = test::shop();
  Experiment const few = run(shop, {{}, only(shop, "fix")}, small(60, 200));
  Experiment const many = run(shop, {{}, only(shop, "fix")}, small(60, 800));
  for (Figure const figure : {Figure::npv, Figure::annual_churn}) {
    // The numbers of a draw are the same in both, so that only the customers differ in the gap.
    Estimate const gap = paired_gap(few, many, [&](DrawOutcome const& draw) {
      return draw.portfolios[1][figure] - draw.portfolios[0][figure];
    });
    double const effect = difference(many, 1, figure).mean;
    EXPECT_LT(std::fabs(gap.mean), 4.5 * gap.standard_error) << figure_name(figure);
    // A tenth of the effect would be seen.
    EXPECT_LT(4.5 * gap.standard_error, std::fabs(effect) / 10) << figure_name(figure);
  }
}

/// Twelve months of a month-long horizon each: everybody is still there, so means are unweighted.
TEST(RunExperiment, TheReferenceReproducesItsInputs) {
  Scenario scenario = test::read_scenario(
      R"({"format": "cxsim-scenario", "version": 1, "name": "x", "map": "map.json", "horizon": 1})",
      test::replaced(test::shop_map_text(), R"("measured": {"nps": 20})", R"("measured": {})"));
  Experiment const experiment = run(scenario, {{}}, small(100, 1000));
  ParameterValues const values = scenario.parameters.best_guesses();
  for (TouchpointId const key : scenario.map.touchpoints.keys()) {
    Touchpoint const& touchpoint = scenario.map.touchpoints[key];
    Accumulator score;
    Accumulator failure;
    for (DrawOutcome const& draw : experiment.draws) {
      TouchpointTally const& tally = draw.reference_touchpoints[key.index];
      score.add(tally.success_experience - values[touchpoint.score.mean] * tally.success_visits);
      failure.add(tally.failures - values[touchpoint.failure] * tally.visits);
    }
    EXPECT_LT(std::fabs(score.estimate().mean), 4.5 * score.estimate().standard_error)
        << touchpoint.id;
    EXPECT_LT(std::fabs(failure.estimate().mean), 4.5 * failure.estimate().standard_error)
        << touchpoint.id;
  }
}

TEST(RunExperiment, AnObserverMayEndIt) {
  class Impatient final : public Observer {
   public:
    void progress(std::uint64_t done, std::uint64_t /*of*/) override { done_ = done; }
    [[nodiscard]] bool keep_going() override { return done_ == 0; }

   private:
    std::uint64_t done_ = 0;
  };
  Impatient observer;
  auto const experiment = run_experiment(test::shop(), {Portfolio{}}, small(100), 1, observer);
  ASSERT_TRUE(experiment);
  EXPECT_TRUE(experiment->stopped_early);
  EXPECT_LT(experiment->draws.size(), 100U);
}

}  // namespace
}  // namespace cxsim
