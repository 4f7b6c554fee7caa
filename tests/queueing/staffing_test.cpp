#include "cxsim/queueing/staffing.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace cxsim {
namespace {

constexpr double twenty_seconds = 1.0 / 3;

constexpr WaitingLine half_hour{
    .arrivals = 100.0 / 30, .handling_time = 3, .agents = 0, .patience = 5};

WaitingLine staffed(double agents) {
  WaitingLine line = half_hour;
  line.agents = agents;
  return line;
}

TEST(PatienceBehind, IsTheQuotientOfWhatTheLineShows) {
  LineState const state = erlang_a(staffed(11));
  EXPECT_NEAR(patience_behind(state.mean_wait, state.abandoned).value(), 5, 1e-12);
  EXPECT_EQ(patience_behind(2, 0).value(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(patience_behind(0, 0.2).value(), 0);
}

TEST(PatienceBehind, IsNothingWithoutAWaitOrForWhatIsNoShare) {
  EXPECT_FALSE(patience_behind(0, 0).has_value());
  EXPECT_FALSE(patience_behind(1, 12).has_value());
  EXPECT_FALSE(patience_behind(-1, 0.1).has_value());
}

TEST(AgentsForServiceLevel, AreTheFewestThatReachIt) {
  int const agents = agents_for_service_level(half_hour, 0.8, twenty_seconds).value();
  EXPECT_GE(answered_within(staffed(agents), twenty_seconds), 0.8);
  EXPECT_LT(answered_within(staffed(agents - 1), twenty_seconds), 0.8);
}

TEST(AgentsForServiceLevel, AreThePublishedNumberWithEndlessPatience) {
  // 100 calls in half an hour of 3 minutes, 80 % within 20 seconds: 14 agents by Erlang C, for 13
  // reach 79.6 % (science §5.2).
  WaitingLine line = half_hour;
  line.patience = std::numeric_limits<double>::infinity();
  EXPECT_EQ(agents_for_service_level(line, 0.8, twenty_seconds), 14);
}

TEST(AgentsForServiceLevel, AreNothingForTheImpossible) {
  EXPECT_FALSE(agents_for_service_level(half_hour, 1, 1).has_value());
  EXPECT_FALSE(agents_for_service_level(half_hour, 80, 1).has_value());
  WaitingLine flood = half_hour;
  flood.arrivals = 1e7;
  EXPECT_FALSE(agents_for_service_level(flood, 0.8, 1).has_value());
  EXPECT_EQ(agents_for_service_level(half_hour, 0, 1), 0);
}

TEST(AgentsBehindDelay, FindTheAgentsThatMadeIt) {
  for (double const agents : {0.5, 9.0, 11.3}) {
    EXPECT_NEAR(agents_behind_delay(half_hour, erlang_a(staffed(agents)).delayed).value(), agents,
                1e-8 * agents);
  }
}

TEST(AgentsBehindDelay, AreNothingWhereNobodyOrEverybodyWaits) {
  EXPECT_FALSE(agents_behind_delay(half_hour, 0).has_value());
  EXPECT_FALSE(agents_behind_delay(half_hour, 1).has_value());
}

TEST(AgentsForAbandonment, AreTheFewestThatReachIt) {
  int const agents = agents_for_abandonment(half_hour, 0.03).value();
  EXPECT_LE(erlang_a(staffed(agents)).abandoned, 0.03);
  EXPECT_GT(erlang_a(staffed(agents - 1)).abandoned, 0.03);
  EXPECT_EQ(agents_for_abandonment(half_hour, 1), 0);
  EXPECT_FALSE(agents_for_abandonment(half_hour, 0).has_value());
}

TEST(AgentsBehindMeanWait, FindTheAgentsThatMadeIt) {
  for (double const agents : {0.3, 8.75, 13.0, 17.4}) {
    double const wait = erlang_a(staffed(agents)).mean_wait;
    EXPECT_NEAR(agents_behind_mean_wait(half_hour, wait).value(), agents, 1e-9 * agents);
  }
}

TEST(AgentsBehindMeanWait, AreNothingForAWaitBeyondPatience) {
  EXPECT_FALSE(agents_behind_mean_wait(half_hour, 5).has_value());
  EXPECT_FALSE(agents_behind_mean_wait(half_hour, 0).has_value());
  EXPECT_FALSE(
      agents_behind_mean_wait({.arrivals = 0, .handling_time = 3, .patience = 5}, 1).has_value());
}

}  // namespace
}  // namespace cxsim
