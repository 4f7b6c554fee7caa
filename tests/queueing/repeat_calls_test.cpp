#include "cxsim/queueing/repeat_calls.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace cxsim {
namespace {

constexpr WaitingLine first_calls{.arrivals = 6, .handling_time = 6, .agents = 45, .patience = 6};

TEST(WithRepeats, GivesTheGoldenValues) {  // G21
  RepeatedLine const usual =
      with_repeats(first_calls, {.resolved = 0.72, .redial = 0.6, .return_unresolved = 0.7})
          .value();
  EXPECT_NEAR(usual.arrivals, 7.76038179323, 1e-9);
  EXPECT_NEAR(usual.state.abandoned, 0.0763419881165, 1e-9);
  EXPECT_NEAR(usual.state.mean_wait, 0.458051928699, 1e-9);
  RepeatedLine const better =
      with_repeats(first_calls, {.resolved = 0.80, .redial = 0.6, .return_unresolved = 0.7})
          .value();
  EXPECT_NEAR(better.arrivals, 7.12387084143, 1e-9);
  EXPECT_NEAR(better.state.abandoned, 0.0386114352119, 1e-9);
  EXPECT_NEAR(better.state.mean_wait, 0.231668611272, 1e-9);
}

TEST(WithRepeats, AddsNothingWhereEveryMatterIsSettledAndNobodyRedials) {
  RepeatedLine const line = with_repeats(first_calls, {}).value();
  EXPECT_EQ(line.arrivals, 6);
  EXPECT_EQ(line.rounds, 1);
}

TEST(WithRepeats, SumsTheGeometricSeriesWhereNobodyWaits) {
  WaitingLine line = first_calls;
  line.agents = 1000;
  RepeatedLine const repeated =
      with_repeats(line, {.resolved = 0.5, .redial = 0.9, .return_unresolved = 0.6}).value();
  EXPECT_NEAR(repeated.arrivals, 6 / 0.7, 1e-11);
}

TEST(WithRepeats, SettlesInHeavyOverload) {
  WaitingLine line = first_calls;
  line.agents = 6;
  RepeatHabits const habits{.resolved = 0.7, .redial = 0.95, .return_unresolved = 0.9};
  RepeatedLine const repeated = with_repeats(line, habits).value();
  // Agents end 1 call a minute, of which .73 for good; 5 % of the others go: λ = 1 + (6 - .73)/.05.
  EXPECT_NEAR(repeated.arrivals, 1 + (6 - 0.73) / 0.05, 1e-6);
}

TEST(WithRepeats, IsNothingWhereCallsNeverEnd) {
  EXPECT_FALSE(with_repeats(first_calls, {.redial = 1}).has_value());
  EXPECT_FALSE(with_repeats(first_calls, {.resolved = 0, .return_unresolved = 1}).has_value());
  EXPECT_FALSE(with_repeats(first_calls, {.resolved = 72}).has_value());
}

TEST(CourseOf, TellsSettledFromDriftingAndSwinging) {
  EXPECT_EQ(course_of(std::vector<double>{1, 1.4, 1.41, 1.41, 1.41}, 0.01), LoadCourse::settled);
  EXPECT_EQ(course_of(std::vector<double>{1, 1.1, 1.2, 1.3, 1.4}, 0.01), LoadCourse::drifting);
  EXPECT_EQ(course_of(std::vector<double>{1, 2, 1, 2, 1}, 0.01), LoadCourse::swinging);
  EXPECT_EQ(course_of(std::vector<double>{7, 7, 1, 2, 1, 2, 1.1}, 0.01), LoadCourse::swinging);
  EXPECT_EQ(course_of(std::vector<double>{1, 2, 1.5, 1.75, 1.625}, 0.01), LoadCourse::drifting);
  EXPECT_EQ(course_of(std::vector<double>{1, 1.001, 1, 1.001, 1}, 0.01), LoadCourse::settled);
  EXPECT_EQ(course_of(std::vector<double>{0, 0, 0, 0, 0}, 0.01), LoadCourse::settled);
  EXPECT_EQ(course_of(std::vector<double>{1, 9}, 0.01), LoadCourse::settled);
}

}  // namespace
}  // namespace cxsim
