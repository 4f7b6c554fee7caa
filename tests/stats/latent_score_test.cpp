#include "cxsim/stats/latent_score.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

/// E[Φ(q)²] by the trapezoidal rule, which converges faster than any power for such an integrand.
double second_moment_by_trapezoids(double level, double spread) {
  double sum = 0;
  for (int step = -2000; step <= 2000; ++step) {
    double const z = step / 200.0;
    double const x = normal_cdf(level + spread * z);
    sum += x * x * normal_pdf(z) / 200;
  }
  return sum;
}

void expect_parameters(double mean, double sd, double level, double spread) {
  std::optional<LatentParameters> const latent = latent_parameters(mean, sd);
  ASSERT_NE(latent, std::nullopt);
  EXPECT_NEAR(latent->level, level, 1e-9);
  EXPECT_NEAR(latent->spread, spread, 1e-9);
}

TEST(LatentParameters, GiveTheGoldenValues) {
  expect_parameters(72, 22, 0.748472794441, 0.805677090362);
  expect_parameters(80, 18, 1.05457987975, 0.755045551723);
  expect_parameters(60, 25, 0.32779247186, 0.82099994041);
  expect_parameters(50, 28.8675, 0, 0.999999154316);
}

TEST(LatentParameters, ReproduceMeanAndSdOfTheScore) {
  for (double const mean : {1.0, 20.0, 50.0, 85.0, 99.0}) {
    for (double const part : {0.01, 0.3, 0.6, 0.9}) {
      double const sd = part * std::sqrt(mean * (100 - mean));
      std::optional<LatentParameters> const latent = latent_parameters(mean, sd);
      ASSERT_NE(latent, std::nullopt) << mean << ' ' << sd;
      EXPECT_NEAR(mean_score(*latent), mean, 1e-12) << mean << ' ' << sd;
      EXPECT_NEAR(score_sd(*latent), sd, 1e-9) << mean << ' ' << sd;
    }
  }
}

TEST(LatentParameters, AreRefusedWhereNoScoreBetweenZeroAndAHundredCanHaveThem) {
  EXPECT_EQ(latent_parameters(72, 45), std::nullopt);
  EXPECT_EQ(latent_parameters(50, 50), std::nullopt);
  EXPECT_EQ(latent_parameters(50, 0), std::nullopt);
  EXPECT_EQ(latent_parameters(50, -1), std::nullopt);
  EXPECT_EQ(latent_parameters(0, 10), std::nullopt);
  EXPECT_EQ(latent_parameters(100, 10), std::nullopt);
  EXPECT_EQ(latent_parameters(std::nan(""), 10), std::nullopt);
  EXPECT_EQ(latent_parameters(50, std::nan("")), std::nullopt);
}

TEST(LatentParameters, MakeTheScoreUniformForTheStandardNormal) {
  LatentParameters const standard{.level = 0, .spread = 1};
  EXPECT_NEAR(mean_score(standard), 50, 1e-13);
  EXPECT_NEAR(score_sd(standard), 100 / std::sqrt(12), 1e-12);
}

TEST(SecondMoment, AgreesWithQuadrature) {
  for (double const level : {-2.0, -0.3, 0.0, 0.748, 3.0}) {
    for (double const spread : {0.05, 0.4, 0.806, 2.0}) {
      EXPECT_NEAR(second_moment(level, spread), second_moment_by_trapezoids(level, spread), 1e-14)
          << level << ' ' << spread;
    }
  }
}

TEST(SecondMoment, GivesTheGoldenValue) {
  // (72² + 22²) / 10,000.
  EXPECT_NEAR(second_moment(0.748472794441, 0.805677090362), 0.5668, 1e-10);
}

TEST(LatentShift, GivesTheGoldenShift) {
  EXPECT_NEAR(latent_shift(72, 80, 0.805677090362), 0.332319477033, 1e-9);
}

TEST(LatentShift, MovesTheMeanToWhereItShould) {
  LatentParameters const before = *latent_parameters(72, 22);
  double const shift = latent_shift(72, 80, before.spread);
  EXPECT_NEAR(mean_score({before.level + shift, before.spread}), 80, 1e-12);
}

TEST(LatentShift, IsExactlyZeroWithoutAChange) { EXPECT_EQ(latent_shift(72, 72, 0.8), 0); }

TEST(LatentShift, RefusesAMeanAtTheEndOfTheScale) {
  EXPECT_THROW(static_cast<void>(latent_shift(72, 100, 0.8)), ContractViolation);
}

}  // namespace
}  // namespace cxsim
