#include "cxsim/stats/rating_scale.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "cxsim/stats/math.hpp"
#include "cxsim/stats/ordinal.hpp"

namespace cxsim {
namespace {

TEST(RatingScale, CountsTheWayFromTheLowestToTheHighestAnswer) {
  EXPECT_DOUBLE_EQ(points_of_rating(one_to_five, 4.1), 77.5);
  EXPECT_DOUBLE_EQ(points_of_rating(one_to_seven, 4), 50);
  EXPECT_DOUBLE_EQ(points_of_rating(one_to_ten, 10), 100);
  EXPECT_DOUBLE_EQ(points_of_rating(zero_to_ten, 8.2), 82);
  EXPECT_DOUBLE_EQ(points_of_rating(zero_to_hundred, 63), 63);
  EXPECT_DOUBLE_EQ(rating_of_points(one_to_five, 77.5), 4.1);
  EXPECT_DOUBLE_EQ(rating_of_points(one_to_seven, 0), 1);
}

TEST(RatingScale, WarnsOfScalesWithTenOrElevenAnswers) {
  EXPECT_EQ(usual_format_gap(one_to_ten), -3);
  EXPECT_EQ(usual_format_gap(zero_to_ten), -3);
  EXPECT_EQ(usual_format_gap(one_to_five), 0);
  EXPECT_EQ(usual_format_gap(zero_to_hundred), 0);
}

TEST(ScoreOfMean, ScalesMeanAndSdAlike) {
  ScaleConversion const score = score_of_mean(one_to_five, 4.1, 0.9).value();
  EXPECT_DOUBLE_EQ(score.mean, 77.5);
  EXPECT_DOUBLE_EQ(score.sd, 22.5);
  EXPECT_NEAR(score.largest_sd, 41.758232721225, 1e-9);
  EXPECT_DOUBLE_EQ(score_of_mean(zero_to_hundred, 72, 22).value().sd, 22);
}

TEST(ScoreOfMean, AssumesTheTypicalSdWhereNoneIsReported) {
  ScaleConversion const score = score_of_mean(one_to_five, 4.1, std::nullopt).value();
  EXPECT_NEAR(score.sd, 22.9458191935, 1e-6);
  EXPECT_NEAR(score.usual_sd_low, 18.0584381966, 1e-6);
  EXPECT_NEAR(score.usual_sd_high, 27.3593906570, 1e-6);
}

TEST(ScoreOfMean, IsNothingOutsideTheScale) {
  EXPECT_FALSE(score_of_mean(one_to_five, 72, std::nullopt).has_value());
  EXPECT_FALSE(score_of_mean(one_to_five, 5, std::nullopt).has_value());
  EXPECT_FALSE(score_of_mean(one_to_five, 4, -0.1).has_value());
  EXPECT_FALSE(score_of_mean({5, 1}, 3, std::nullopt).has_value());
}

TEST(BoxLimit, LiesHalfAStepBelowTheLowestBox) {
  EXPECT_DOUBLE_EQ(box_limit(one_to_five, 2).value(), 62.5);
  EXPECT_DOUBLE_EQ(box_limit(one_to_five, 1).value(), 87.5);
  EXPECT_DOUBLE_EQ(box_limit(one_to_seven, 2).value(), 75);
  EXPECT_NEAR(box_limit(one_to_ten, 2).value(), 83.333333333333, 1e-9);
  EXPECT_DOUBLE_EQ(box_limit(zero_to_ten, 2).value(), 85);
}

TEST(BoxLimit, NeedsAFewAnswersOfWhichSomeCount) {
  EXPECT_FALSE(box_limit(zero_to_hundred, 2).has_value());
  EXPECT_FALSE(box_limit(one_to_five, 5).has_value());
  EXPECT_FALSE(box_limit(one_to_five, 0).has_value());
  EXPECT_FALSE(box_limit({1, 4.5}, 1).has_value());
}

TEST(ScoreOfBoxShare, AgreesWithIndependentQuadrature) {
  BoxConversion const two_of_five = score_of_box_share({one_to_five, 2, 0.72}).value();
  EXPECT_NEAR(two_of_five.latent.level, 0.9014808712, 1e-9);
  EXPECT_NEAR(two_of_five.mean, 73.8081913743, 1e-6);
  EXPECT_NEAR(two_of_five.sd, 24.5102954050, 1e-6);
  EXPECT_NEAR(two_of_five.mean_range.low, 72.41709015, 1e-6);
  EXPECT_NEAR(two_of_five.mean_range.high, 74.52071741, 1e-6);
  EXPECT_NEAR(score_of_box_share({one_to_seven, 2, 0.65}).value().mean, 77.3191620510, 1e-6);
  EXPECT_NEAR(score_of_box_share({one_to_ten, 2, 0.5}).value().mean, 75.3034628094, 1e-6);
  EXPECT_NEAR(score_of_box_share({zero_to_ten, 2, 0.5}).value().mean, 76.8180857736, 1e-6);
}

TEST(ScoreOfBoxShare, DependsMoreOnTheSpreadWhenOneBoxCounts) {
  BoxConversion const one_of_five = score_of_box_share({one_to_five, 1, 0.40}).value();
  EXPECT_NEAR(one_of_five.mean, 73.7049770012, 1e-6);
  EXPECT_NEAR(one_of_five.mean_range.low, 67.81278367, 1e-6);
  EXPECT_NEAR(one_of_five.mean_range.high, 78.73087217, 1e-6);
}

TEST(ScoreOfBoxShare, FindsTheMeanOfRealRatingsWithinThreePoints) {
  // Share of 4 and 5 and mean of the same answers, 1–5: airline passengers (online boarding,
  // departure time convenient, baggage handling) and callers of a call centre.
  EXPECT_NEAR(score_of_box_share({one_to_five, 2, 0.514}).value().mean, 58.6, 3);
  EXPECT_NEAR(score_of_box_share({one_to_five, 2, 0.485}).value().mean, 55.4, 3);
  EXPECT_NEAR(score_of_box_share({one_to_five, 2, 0.621}).value().mean, 65.8, 3);
  EXPECT_NEAR(score_of_box_share({one_to_five, 2, 0.499}).value().mean, 60.1, 3);
}

TEST(ScoreOfBoxShare, IsNothingWhereEverybodyOrNobodyAnswersSo) {
  EXPECT_FALSE(score_of_box_share({one_to_five, 2, 1}).has_value());
  EXPECT_FALSE(score_of_box_share({one_to_five, 2, 0}).has_value());
  EXPECT_FALSE(score_of_box_share({one_to_five, 2, 72}).has_value());
  EXPECT_FALSE(score_of_box_share({one_to_five, 2, 0.72}, 0).has_value());
}

class BoxRoundTrip : public ::testing::TestWithParam<BoxShare> {};

TEST_P(BoxRoundTrip, GivesTheShareBack) {
  BoxConversion const score = score_of_box_share(GetParam()).value();
  EXPECT_NEAR(box_share_of_score(GetParam().scale, GetParam().boxes, score.mean, score.sd).value(),
              GetParam().share, 1e-10);
}

TEST_P(BoxRoundTrip, GivesMeanAndSdBackAtTheSpreadFound) {
  double const share = box_share_of_score(GetParam().scale, GetParam().boxes, 71.25, 19.5).value();
  double const spread = latent_parameters(71.25, 19.5).value().spread;
  BoxConversion const score =
      score_of_box_share({GetParam().scale, GetParam().boxes, share}, spread).value();
  EXPECT_NEAR(score.mean, 71.25, 1e-9);
  EXPECT_NEAR(score.sd, 19.5, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(
    ScalesAndShares, BoxRoundTrip,
    ::testing::Values(BoxShare{one_to_five, 2, 0.72}, BoxShare{one_to_five, 2, 0.03},
                      BoxShare{one_to_five, 1, 0.40}, BoxShare{one_to_seven, 2, 0.97},
                      BoxShare{one_to_ten, 2, 0.51}, BoxShare{one_to_ten, 1, 0.22},
                      BoxShare{zero_to_ten, 2, 0.42}));

TEST(AnswerShares, AddUpToTheBoxShareAndToOne) {
  LatentParameters const latent = latent_parameters(73, 22).value();
  std::vector<double> const shares = answer_shares(one_to_five, latent);
  ASSERT_EQ(shares.size(), 5u);
  EXPECT_NEAR(shares[0] + shares[1] + shares[2] + shares[3] + shares[4], 1, 1e-15);
  EXPECT_NEAR(top_two_share(shares), box_share_of_score(one_to_five, 2, 73, 22).value(), 1e-10);
}

TEST(AnswerShares, OfAUniformScoreAreTheWidthsOfTheAnswers) {
  std::vector<double> const shares = answer_shares(one_to_five, {0, 1});
  EXPECT_NEAR(shares[0], 0.125, 1e-12);
  EXPECT_NEAR(shares[1], 0.25, 1e-12);
  EXPECT_NEAR(shares[4], 0.125, 1e-12);
}

TEST(AnswerShares, HaveTheLatentLimitsAsOrdinalThresholds) {
  LatentParameters const latent{0.6, 0.9};
  std::vector<double> const thresholds = ordinal_thresholds(answer_shares(one_to_five, latent));
  EXPECT_NEAR(thresholds[2], (normal_quantile(0.625) - 0.6) / 0.9, 1e-12);
}

}  // namespace
}  // namespace cxsim
