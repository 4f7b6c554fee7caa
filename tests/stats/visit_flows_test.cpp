#include "cxsim/stats/visit_flows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Volumes = std::vector<TouchpointVolume>;
using Flows = std::vector<VisitFlow>;

/// Visits of a month, following the chain for so long that almost nobody is left.
std::vector<double> followed_visits(FlowChain const& chain, Volumes const& volumes) {
  std::vector<double> visits(chain.states.size());
  std::vector<double> present;
  for (FlowState const& state : chain.states) {
    present.push_back(state.starts);
  }
  for (int step = 0; step < 3000; ++step) {
    std::vector<double> next(present.size());
    for (std::size_t i = 0; i < present.size(); ++i) {
      visits[i] += present[i];
      for (FlowChance const& chance : chain.states[i].after_success) {
        next[chance.to] += present[i] * (1 - volumes[i].failure) * chance.probability;
      }
      for (FlowChance const& chance : chain.states[i].after_failure) {
        next[chance.to] += present[i] * volumes[i].failure * chance.probability;
      }
    }
    present = next;
  }
  return visits;
}

enum : std::size_t { app, chatbot, hotline, complaint };

// Of 1,200 app failures 300 go to the chatbot and 150 to the hotline; of 150 chatbot failures 100
// go to the hotline; 600 hotline failures (15 %) bring 400 repeats and 80 complaints.
Volumes const volumes{{100000, 0.012}, {500, 0.30}, {4000, 0.15}, {100, 0.10}};
Flows const flows{{app, chatbot, 300},
                  {app, hotline, 150},
                  {chatbot, hotline, 100},
                  {hotline, hotline, 400},
                  {hotline, complaint, 80}};

TEST(ChainOfFlows, FillsFailuresFirstAndStartsWithWhatIsLeft) {
  FlowChain const chain = chain_of_flows(volumes, flows);
  EXPECT_THAT(chain.mismatches, IsEmpty());
  EXPECT_THAT(chain.states[app].after_failure,
              ElementsAre(FlowChance{chatbot, 0.25}, FlowChance{hotline, 0.125}));
  EXPECT_DOUBLE_EQ(chain.states[app].abandoned, 0.625);
  EXPECT_THAT(chain.states[app].after_success, IsEmpty());
  EXPECT_EQ(chain.states[app].completed, 1);
  EXPECT_DOUBLE_EQ(chain.states[app].starts, 100000);
  EXPECT_DOUBLE_EQ(chain.states[chatbot].starts, 200);
  EXPECT_DOUBLE_EQ(chain.states[hotline].starts, 4000 - 150 - 100 - 400);
  EXPECT_DOUBLE_EQ(chain.states[complaint].starts, 20);
}

TEST(ChainOfFlows, ReproducesTheCountedVolumes) {
  std::vector<double> const visits = followed_visits(chain_of_flows(volumes, flows), volumes);
  EXPECT_NEAR(visits[app], 100000, 1e-6);
  EXPECT_NEAR(visits[chatbot], 500, 1e-9);
  EXPECT_NEAR(visits[hotline], 4000, 1e-8);
  EXPECT_NEAR(visits[complaint], 100, 1e-9);
}

TEST(ChainOfFlows, SendsOnSuccessesWhatFailuresCannotFill) {
  Volumes const two{{1000, 0.1}, {900, 0}};
  FlowChain const chain = chain_of_flows(two, Flows{{0, 1, 640}, {0, 0, 160}});
  // 800 move on: all 100 failures and 700 of 900 successes, four of five to the other.
  EXPECT_NEAR(chain.states[0].after_failure.at(0).probability, 0.2, 1e-15);
  EXPECT_NEAR(chain.states[0].after_failure.at(1).probability, 0.8, 1e-15);
  EXPECT_EQ(chain.states[0].abandoned, 0);
  EXPECT_NEAR(chain.states[0].after_success.at(1).probability, 560.0 / 900, 1e-15);
  EXPECT_NEAR(chain.states[0].completed, 200.0 / 900, 1e-15);
  EXPECT_NEAR(followed_visits(chain, two)[1], 900, 1e-9);
}

TEST(ChainOfFlows, KeepsMovementsAtTheOutcomeTheyWereCountedAfter) {
  Volumes const two{{1000, 0.2}, {800, 0}};
  FlowChain const chain = chain_of_flows(
      two, Flows{{0, 1, 400, FlowOutcome::success}, {0, 1, 50, FlowOutcome::failure}, {0, 1, 250}});
  // Of 200 failures 150 are left for the 250 that could be either; 100 of them are successes.
  EXPECT_THAT(chain.mismatches, IsEmpty());
  EXPECT_DOUBLE_EQ(chain.states[0].after_failure.at(0).probability, 1);
  EXPECT_DOUBLE_EQ(chain.states[0].after_success.at(0).probability, 500.0 / 800);
}

TEST(ChainOfFlows, CountsVisitsByTheirFlowsWhereNoVolumeIsKnown) {
  Volumes const three{{1000, 0.1}, {std::nullopt, 0.5}, {std::nullopt, 0}};
  FlowChain const chain = chain_of_flows(three, Flows{{0, 1, 60}, {1, 2, 90}});
  EXPECT_THAT(chain.mismatches, IsEmpty());
  EXPECT_EQ(chain.states[1].visits, 90);
  EXPECT_EQ(chain.states[1].starts, 30);
  EXPECT_EQ(chain.states[2].visits, 90);
  EXPECT_EQ(chain.states[2].starts, 0);
}

TEST(ChainOfFlows, NamesAnInflowAboveTheVolume) {
  Volumes const two{{1000, 0.1}, {300, 0}};
  FlowChain const chain = chain_of_flows(two, Flows{{0, 1, 400}});
  EXPECT_THAT(chain.mismatches,
              ElementsAre(FlowMismatch{FlowProblem::inflow_exceeds_volume, 1, 400, 300}));
  EXPECT_EQ(chain.states[1].visits, 400);
  EXPECT_EQ(chain.states[1].starts, 0);
  EXPECT_NEAR(followed_visits(chain, two)[1], 400, 1e-9);
}

TEST(ChainOfFlows, NamesAnOutflowAboveTheVolume) {
  Volumes const two{{1000, 0.1}, {2000, 0}};
  FlowChain const chain = chain_of_flows(two, Flows{{0, 1, 1300}});
  EXPECT_THAT(chain.mismatches,
              ElementsAre(FlowMismatch{FlowProblem::outflow_exceeds_volume, 0, 1300, 1000}));
  EXPECT_EQ(chain.states[1].starts, 1000);
  EXPECT_NEAR(followed_visits(chain, two)[1], 2000, 1e-9);
}

TEST(ChainOfFlows, NamesOutflowsAboveTheirOutcome) {
  Volumes const two{{1000, 0.1}, {2000, 0}};
  FlowChain const chain = chain_of_flows(
      two, Flows{{0, 1, 950, FlowOutcome::success}, {0, 1, 120, FlowOutcome::failure}});
  EXPECT_THAT(chain.mismatches,
              ElementsAre(FlowMismatch{FlowProblem::outflow_exceeds_successes, 0, 950, 900},
                          FlowMismatch{FlowProblem::outflow_exceeds_failures, 0, 120, 100}));
}

TEST(ChainOfFlows, NamesEveryTouchpointOfACircleThatNobodyEnters) {
  Volumes const three{{500, 0}, {100, 0.1}, {100, 0.1}};
  FlowChain const chain = chain_of_flows(three, Flows{{1, 2, 100}, {2, 1, 100}});
  EXPECT_THAT(chain.mismatches, ElementsAre(FlowMismatch{FlowProblem::nobody_starts, 1, 100, 100},
                                            FlowMismatch{FlowProblem::nobody_starts, 2, 100, 100}));
}

TEST(ChainOfFlows, TakesTheRoundingOfPercentagesAsEqual) {
  Volumes const two{{1000, 0.12}, {120, 0}};
  FlowChain const chain =
      chain_of_flows(two, Flows{{0, 1, 120 * (1 + 1e-12), FlowOutcome::failure}});
  EXPECT_THAT(chain.mismatches, IsEmpty());
  EXPECT_EQ(chain.states[1].starts, 0);
  EXPECT_EQ(chain.states[0].abandoned, 0);
}

TEST(ChainOfFlows, EndsEveryVisitWithoutFlows) {
  FlowChain const chain = chain_of_flows(Volumes{{0, 0.5}, {70, 1}}, Flows{});
  EXPECT_THAT(chain.mismatches, IsEmpty());
  EXPECT_EQ(chain.states[0].completed, 1);
  EXPECT_EQ(chain.states[1].abandoned, 1);
  EXPECT_EQ(chain.states[1].starts, 70);
}

TEST(ChainOfFlows, RefusesTouchpointsThatDoNotExist) {
  EXPECT_THROW(static_cast<void>(chain_of_flows(Volumes{{1, 0}}, Flows{{0, 1, 1}})),
               ContractViolation);
  EXPECT_THROW(static_cast<void>(chain_of_flows(Volumes{{1, 2}}, Flows{})), ContractViolation);
}

/// Numbers that look random, the same everywhere (Park & Miller's generator).
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  double below(double limit) {
    state_ = state_ * 48271 % 2147483647;
    return limit * static_cast<double>(state_) / 2147483647;
  }

 private:
  std::uint64_t state_;
};

/// A chain, and the volumes and movements that one would count on it.
struct Counted {
  FlowChain truth;
  Volumes volumes;
  Flows flows;
};

Counted counted_on_some_chain(std::uint64_t seed) {
  constexpr std::size_t touchpoints = 7;
  Numbers numbers(seed);
  Counted counted;
  for (std::size_t i = 0; i < touchpoints; ++i) {
    counted.volumes.push_back({std::nullopt, numbers.below(0.6)});
    FlowState state;
    state.starts = 10 + numbers.below(1000);
    for (std::size_t to = 0; to < touchpoints; ++to) {
      state.after_success.push_back({to, numbers.below(0.9 / touchpoints)});
      state.after_failure.push_back({to, numbers.below(0.9 / touchpoints)});
    }
    counted.truth.states.push_back(state);
  }
  std::vector<double> const visits = followed_visits(counted.truth, counted.volumes);
  for (std::size_t i = 0; i < touchpoints; ++i) {
    counted.volumes[i].visits = visits[i];
    double const failed = visits[i] * counted.volumes[i].failure;
    for (std::size_t to = 0; to < touchpoints; ++to) {
      FlowState const& state = counted.truth.states[i];
      counted.flows.push_back({i, to, (visits[i] - failed) * state.after_success[to].probability,
                               FlowOutcome::success});
      counted.flows.push_back(
          {i, to, failed * state.after_failure[to].probability, FlowOutcome::failure});
    }
  }
  return counted;
}

class AnyChain : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(AnyChain, IsFoundFromItsVolumesAndItsMovementsByOutcome) {
  Counted const counted = counted_on_some_chain(GetParam());
  FlowChain const chain = chain_of_flows(counted.volumes, counted.flows);
  EXPECT_THAT(chain.mismatches, IsEmpty());
  for (std::size_t i = 0; i < chain.states.size(); ++i) {
    FlowState const& found = chain.states[i];
    FlowState const& truth = counted.truth.states[i];
    EXPECT_NEAR(found.starts, truth.starts, 1e-6 * truth.starts);
    ASSERT_EQ(found.after_success.size(), truth.after_success.size());
    for (std::size_t to = 0; to < truth.after_success.size(); ++to) {
      EXPECT_NEAR(found.after_success[to].probability, truth.after_success[to].probability, 1e-9);
      EXPECT_NEAR(found.after_failure[to].probability, truth.after_failure[to].probability, 1e-9);
    }
  }
}

TEST_P(AnyChain, HasItsVolumesAlsoWhereOutcomesWereNotCounted) {
  Counted counted = counted_on_some_chain(GetParam());
  for (VisitFlow& flow : counted.flows) {
    flow.after = FlowOutcome::unknown;
  }
  FlowChain const chain = chain_of_flows(counted.volumes, counted.flows);
  EXPECT_THAT(chain.mismatches, IsEmpty());
  std::vector<double> const visits = followed_visits(chain, counted.volumes);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    EXPECT_NEAR(visits[i], *counted.volumes[i].visits, 1e-6 * visits[i]);
    EXPECT_NEAR(chain.states[i].starts, counted.truth.states[i].starts, 1e-6 * visits[i]);
  }
}

TEST_P(AnyChain, HasItsUsedVolumesAlsoWhereFiguresDoNotAddUp) {
  Counted counted = counted_on_some_chain(GetParam());
  Numbers numbers(GetParam() + 1);
  for (TouchpointVolume& volume : counted.volumes) {
    volume.visits = *volume.visits * (0.3 + numbers.below(1));
  }
  FlowChain const chain = chain_of_flows(counted.volumes, counted.flows);
  EXPECT_THAT(chain.mismatches, testing::Not(IsEmpty()));
  std::vector<double> const visits = followed_visits(chain, counted.volumes);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    EXPECT_NEAR(visits[i], chain.states[i].visits, 1e-6 * visits[i]);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyChain, ::testing::Range<std::uint64_t>(1, 20));

}  // namespace
}  // namespace cxsim
