#include "cxsim/stats/math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "stats/accuracy.hpp"

namespace cxsim {
namespace {

using testing::error_in_ulp;
using testing::even;
using testing::falls_near;
using testing::falls_on_grid;
using testing::fingerprint;
using testing::geometric;
using testing::largest_error;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

// The references have 64 bits, 11 more than a double, and errors of about one unit of their last.
long double exact_exponential(long double x) { return std::exp(x); }
long double exact_exp_minus_one(long double x) { return std::expm1(x); }
long double exact_logarithm(long double x) { return std::log(x); }
long double exact_log_one_plus(long double x) { return std::log1p(x); }
long double exact_normal_pdf(long double x) {
  return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi_v<long double>);
}
long double exact_normal_cdf(long double x) {
  return std::erfc(-x / std::numbers::sqrt2_v<long double>) / 2;
}

/// Φ(x) - p without cancellation near p = 1/2.
long double missed_probability(long double x, long double p) {
  return std::erf(x / std::numbers::sqrt2_v<long double>) / 2 + (0.5L - p);
}

/// Newton's method from our own value; the distance to it is then the error.
long double exact_lower_quantile(long double p) {
  long double x = normal_quantile(static_cast<double>(p));
  for (int step = 0; step < 2; ++step) {
    long double const missed = p > 0.3L ? missed_probability(x, p) : exact_normal_cdf(x) - p;
    x -= missed / exact_normal_pdf(x);
  }
  return x;
}

TEST(Exponential, IsAccurateToTheLastPlace) {
  EXPECT_LT(largest_error(even(-1, 1), exponential, exact_exponential), 0.52);
  EXPECT_LT(largest_error(even(-708.3, 709.7), exponential, exact_exponential), 0.52);
}

TEST(Exponential, IsAccurateWhereTheResultIsDenormal) {
  EXPECT_LE(largest_error(even(-745.1, -708.4), exponential, exact_exponential), 1);
}

TEST(Exponential, KeepsItsExactValuesAndLimits) {
  EXPECT_EQ(exponential(0.0), 1);
  EXPECT_EQ(exponential(-0.0), 1);
  EXPECT_EQ(exponential(smallest), 1);
  EXPECT_EQ(exponential(-infinity), 0);
  EXPECT_EQ(exponential(infinity), infinity);
  EXPECT_EQ(exponential(709.79), infinity);
  EXPECT_EQ(exponential(-745.14), 0);
  EXPECT_EQ(exponential(-745.13), smallest);
  EXPECT_EQ(exponential(largest), infinity);
  EXPECT_EQ(exponential(-largest), 0);
  EXPECT_TRUE(std::isnan(exponential(not_a_number)));
}

TEST(Exponential, NeverFalls) {
  EXPECT_EQ(falls_on_grid(-750, 712, 2'000'000, exponential), 0);
  EXPECT_EQ(falls_on_grid(-1, 1, 2'000'000, exponential), 0);
  EXPECT_EQ(falls_near(690, exponential), 0);
  EXPECT_EQ(falls_near(-690, exponential), 0);
}

TEST(Exponential, NeverFallsFromOneCellOfItsTableToTheNext) {
  int falls = 0;
  for (int step = -2000; step < 2000; ++step) {
    falls += falls_near((step + 0.5) * std::numbers::ln2 / 128, exponential);
  }
  EXPECT_EQ(falls, 0);
}

TEST(ExpMinusOne, IsAccurateNearZeroAndFar) {
  EXPECT_LT(largest_error(even(-1, 1), exp_minus_one, exact_exp_minus_one), 3);
  EXPECT_LT(largest_error(even(-0.01, 0.01), exp_minus_one, exact_exp_minus_one), 3);
  EXPECT_LT(largest_error(geometric(1e-300, 1), exp_minus_one, exact_exp_minus_one), 3);
  EXPECT_LT(largest_error(even(-40, 709.7), exp_minus_one, exact_exp_minus_one), 3);
}

TEST(ExpMinusOne, KeepsItsExactValuesAndLimits) {
  EXPECT_EQ(exp_minus_one(0), 0);
  EXPECT_EQ(exp_minus_one(1e-320), 1e-320);
  EXPECT_EQ(exp_minus_one(-infinity), -1);
  EXPECT_EQ(exp_minus_one(-700), -1);
  EXPECT_EQ(exp_minus_one(infinity), infinity);
  EXPECT_TRUE(std::isnan(exp_minus_one(not_a_number)));
}

TEST(Logarithm, IsAccurateToTheLastPlace) {
  EXPECT_LT(largest_error(even(0.5, 2), logarithm, exact_logarithm), 0.51);
  EXPECT_LT(largest_error(even(0.99, 1.01), logarithm, exact_logarithm), 0.51);
  EXPECT_LT(largest_error(geometric(0x1p-1060, 0x1p1000), logarithm, exact_logarithm), 0.51);
}

TEST(Logarithm, KeepsItsExactValuesAndLimits) {
  EXPECT_EQ(logarithm(1), 0);
  EXPECT_EQ(logarithm(0.0), -infinity);
  EXPECT_EQ(logarithm(-0.0), -infinity);
  EXPECT_EQ(logarithm(infinity), infinity);
  EXPECT_TRUE(std::isnan(logarithm(-smallest)));
  EXPECT_TRUE(std::isnan(logarithm(-infinity)));
  EXPECT_TRUE(std::isnan(logarithm(not_a_number)));
  EXPECT_LT(error_in_ulp(logarithm(smallest), exact_logarithm(smallest)), 0.51);
  EXPECT_LT(error_in_ulp(logarithm(largest), exact_logarithm(largest)), 0.51);
}

TEST(Logarithm, NeverFalls) {
  EXPECT_EQ(falls_on_grid(1e-9, 8, 2'000'000, logarithm), 0);
  EXPECT_EQ(falls_near(1, logarithm), 0);
  EXPECT_EQ(falls_near(90.0 / 128, logarithm), 0);
  EXPECT_EQ(falls_near(127.5 / 128, logarithm), 0);
  EXPECT_EQ(falls_near(128.5 / 128, logarithm), 0);
}

TEST(LogOnePlus, IsAccurateNearZeroAndFar) {
  EXPECT_LT(largest_error(even(-0.9999, 3), log_one_plus, exact_log_one_plus), 0.6);
  EXPECT_LT(largest_error(even(-0.01, 0.01), log_one_plus, exact_log_one_plus), 0.6);
  EXPECT_LT(largest_error(geometric(1e-300, 1e300), log_one_plus, exact_log_one_plus), 0.6);
}

TEST(LogOnePlus, KeepsItsExactValuesAndLimits) {
  EXPECT_EQ(log_one_plus(0), 0);
  EXPECT_EQ(log_one_plus(-1e-320), -1e-320);
  EXPECT_EQ(log_one_plus(-1), -infinity);
  EXPECT_EQ(log_one_plus(infinity), infinity);
  EXPECT_TRUE(std::isnan(log_one_plus(-1.001)));
  EXPECT_TRUE(std::isnan(log_one_plus(not_a_number)));
}

TEST(Power, IsAccurateToTheLastPlace) {
  for (double const exponent : {-3.7, 1.0 / 3, 0.5, 0.97, 2.0, 17.0, 90.0}) {
    auto const ours = [&](double base) { return power(base, exponent); };
    auto const exact = [&](long double base) {
      return std::pow(base, static_cast<long double>(exponent));
    };
    EXPECT_LT(largest_error(geometric(1e-3, 1e3, 20'000), ours, exact), 0.52) << exponent;
  }
}

TEST(Power, LeavesTheNeutralCasesUntouched) {
  EXPECT_EQ(power(0.8123, 0), 1);
  EXPECT_EQ(power(1, 0.37), 1);
  EXPECT_EQ(power(0.8123, 1), 0.8123);
  EXPECT_EQ(power(1e-310, 1), 1e-310);
}

TEST(Power, IsExactWhereTheResultIsADouble) {
  EXPECT_EQ(power(10, 22), 1e22);
  EXPECT_EQ(power(2.25, 0.5), 1.5);
  EXPECT_EQ(power(0.5, 1074), smallest);
  EXPECT_EQ(power(7, 3), 343);
}

TEST(Power, KeepsItsLimits) {
  EXPECT_EQ(power(0, 2), 0);
  EXPECT_EQ(power(0, -2), infinity);
  EXPECT_EQ(power(0, 0), 1);
  EXPECT_EQ(power(10, 400), infinity);
  EXPECT_EQ(power(10, -400), 0);
  EXPECT_EQ(power(infinity, 0.5), infinity);
  EXPECT_TRUE(std::isnan(power(-2, 2)));
  EXPECT_TRUE(std::isnan(power(not_a_number, 2)));
  EXPECT_TRUE(std::isnan(power(2, not_a_number)));
}

TEST(NormalPdf, IsAccurate) {
  EXPECT_LT(largest_error(even(-37, 37), normal_pdf, exact_normal_pdf), 2);
  EXPECT_EQ(normal_pdf(infinity), 0);
  EXPECT_EQ(normal_pdf(-40), 0);
  EXPECT_TRUE(std::isnan(normal_pdf(not_a_number)));
}

TEST(NormalCdf, IsAccurateToTheLastPlaceWithinSixDeviations) {
  EXPECT_LT(largest_error(even(-1, 1), normal_cdf, exact_normal_cdf), 1);
  EXPECT_LT(largest_error(even(-6, 6), normal_cdf, exact_normal_cdf), 1);
}

TEST(NormalCdf, KeepsItsRelativeAccuracyInTheFarLowerTail) {
  EXPECT_LT(largest_error(even(-38.4, -6), normal_cdf, exact_normal_cdf), 4);
}

TEST(NormalCdf, KeepsItsExactValuesAndLimits) {
  EXPECT_EQ(normal_cdf(0.0), 0.5);
  EXPECT_EQ(normal_cdf(-0.0), 0.5);
  EXPECT_EQ(normal_cdf(-infinity), 0);
  EXPECT_EQ(normal_cdf(infinity), 1);
  EXPECT_EQ(normal_cdf(-largest), 0);
  EXPECT_EQ(normal_cdf(largest), 1);
  EXPECT_EQ(normal_cdf(8.5), 1);
  EXPECT_LT(normal_cdf(8), 1);
  EXPECT_EQ(normal_cdf(-38.6), 0);
  EXPECT_GT(normal_cdf(-38.4), 0);
  EXPECT_TRUE(std::isnan(normal_cdf(not_a_number)));
}

// Published to ten digits: Abramowitz & Stegun, table 26.1 and 26.2.
TEST(NormalCdf, GivesThePublishedValues) {
  EXPECT_NEAR(normal_cdf(1), 0.8413447461, 5e-11);
  EXPECT_NEAR(normal_cdf(2), 0.9772498681, 5e-11);
  EXPECT_NEAR(normal_cdf(-3), 0.0013498980, 5e-11);
  EXPECT_NEAR(normal_cdf(-10) / 7.619853024160527e-24, 1, 1e-15);
}

TEST(NormalCdf, NeverFalls) {
  EXPECT_EQ(falls_on_grid(-39, 9, 3'000'000, normal_cdf), 0);
  EXPECT_EQ(falls_on_grid(-0.1, 0.1, 3'000'000, normal_cdf), 0);
  EXPECT_EQ(falls_near(-6, normal_cdf), 0);
  EXPECT_EQ(falls_near(6, normal_cdf), 0);
  EXPECT_EQ(falls_near(0, normal_cdf), 0);
}

TEST(NormalCdf, NeverFallsFromOneCellOfItsTableToTheNext) {
  int falls = 0;
  for (int cell = -96; cell < 96; ++cell) {
    falls += falls_near((cell + 0.5) / 16, normal_cdf, 3000);
  }
  EXPECT_EQ(falls, 0);
}

TEST(NormalQuantile, IsAccurateToTheLastPlace) {
  auto const numbers = geometric(0x1p-34, 0.48);
  EXPECT_LT(largest_error(numbers, normal_quantile, exact_lower_quantile), 1.2);
}

TEST(NormalQuantile, IsAccurateNearOneHalf) {
  auto const numbers = even(0.48, 0.499999);
  EXPECT_LT(largest_error(numbers, normal_quantile, exact_lower_quantile), 3);
}

TEST(NormalQuantile, IsAccurateInTheFarTail) {
  auto const numbers = geometric(0x1p-1060, 0x1p-34, 20'000);
  EXPECT_LT(largest_error(numbers, normal_quantile, exact_lower_quantile), 2);
}

// Published to 16 digits: Wichura, Applied Statistics 37, 1988, page 484.
TEST(NormalQuantile, GivesThePublishedValues) {
  EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817, 1e-16);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 5e-16);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 2e-15);
}

TEST(NormalQuantile, IsAntisymmetricToTheBit) {
  EXPECT_EQ(normal_quantile(0.75), -normal_quantile(0.25));
  EXPECT_EQ(normal_quantile(1 - 0x1p-20), -normal_quantile(0x1p-20));
  EXPECT_EQ(normal_quantile(1 - 0x1p-53), -normal_quantile(0x1p-53));
}

TEST(NormalQuantile, KeepsItsExactValuesAndLimits) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_EQ(normal_quantile(0), -infinity);
  EXPECT_EQ(normal_quantile(1), infinity);
  EXPECT_TRUE(std::isnan(normal_quantile(-smallest)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.0000000001)));
  EXPECT_TRUE(std::isnan(normal_quantile(not_a_number)));
}

TEST(NormalQuantile, NeverFalls) {
  EXPECT_EQ(falls_on_grid(0, 1, 3'000'000, normal_quantile), 0);
  EXPECT_EQ(falls_on_grid(0, 1e-6, 1'000'000, normal_quantile), 0);
  EXPECT_EQ(falls_near(0.5, normal_quantile), 0);
}

TEST(NormalQuantile, NeverFallsFromOneCellOfItsTableToTheNext) {
  int falls = 0;
  for (double power_of_2 = 0.25; power_of_2 >= 0x1p-33; power_of_2 /= 2) {
    for (int cell = 0; cell < 16; ++cell) {
      falls += falls_near(power_of_2 * (1 + cell / 16.0), normal_quantile, 3000);
    }
  }
  EXPECT_EQ(falls, 0);
}

TEST(NormalQuantile, UndoesTheDistributionFunction) {
  auto const there_and_back = [](double x) { return normal_quantile(normal_cdf(x)); };
  EXPECT_NEAR(there_and_back(-5.3), -5.3, 1e-15);
  EXPECT_NEAR(there_and_back(-0.7), -0.7, 1e-15);
  EXPECT_NEAR(there_and_back(1.9), 1.9, 1e-14);
}

// Every bit of 400,000 results; the same for each compiler, optimisation and processor.
TEST(Math, GivesTheSameBitsOnEveryMachine) {
  constexpr int cells = 50'000;
  EXPECT_EQ(fingerprint(-750, 712, cells, exponential), 0x4BCCEA4E146CFE81u);
  EXPECT_EQ(fingerprint(-3, 3, cells, exponential), 0xADAA4D4CB18E1FCu);
  EXPECT_EQ(fingerprint(-3, 3, cells, exp_minus_one), 0x8BF4EAD7AF83621u);
  EXPECT_EQ(fingerprint(0, 10, cells, logarithm), 0x7EAF20EA24BF0CEFu);
  EXPECT_EQ(fingerprint(-1, 2, cells, log_one_plus), 0x67FA9DDA717B22Fu);
  EXPECT_EQ(fingerprint(0, 3, cells, [](double x) { return power(0.83, x); }), 0x220A5816532C79C0u);
  EXPECT_EQ(fingerprint(-40, 10, cells, normal_cdf), 0xCC17B254DB2BFF6Bu);
  EXPECT_EQ(fingerprint(0, 1, cells, normal_quantile), 0x17DC78AC619C3F58u);
}

}  // namespace
}  // namespace cxsim
