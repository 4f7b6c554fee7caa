#include "cxsim/stats/outcome_scores.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cxsim {
namespace {

constexpr double leniency = 0.35;

TEST(AllVisitsScore, MixesBothMomentsOfSuccessesAndFailures) {
  AllVisitsScore const all = all_visits_score({0.748473, 0.805677}, 0.2, 1.2);
  EXPECT_NEAR(all.mean, 64.85133099, 1e-6);  // independent quadrature
  EXPECT_NEAR(all.sd, 26.60214895, 1e-6);
}

TEST(ScoresByOutcome, AgreesWithIndependentQuadrature) {
  OutcomeScores const scores = scores_by_outcome({68, 27, 0.12, 1.2}, leniency).value();
  EXPECT_NEAR(scores.latent.level, 0.8030902307, 1e-9);
  EXPECT_NEAR(scores.latent.spread, 0.9479093326, 1e-9);
  EXPECT_NEAR(scores.success_mean, 72.0002212588, 1e-8);
  EXPECT_NEAR(scores.success_sd, 24.3938973588, 1e-8);
  EXPECT_NEAR(scores.failure_mean, 38.6650441024, 1e-8);
  EXPECT_NEAR(scores.failure_sd, 27.0799625868, 1e-8);
}

TEST(ScoresByOutcome, UndoesTheMixture) {
  LatentParameters const success{-0.3, 1.3};
  OutcomeScores const scores =
      scores_by_outcome(all_visits_score(success, 0.35, 1.8), leniency).value();
  EXPECT_NEAR(scores.latent.level, success.level, 1e-10);
  EXPECT_NEAR(scores.latent.spread, success.spread, 1e-10);
}

TEST(ScoresByOutcome, IsThePlainFitWithoutFailuresOrPenalty) {
  LatentParameters const plain = latent_parameters(72, 22).value();
  EXPECT_NEAR(scores_by_outcome({72, 22, 0, 1.2}, leniency).value().latent.level, plain.level,
              1e-10);
  EXPECT_NEAR(scores_by_outcome({72, 22, 0.4, 0}, leniency).value().latent.level, plain.level,
              1e-10);
  EXPECT_NEAR(scores_by_outcome({72, 22, 1, 1.2}, leniency).value().latent.level, plain.level + 1.2,
              1e-10);
}

TEST(FeasibleSds, ReachFromLeniencyAloneToTheEndsOfTheScale) {
  Interval const sds = feasible_sds({68, 0, 0.12, 1.2}, leniency).value();
  EXPECT_NEAR(sds.low, 17.7953810831, 1e-8);
  EXPECT_GT(sds.high, 46);
  EXPECT_LT(sds.high, std::sqrt(68.0 * 32));
}

TEST(ScoresByOutcome, IsNothingForAnSdThatFailuresAloneExceed) {
  EXPECT_FALSE(scores_by_outcome({68, 15, 0.12, 1.2}, leniency).has_value());
  EXPECT_FALSE(scores_by_outcome({68, 47, 0.12, 1.2}, leniency).has_value());
  EXPECT_FALSE(scores_by_outcome({0, 10, 0.12, 1.2}, leniency).has_value());
  EXPECT_FALSE(scores_by_outcome({68, 27, 1.2, 1.2}, leniency).has_value());
}

}  // namespace
}  // namespace cxsim
