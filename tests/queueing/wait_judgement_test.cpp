#include "cxsim/queueing/wait_judgement.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cxsim {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

TEST(WaitPenalty, GrowsFromTheAcceptableWaitToItsCap) {
  WaitJudgement const usual;
  EXPECT_EQ(wait_penalty(0, usual), 0);
  EXPECT_EQ(wait_penalty(1.7, usual), 0);  // feels like 1.93
  EXPECT_NEAR(wait_penalty(5, usual), 0.28 * (1.2 * std::pow(5, 0.9) - 2) / 2, 1e-15);
  EXPECT_EQ(wait_penalty(60, usual), 0.28 * 4);
  EXPECT_EQ(wait_penalty(never, usual), 0.28 * 4);
}

TEST(WaitPenalty, IsSmallerForAnAnnouncedWait) {
  WaitJudgement const announced{.felt = felt_when_announced};
  EXPECT_LT(wait_penalty(5, announced), wait_penalty(5, {}));
  EXPECT_EQ(wait_penalty(2, announced), 0);
}

/// ∫ ψ'(w)·P(answered after w) dw by trapezoids, from the wait that first hurts to the cap.
double mean_penalty_by_parts(WaitingLine const& line, WaitJudgement const& judgement) {
  constexpr int steps = 20'000;
  double const low = std::pow(judgement.acceptable / judgement.felt, 1 / judgement.exponent);
  double const high = std::pow((1 + judgement.most_excess) * judgement.acceptable / judgement.felt,
                               1 / judgement.exponent);
  double const step = (high - low) / steps;
  double const kept = 1 - erlang_a(line).abandoned;
  double sum = 0;
  for (int i = 0; i <= steps; ++i) {
    double const wait = low + i * step;
    double const slope = judgement.penalty * judgement.felt * judgement.exponent *
                         std::pow(wait, judgement.exponent - 1) / judgement.acceptable;
    double const later = (kept - answered_within(line, wait)) / kept;
    sum += (i == 0 || i == steps ? 0.5 : 1.0) * slope * later;
  }
  return sum * step;
}

TEST(MeanWaitPenalty, AgreesWithIntegrationByParts) {
  // Trapezoids err by less than (high - low)·step²/12 times a second derivative below 10.
  for (WaitingLine const& line :
       {WaitingLine{.arrivals = 10.0 / 3, .handling_time = 3, .agents = 9, .patience = 5},
        WaitingLine{.arrivals = 10.0 / 3, .handling_time = 3, .agents = 13, .patience = 5},
        WaitingLine{.arrivals = 30, .handling_time = 6.5, .agents = 176, .patience = 20},
        WaitingLine{.arrivals = 1, .handling_time = 3, .agents = 1, .patience = 0.3},
        WaitingLine{.arrivals = 1, .handling_time = 3, .agents = 4, .patience = never}}) {
    EXPECT_NEAR(mean_wait_penalty(line, {}), mean_penalty_by_parts(line, {}), 1e-5 * 0.28);
  }
}

TEST(MeanWaitPenalty, SeesTheFewWhoWaitLongWhereTheMeanWaitIsAcceptable) {
  WaitingLine const line{.arrivals = 1, .handling_time = 6, .agents = 7.2, .patience = 8};
  EXPECT_EQ(wait_penalty(waits_by_ending(line).answered, {}), 0);
  EXPECT_GT(mean_wait_penalty(line, {}), 0);
}

TEST(MeanWaitPenalty, TakesTheEdges) {
  EXPECT_EQ(mean_wait_penalty({.arrivals = 0, .handling_time = 3, .agents = 2, .patience = 5}, {}),
            0);
  EXPECT_EQ(mean_wait_penalty({.arrivals = 2, .handling_time = 3, .agents = 2, .patience = 0}, {}),
            0);
  EXPECT_EQ(mean_wait_penalty({.arrivals = 2, .handling_time = 3, .agents = 0, .patience = 5}, {}),
            0);
  EXPECT_EQ(
      mean_wait_penalty({.arrivals = 2, .handling_time = 3, .agents = 2, .patience = never}, {}),
      0.28 * 4);
}

TEST(FailureWithAbandonment, AddsThoseWhoGiveUp) {
  EXPECT_NEAR(failure_with_abandonment(0.2, 0.1), 0.28, 1e-15);
  EXPECT_EQ(failure_with_abandonment(0.2, 0), 0.2);
  EXPECT_EQ(failure_with_abandonment(0, 1), 1);
}

// ---- the same bits everywhere ------------------------------------------------------------------

TEST(WaitingLines, GiveTheSameBitsOnEveryMachine) {
  WaitingLine const stable{.arrivals = 3.25, .handling_time = 6, .agents = 22.75, .patience = 4.5};
  EXPECT_EQ(erlang_a(stable).delayed, 0x1.f4d830d290a7ep-3);
  EXPECT_EQ(erlang_a(stable).abandoned, 0x1.263b5b5b1c883p-5);
  EXPECT_EQ(waits_by_ending(stable).answered, 0x1.2b1a196e65321p-3);
  EXPECT_EQ(answered_within(stable, 0.5), 0x1.b671107a0e4aap-1);
  EXPECT_EQ(mean_wait_penalty(stable, {}), 0x1.9e78820d30b9fp-11);
  WaitingLine const overloaded{.arrivals = 30, .handling_time = 6.5, .agents = 176, .patience = 20};
  EXPECT_EQ(erlang_a(overloaded).delayed, 0x1.fcd18113641cp-1);
  EXPECT_EQ(erlang_a(overloaded).abandoned, 0x1.8ff3f5ee14197p-4);
  EXPECT_EQ(waits_by_ending(overloaded).answered, 0x1.04b7182aeb761p+1);
  EXPECT_EQ(answered_within(overloaded, 0.5), 0x1.00724d06abdp-5);
  EXPECT_EQ(mean_wait_penalty(overloaded, {}), 0x1.18be61e60803dp-4);
}

}  // namespace
}  // namespace cxsim
