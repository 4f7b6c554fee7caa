#include "cxsim/stats/survey_precision.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cxsim {
namespace {

TEST(TypicalSd, IsThatOfAUniformScoreAtTheMiddle) {
  // σ = 1 and mean 50: x = 100·Φ(z) is uniform between 0 and 100.
  EXPECT_NEAR(typical_sd(50).value().sd, 100 / std::sqrt(12.0), 1e-9);
  EXPECT_NEAR(typical_sd(50).value().largest, 50, 1e-12);
}

TEST(TypicalSd, AgreesWithIndependentQuadrature) {
  TypicalSd const typical = typical_sd(77.5).value();
  EXPECT_NEAR(typical.sd, 22.9458191935, 1e-6);
  EXPECT_NEAR(typical.range.low, 18.0584381966, 1e-6);
  EXPECT_NEAR(typical.range.high, 27.3593906570, 1e-6);
  EXPECT_NEAR(typical.largest, 41.7582327212, 1e-9);
}

TEST(TypicalSd, CoversWhatStatesOfTheAmericanSatisfactionIndexReport) {
  // Charter Oak Group, "Customer satisfaction pilot studies", table 2: mean 72.08, sd 27.5.
  EXPECT_TRUE(covers(typical_sd(72.08).value().range, 27.5));
  EXPECT_TRUE(covers(typical_sd(74.37).value().range, 24.0));
  EXPECT_TRUE(covers(typical_sd(65.23).value().range, 23.32));
}

TEST(TypicalSd, IsNothingForAMeanThatEverybodyGives) {
  EXPECT_EQ(typical_sd(100).has_value(), false);
  EXPECT_EQ(typical_sd(0).has_value(), false);
}

TEST(SurveyMean, HasTheErrorOfTheMean) {
  SurveyFigure const figure = survey_mean(77.5, 25, 400).value();
  EXPECT_DOUBLE_EQ(figure.standard_error, 1.25);
  EXPECT_NEAR(figure.margin, 1.25 * 1.6448536269514722, 1e-12);
  EXPECT_NEAR(figure.interval.low, 77.5 - figure.margin, 1e-12);
  EXPECT_NEAR(survey_mean(77.5, 25, 400, 0.95).value().margin, 1.25 * 1.959963984540054, 1e-12);
}

TEST(SurveyShare, GivesWilsonsIntervalAndTheErrorOfAShare) {
  SurveyFigure const figure = survey_share(0.65, 400, 0.95).value();
  EXPECT_NEAR(figure.standard_error, std::sqrt(0.65 * 0.35 / 400), 1e-15);
  EXPECT_NEAR(figure.interval.low, 0.602032, 1e-6);  // golden value G26
  EXPECT_NEAR(figure.interval.high, 0.695114, 1e-6);
  EXPECT_EQ(survey_share(0, 50).value().standard_error, 0);
  EXPECT_GT(survey_share(0, 50).value().interval.high, 0.01);
}

TEST(SurveyFigure, IsNothingWithoutAnswersOrConfidence) {
  EXPECT_FALSE(survey_mean(70, 20, 0).has_value());
  EXPECT_FALSE(survey_mean(70, -1, 10).has_value());
  EXPECT_FALSE(survey_mean(70, 20, 10, 1).has_value());
  EXPECT_FALSE(survey_share(1.01, 10).has_value());
  EXPECT_FALSE(survey_share(0.5, 0).has_value());
  EXPECT_FALSE(sd_from_margin(1, 0, 0.95).has_value());
}

TEST(SdFromMargin, UndoesTheMarginOfAMean) {
  double const margin = survey_mean(70, 23.5, 812, 0.95).value().margin;
  EXPECT_NEAR(sd_from_margin(margin, 812, 0.95).value(), 23.5, 1e-12);
}

}  // namespace
}  // namespace cxsim
