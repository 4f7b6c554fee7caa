#include "cxsim/stats/nps.hpp"

#include <gtest/gtest.h>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

// 162 promoters, 108 passives, 54 detractors: G1 of the golden values.
constexpr NpsAnswers golden{.promoters = 162, .passives = 108, .detractors = 54};

TEST(Nps, GivesTheGoldenScoreVarianceAndError) {
  EXPECT_NEAR(nps(0.5, 1.0 / 6), 33.3333333333, 1e-9);
  EXPECT_NEAR(nps_variance(0.5, 1.0 / 6), 0.555555555556, 1e-9);
  Estimate const estimate = nps_estimate(golden);
  EXPECT_NEAR(estimate.mean, 33.3333333333, 1e-9);
  EXPECT_NEAR(estimate.standard_error, 4.140866625, 1e-9);
  EXPECT_EQ(estimate.count, 324u);
}

TEST(Nps, GivesTheGoldenAdjustedEstimate) {
  Estimate const estimate = adjusted_nps_estimate(golden);
  EXPECT_NEAR(estimate.mean, 33.0275229358, 1e-8);
  EXPECT_NEAR(estimate.standard_error, 4.12368369342, 1e-8);
}

TEST(Nps, HasAnErrorEvenIfAllAnswersAgreeOnceAdjusted) {
  EXPECT_EQ(nps_estimate({.promoters = 5}).standard_error, 0);
  EXPECT_GT(adjusted_nps_estimate({.promoters = 5}).standard_error, 10);
}

TEST(Nps, RefusesASurveyWithoutAnswers) {
  EXPECT_THROW(static_cast<void>(nps_estimate({})), ContractViolation);
}

}  // namespace
}  // namespace cxsim
