#include "cxsim/stats/resolution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace cxsim {
namespace {

TEST(FailureOfFcr, IsWhatIsNotResolved) { EXPECT_DOUBLE_EQ(failure_of_fcr(0.66).value(), 0.34); }

TEST(FailureOfFcr, AddsThoseWhoGiveUpWhereRepeatsAreCounted) {
  // Of 100 matters 40 fail, half of those customers come back: the firm sees 20 repeats, FCR 80 %.
  EXPECT_DOUBLE_EQ(failure_of_fcr(0.80, 0.5).value(), 0.4);
  EXPECT_FALSE(failure_of_fcr(0.40, 0.5).has_value());
  EXPECT_FALSE(failure_of_fcr(66).has_value());
  EXPECT_FALSE(failure_of_fcr(0.66, 0).has_value());
}

TEST(FcrChange, TurnsTheRangeAround) {
  FcrChange const change = fcr_change(0.66, {0.70, 0.74, 0.77}).value();
  EXPECT_DOUBLE_EQ(change.failure_from, 0.34);
  EXPECT_DOUBLE_EQ(change.failure_to.low, 0.23);
  EXPECT_DOUBLE_EQ(change.failure_to.high, 0.30);
  EXPECT_NEAR(change.factor.mode, 0.764705882353, 1e-12);
  EXPECT_NEAR(change.factor.low, 0.676470588235, 1e-12);
  EXPECT_NEAR(change.factor.high, 0.882352941176, 1e-12);
}

TEST(FcrChange, IsNothingWhereNothingFailsOrTheRangeIsNoRange) {
  EXPECT_FALSE(fcr_change(1, certain(0.9)).has_value());
  EXPECT_FALSE(fcr_change(0.66, {0.74, 0.70, 0.77}).has_value());
  EXPECT_FALSE(fcr_change(66, certain(74)).has_value());
}

TEST(ContactsPerMatter, SumsTheGeometricSeries) {
  EXPECT_NEAR(contacts_per_matter(0.34, 0.5), 1 / 0.83, 1e-12);
  EXPECT_NEAR(contacts_per_matter(0.5, 0.5),
              1 + 0.25 + std::pow(0.25, 2) + std::pow(0.25, 3) / 0.75, 1e-12);
  EXPECT_EQ(contacts_per_matter(0.34, 0), 1);
}

TEST(OverallFcr, WeighsTouchpointsByVolume) {
  std::vector<double> const volumes{300, 100};
  EXPECT_NEAR(overall_fcr(volumes, std::vector<double>{0.2, 0.4}).value(), 0.75, 1e-15);
  EXPECT_FALSE(overall_fcr(volumes, std::vector<double>{0.2}).has_value());
  EXPECT_FALSE(overall_fcr(std::vector<double>{0, 0}, std::vector<double>{0.2, 0.4}).has_value());
}

TEST(FailuresOfOverallFcr, ReproduceTheOverallFigureInProportion) {
  std::vector<double> const volumes{300, 100};
  auto const failures = failures_of_overall_fcr(0.66, volumes, std::vector<double>{1, 2}).value();
  EXPECT_NEAR(failures[1], 2 * failures[0], 1e-15);
  EXPECT_NEAR(overall_fcr(volumes, failures).value(), 0.66, 1e-15);
  EXPECT_NEAR(failures_of_overall_fcr(0.66, volumes, std::vector<double>{1, 1}).value()[0], 0.34,
              1e-15);
}

TEST(FailuresOfOverallFcr, IsNothingWhereOneWouldExceedOne) {
  std::vector<double> const volumes{300, 100};
  EXPECT_FALSE(failures_of_overall_fcr(0.5, volumes, std::vector<double>{0, 1}).has_value());
  EXPECT_FALSE(failures_of_overall_fcr(0.5, volumes, std::vector<double>{0, 0}).has_value());
}

}  // namespace
}  // namespace cxsim
