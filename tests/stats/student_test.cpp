#include "cxsim/stats/student.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace cxsim {
namespace {

TEST(StudentQuantile, IsThatOfPublishedTables) {
  EXPECT_NEAR(student_quantile(0.95, 1), 6.313751515, 1e-8);
  EXPECT_NEAR(student_quantile(0.95, 9), 1.833112933, 1e-8);
  EXPECT_NEAR(student_quantile(0.975, 30), 2.042272456, 1e-8);
  EXPECT_NEAR(student_quantile(0.95, 1e5), 1.644869, 1e-5);
}

TEST(StudentCdf, TurnsTheQuantileBack) {
  EXPECT_NEAR(student_cdf(1.833112933, 9), 0.95, 1e-9);
  EXPECT_NEAR(student_cdf(-1.833112933, 9), 0.05, 1e-9);
  EXPECT_EQ(student_cdf(0, 5), 0.5);
  EXPECT_EQ(student_cdf(std::numeric_limits<double>::infinity(), 5), 1);
}

}  // namespace
}  // namespace cxsim
