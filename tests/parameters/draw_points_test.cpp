#include "cxsim/parameters/draw_points.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "cxsim/parameters/parameter_table.hpp"
#include "cxsim/stats/estimate.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

constexpr RandomKey seed{11};

[[nodiscard]] double luck(std::uint32_t draw, std::string const& name, DrawPoints points) {
  return luck_of_draw(seed, draw, name, Purpose::parameter, points);
}

TEST(LatinPoints, MeetEveryTenthOnceInEveryBlock) {
  for (std::string const name : {"touchpoints/app/failure", "b"}) {
    for (std::uint32_t first = 0; first < 200; first += latin_block) {
      std::array<int, latin_block> met{};
      for (std::uint32_t draw = first; draw < first + latin_block; ++draw) {
        ++met[static_cast<std::size_t>(luck(draw, name, DrawPoints::latin) * latin_block)];
      }
      EXPECT_EQ(met, (std::array<int, latin_block>{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
    }
  }
}

TEST(LatinPoints, AreUniformWithinTheirTenth) {
  Accumulator within;
  for (std::uint32_t draw = 0; draw < 10'000; ++draw) {
    double const scaled = luck(draw, "a", DrawPoints::latin) * latin_block;
    within.add(scaled - std::floor(scaled));
  }
  EXPECT_LT(std::fabs(within.mean() - 0.5), 4.5 * within.estimate().standard_error);
  // The sample variance of 10,000 uniform numbers has a relative error of √(0.8 / 10,000).
  EXPECT_LT(std::fabs(12 * within.variance() - 1), 4.5 * std::sqrt(0.8 / 10'000));
}

TEST(LatinPoints, OfTwoNumbersAreNotCorrelated) {
  Accumulator product;
  for (std::uint32_t draw = 0; draw < 20'000; ++draw) {
    product.add((luck(draw, "a", DrawPoints::latin) - 0.5) *
                (luck(draw, "b", DrawPoints::latin) - 0.5));
  }
  EXPECT_LT(std::fabs(product.mean()), 4.5 * product.estimate().standard_error);
}

/// Spread of the means of blocks of ten draws of a sum of three normal numbers.
[[nodiscard]] Accumulator means_of_blocks(DrawPoints points, double interaction) {
  Accumulator means;
  for (std::uint32_t first = 0; first < 20'000; first += latin_block) {
    Accumulator one;
    for (std::uint32_t draw = first; draw < first + latin_block; ++draw) {
      double const a = normal_quantile(luck(draw, "a", points));
      double const b = normal_quantile(luck(draw, "b", points));
      double const c = normal_quantile(luck(draw, "c", points));
      one.add(a + b + c + interaction * a * b);
    }
    means.add(one.mean());
  }
  return means;
}

TEST(LatinPoints, TakeTheVarianceOfASumAway) {
  double const random = means_of_blocks(DrawPoints::random, 0).variance();
  double const latin = means_of_blocks(DrawPoints::latin, 0).variance();
  // Of 2,000 means: relative error √(2 / 1,999) each.
  EXPECT_LT(std::fabs(random / 0.3 - 1), 4.5 * std::sqrt(2.0 / 1999));
  // What is left is the variance within strata: 1 − Σ 10·(φ(z_i) − φ(z_i+1))² at the deciles z.
  constexpr double left = 0.040953548;
  EXPECT_LT(std::fabs(latin / random / left - 1), 4.5 * std::sqrt(4.0 / 1999));
}

TEST(LatinPoints, LeaveWhatNumbersDoTogether) {
  // a·b has variance 1, of which points that are spread over a and b each take nothing.
  double const without = means_of_blocks(DrawPoints::latin, 0).variance();
  double const with = means_of_blocks(DrawPoints::latin, 1).variance();
  EXPECT_GT(with - without, 0.1 * (1 - 4.5 * std::sqrt(2.0 / 1999)));
}

TEST(RandomPoints, AreTheKeyedNumbersThemselves) {
  EXPECT_NE(luck(3, "a", DrawPoints::latin), luck(3, "a", DrawPoints::random));
  EXPECT_EQ(luck(3, "a", DrawPoints::random),
            uniform(block(derive(seed, 3, 0, 0, 0), hash_id("a"), 0, 1, 0)[0],
                    block(derive(seed, 3, 0, 0, 0), hash_id("a"), 0, 1, 0)[1]));
}

TEST(ParameterTable, DrawsByTheChosenPoints) {
  ParameterTable table;
  AnyParameter const x = table.add({.path = "x",
                                    .unit = Unit::factor,
                                    .range = {0, 100},
                                    .prior = Uniform{0, 100},
                                    .evidence = Evidence::expert});
  table.set_points(DrawPoints::latin);
  for (std::uint32_t draw = 0; draw < latin_block; ++draw) {
    EXPECT_NEAR(table.draw(seed, draw)[x], 100 * luck(draw, "x", DrawPoints::latin), 1e-9);
  }
}

}  // namespace
}  // namespace cxsim
