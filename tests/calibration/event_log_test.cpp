#include "cxsim/calibration/event_log.hpp"

#include <gmock/gmock.h>

#include "calibration/small_logs.hpp"
#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(EventLog, HoldsNothingWhenNothingWasAdded) {
  EventLog const log = log_of({});
  EXPECT_EQ(log.cases(), 0U);
  EXPECT_EQ(log.events(), 0U);
  EXPECT_THAT(log.first_event, ElementsAre(0U));
}

TEST(EventLog, PutsEventsOfACaseInOrderOfTime) {
  EventLog const log = log_of({{"1", "C", 3}, {"1", "A", 1}, {"2", "B", 0}, {"1", "B", 2}});
  EXPECT_THAT(touchpoints_of_case(log, 0), ElementsAre("A", "B", "C"));
  EXPECT_THAT(touchpoints_of_case(log, 1), ElementsAre("B"));
  EXPECT_EQ(log.facts.unordered_cases, 1U);
}

TEST(EventLog, KeepsTheOrderOfTheFileWhereTimesAreEqual) {
  EventLog const log = log_of({{"1", "Z", 5}, {"1", "A", 5}, {"1", "M", 5}, {"1", "A", 1}});
  EXPECT_THAT(touchpoints_of_case(log, 0), ElementsAre("A", "Z", "A", "M"));
}

TEST(EventLog, CountsNeighboursWithEqualTimesAndThoseAtDifferentTouchpoints) {
  EventLog const log = log_of(
      {{"1", "A", 1}, {"1", "A", 1}, {"1", "B", 1}, {"1", "C", 2}, {"2", "A", 1}, {"2", "C", 1}});
  EXPECT_EQ(log.facts.tied_pairs, 3U);
  EXPECT_EQ(log.facts.tied_different, 2U);
}

TEST(EventLog, CountsRowsThatRepeatAnEarlierOneAndKeepsThem) {
  EventLog const log =
      log_of({{"1", "A", 1}, {"1", "B", 1}, {"1", "A", 1}, {"1", "A", 1}, {"2", "A", 1}});
  EXPECT_EQ(log.facts.duplicates, 2U);
  EXPECT_THAT(touchpoints_of_case(log, 0), ElementsAre("A", "B", "A", "A"));
}

TEST(EventLog, DropsRowsThatRepeatAnEarlierOneOnRequest) {
  EventLog const log =
      log_of({{"1", "A", 1}, {"1", "B", 1}, {"1", "A", 1}, {"1", "A", 2}, {"2", "A", 1}},
             Duplicates::drop);
  EXPECT_EQ(log.facts.duplicates, 1U);
  EXPECT_EQ(log.facts.tied_pairs, 1U);
  EXPECT_THAT(touchpoints_of_case(log, 0), ElementsAre("A", "B", "A"));
  EXPECT_THAT(touchpoints_of_case(log, 1), ElementsAre("A"));
}

TEST(EventLog, TakesRowsThatDifferInAnythingAsDifferent) {
  EventLog const log = log_of({{"1", "A", 1, "sales"}, {"1", "A", 1, "service"}, {"1", "A", 1}});
  EXPECT_EQ(log.facts.duplicates, 0U);
}

TEST(EventLog, GivesACaseTheFirstSegmentAndCustomerInOrderOfTime) {
  EventLog const log =
      log_of({{"1", "C", 3, "", "gold", "Ann"}, {"1", "B", 2, "", "silver", "Bea"}, {"1", "A", 1}});
  EXPECT_EQ(log.segments[log.case_segment[0]], "silver");
  EXPECT_EQ(log.case_customer[0], 1U);
  EXPECT_EQ(log.facts.mixed_segments, 1U);
  EXPECT_EQ(log.facts.mixed_customers, 1U);
}

TEST(EventLog, LeavesEmptyTextsUnknown) {
  EventLog const log = log_of({{"1", "A", 1}});
  EXPECT_THAT(log.departments, IsEmpty());
  EXPECT_THAT(log.segments, IsEmpty());
  EXPECT_EQ(log.customers, 0U);
  EXPECT_EQ(log.event_department[0], EventLog::unknown);
  EXPECT_EQ(log.case_segment[0], EventLog::unknown);
  EXPECT_EQ(log.case_customer[0], EventLog::unknown);
}

TEST(EventLog, SortsNames) {
  EventLog const log = log_of({{"1", "b", 1, "y"}, {"1", "a", 2, "x"}, {"1", "B", 3}});
  EXPECT_THAT(log.touchpoints, ElementsAre("B", "a", "b"));
  EXPECT_THAT(log.departments, ElementsAre("x", "y"));
  EXPECT_THAT(log.event_department, ElementsAre(1U, 0U, EventLog::unknown));
}

TEST(EventLog, CountsTimesThatCannotBeTrue) {
  EventLogBuilder builder;
  builder.add({.case_id = "1", .touchpoint = "A", .time = 0});
  builder.add({.case_id = "1", .touchpoint = "A", .time = new_year_2020});
  EXPECT_EQ(std::move(builder).finish(Duplicates::keep).facts.early_times, 1U);
}

TEST(EventLog, LeavesOutRowsThatNeverGetATime) {
  EventLogBuilder builder;
  std::size_t const first = builder.add({.case_id = "1", .touchpoint = "A", .customer = "Ann"});
  builder.add({.case_id = "1", .touchpoint = "B", .time = new_year_2020, .customer = "Bea"});
  builder.add({.case_id = "2", .touchpoint = "A", .customer = "Cyd"});
  builder.set_time(first, new_year_2020 + an_hour);
  EventLog const log = std::move(builder).finish(Duplicates::keep);
  EXPECT_EQ(log.cases(), 1U);
  EXPECT_THAT(touchpoints_of_case(log, 0), ElementsAre("B", "A"));
  EXPECT_EQ(log.customers, 2U);
}

TEST(EventLog, RefusesAnEventWithoutCase) {
  EventLogBuilder builder;
  EXPECT_THROW(builder.add({.case_id = "", .touchpoint = "A"}), ContractViolation);
}

}  // namespace
}  // namespace cxsim
