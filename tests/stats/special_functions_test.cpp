#include "cxsim/stats/special_functions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "cxsim/stats/math.hpp"
#include "stats/accuracy.hpp"

namespace cxsim {
namespace {

using testing::even;
using testing::falls_on_grid;
using testing::fingerprint;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// The expected values without a name were computed with 60 digits by another program.

TEST(LogGamma, IsAccurate) {
  EXPECT_NEAR(log_gamma(1e-5), 11.512919692895826, 1e-14);
  EXPECT_NEAR(log_gamma(0.3), 1.0957979948180756, 1e-14);
  EXPECT_NEAR(log_gamma(0.5), std::log(std::numbers::pi) / 2, 1e-14);
  EXPECT_NEAR(log_gamma(1), 0, 1e-14);
  EXPECT_NEAR(log_gamma(1.5), -0.12078223763524522, 1e-14);
  EXPECT_NEAR(log_gamma(2), 0, 1e-14);
  EXPECT_NEAR(log_gamma(3), std::numbers::ln2, 1e-14);
  EXPECT_NEAR(log_gamma(10.5), 13.940625219403764, 14e-15);
  EXPECT_NEAR(log_gamma(100), 359.1342053695754, 3.6e-13);
  EXPECT_NEAR(log_gamma(1e6), 12815504.569147612, 1.3e-8);
}

TEST(LogGamma, ObeysItsRecursion) {
  for (double const x : even(0.01, 40, 1000)) {
    EXPECT_NEAR(log_gamma(x + 1), log_gamma(x) + logarithm(x), 3e-13) << x;
  }
}

TEST(LogGamma, KeepsItsLimits) {
  EXPECT_EQ(log_gamma(0), infinity);
  EXPECT_EQ(log_gamma(infinity), infinity);
  EXPECT_TRUE(std::isnan(log_gamma(-0.5)));
  EXPECT_TRUE(std::isnan(log_gamma(not_a_number)));
}

struct BetaValue {
  double a;
  double b;
  double x;
  double probability;
};

std::vector<BetaValue> const beta_values{
    {0.3, 0.3, 1e-20, 5.5466590068812234e-7},  {0.3, 0.7, 0.4, 0.67356524395971265},
    {0.5, 1e6, 1e-7, 0.34527912169457975},     {0.3, 1e6, 2e-6, 0.97797405537503181},
    {2.5, 3.5, 0.7, 0.92281906547791932},      {8, 12, 0.25, 0.077457181236241013},
    {5, 15, 0.9, 0.99999999999738491},         {30, 150, 0.1, 0.0034643545947113525},
    {150, 0.3, 0.99, 0.041883361618878997},    {199, 201, 0.47, 0.13562361407013823},
    {1000, 1000, 0.48, 0.036779483278639569},  {1000, 1000, 0.53, 0.99637747526855588},
    {300, 9000, 0.025, 9.5438909989311242e-6}, {12345, 1e6, 0.0121, 0.19345885958337377},
    {1e6, 1e6, 0.4985, 1.1044804636424807e-5}, {1e6, 1e6, 0.5005, 0.92135042241907533},
    {1e6, 1000, 0.99905, 0.94148962715947788},
};

TEST(IncompleteBeta, IsAccurateForSmallAndLargeCounts) {
  for (auto const& [a, b, x, probability] : beta_values) {
    EXPECT_NEAR(incomplete_beta(a, b, x), probability, 1e-12 * probability)
        << a << ' ' << b << ' ' << x;
  }
}

TEST(IncompleteBeta, HasItsClosedForms) {
  for (double const x : even(0.001, 0.999, 1000)) {
    EXPECT_NEAR(incomplete_beta(1, 1, x), x, 1e-14);
    EXPECT_NEAR(incomplete_beta(1, 7, x), 1 - std::pow(1 - x, 7), 1e-14);
    EXPECT_NEAR(incomplete_beta(3, 1, x), x * x * x, 1e-14);
    EXPECT_NEAR(incomplete_beta(0.5, 0.5, x), 2 / std::numbers::pi * std::asin(std::sqrt(x)),
                1e-14);
  }
}

TEST(IncompleteBeta, IsTheSameSeenFromTheOtherEnd) {
  for (auto const& [a, b, x, probability] : beta_values) {
    double const exact_x = std::round(x * 0x1p20) * 0x1p-20;  // so that 1 - x is exact too
    EXPECT_NEAR(incomplete_beta(a, b, exact_x) + incomplete_beta(b, a, 1 - exact_x), 1, 1e-13)
        << a << ' ' << b << ' ' << x;
  }
}

TEST(IncompleteBeta, HasNoStepWhereItsMethodChanges) {
  double const below = incomplete_beta(200, 400, 0.32);
  double const above = incomplete_beta(std::nextafter(200, 201), 400, 0.32);
  EXPECT_NEAR(above / below, 1, 1e-12);
}

TEST(IncompleteBeta, KeepsItsLimits) {
  EXPECT_EQ(incomplete_beta(2, 3, 0), 0);
  EXPECT_EQ(incomplete_beta(2, 3, -1), 0);
  EXPECT_EQ(incomplete_beta(2, 3, 1), 1);
  EXPECT_EQ(incomplete_beta(2, 3, 2), 1);
  EXPECT_TRUE(std::isnan(incomplete_beta(0, 3, 0.5)));
  EXPECT_TRUE(std::isnan(incomplete_beta(2, -1, 0.5)));
  EXPECT_TRUE(std::isnan(incomplete_beta(2, 3, not_a_number)));
}

TEST(BetaQuantile, UndoesTheDistributionFunction) {
  std::vector<double> const counts{0.3, 0.9, 1, 3, 40, 199, 201, 5000, 1e6};
  for (double const a : counts) {
    for (double const b : counts) {
      for (double const p : {0x1p-53, 1e-9, 1e-3, 0.05, 0.3, 0.5}) {
        double const x = beta_quantile(a, b, p);
        // One double next to x, where x is near 1, is further away than the error of the quantile.
        double const next = incomplete_beta(a, b, std::nextafter(x, 1));
        double const before = incomplete_beta(a, b, std::nextafter(x, 0));
        EXPECT_NEAR(incomplete_beta(a, b, x), p, 1e-11 * p + (next - before))
            << a << ' ' << b << ' ' << p;
      }
    }
  }
}

// Golden values of the journey weights, Dirichlet(8, 5, 2, 5): science §1.4.
TEST(BetaQuantile, GivesTheGoldenRangesOfTheJourneyWeights) {
  EXPECT_NEAR(beta_quantile(8, 12, 0.05), 0.229720919326, 1e-9);
  EXPECT_NEAR(beta_quantile(8, 12, 0.95), 0.581935525186, 1e-9);
  EXPECT_NEAR(beta_quantile(5, 15, 0.05), 0.109906370005, 1e-9);
  EXPECT_NEAR(beta_quantile(5, 15, 0.95), 0.419120228917, 1e-9);
  EXPECT_NEAR(beta_quantile(2, 18, 0.05), 0.0190331201216, 1e-9);
  EXPECT_NEAR(beta_quantile(2, 18, 0.95), 0.226374249272, 1e-9);
}

TEST(BetaQuantile, HasItsClosedForms) {
  for (double const p : even(1e-6, 1 - 1e-6, 300)) {
    EXPECT_NEAR(beta_quantile(1, 1, p), p, 1e-14);
    EXPECT_NEAR(beta_quantile(4, 1, p), std::pow(p, 0.25), 1e-14);
    double const sine = std::sin(std::numbers::pi / 2 * p);
    EXPECT_NEAR(beta_quantile(0.5, 0.5, p), sine * sine, 1e-14);
  }
}

TEST(BetaQuantile, NeverFalls) {
  std::vector<double> const counts{0.3, 0.9, 1, 3, 40, 199, 201, 5000, 1e6};
  for (double const a : counts) {
    for (double const b : counts) {
      auto const quantile = [&](double p) { return beta_quantile(a, b, p); };
      EXPECT_EQ(falls_on_grid(0, 1, 300, quantile), 0) << a << ' ' << b;
    }
  }
}

TEST(BetaQuantile, StaysBetweenZeroAndOneForExtremeLuck) {
  EXPECT_GE(beta_quantile(0.3, 1e6, 0x1p-53), 0);
  EXPECT_LT(beta_quantile(0.3, 1e6, 0x1p-53), 1e-50);
  EXPECT_LE(beta_quantile(1e6, 0.3, 1 - 0x1p-53), 1);
  EXPECT_GT(beta_quantile(1e6, 1e6, 0x1p-53), 0.49);
}

TEST(BetaQuantile, KeepsItsLimits) {
  EXPECT_EQ(beta_quantile(2, 3, 0), 0);
  EXPECT_EQ(beta_quantile(2, 3, 1), 1);
  EXPECT_TRUE(std::isnan(beta_quantile(2, 3, -0.1)));
  EXPECT_TRUE(std::isnan(beta_quantile(2, 3, 1.1)));
  EXPECT_TRUE(std::isnan(beta_quantile(0, 3, 0.1)));
  EXPECT_TRUE(std::isnan(beta_quantile(2, 3, not_a_number)));
}

TEST(UpperIncompleteGamma, IsAccurate) {
  EXPECT_NEAR(upper_incomplete_gamma(0.5, 0.01) / 0.88753708398171511, 1, 1e-12);
  EXPECT_NEAR(upper_incomplete_gamma(0.5, 2) / 0.045500263896358414, 1, 1e-12);
  EXPECT_NEAR(upper_incomplete_gamma(1.5, 30) / 5.8782307279069123e-13, 1, 1e-12);
  EXPECT_NEAR(upper_incomplete_gamma(10, 8) / 0.7166242587270109, 1, 1e-12);
  EXPECT_NEAR(upper_incomplete_gamma(10, 25) / 0.00022147663824878358, 1, 1e-12);
  EXPECT_NEAR(upper_incomplete_gamma(1000, 1100) / 0.0010593232539299773, 1, 1e-12);
  EXPECT_NEAR(upper_incomplete_gamma(1e5, 101000) / 0.00080842151292559073, 1, 1e-12);
}

TEST(UpperIncompleteGamma, IsExponentialForShapeOne) {
  for (double const x : even(0, 40, 1000)) {
    EXPECT_NEAR(upper_incomplete_gamma(1, x) / std::exp(-x), 1, 1e-13) << x;
  }
}

TEST(UpperIncompleteGamma, KeepsItsLimits) {
  EXPECT_EQ(upper_incomplete_gamma(3, 0), 1);
  EXPECT_EQ(upper_incomplete_gamma(3, -1), 1);
  EXPECT_EQ(upper_incomplete_gamma(3, infinity), 0);
  EXPECT_TRUE(std::isnan(upper_incomplete_gamma(0, 1)));
  EXPECT_TRUE(std::isnan(upper_incomplete_gamma(3, not_a_number)));
}

TEST(OwensT, IsAccurate) {
  EXPECT_NEAR(owens_t(0, 1), 0.125, 1e-16);
  EXPECT_NEAR(owens_t(0.5, 0.5), 0.064488602847503757, 1e-16);
  EXPECT_NEAR(owens_t(1, 1), 0.066741882165700967, 1e-16);
  EXPECT_NEAR(owens_t(2, 0.3), 0.0059286080308985149, 1e-16);
  EXPECT_NEAR(owens_t(3, -0.9), -0.00067238182189862246, 1e-16);
  EXPECT_NEAR(owens_t(6, 1), 4.9329382203217148e-10, 1e-16);
}

TEST(OwensT, HasItsClosedFormAtOne) {
  for (double const h : even(-5, 5, 1000)) {
    EXPECT_NEAR(owens_t(h, 1), normal_cdf(h) * normal_cdf(-h) / 2, 1e-16) << h;
  }
}

TEST(SpecialFunctions, GiveTheSameBitsOnEveryMachine) {
  auto const beta = [](double p) { return beta_quantile(0.3 + 40 * p, 250 * p + 0.5, p); };
  auto const large_beta = [](double p) { return beta_quantile(300 + 1e5 * p, 1e6 * p + 500, p); };
  auto const gamma = [](double x) { return upper_incomplete_gamma(0.5 + x / 2, x); };
  auto const owen = [](double h) { return owens_t(h, h / 5); };
  EXPECT_EQ(fingerprint(0, 1, 2000, beta), 0x1ED363A6210F9404u);
  EXPECT_EQ(fingerprint(0, 1, 1000, large_beta), 0xD5997229948C62F8u);
  EXPECT_EQ(fingerprint(0, 60, 2000, gamma), 0x56B625A794417DBBu);
  EXPECT_EQ(fingerprint(-4, 4, 2000, owen), 0x25004C7F35A1946Au);
  EXPECT_EQ(fingerprint(0.01, 60, 2000, log_gamma), 0xA74DC30D65CFB794u);
}

}  // namespace
}  // namespace cxsim
