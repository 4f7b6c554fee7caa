#include "cxsim/queueing/reported_waits.hpp"

#include <gtest/gtest.h>

#include <array>

#include "line_oracle.hpp"

namespace cxsim {
namespace {

constexpr PatienceRange usual_range{0.01, 10'000};

/// 30,000 calls, 60 % of them in 110 hours.
constexpr MonthOfCalls busy_month{.calls = 30'000, .handling_time = 6, .patience = 4};

std::array<StaffedInterval, 2> staffed(double agents) {
  return peak_and_off_peak({.agents = agents,
                            .off_peak_agents = 0.62,
                            .peak_share = 0.6,
                            .peak_hours = 110,
                            .off_peak_hours = 250});
}

ReportedWaits report_of(double agents, WaitOf of) {
  auto const intervals = staffed(agents);
  MonthOfWaiting const state = month_of_waiting(busy_month, intervals);
  return {.mean_wait = of == WaitOf::answered ? waits_by_ending(busy_month, intervals).answered
                                              : state.mean_wait,
          .of = of,
          .abandoned = state.abandoned};
}

MonthOfCalls with_patience(double patience) {
  MonthOfCalls month = busy_month;
  month.patience = patience;
  return month;
}

TEST(StaffingBehindAbandonment, IsTheFactorBetweenTheAgentsAndThoseThatTheShareTakes) {
  double const abandoned = month_of_waiting(busy_month, staffed(20)).abandoned;
  EXPECT_NEAR(staffing_behind_abandonment(busy_month, staffed(16), abandoned).value(), 20.0 / 16,
              1e-9);
}

TEST(StaffingBehindAbandonment, IsNothingForWhatNoNumberOfAgentsGives) {
  EXPECT_FALSE(staffing_behind_abandonment(busy_month, staffed(16), 0).has_value());
  EXPECT_FALSE(staffing_behind_abandonment(busy_month, staffed(16), 1).has_value());
  // 40 % of the calls come when nobody is there.
  std::array<StaffedInterval, 2> half_closed = staffed(16);
  half_closed[1].hours = 0;
  EXPECT_FALSE(staffing_behind_abandonment(busy_month, half_closed, 0.2).has_value());
}

TEST(PatienceBehindReports, IsFoundAgainFromTheWaitOfAllCallers) {
  for (double const agents : {14.0, 20.0, 30.0}) {
    EXPECT_NEAR(patience_behind(with_patience(1), staffed(17),
                                report_of(agents, WaitOf::all_callers), usual_range)
                    .value(),
                4, 1e-10)
        << agents;
  }
}

// The report comes from other agents than the map names: only the load and the proportions of the
// intervals are used.
TEST(PatienceBehindReports, IsFoundAgainFromTheWaitOfThoseAnswered) {
  for (double const agents : {14.0, 20.0, 30.0}) {
    EXPECT_NEAR(patience_behind(with_patience(1), staffed(17), report_of(agents, WaitOf::answered),
                                usual_range)
                    .value(),
                4, 4e-7)
        << agents;
  }
}

// One interval, so that the line can be worked out state by state.
TEST(PatienceBehindReports, AgreesWithALineWorkedOutStateByState) {
  WaitingLine const line{.arrivals = 2, .handling_time = 5, .agents = 9, .patience = 3};
  std::array const open_all_month{StaffedInterval{.call_share = 1, .hours = 100, .agents = 9}};
  MonthOfCalls const month{.calls = 2 * 100 * 60, .handling_time = 5, .patience = 1};
  ReportedWaits const report{.mean_wait = waits_by_balance(line).answered,
                             .of = WaitOf::answered,
                             .abandoned = line_state_by_balance(line).abandoned};
  EXPECT_NEAR(patience_behind(month, open_all_month, report, usual_range).value(), 3, 3e-7);
}

TEST(MeanWaitBehind, RisesWithThePatienceWhereTheSameShareGivesUp) {
  ReportedWaits const report{.mean_wait = 0, .of = WaitOf::answered, .abandoned = 0.1};
  double before = 0;
  for (double const patience : {0.01, 0.1, 1.0, 10.0, 100.0, 1'000.0, 10'000.0}) {
    double const wait = mean_wait_behind(with_patience(patience), staffed(17), report).value();
    EXPECT_GT(wait, before) << patience;
    before = wait;
  }
}

TEST(PatienceBehindReports, IsNothingWhereNoPatienceInTheRangeGivesBoth) {
  ReportedWaits const report{.mean_wait = 3, .of = WaitOf::all_callers, .abandoned = 0.3};
  EXPECT_TRUE(patience_behind(busy_month, staffed(17), report, {1, 10}).has_value());
  EXPECT_FALSE(patience_behind(busy_month, staffed(17), report, {1, 9}).has_value());
  ReportedWaits const of_answered{.mean_wait = 3, .of = WaitOf::answered, .abandoned = 0.3};
  EXPECT_TRUE(patience_behind(busy_month, staffed(17), of_answered, usual_range).has_value());
  EXPECT_FALSE(patience_behind(busy_month, staffed(17), of_answered, {0.01, 2}).has_value());
}

}  // namespace
}  // namespace cxsim
