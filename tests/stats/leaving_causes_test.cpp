#include "cxsim/stats/leaving_causes.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

TEST(LeavingCauses, SplitTheRestAsUsual) {
  LeavingCauses const causes = causes_from_service({0.30, 0.40, 0.50}).value();
  EXPECT_EQ(causes.service, (ThreePoint{0.30, 0.40, 0.50}));
  EXPECT_DOUBLE_EQ(causes.price, 0.32);
  EXPECT_DOUBLE_EQ(causes.other, 0.28);
  EXPECT_EQ(causes_from_service(certain(1)).value().price, 0);
}

TEST(LeavingCauses, ShareOutSeveralNamedByOnePerson) {
  LeavingCauses const causes = causes_from_named({0.50, 0.60, 0.70}, 0.50, 0.10).value();
  EXPECT_DOUBLE_EQ(causes.named_in_all, 1.2);
  EXPECT_DOUBLE_EQ(causes.service.mode, 0.5);
  EXPECT_NEAR(causes.service.mode + causes.price + causes.other, 1, 1e-15);
  EXPECT_NEAR(causes.service.low, 0.50 / 1.2, 1e-15);
}

TEST(LeavingCauses, NeverExceedAllLeavers) {
  LeavingCauses const causes = causes_from_named({0.2, 0.3, 0.9}, 0.1, 0.1).value();
  EXPECT_EQ(causes.service.high, 1);
}

TEST(LeavingCauses, AreNothingForPercentagesAndForNoCause) {
  EXPECT_FALSE(causes_from_service({30, 40, 50}).has_value());
  EXPECT_FALSE(causes_from_service({0.5, 0.4, 0.6}).has_value());
  EXPECT_FALSE(causes_from_named(certain(0), 0, 0).has_value());
  EXPECT_FALSE(causes_from_named(certain(0.5), 40, 0.1).has_value());
}

}  // namespace
}  // namespace cxsim
