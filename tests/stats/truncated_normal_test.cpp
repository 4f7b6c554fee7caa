#include "cxsim/stats/truncated_normal.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"
#include "stats/accuracy.hpp"

namespace cxsim {
namespace {

using testing::even;
using testing::falls_on_grid;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(TruncatedNormalQuantile, IsTheNormalQuantileWithoutLimits) {
  for (double const p : even(0.001, 0.999, 500)) {
    EXPECT_NEAR(truncated_normal_quantile(5, 2, -infinity, infinity, p), 5 + 2 * normal_quantile(p),
                1e-14)
        << p;
  }
}

TEST(TruncatedNormalQuantile, RunsFromLowToHighAndNeverFalls) {
  EXPECT_EQ(truncated_normal_quantile(0.1, 0.05, 0, 1, 0), 0);
  EXPECT_EQ(truncated_normal_quantile(0.1, 0.05, 0, 1, 1), 1);
  auto const near_zero = [](double p) { return truncated_normal_quantile(0.1, 0.05, 0, 1, p); };
  auto const near_one = [](double p) { return truncated_normal_quantile(0.9, 0.05, 0, 1, p); };
  EXPECT_EQ(falls_on_grid(0, 1, 100'000, near_zero), 0);
  EXPECT_EQ(falls_on_grid(0, 1, 100'000, near_one), 0);
}

// Computed with 60 digits by another program.
TEST(TruncatedNormalQuantile, IsAccurateInTheTails) {
  EXPECT_NEAR(truncated_normal_quantile(0.1, 0.05, 0, 1, 0.05), 0.026805727714303439, 1e-14);
  EXPECT_NEAR(truncated_normal_quantile(0, 1, 9, 10, 0.5), 9.0757797137385442, 1e-13);
  EXPECT_NEAR(truncated_normal_quantile(0, 1, -10, -9, 0.5), -9.0757797137385442, 1e-13);
}

TEST(TruncatedNormalQuantile, StaysInsideLimitsThatNoNormalNumberReaches) {
  EXPECT_GE(truncated_normal_quantile(0, 1, 50, 51, 0.5), 50);
  EXPECT_LE(truncated_normal_quantile(0, 1, 50, 51, 0.5), 51);
}

TEST(TruncatedNormalQuantile, RefusesWrongLimits) {
  EXPECT_THROW(static_cast<void>(truncated_normal_quantile(0, 0, 0, 1, 0.5)), ContractViolation);
  EXPECT_THROW(static_cast<void>(truncated_normal_quantile(0, 1, 1, 1, 0.5)), ContractViolation);
  EXPECT_THROW(static_cast<void>(truncated_normal_quantile(0, 1, 0, 1, 2)), ContractViolation);
}

}  // namespace
}  // namespace cxsim
