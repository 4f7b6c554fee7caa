#include "cxsim/decision/gate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

Gate gate_of(std::string const& map, std::uint32_t draws = 30, std::uint32_t customers = 400) {
  Scenario const scenario = test::read_scenario(test::shop_scenario_text(), map);
  Sampling sampling;
  sampling.draws = draws;
  sampling.customers = customers;
  SilentObserver observer;
  return check_gate(scenario, *run_experiment(scenario, {Portfolio{}}, sampling, 0, observer));
}

std::string with_measured(std::string const& figures) {
  return test::replaced(test::shop_map_text(), R"("measured": {"nps": 20})",
                        R"("measured": {"nps": 20, )" + figures + "}");
}

GateCheck const& find(Gate const& gate, GateFigure figure) {
  return *std::ranges::find(gate.checks, figure, &GateCheck::figure);
}

TEST(CheckGate, PassesWhereTheMapDescribesItself) {
  Gate const gate = gate_of(test::shop_map_text());
  for (GateCheck const& check : gate.checks) {
    EXPECT_TRUE(check.passes) << check.subject << ": " << check.simulated << " instead of "
                              << check.measured << " ± " << check.allowed;
  }
}

TEST(CheckGate, DoesNotRefuseARightMapBecauseOfFewDraws) {
  EXPECT_TRUE(gate_of(test::shop_map_text(), 10, 100).passes());
}

TEST(CheckGate, TestsOnlyWhatIsFittedWithTooFewDraws) {
  Gate const gate = gate_of(with_measured(R"("complaints_per_1000": 6)"), 9, 100);
  EXPECT_FALSE(gate.is_tested());
  EXPECT_TRUE(gate.passes());
  EXPECT_EQ(std::ranges::count(gate.checks, GateKind::tested, &GateCheck::kind), 0);
  EXPECT_EQ(std::ranges::count(gate.checks, GateKind::matched, &GateCheck::kind), 2);
}

TEST(CheckGate, CallsFittedFiguresMatchedAndOthersTested) {
  Gate const gate = gate_of(with_measured(R"("complaints_per_1000": 6)"));
  EXPECT_EQ(find(gate, GateFigure::nps).kind, GateKind::matched);
  EXPECT_EQ(find(gate, GateFigure::churn).kind, GateKind::matched);
  EXPECT_EQ(find(gate, GateFigure::complaints).kind, GateKind::tested);
}

TEST(CheckGate, PassesTheComplaintsThatTheChainImplies) {
  // Hotline calls (starts + app)/(1 − .06), times .2·.2: young .6·(.05 + .06), old .4·(.2 + .02).
  double const calls = (0.6 * 0.11 + 0.4 * 0.22) / 0.94;
  Gate const gate =
      gate_of(with_measured(R"("complaints_per_1000": )" + std::to_string(1000 * calls * 0.04)));
  EXPECT_TRUE(find(gate, GateFigure::complaints).passes);
}

TEST(CheckGate, FailsWhereTheFirmMeasuresTwiceAsManyComplaints) {
  Gate const gate = gate_of(with_measured(R"("complaints_per_1000": 13)"));
  EXPECT_FALSE(find(gate, GateFigure::complaints).passes);
  EXPECT_FALSE(gate.passes());
  EXPECT_EQ(gate.failed(), 1U);
}

}  // namespace
}  // namespace cxsim
