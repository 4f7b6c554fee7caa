#include "cxsim/stats/per_customer.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace cxsim {
namespace {

TEST(VolumeRate, CountsPerCustomerAndMonth) {
  VolumeRate const calls = volume_rate(60000, Period::month, 1'000'000).value();
  EXPECT_DOUBLE_EQ(calls.per_customer, 0.06);
  EXPECT_DOUBLE_EQ(calls.per_1000_customers, 60);
  VolumeRate const complaints = volume_rate(25200, Period::year, 1'000'000).value();
  EXPECT_DOUBLE_EQ(complaints.per_month, 2100);
  EXPECT_DOUBLE_EQ(complaints.per_1000_customers, 2.1);
  EXPECT_DOUBLE_EQ(volume_rate(3, Period::quarter, 1).value().per_month, 1);
}

TEST(VolumeRate, IsNothingWithoutCustomers) {
  EXPECT_FALSE(volume_rate(60000, Period::month, 0).has_value());
  EXPECT_FALSE(volume_rate(-1, Period::month, 10).has_value());
  EXPECT_FALSE(volume_rate(std::numeric_limits<double>::infinity(), Period::month, 10).has_value());
}

TEST(MoneyPerCustomer, DividesByMonthsAndCustomers) {
  EXPECT_DOUBLE_EQ(money_per_customer(288, MoneyUnit::million, Period::year, 1'000'000).value(),
                   24);
  EXPECT_DOUBLE_EQ(money_per_customer(72, MoneyUnit::one, Period::quarter, 1).value(), 24);
  EXPECT_DOUBLE_EQ(money_per_customer(500, MoneyUnit::thousand, Period::month, 20'000).value(), 25);
  EXPECT_DOUBLE_EQ(money_per_customer(1.2, MoneyUnit::billion, Period::year, 1e6).value(), 100);
  EXPECT_DOUBLE_EQ(money_per_customer(-12, MoneyUnit::one, Period::year, 1).value(), -1);
  EXPECT_FALSE(money_per_customer(1, MoneyUnit::one, Period::year, 0).has_value());
}

}  // namespace
}  // namespace cxsim
