#include "cxsim/calibration/waits_from_log.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "cxsim/calibration/map_from_log.hpp"
#include "small_logs.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr EventTime a_minute = an_hour / 60;

/// An event some minutes after the beginning of a day.
struct MinuteEvent {
  std::string_view case_id;
  std::string_view touchpoint;
  int minute = 0;
};

[[nodiscard]] EventLog log_by_minute(std::vector<MinuteEvent> const& events) {
  EventLogBuilder builder;
  for (MinuteEvent const& event : events) {
    builder.add({event.case_id, event.touchpoint, new_year_2020 + event.minute * a_minute});
  }
  return std::move(builder).finish(Duplicates::keep);
}

constexpr int eight = 8 * 60;
constexpr int nine = 9 * 60;
constexpr int next_day = 24 * 60;

/// Answered after 2 minutes; answered at once; gave up after 4; went elsewhere after 1; no end.
[[nodiscard]] std::vector<MinuteEvent> some_calls() {
  return {{"a", "Wait", eight},
          {"a", "Talk", eight + 2},
          {"a", "Done", eight + 5},
          {"b", "Talk", eight + 10},
          {"b", "Done", eight + 14},
          {"c", "Wait", nine},
          {"c", "Hung up", nine + 4},
          {"d", "Wait", nine + 10},
          {"d", "Menu", nine + 11},
          {"d", "Hung up", nine + 12},
          {"e", "Wait", nine + 20},
          {"f", "Wait", next_day + nine},
          {"f", "Talk", next_day + nine + 3}};
}

LineInLog const phone{"Wait", "Talk", {"Hung up"}};

TEST(WaitsFromLog, CountsWhoWaitedHowLongAndHowItEnded) {
  WaitsFromLog const waits = waits_from_log(log_by_minute(some_calls()), phone).value();
  EXPECT_EQ(waits.calls, 5U);  // e is left out, for how it ended is not known
  EXPECT_EQ(waits.delayed, 4U);
  EXPECT_EQ(waits.abandoned, 1U);
  EXPECT_EQ(waits.elsewhere, 1U);
  EXPECT_DOUBLE_EQ(waits.waited, 2 + 4 + 1 + 3);
  EXPECT_EQ(waits.handled, 2U);  // the end of f's call is not in the log
  EXPECT_DOUBLE_EQ(waits.handling_time, 3.5);
  EXPECT_DOUBLE_EQ(waits.handling_sd, std::sqrt(0.5));
}

TEST(WaitsFromLog, CountsByHourOfTheDayOverAllDays) {
  WaitsFromLog const waits = waits_from_log(log_by_minute(some_calls()), phone).value();
  ASSERT_EQ(waits.hours.size(), 2U);
  EXPECT_EQ(waits.hours[0].hour, 8);
  EXPECT_EQ(waits.hours[0].days, 1U);
  EXPECT_EQ(waits.hours[0].calls, 2U);
  EXPECT_DOUBLE_EQ(waits.hours[0].mean_wait(), 1);
  EXPECT_EQ(waits.hours[1].hour, 9);
  EXPECT_EQ(waits.hours[1].days, 2U);
  EXPECT_EQ(waits.hours[1].calls, 3U);
  EXPECT_DOUBLE_EQ(waits.hours[1].abandoned_share(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(waits.hours[1].handling_time, 3.5);  // none known in this hour: that of all
}

// Maximum likelihood for an exponential patience cut off by being answered: 10 minutes, one gave
// up. Kaplan & Meier: of those who still waited at 4 minutes (one), all gave up.
TEST(WaitsFromLog, EstimatesPatienceFromWaitsThatBeingAnsweredCutOff) {
  WaitsFromLog const waits = waits_from_log(log_by_minute(some_calls()), phone).value();
  EXPECT_DOUBLE_EQ(waits.patience, 10);
  EXPECT_EQ(waits.quarter_gone, 4);
}

TEST(WaitsFromLog, HasAsManyAgentsAsMakeTheMeasuredShareWait) {
  WaitsFromLog const waits = waits_from_log(log_by_minute(some_calls()), phone).value();
  HourInLine const& hour = waits.hours[1];
  WaitingLine const line{
      .arrivals = 3.0 / 120, .handling_time = 3.5, .agents = hour.agents, .patience = 10};
  LineState const state = erlang_a(line);
  EXPECT_NEAR(state.delayed, 3.5 / 4, 1e-9);  // half a call added to either side
  EXPECT_DOUBLE_EQ(hour.modelled_wait, state.mean_wait);
  EXPECT_DOUBLE_EQ(hour.modelled_abandoned, state.abandoned);
  EXPECT_DOUBLE_EQ(waits.modelled_wait,
                   (2 * waits.hours[0].modelled_wait + 3 * hour.modelled_wait) / 5);
}

TEST(WaitsFromLog, DoNotDependOnTheOrderOfCases) {
  std::vector<MinuteEvent> calls = some_calls();
  std::rotate(calls.begin(), calls.begin() + 5, calls.end());
  WaitsFromLog const one = waits_from_log(log_by_minute(some_calls()), phone).value();
  WaitsFromLog const other = waits_from_log(log_by_minute(calls), phone).value();
  EXPECT_EQ(one.waited, other.waited);
  EXPECT_EQ(one.modelled_wait, other.modelled_wait);
}

TEST(WaitsFromLog, NameEveryReasonWhyThereIsNoLine) {
  auto const unknown = waits_from_log(log_by_minute(some_calls()), {"Wate", "Speak", {}});
  ASSERT_FALSE(unknown);
  std::vector<std::string> problems;
  for (Diagnostic const& problem : unknown.error()) {
    problems.push_back(to_text(problem, Language::english));
  }
  EXPECT_THAT(problems,
              ElementsAre(HasSubstr("did you mean “Wait”?"), HasSubstr("“Speak” is not a"),
                          HasSubstr("name them with --abandoned")));
  auto const nobody = waits_from_log(log_by_minute(some_calls()), {"Talk", "Hung up", {"Menu"}});
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().size(), 2U);
}

TEST(WithWaitsInside, MakesAWaitAPartOfWhatIsWaitedFor) {
  EventLog const merged = with_waits_inside(log_by_minute(some_calls()), phone);
  EXPECT_THAT(merged.touchpoints, ElementsAre("Done", "Hung up", "Menu", "Talk"));
  EXPECT_THAT(touchpoints_of_case(merged, 0), ElementsAre("Talk", "Done"));
  EXPECT_THAT(touchpoints_of_case(merged, 2), ElementsAre("Talk", "Hung up"));
  EXPECT_THAT(touchpoints_of_case(merged, 3), ElementsAre("Talk", "Menu", "Hung up"));
  EXPECT_THAT(touchpoints_of_case(merged, 4), ElementsAre("Talk"));
}

// Hour 8 has 2 calls a day, hour 9 has 1.5: more and fewer than the 5/3 of an average hour.
TEST(StaffingOf, PutsTheBusyHoursIntoThePeak) {
  WaitsFromLog const waits = waits_from_log(log_by_minute(some_calls()), phone).value();
  PeakStaffing const staffing = staffing_of(waits, 2);
  EXPECT_DOUBLE_EQ(staffing.peak_share, 0.4);
  EXPECT_DOUBLE_EQ(staffing.peak_hours, 0.5);
  EXPECT_DOUBLE_EQ(staffing.off_peak_hours, 1);
  EXPECT_NEAR(erlang_a({2.0 / 60, 3.5, staffing.agents, 10}).delayed, 1.5 / 3, 1e-9);
}

TEST(MapFromLog, MakesAQueueOfALineOfTheLog) {
  CalibrationOptions options;
  options.completed = {"Done"};
  options.abandoned = {"Hung up"};
  options.line = phone;
  CalibratedMap const calls = map_from_log(log_by_minute(some_calls()), options).value();
  ASSERT_EQ(calls.map.queues.size(), 1U);
  Queue const& queue = *calls.map.queues.begin();
  EXPECT_EQ(calls.map.touchpoints[queue.touchpoint].name, "Talk");
  ParameterValues const values = calls.parameters.best_guesses();
  EXPECT_DOUBLE_EQ(values[queue.patience], 10);
  EXPECT_DOUBLE_EQ(values[queue.handling_time], 3.5);
  EXPECT_EQ(calls.parameters.info(queue.patience).evidence, evidence_of_log);
}

TEST(MapFromLog, RefusesALineThatIsAnEnd) {
  CalibrationOptions options;
  options.completed = {"Talk"};
  options.abandoned = {"Hung up"};
  options.line = phone;
  auto const refused = map_from_log(log_by_minute(some_calls()), options);
  ASSERT_FALSE(refused);
  EXPECT_THAT(to_text(*refused.error().begin(), Language::english),
              HasSubstr("both as a part of the waiting line and as an end"));
}

}  // namespace
}  // namespace cxsim
