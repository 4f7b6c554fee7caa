#include "cxsim/queueing/waiting_month.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

/// The bank's hotline of science §12.A.
constexpr PeakStaffing bank{.agents = 47,
                            .off_peak_agents = 0.62,
                            .peak_share = 0.6,
                            .peak_hours = 110,
                            .off_peak_hours = 250};
constexpr MonthOfCalls bank_month{.calls = 75'000, .handling_time = 6, .patience = 4};

TEST(PeakAndOffPeak, SplitCallsHoursAndAgents) {
  auto const intervals = peak_and_off_peak(bank);
  EXPECT_DOUBLE_EQ(intervals[1].call_share, 0.4);
  EXPECT_DOUBLE_EQ(intervals[1].agents, 29.14);
  WaitingLine const peak = line_of(bank_month, intervals[0]);
  EXPECT_NEAR(peak.arrivals, 45'000.0 / 6600, 1e-13);
  EXPECT_EQ(peak.agents, 47);
}

TEST(MonthOfWaiting, WeighsTheIntervalsByTheirCalls) {
  auto const intervals = peak_and_off_peak(bank);
  LineState const peak = erlang_a(line_of(bank_month, intervals[0]));
  LineState const off_peak = erlang_a(line_of(bank_month, intervals[1]));
  MonthOfWaiting const month = month_of_waiting(bank_month, intervals);
  EXPECT_NEAR(month.delayed, 0.6 * peak.delayed + 0.4 * off_peak.delayed, 1e-15);
  EXPECT_NEAR(month.abandoned, 0.6 * peak.abandoned + 0.4 * off_peak.abandoned, 1e-15);
  EXPECT_NEAR(month.mean_wait, 0.6 * peak.mean_wait + 0.4 * off_peak.mean_wait, 1e-15);
  EXPECT_NEAR(month.mean_wait, bank_month.patience * month.abandoned, 1e-13);
  EXPECT_NEAR(month.agent_hours, 47 * 110 + 29.14 * 250, 1e-9);
  EXPECT_NEAR(month.occupancy, 75'000 * (1 - month.abandoned) * 0.1 / month.agent_hours, 1e-13);
}

TEST(MonthOfWaiting, IsTheLineWhereAllHoursAreAlike) {
  std::vector<StaffedInterval> const alike{{.call_share = 0.25, .hours = 90, .agents = 30},
                                           {.call_share = 0.75, .hours = 270, .agents = 30}};
  WaitingLine const line{
      .arrivals = 75'000.0 / 21'600, .handling_time = 6, .agents = 30, .patience = 4};
  EXPECT_NEAR(month_of_waiting(bank_month, alike).mean_wait, erlang_a(line).mean_wait, 1e-13);
  EXPECT_NEAR(answered_within(bank_month, alike, 1), answered_within(line, 1), 1e-12);
  EXPECT_NEAR(waits_by_ending(bank_month, alike).answered, waits_by_ending(line).answered, 1e-12);
  EXPECT_NEAR(mean_wait_penalty(bank_month, alike, {}), mean_wait_penalty(line, {}), 1e-12);
}

TEST(MonthOfWaiting, AddsUpWaitsByTheirEnding) {
  auto const intervals = peak_and_off_peak(bank);
  MonthOfWaiting const month = month_of_waiting(bank_month, intervals);
  WaitsByEnding const waits = waits_by_ending(bank_month, intervals);
  EXPECT_NEAR((1 - month.abandoned) * waits.answered + month.abandoned * waits.abandoned,
              month.mean_wait, 1e-12);
}

TEST(MonthOfWaiting, GetsWorseWhereTheSameHoursArePaidAtTheWrongTime) {
  std::array<StaffedInterval, 2> const flat{{{.call_share = 0.6, .hours = 110, .agents = 34.6},
                                             {.call_share = 0.4, .hours = 250, .agents = 34.6}}};
  MonthOfWaiting const peaked = month_of_waiting(bank_month, peak_and_off_peak(bank));
  MonthOfWaiting const level = month_of_waiting(bank_month, flat);
  EXPECT_NEAR(level.agent_hours, peaked.agent_hours, 1);
  EXPECT_GT(level.mean_wait, peaked.mean_wait);
}

TEST(MonthOfWaiting, LosesTheCallsOfClosedHours) {
  std::vector<StaffedInterval> const half_closed{{.call_share = 0.5, .hours = 300, .agents = 100},
                                                 {.call_share = 0.5, .hours = 0, .agents = 100}};
  MonthOfWaiting const month = month_of_waiting(bank_month, half_closed);
  EXPECT_NEAR(month.abandoned, 0.5, 1e-9);
  EXPECT_NEAR(month.mean_wait, 2, 1e-8);
}

TEST(MonthOfWaiting, IsEmptyWithoutCalls) {
  MonthOfWaiting const month =
      month_of_waiting({.calls = 0, .handling_time = 6, .patience = 4}, peak_and_off_peak(bank));
  EXPECT_EQ(month.mean_wait, 0);
  EXPECT_EQ(month.occupancy, 0);
  EXPECT_THROW((void)line_of(bank_month, {.call_share = -0.1, .hours = 1, .agents = 1}),
               ContractViolation);
}

}  // namespace
}  // namespace cxsim
