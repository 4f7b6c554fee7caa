#include "cxsim/queueing/erlang.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "cxsim/base/contract.hpp"
#include "line_oracle.hpp"

namespace cxsim {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double twenty_seconds = 1.0 / 3;

/// 100 calls in half an hour, 3 minutes each (science §5.2).
WaitingLine example_line(double agents, double patience) {
  return {.arrivals = 100.0 / 30, .handling_time = 3, .agents = agents, .patience = patience};
}

std::vector<WaitingLine> lines_of_all_kinds() {
  return {{.arrivals = 10.0 / 3, .handling_time = 3, .agents = 13, .patience = 5},
          {.arrivals = 10.0 / 3, .handling_time = 3, .agents = 9, .patience = 5},
          {.arrivals = 30, .handling_time = 6.5, .agents = 176, .patience = 20},
          {.arrivals = 27, .handling_time = 6.5, .agents = 176, .patience = 20},
          {.arrivals = 1, .handling_time = 3, .agents = 1, .patience = 0.1},
          {.arrivals = 1, .handling_time = 3, .agents = 3, .patience = 50},
          {.arrivals = 3, .handling_time = 3, .agents = 3, .patience = 30},
          {.arrivals = 10, .handling_time = 4, .agents = 20, .patience = 0.01},
          {.arrivals = 300, .handling_time = 3, .agents = 900, .patience = 2},
          {.arrivals = 0.001, .handling_time = 3, .agents = 2, .patience = 2}};
}

void expect_same(double actual, double expected) {
  EXPECT_NEAR(actual, expected, 1e-12 * std::fabs(expected));
}

// ---- Erlang B ----------------------------------------------------------------------------------

TEST(ErlangB, AgreesWithPublishedTrafficTables) {
  // Loads that lose 1 % of calls, as in every table since Brockmeyer, Halstrøm & Jensen (1948).
  EXPECT_LT(erlang_b(4.4605, 10), 0.01);
  EXPECT_GT(erlang_b(4.4615, 10), 0.01);
  EXPECT_LT(erlang_b(84.055, 100), 0.01);
  EXPECT_GT(erlang_b(84.075, 100), 0.01);
}

TEST(ErlangB, FollowsItsRecursion) {
  for (double const load : {0.01, 0.9, 1.5, 12.0, 100.0, 1000.0}) {
    double lost = 1;
    for (int agents = 1; agents <= 1200; ++agents) {
      lost = load * lost / (agents + load * lost);
      ASSERT_NEAR(erlang_b(load, agents), lost, 1e-12 * lost + 1e-100) << load << ' ' << agents;
    }
  }
}

TEST(ErlangB, ContinuesBetweenWholeAgentsAsItsIntegral) {
  // 1/B = load · ∫ e^(-load·t) (1+t)^agents dt, by quadrature with 40 digits.
  expect_same(erlang_b(19.5, 17.3), 0.23154391206298159);
  expect_same(erlang_b(19.5, 22.75), 0.080034812551069105);
  expect_same(erlang_b(0.2, 0.4), 0.52424450910127231);
  expect_same(erlang_b(3000, 3100.5), 0.0014020332872619983);
}

TEST(ErlangB, TakesTheEdges) {
  EXPECT_EQ(erlang_b(0, 0), 1);
  EXPECT_EQ(erlang_b(5, 0), 1);
  EXPECT_EQ(erlang_b(0, 5), 0);
  EXPECT_EQ(erlang_b(1, 1e6), 0);
  EXPECT_NEAR(erlang_b(1e9, 10), 1, 2e-8);
  EXPECT_THROW((void)erlang_b(-1, 5), ContractViolation);
  EXPECT_THROW((void)erlang_b(1, never), ContractViolation);
}

// ---- Erlang C ----------------------------------------------------------------------------------

TEST(ErlangC, GivesTheGoldenValue) {
  EXPECT_NEAR(erlang_c(10, 13), 0.285270453036, 1e-12);
  WaitingLine const patient = example_line(13, never);
  EXPECT_NEAR(erlang_a(patient).mean_wait, 0.285270453036, 1e-12);
  EXPECT_NEAR(answered_within(patient, twenty_seconds), 0.795594788418, 1e-12);
}

TEST(ErlangC, IsOneWhereTheLineGrowsWithoutEnd) {
  EXPECT_EQ(erlang_c(10, 10), 1);
  EXPECT_EQ(erlang_c(10, 9), 1);
  EXPECT_EQ(erlang_c(0, 0), 1);
}

TEST(ErlangC, IsTheLoadOfASingleAgent) { expect_same(erlang_c(0.7, 1), 0.7); }

// ---- Erlang A: known values --------------------------------------------------------------------

TEST(ErlangA, GivesTheGoldenValuesOfAStableLine) {
  LineState const line = erlang_a(example_line(13, 5));
  expect_same(line.delayed, 0.225797084047375);
  EXPECT_NEAR(line.abandoned, 0.0249633036336, 1e-13);
  EXPECT_NEAR(line.mean_wait, 0.124816518168, 1e-12);
  EXPECT_NEAR(line.occupancy, 0.750028227974, 1e-12);
  EXPECT_NEAR(answered_within(example_line(13, 5), twenty_seconds), 0.858177700031, 1e-12);
}

TEST(ErlangA, GivesTheGoldenValuesOfAnOverloadedLine) {
  LineState const line = erlang_a(example_line(9, 5));
  EXPECT_NEAR(line.delayed, 0.734548627446, 1e-12);
  EXPECT_NEAR(line.abandoned, 0.163261955115, 1e-12);
  EXPECT_NEAR(line.mean_wait, 0.816309775575, 1e-12);
}

/// Counts of callers whose waits are sampled one by one.
struct SampledCallers {
  double abandoned = 0;
  double mean_wait = 0;
  double in_time = 0;  ///< answered within 20 seconds
};

/// Who finds k >= n in the line is offered a wait of k - n + 1 exponential steps; his own patience
/// is exponential (science §5.2).
SampledCallers sampled_callers(WaitingLine const& line, int callers) {
  std::mt19937_64 generator(20'240'220);
  auto const luck = [&] { return (static_cast<double>(generator() >> 11) + 0.5) * 0x1p-53; };
  auto const waiting_time = [&](double rate) { return -std::log(luck()) / rate; };
  std::vector<long double> const states = callers_in_line(line);
  double const served = line.agents / line.handling_time;
  double const gone = 1 / line.patience;
  SampledCallers sum;
  for (int caller = 0; caller < callers; ++caller) {
    std::size_t found = 0;
    for (double left = luck() - static_cast<double>(states[0]); left > 0; ++found) {
      left -= static_cast<double>(states[found + 1]);
    }
    double offered = 0;
    for (double ahead = static_cast<double>(found) - line.agents; ahead >= 0; --ahead) {
      offered += waiting_time(served + ahead * gone);
    }
    double const patience = waiting_time(gone);
    sum.abandoned += patience < offered ? 1 : 0;
    sum.mean_wait += std::fmin(patience, offered);
    sum.in_time += offered <= std::fmin(patience, twenty_seconds) ? 1 : 0;
  }
  return {sum.abandoned / callers, sum.mean_wait / callers, sum.in_time / callers};
}

// G20: its own tolerances, and four standard errors of the sample.
TEST(ErlangA, AgreesWithWaitsSampledCallerByCaller) {
  SampledCallers const sampled = sampled_callers(example_line(13, 5), 1'000'000);
  LineState const line = erlang_a(example_line(13, 5));
  EXPECT_NEAR(sampled.abandoned, 0.0250, 0.0008);
  EXPECT_NEAR(sampled.mean_wait, 0.1248, 0.001);
  EXPECT_NEAR(sampled.in_time, 0.858, 0.002);
  EXPECT_NEAR(sampled.abandoned, line.abandoned, 4 * std::sqrt(0.025 * 0.975 / 1e6));
  EXPECT_NEAR(sampled.in_time, answered_within(example_line(13, 5), twenty_seconds),
              4 * std::sqrt(0.858 * 0.142 / 1e6));
}

TEST(ErlangA, GivesTheGoldenValuesOfGreatPatience) {  // G6
  LineState const line = erlang_a(example_line(13, 1e9));
  EXPECT_NEAR(line.delayed, 0.285270452357, 1e-12);
  EXPECT_NEAR(line.mean_wait, 0.28527045017, 1e-11);
}

TEST(ErlangA, AgreesWithTheBalanceOfStates) {
  for (WaitingLine const& line : lines_of_all_kinds()) {
    LineState const expected = line_state_by_balance(line);
    LineState const actual = erlang_a(line);
    expect_same(actual.delayed, expected.delayed);
    expect_same(actual.abandoned, expected.abandoned);
    expect_same(actual.mean_wait, expected.mean_wait);
    expect_same(actual.mean_queue, expected.mean_queue);
    expect_same(actual.occupancy, expected.occupancy);
  }
}

TEST(ErlangA, ContinuesBetweenWholeAgents) {
  // Palm's formula with 40 digits.
  LineState const overloaded =
      erlang_a({.arrivals = 3.25, .handling_time = 6, .agents = 17.3, .patience = 4.5});
  expect_same(overloaded.delayed, 0.67939789110634418);
  expect_same(overloaded.abandoned, 0.16235225935705472);
  LineState const stable =
      erlang_a({.arrivals = 3.25, .handling_time = 6, .agents = 22.75, .patience = 4.5});
  expect_same(stable.delayed, 0.24455297606080596);
  expect_same(stable.abandoned, 0.035916975430965622);
  LineState const part_time =
      erlang_a({.arrivals = 0.1, .handling_time = 2, .agents = 0.4, .patience = 3});
  expect_same(part_time.delayed, 0.57164148941472184);
  expect_same(part_time.abandoned, 0.37239216399374104);
}

TEST(ErlangA, IsStableForThousandsOfAgents) {
  // The chain with 40 digits.
  LineState const busy =
      erlang_a({.arrivals = 600, .handling_time = 5, .agents = 3000, .patience = 2});
  expect_same(busy.delayed, 0.3904103329532246);
  expect_same(busy.abandoned, 0.00892316538104922);
  LineState const idle =
      erlang_a({.arrivals = 100, .handling_time = 5, .agents = 1500, .patience = 3});
  EXPECT_NEAR(idle.delayed, 6.3266065725491381e-284, 1e-294);
  EXPECT_NEAR(idle.abandoned, 1.0509414133231028e-286, 1e-297);
  LineState const flooded =
      erlang_a({.arrivals = 600, .handling_time = 5, .agents = 1000, .patience = 10});
  expect_same(flooded.abandoned, 2.0 / 3);
  expect_same(flooded.mean_wait, 20.0 / 3);
  LineState const hasty =
      erlang_a({.arrivals = 600, .handling_time = 5, .agents = 1000, .patience = 0.05});
  expect_same(hasty.delayed, 0.99999239219142972);
  expect_same(hasty.abandoned, 0.66666667046677794);
}

// ---- Erlang A: limits --------------------------------------------------------------------------

TEST(ErlangA, IsErlangCWithEndlessPatience) {
  LineState const line = erlang_a(example_line(13, never));
  EXPECT_EQ(line.delayed, erlang_c(10, 13));
  EXPECT_EQ(line.abandoned, 0);
  expect_same(line.mean_wait, erlang_c(10, 13) / (13.0 / 3 - 10.0 / 3));
}

TEST(ErlangA, TendsToErlangCWithGrowingPatience) {
  // The difference is of first order in 1/patience; its factor is below 1 here.
  for (double const patience : {1e3, 1e6, 1e9, 1e12, 1e15, 1e18}) {
    LineState const line = erlang_a(example_line(13, patience));
    EXPECT_NEAR(line.delayed, erlang_c(10, 13), 1 / patience + 1e-12);
    EXPECT_NEAR(line.mean_wait, erlang_a(example_line(13, never)).mean_wait, 3 / patience + 1e-12);
  }
}

TEST(ErlangA, IsErlangBWithoutPatience) {
  LineState const line = erlang_a(example_line(9, 0));
  EXPECT_EQ(line.delayed, erlang_b(10, 9));
  EXPECT_EQ(line.abandoned, erlang_b(10, 9));
  EXPECT_EQ(line.mean_wait, 0);
}

TEST(ErlangA, TendsToErlangBWithShrinkingPatience) {
  // Whoever finds all busy is answered with probability below nμ·patience.
  for (double const patience : {1e-3, 1e-6, 1e-9, 1e-12, 1e-300}) {
    EXPECT_NEAR(erlang_a(example_line(9, patience)).abandoned, erlang_b(10, 9),
                3 * patience + 1e-12);
  }
}

TEST(ErlangA, TendsToTheFluidLimitInOverload) {
  // Agents are never idle, so that 1 - 1/3 is not served; nearly nobody finds a free agent.
  LineState const line =
      erlang_a({.arrivals = 300, .handling_time = 3, .agents = 300, .patience = 10});
  EXPECT_NEAR(line.abandoned, 2.0 / 3, 1e-12);
  EXPECT_NEAR(line.delayed, 1, 1e-12);
  EXPECT_NEAR(waits_by_ending({.arrivals = 300, .handling_time = 3, .agents = 300, .patience = 10})
                  .answered,
              10 * std::log(3.0), 0.01);
}

TEST(ErlangA, GrowsWithoutEndOnlyWithEndlessPatienceInOverload) {
  LineState const line = erlang_a(example_line(9, never));
  EXPECT_EQ(line.delayed, 1);
  EXPECT_NEAR(line.abandoned, 0.1, 1e-15);
  EXPECT_EQ(line.mean_wait, never);
  EXPECT_EQ(line.mean_queue, never);
  EXPECT_EQ(waiting_longer_than(example_line(9, never), 1e6), 1);
  EXPECT_EQ(answered_within(example_line(9, never), 1e6), 0);
}

TEST(ErlangA, TakesAnEmptyLineAndALineWithoutAgents) {
  WaitingLine const empty{.arrivals = 0, .handling_time = 3, .agents = 5, .patience = 2};
  EXPECT_EQ(erlang_a(empty).delayed, 0);
  EXPECT_EQ(erlang_a(empty).occupancy, 0);
  EXPECT_EQ(answered_within(empty, 0), 1);
  WaitingLine const unstaffed{.arrivals = 4, .handling_time = 3, .agents = 0, .patience = 2};
  EXPECT_EQ(erlang_a(unstaffed).abandoned, 1);
  EXPECT_EQ(erlang_a(unstaffed).mean_wait, 2);
  EXPECT_EQ(erlang_a(unstaffed).mean_queue, 8);
  EXPECT_NEAR(waiting_longer_than(unstaffed, 2), std::exp(-1.0), 1e-15);
  EXPECT_EQ(answered_within(unstaffed, 60), 0);
}

TEST(ErlangA, RefusesWhatIsNoLine) {
  EXPECT_THROW((void)erlang_a({.arrivals = -1, .handling_time = 3, .agents = 5, .patience = 2}),
               ContractViolation);
  EXPECT_THROW((void)erlang_a({.arrivals = never, .handling_time = 3, .agents = 5, .patience = 2}),
               ContractViolation);
  EXPECT_THROW(
      (void)erlang_a({.arrivals = 1, .handling_time = 3, .agents = std::nan(""), .patience = 2}),
      ContractViolation);
  EXPECT_THROW((void)waiting_longer_than(example_line(9, 5), -1), ContractViolation);
}

// ---- Erlang A: identities and directions -------------------------------------------------------

TEST(ErlangA, LosesAsManyAsTheQueueGivesUp) {
  for (WaitingLine const& line : lines_of_all_kinds()) {
    LineState const state = erlang_a(line);
    expect_same(state.abandoned * line.patience, state.mean_wait);
    double const served = line.agents * state.occupancy / line.handling_time;
    expect_same(served + line.arrivals * state.abandoned, line.arrivals);
  }
}

TEST(ErlangA, NeverGetsWorseWithMoreAgents) {
  for (double agents = 0; agents < 30; agents += 0.1) {
    LineState const fewer = erlang_a(example_line(agents, 5));
    LineState const more = erlang_a(example_line(agents + 0.1, 5));
    EXPECT_LT(more.delayed, fewer.delayed) << agents;
    EXPECT_LT(more.abandoned, fewer.abandoned) << agents;
    EXPECT_GT(answered_within(example_line(agents + 0.1, 5), 1),
              answered_within(example_line(agents, 5), 1))
        << agents;
  }
}

TEST(ErlangA, NeverGetsBetterWithMoreCalls) {
  for (double arrivals = 0.1; arrivals < 12; arrivals += 0.1) {
    WaitingLine line{.arrivals = arrivals, .handling_time = 3, .agents = 13, .patience = 5};
    LineState const fewer = erlang_a(line);
    line.arrivals += 0.1;
    LineState const more = erlang_a(line);
    EXPECT_GT(more.delayed, fewer.delayed) << arrivals;
    EXPECT_GT(more.abandoned, fewer.abandoned) << arrivals;
  }
}

TEST(ErlangA, MeansLongerWaitsAndFewerLostWithMorePatience) {
  for (double patience = 0.05; patience < 1e6; patience *= 1.7) {
    LineState const less = erlang_a(example_line(11, patience));
    LineState const more = erlang_a(example_line(11, patience * 1.7));
    EXPECT_GT(more.mean_wait, less.mean_wait) << patience;
    EXPECT_LT(more.abandoned, less.abandoned) << patience;
  }
}

TEST(ErlangA, DoesNotDependOnTheUnitOfTime) {
  LineState const minutes = erlang_a(example_line(9, 5));
  LineState const seconds =
      erlang_a({.arrivals = 100.0 / 1800, .handling_time = 180, .agents = 9, .patience = 300});
  expect_same(seconds.delayed, minutes.delayed);
  expect_same(seconds.mean_wait, 60 * minutes.mean_wait);
}

// ---- waits -------------------------------------------------------------------------------------

TEST(WaitsByEnding, AgreeWithTheBalanceOfStates) {
  for (WaitingLine const& line : lines_of_all_kinds()) {
    WaitsByEnding const expected = waits_by_balance(line);
    WaitsByEnding const actual = waits_by_ending(line);
    EXPECT_NEAR(actual.answered, expected.answered, 1e-11 * expected.answered);
    EXPECT_NEAR(actual.abandoned, expected.abandoned, 1e-11 * expected.abandoned);
  }
}

TEST(WaitsByEnding, AreKnownAtTheLimits) {
  WaitsByEnding const patient = waits_by_ending(example_line(13, never));
  expect_same(patient.answered, erlang_c(10, 13));
  expect_same(patient.abandoned, 1.0);
  WaitsByEnding const nearly = waits_by_ending(example_line(13, 1e9));
  EXPECT_NEAR(nearly.answered, patient.answered, 1e-8);
  EXPECT_NEAR(nearly.abandoned, patient.abandoned, 1e-7);
  EXPECT_EQ(waits_by_ending(example_line(9, never)).answered, never);
  EXPECT_EQ(waits_by_ending(example_line(0, 5)).abandoned, 5);
  EXPECT_EQ(waits_by_ending(example_line(9, 0)).answered, 0);
  expect_same(
      waits_by_ending({.arrivals = 0, .handling_time = 3, .agents = 6, .patience = 0.5}).abandoned,
      0.25);
}

TEST(WaitingLongerThan, GivesTheGoldenShareWithThoseWhoGiveUp) {  // science §0.4.7
  EXPECT_NEAR(1 - waiting_longer_than(example_line(13, 5), twenty_seconds), 0.8698, 5e-5);
}

TEST(WaitingLongerThan, AgreesWithSumsOverThePlacesInTheQueue) {
  // Beta distributions of e^(-wait/patience) by place, with 40 digits.
  expect_same(waiting_longer_than(example_line(13, 5), twenty_seconds), 0.13019369529283208);
  expect_same(waiting_longer_than(example_line(9, 5), twenty_seconds), 0.58966030747521682);
  EXPECT_NEAR(answered_within(example_line(9, 5), twenty_seconds), 0.36624855207814448, 1e-12);
  WaitingLine const overloaded{.arrivals = 30, .handling_time = 6.5, .agents = 176, .patience = 20};
  expect_same(waiting_longer_than(overloaded, 1), 0.85117933614935715);
  EXPECT_NEAR(answered_within(overloaded, 1), 0.10196575252298142, 1e-12);
  WaitingLine const hasty{.arrivals = 10, .handling_time = 4, .agents = 20, .patience = 0.01};
  expect_same(waiting_longer_than(hasty, 0.01), 0.19128510405129339);
  EXPECT_NEAR(answered_within(hasty, 0.01), 0.47079428972896209, 1e-12);
}

TEST(WaitingLongerThan, StartsWithTheDelayedAndEndsWithNobody) {
  for (WaitingLine const& line : lines_of_all_kinds()) {
    LineState const state = erlang_a(line);
    expect_same(waiting_longer_than(line, 0), state.delayed);
    EXPECT_NEAR(answered_within(line, 0), 1 - state.delayed, 1e-12);
    EXPECT_LT(waiting_longer_than(line, 50 * line.patience), 1e-20);
    EXPECT_NEAR(answered_within(line, 50 * line.patience), 1 - state.abandoned, 1e-12);
  }
}

TEST(WaitingLongerThan, IntegratesToTheMeanWait) {
  // Trapezoids of a smooth function: error below step²/12 · slope at 0, which is below 5.
  for (double const agents : {9.0, 13.0}) {
    WaitingLine const line = example_line(agents, 5);
    double const step = 0.001;
    double sum = 0.5 * waiting_longer_than(line, 0);
    for (int i = 1; i < 30'000; ++i) {
      sum += waiting_longer_than(line, i * step);
    }
    EXPECT_NEAR(sum * step, erlang_a(line).mean_wait, 5 * step * step / 12);
  }
}

}  // namespace
}  // namespace cxsim
