#include "cxsim/queueing/priority.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "cxsim/base/contract.hpp"
#include "cxsim/queueing/priority_month.hpp"
#include "priority_oracle.hpp"

namespace cxsim {
namespace {

constexpr WaitingLine two_agents{.arrivals = 0.8, .handling_time = 3, .agents = 2, .patience = 4};

/// Mean numbers of waiting callers of both groups before two agents, state by state: the balance of
/// flows of (first waiting, others waiting), iterated until it stands still.
struct MeanQueues {
  double first = 0;
  double others = 0;
};

MeanQueues mean_queues_by_balance(double first_share) {
  constexpr std::size_t most = 24;
  constexpr int rounds = 4000;
  double const mu = 1 / two_agents.handling_time;
  double const theta = 1 / two_agents.patience;
  double const lambda = two_agents.arrivals;
  double const first = first_share * lambda;
  double const others = lambda - first;
  double idle = 1;  // nobody
  double one = 1;   // one agent is busy
  std::vector<std::vector<double>> p(most + 2, std::vector<double>(most + 2, 0.0));
  p[0][0] = 1;
  double sum = 0;
  double queue_first = 0;
  double queue_others = 0;
  for (int round = 0; round < rounds; ++round) {
    one = (lambda * idle + 2 * mu * p[0][0]) / (lambda + mu);
    idle = mu * one / lambda;
    sum = idle + one;
    queue_first = 0;
    queue_others = 0;
    for (std::size_t i = 0; i <= most; ++i) {
      for (std::size_t j = 0; j <= most; ++j) {
        auto const a = static_cast<double>(i);
        auto const b = static_cast<double>(j);
        double in = p[i + 1][j] * (2 * mu + (a + 1) * theta) +
                    p[i][j + 1] * ((i == 0 ? 2 * mu : 0) + (b + 1) * theta);
        in += i > 0 ? p[i - 1][j] * first : 0;
        in += j > 0 ? p[i][j - 1] * others : 0;
        in += i + j == 0 ? one * lambda : 0;
        double const out =
            2 * mu + (a + b) * theta + (i < most ? first : 0) + (j < most ? others : 0);
        p[i][j] = in / out;
        sum += p[i][j];
        queue_first += a * p[i][j];
        queue_others += b * p[i][j];
      }
    }
  }
  return {.first = queue_first / sum, .others = queue_others / sum};
}

TEST(PriorityLine, AgreesWithTheBalanceOfStates) {
  for (double const share : {0.2, 0.5, 0.9}) {
    MeanQueues const expected = mean_queues_by_balance(share);
    PriorityState const actual = priority_line(two_agents, share);
    EXPECT_NEAR(actual.first.mean_queue, expected.first, 1e-8);
    EXPECT_NEAR(actual.others.mean_queue, expected.others, 1e-8);
  }
}

TEST(PriorityLine, ShiftsWaitsBetweenTheGroupsOnly) {
  WaitingLine const line{.arrivals = 30, .handling_time = 6.5, .agents = 176, .patience = 20};
  LineState const whole = erlang_a(line);
  PriorityState const split = priority_line(line, 0.35);
  EXPECT_LT(split.first.mean_wait, 0.1 * whole.mean_wait);
  EXPECT_GT(split.others.mean_wait, whole.mean_wait);
  EXPECT_NEAR(split.first.mean_queue + split.others.mean_queue, whole.mean_queue, 1e-10);
  EXPECT_NEAR(0.35 * split.first.abandoned + 0.65 * split.others.abandoned, whole.abandoned, 1e-13);
  EXPECT_NEAR(split.first.occupancy + split.others.occupancy, whole.occupancy, 1e-13);
}

TEST(PriorityLine, IsCobhamsFormulaWithEndlessPatience) {
  WaitingLine const line{.arrivals = 10.0 / 3,
                         .handling_time = 3,
                         .agents = 13,
                         .patience = std::numeric_limits<double>::infinity()};
  PriorityState const split = priority_line(line, 0.25);
  double const base = erlang_c(10, 13) / (13.0 / 3);
  EXPECT_NEAR(split.first.mean_wait, base / (1 - 2.5 / 13), 1e-13);
  EXPECT_NEAR(split.others.mean_wait, base / ((1 - 2.5 / 13) * (1 - 10.0 / 13)), 1e-12);
  EXPECT_EQ(split.first.abandoned, 0);
}

TEST(PriorityLine, StarvesOnlyTheOthersOfAnEndlessLine) {
  WaitingLine const line{.arrivals = 6,
                         .handling_time = 3,
                         .agents = 9,
                         .patience = std::numeric_limits<double>::infinity()};
  PriorityState const split = priority_line(line, 0.25);
  EXPECT_NEAR(split.first.mean_wait, 1 / (3 - 1.5), 1e-13);
  EXPECT_EQ(split.first.abandoned, 0);
  EXPECT_EQ(split.others.mean_wait, std::numeric_limits<double>::infinity());
  EXPECT_NEAR(split.others.abandoned, 2.0 / 3, 1e-13);  // 3 of 4.5 a minute are never answered
}

TEST(PriorityLine, IsTheWholeLineWhereNobodyGoesFirst) {
  PriorityState const split = priority_line(two_agents, 0);
  EXPECT_EQ(split.others.mean_wait, erlang_a(two_agents).mean_wait);
  EXPECT_EQ(split.first.mean_queue, 0);
  EXPECT_THROW((void)priority_line(two_agents, 1), ContractViolation);
}

// Groups beyond their means

constexpr WaitJudgement strict{.acceptable = 1};

/// Lines with overload, without, with much going first, and with 80 waiting.
constexpr std::array<std::pair<WaitingLine, double>, 5> various_lines{
    {{{.arrivals = 100.0 / 30, .handling_time = 3, .agents = 9, .patience = 5}, 0.35},
     {{.arrivals = 100.0 / 30, .handling_time = 3, .agents = 9, .patience = 5}, 0.7},
     {{.arrivals = 100.0 / 30, .handling_time = 3, .agents = 13, .patience = 5}, 0.35},
     {two_agents, 0.5},
     {{.arrivals = 22, .handling_time = 6.5, .agents = 120, .patience = 20}, 0.4}}};

LaterCallers later_by_steps(WaitingLine const& line, double first_share) {
  return later_callers(line, first_share, 1.0 / 3,
                       [](double minutes) { return wait_penalty(minutes, strict); });
}

TEST(CallerGroup, WaitsLaterAsFollowedStepByStep) {
  for (auto const& [line, first_share] : various_lines) {
    CallerGroup const later = caller_group(line, first_share, CallerTurn::later);
    LaterCallers const steps = later_by_steps(line, first_share);
    EXPECT_NEAR(later.state.abandoned, steps.abandoned, 1e-5);
    EXPECT_NEAR(answered_within(later, 1.0 / 3), steps.answered_in_time, 1e-2);
    EXPECT_NEAR(mean_wait_penalty(later, strict), steps.penalty, 1e-2 * steps.penalty);
  }
}

// Who goes first does not see the others once all agents are busy: then he waits as in a line where
// only the first arrive.
TEST(CallerGroup, WaitsFirstAsWhereNobodyElseCalls) {
  WaitingLine const line{.arrivals = 2, .handling_time = 5, .agents = 9, .patience = 3};
  WaitingLine alone = line;
  alone.arrivals = 0.5 * line.arrivals;
  CallerGroup const first = caller_group(line, 0.5, CallerTurn::first);
  LineState const of_alone = erlang_a(alone);
  double const answered_later = answered_within(alone, 100) - answered_within(alone, 1);
  double const answered_of_delayed = 1 - (of_alone.abandoned + answered_later) / of_alone.delayed;
  EXPECT_NEAR(answered_within(first, 1), 1 - first.state.delayed * (1 - answered_of_delayed), 1e-9);
}

// Nobody goes first: both methods answer the same question.
TEST(CallerGroup, WaitsAsTheWholeLineWhereHardlyAnybodyGoesFirst) {
  for (auto const& [line, first_share] : various_lines) {
    CallerGroup const later = caller_group(line, 1e-9, CallerTurn::later);
    double const whole = mean_wait_penalty(line, strict);
    EXPECT_NEAR(mean_wait_penalty(later, strict), whole, 1e-2 * whole);
    EXPECT_EQ(mean_wait_penalty(caller_group(line, 0, CallerTurn::later), strict), whole);
  }
}

TEST(CallerGroup, MeetsNoWaitWhereNobodyCalls) {
  WaitingLine const idle{.arrivals = 0, .handling_time = 5, .agents = 9, .patience = 3};
  CallerGroup const later = caller_group(idle, 0.5, CallerTurn::later);
  EXPECT_EQ(answered_within(later, 1), 1);
  EXPECT_EQ(mean_wait_penalty(later, strict), 0);
}

TEST(PriorityMonth, WeighsIntervalsByTheirCalls) {
  std::array const month{StaffedInterval{.call_share = 0.6, .hours = 60, .agents = 13},
                         StaffedInterval{.call_share = 0.4, .hours = 40, .agents = 9}};
  MonthOfCalls const calls{.calls = 20'000, .handling_time = 3, .patience = 5};
  PriorityMonth const groups(calls, month, 0.35);
  PriorityState const peak = priority_line({100.0 / 30, 3, 13, 5}, 0.35);
  PriorityState const off_peak = priority_line({100.0 / 30, 3, 9, 5}, 0.35);
  EXPECT_NEAR(groups.abandoned(CallerTurn::first),
              0.6 * peak.first.abandoned + 0.4 * off_peak.first.abandoned, 1e-12);
  EXPECT_NEAR(groups.mean_wait(CallerTurn::later),
              0.6 * peak.others.mean_wait + 0.4 * off_peak.others.mean_wait, 1e-12);
  // The order of answering changes neither how many give up nor how long all wait together.
  MonthOfWaiting const whole = month_of_waiting(calls, month);
  EXPECT_NEAR(
      0.35 * groups.abandoned(CallerTurn::first) + 0.65 * groups.abandoned(CallerTurn::later),
      whole.abandoned, 1e-12);
  EXPECT_NEAR(
      0.35 * groups.mean_wait(CallerTurn::first) + 0.65 * groups.mean_wait(CallerTurn::later),
      whole.mean_wait, 1e-12);
}

}  // namespace
}  // namespace cxsim
