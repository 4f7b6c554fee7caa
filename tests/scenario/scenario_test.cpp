#include "cxsim/scenario/scenario.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

/// Timing from five numbers; a negative duration or half-life means none.
struct TimingCase {
  ParameterTable table;
  Timing timing;

  TimingCase(double start, double lead, double ramp, double duration, double half_life)
      : timing{add("start", start), add("lead", lead), add("ramp", ramp), {}, {}} {
    if (duration >= 0) {
      timing.duration = add("duration", duration);
    }
    if (half_life >= 0) {
      timing.half_life = add("half_life", half_life);
    }
  }
  Months add(std::string path, double value) {
    return Months{table
                      .add({std::move(path),
                            Unit::months,
                            natural_range(Unit::months),
                            Constant{value},
                            Evidence::expert,
                            "",
                            {},
                            Changeable::no})
                      .index};
  }
  double at(int month) const { return strength(timing, table.best_guesses(), month); }
  bool paid(int month) const { return is_paid(timing, table.best_guesses(), month); }
};

TEST(Strength, RisesInALinearRampAfterStartAndLead) {
  TimingCase const timing(3, 2, 4, -1, -1);
  EXPECT_EQ(timing.at(4), 0);
  EXPECT_EQ(timing.at(5), 0.25);
  EXPECT_EQ(timing.at(7), 0.75);
  EXPECT_EQ(timing.at(8), 1);
  EXPECT_EQ(timing.at(60), 1);
}

TEST(Strength, IsFullForItsDurationAndThenHalvesWithTheHalfLife) {
  TimingCase const timing(3, 0, 1, 3, 3);
  EXPECT_EQ(timing.at(2), 0);
  EXPECT_EQ(timing.at(3), 1);
  EXPECT_EQ(timing.at(5), 1);
  EXPECT_NEAR(timing.at(8), 0.5, 1e-15);
  EXPECT_NEAR(timing.at(11), 0.25, 1e-15);
}

TEST(Strength, EndsAtOnceWithoutAHalfLife) {
  TimingCase const timing(1, 0, 1, 2, -1);
  EXPECT_EQ(timing.at(2), 1);
  EXPECT_EQ(timing.at(3), 0);
}

TEST(IsPaid, FromTheStartToTheEndOfFullStrength) {
  TimingCase const timing(3, 1, 2, 2, 3);
  // Starts in 3, ramps in 4 and 5, full in 5 and 6.
  EXPECT_FALSE(timing.paid(2));
  EXPECT_TRUE(timing.paid(3));
  EXPECT_TRUE(timing.paid(6));
  EXPECT_FALSE(timing.paid(7));
}

}  // namespace
}  // namespace cxsim
