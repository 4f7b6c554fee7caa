#include "cxsim/stats/clv.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

// G5.
constexpr SteadyCustomer golden{.margin = 1, .retention = 0.9, .discount = 0.12};

/// Σ margin · (retention · (1 + growth) / (1 + discount))^period, from \p first on.
double value_by_summing(SteadyCustomer const& customer, int first) {
  double const ratio = customer.retention * (1 + customer.growth) / (1 + customer.discount);
  double sum = 0;
  for (int period = 2000; period >= first; --period) {
    sum += customer.margin * std::pow(ratio, period);
  }
  return sum;
}

TEST(LifetimeValue, GivesTheGoldenMultiples) {
  EXPECT_NEAR(lifetime_value(golden, FirstMargin::after_one_period), 4.09090909091, 1e-9);
  EXPECT_NEAR(lifetime_value(golden, FirstMargin::at_once), 5.09090909091, 1e-9);
}

TEST(LifetimeValue, IsTheSumOfAllMargins) {
  SteadyCustomer const customer{.margin = 30, .retention = 0.97, .discount = 0.01};
  EXPECT_NEAR(lifetime_value(customer, FirstMargin::at_once), value_by_summing(customer, 0), 1e-9);
  EXPECT_NEAR(lifetime_value(customer, FirstMargin::after_one_period),
              value_by_summing(customer, 1), 1e-9);
}

TEST(LifetimeValue, LetsTheMarginGrow) {
  SteadyCustomer const customer{.margin = 30, .retention = 0.9, .discount = 0.12, .growth = 0.02};
  EXPECT_NEAR(lifetime_value(customer, FirstMargin::at_once), value_by_summing(customer, 0), 1e-9);
}

TEST(LifetimeValue, RefusesACustomerOfInfiniteValue) {
  SteadyCustomer const immortal{.retention = 1, .discount = 0};
  EXPECT_THROW(static_cast<void>(lifetime_value(immortal, FirstMargin::at_once)),
               ContractViolation);
}

TEST(RetentionElasticity, GivesTheGoldenValues) {
  EXPECT_NEAR(retention_elasticity(golden, FirstMargin::after_one_period), 5.09090909091, 1e-9);
  EXPECT_NEAR(retention_elasticity(golden, FirstMargin::at_once), 4.09090909091, 1e-9);
}

TEST(RetentionElasticity, IsTheSlopeOfTheLogarithms) {
  SteadyCustomer const customer{.margin = 3, .retention = 0.8, .discount = 0.1, .growth = 0.05};
  SteadyCustomer more = customer;
  more.retention *= std::exp(1e-6);
  double const ratio = lifetime_value(more, FirstMargin::after_one_period) /
                       lifetime_value(customer, FirstMargin::after_one_period);
  EXPECT_NEAR(std::log(ratio) / 1e-6, retention_elasticity(customer, FirstMargin::after_one_period),
              1e-4);
}

}  // namespace
}  // namespace cxsim
