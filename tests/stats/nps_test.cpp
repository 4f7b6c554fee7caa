#include "cxsim/stats/nps.hpp"

#include <gtest/gtest.h>

#include <cmath>

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

TEST(NpsOfPercentages, GivesTheScoreAndErrorOfTheCounts) {
  NpsFigure const figure = nps_of_percentages(50, 100.0 / 3, 100.0 / 6, 324).value();
  EXPECT_NEAR(figure.score, 33.3333333333, 1e-9);
  EXPECT_NEAR(figure.standard_error, 4.140866625, 1e-9);
  EXPECT_EQ(figure.standard_errors, (Interval{figure.standard_error, figure.standard_error}));
}

TEST(NpsOfPercentages, TakesRoundedOnesAndRefusesOthers) {
  EXPECT_NEAR(nps_of_percentages(41, 35, 23, 1200).value().score, 100 * 18.0 / 99, 1e-12);
  EXPECT_FALSE(nps_of_percentages(41, 35, 20, 1200).has_value());
  EXPECT_FALSE(nps_of_percentages(0.41, 0.35, 0.24, 1200).has_value());
  EXPECT_FALSE(nps_of_percentages(41, 35, 24, 0).has_value());
  EXPECT_FALSE(nps_of_percentages(-1, 60, 41, 100).has_value());
}

TEST(NpsOfScore, AssumesTheUsualVarianceAndSaysWhatIsPossible) {
  NpsFigure const figure = nps_of_score(18, 1200).value();
  EXPECT_NEAR(figure.standard_error, 2.2360679775, 1e-9);
  EXPECT_NEAR(figure.standard_errors.low, 1.1090536506, 1e-9);
  EXPECT_NEAR(figure.standard_errors.high, 2.8396009109, 1e-9);
}

TEST(NpsOfScore, MovesTheVarianceToWhatIsPossible) {
  // At 90 the variance lies between 0.9 - 0.81 and 1 - 0.81.
  EXPECT_NEAR(nps_of_score(-90, 400).value().standard_error, 100 * std::sqrt(0.19 / 400), 1e-12);
  EXPECT_EQ(nps_of_score(100, 400).value().standard_error, 0);
  EXPECT_FALSE(nps_of_score(101, 400).has_value());
}

TEST(NpsOfScore, CoversTheErrorOfEveryMixOfTheScore) {
  NpsFigure const mix = nps_of_percentages(41, 36, 23, 700).value();
  EXPECT_TRUE(covers(nps_of_score(18, 700).value().standard_errors, mix.standard_error));
}

}  // namespace
}  // namespace cxsim
