#include "cxsim/simulation/reaction.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "cxsim/random/keyed.hpp"

namespace cxsim {
namespace {

/// Long-run mean of S under J ~ N(75, 15), with its standard error from means of long blocks.
struct LongRun {
  double mean;
  double standard_error;
};

LongRun long_run_satisfaction(double loss_weight) {
  constexpr int blocks = 200;
  constexpr int block_length = 20'000;
  double satisfaction = 72;
  double sum = 0;
  double square = 0;
  std::uint32_t number = 0;
  for (int block_index = -2; block_index < blocks; ++block_index) {
    double block_sum = 0;
    for (int i = 0; i < block_length; ++i, ++number) {
      auto const words = block(RandomKey{4711}, number, 0, 0, 0);
      double const score = 75 + 15 * normal_quantile(uniform(words[0], words[1]));
      satisfaction = after_episode(satisfaction, score, 0.02, loss_weight);
      block_sum += satisfaction;
    }
    double const mean = block_sum / block_length;
    sum += block_index >= 0 ? mean : 0;
    square += block_index >= 0 ? mean * mean : 0;
  }
  double const mean = sum / blocks;
  return {mean, std::sqrt((square / blocks - mean * mean) / (blocks - 1))};
}

TEST(AfterEpisode, SettlesAtTheExpectileWhenLossesCountTwice) {
  LongRun const run = long_run_satisfaction(2);
  // Exact stationary mean at ω = .02 by quadrature: 70.8284236176 (golden.tsv, §1.5).
  EXPECT_NEAR(run.mean, 70.8284236176, 4.5 * run.standard_error);
}

TEST(AfterEpisode, SettlesAtTheMeanWhenLossesAndGainsCountTheSame) {
  LongRun const run = long_run_satisfaction(1);
  EXPECT_NEAR(run.mean, 75, 4.5 * run.standard_error);
}

/// Mean of S over many J ~ N(75, sd), from the same luck for every sd, when losses count twice.
double mean_satisfaction_at(double sd) {
  constexpr int episodes = 20'000;
  double satisfaction = 75;
  double sum = 0;
  for (std::uint32_t number = 0; number < episodes; ++number) {
    auto const words = block(RandomKey{4711}, number, 0, 0, 0);
    double const score = 75 + sd * normal_quantile(uniform(words[0], words[1]));
    satisfaction = after_episode(satisfaction, score, 0.1, 2);
    sum += satisfaction;
  }
  return sum / episodes;
}

TEST(AfterEpisode, SettlesLowerInProportionToTheSpreadOfExperiencesWithTheSameMean) {
  double const lost = 75 - mean_satisfaction_at(10);
  EXPECT_GT(lost, 1);
  EXPECT_NEAR(75 - mean_satisfaction_at(20), 2 * lost, 1e-9);
}

TEST(AfterEpisode, NeverOvershootsTheLastExperience) {
  EXPECT_EQ(after_episode(80, 20, 0.7, 2.5), 20);
  EXPECT_EQ(after_episode(20, 80, 1.2, 2), 80);
}

TEST(MonthlyHazards, SplitIntoCausesAsPublished) {
  ReactionRules rules;
  SegmentReference reference;
  reference.hazard = {0.004, 0.003, 0.006};
  auto const hazards = monthly_hazards({reference.usual_satisfaction, 0}, rules, reference, 1);
  double const total = hazards[0] + hazards[1] + hazards[2];
  // G16.
  EXPECT_NEAR(1 - exponential(-total), 0.0129158649797, 1e-12);
  EXPECT_NEAR(hazards[0] / total, 0.307692307692, 1e-12);
  EXPECT_NEAR(hazards[1] / total, 0.230769230769, 1e-12);
}

TEST(ExperienceFactor, RaisesAnnualChurnAsPublishedWhenSatisfactionFallsByTen) {
  ReactionRules rules;
  rules.churn_slope = 0.03;
  auto const annual = [&](double satisfaction) {
    double const hazard = 0.0075 * experience_factor({satisfaction, 0}, rules, 70);
    return 1 - exponential(-12 * hazard);
  };
  // G22: .0075 is a cumulative hazard, all experience-driven.
  EXPECT_NEAR(annual(60), 0.114397693092, 1e-12);
  EXPECT_NEAR(annual(70), 0.0860688147288, 1e-12);
}

TEST(ExperienceFactor, IsSteeperBelowTheUsualLevel) {
  ReactionRules rules;
  rules.churn_slope = 0.03;
  rules.churn_loss = 1.3;
  EXPECT_NEAR(experience_factor({60, 0}, rules, 70), exponential(0.39), 1e-15);
  EXPECT_NEAR(experience_factor({80, 0}, rules, 70), exponential(-0.3), 1e-15);
}

TEST(AfterIncidents, ForgetsByHalfAndNeverRemembersMoreThanThree) {
  ReactionRules rules;
  rules.incident_kept = 0.5;
  EXPECT_EQ(after_incidents(1, 0.3, rules), 0.8);
  EXPECT_EQ(after_incidents(3, 2, rules), 3);
}

TEST(MonthlyHazards, AContractHoldsExperienceAndPriceButNotTheRest) {
  ReactionRules rules;
  SegmentReference reference;
  reference.hazard = {0.004, 0.003, 0.006};
  auto const hazards = monthly_hazards({reference.usual_satisfaction, 0}, rules, reference, 0.12);
  EXPECT_NEAR(hazards[0], 0.004 * 0.12, 1e-18);
  EXPECT_NEAR(hazards[1], 0.003 * 0.12, 1e-18);
  EXPECT_EQ(hazards[2], 0.006);
}

}  // namespace
}  // namespace cxsim
