#include "cxsim/stats/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace cxsim {
namespace {

Accumulator accumulate(std::vector<double> const& values) {
  Accumulator accumulator;
  for (double const value : values) {
    accumulator.add(value);
  }
  return accumulator;
}

TEST(Accumulator, GivesMeanAndStandardError) {
  Estimate const estimate = accumulate({2, 4, 4, 4, 5, 5, 7, 9}).estimate();
  EXPECT_DOUBLE_EQ(estimate.mean, 5);
  EXPECT_DOUBLE_EQ(estimate.standard_error, std::sqrt(32.0 / 7 / 8));
  EXPECT_EQ(estimate.count, 8u);
}

TEST(Accumulator, KnowsNoErrorFromFewerThanTwoValues) {
  EXPECT_EQ(accumulate({}).estimate().count, 0u);
  EXPECT_EQ(accumulate({}).estimate().mean, 0);
  EXPECT_EQ(accumulate({3}).estimate().mean, 3);
  EXPECT_EQ(accumulate({3}).estimate().standard_error, 0);
}

TEST(Accumulator, GivesExactlyZeroErrorForEqualValues) {
  Estimate const estimate = accumulate({0.1, 0.1, 0.1}).estimate();
  EXPECT_EQ(estimate.mean, 0.1);
  EXPECT_EQ(estimate.standard_error, 0);
}

TEST(Accumulator, KeepsTheVarianceOfSmallDifferencesOfLargeValues) {
  EXPECT_DOUBLE_EQ(accumulate({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).variance(), 30);
}

TEST(Accumulator, MergesPartsIntoTheWhole) {
  Accumulator parts = accumulate({1, 2, 7.5});
  parts.merge(accumulate({-3, 0.25, 11, 4}));
  Accumulator const whole = accumulate({1, 2, 7.5, -3, 0.25, 11, 4});
  EXPECT_EQ(parts.count(), whole.count());
  EXPECT_DOUBLE_EQ(parts.mean(), whole.mean());
  EXPECT_DOUBLE_EQ(parts.variance(), whole.variance());
}

TEST(Accumulator, IsNotChangedByMergingAnEmptyOne) {
  Accumulator accumulator = accumulate({1, 2, 4});
  accumulator.merge({});
  EXPECT_EQ(accumulator.variance(), accumulate({1, 2, 4}).variance());
  Accumulator empty;
  empty.merge(accumulate({1, 2, 4}));
  EXPECT_EQ(empty.mean(), accumulate({1, 2, 4}).mean());
  EXPECT_EQ(empty.count(), 3u);
}

TEST(EffectiveSampleSize, IsTheCountForEqualWeightsAndLessOtherwise) {
  EXPECT_DOUBLE_EQ(effective_sample_size(std::vector<double>{2, 2, 2, 2}), 4);
  EXPECT_DOUBLE_EQ(effective_sample_size(std::vector<double>{1, 3}), 1.6);
  EXPECT_DOUBLE_EQ(effective_sample_size(std::vector<double>{0, 5}), 1);
  EXPECT_EQ(effective_sample_size(std::vector<double>{}), 0);
}

}  // namespace
}  // namespace cxsim
