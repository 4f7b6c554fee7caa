#include "cxsim/stats/churn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;

TEST(Churn, GivesTheGoldenMonthlyValues) {
  EXPECT_NEAR(annual_to_monthly_churn(0.09), 0.00782842034248, 1e-12);
  EXPECT_NEAR(annual_to_monthly_churn(0.12), 0.0105962410353, 1e-12);
  EXPECT_NEAR(annual_to_monthly_churn(0.20), 0.0184234701262, 1e-12);
  EXPECT_NEAR(annual_to_monthly_churn(0.30), 0.0292855303768, 1e-12);
}

TEST(Churn, ComesBackFromEveryUnit) {
  for (double const annual : {0.0, 1e-9, 0.05, 0.5, 0.999}) {
    EXPECT_NEAR(monthly_to_annual_churn(annual_to_monthly_churn(annual)), annual, 1e-15) << annual;
    EXPECT_NEAR(hazard_to_annual_churn(annual_churn_to_hazard(annual)), annual, 1e-15) << annual;
  }
}

TEST(Churn, HandlesTheEnds) {
  EXPECT_EQ(annual_to_monthly_churn(0), 0);
  EXPECT_EQ(annual_to_monthly_churn(1), 1);
  EXPECT_EQ(monthly_to_annual_churn(1), 1);
  EXPECT_THROW(static_cast<void>(annual_to_monthly_churn(1.1)), ContractViolation);
  EXPECT_THROW(static_cast<void>(monthly_to_annual_churn(-0.1)), ContractViolation);
}

// G16.
TEST(Churn, GivesTheGoldenProbabilityAndSharesOfCompetingCauses) {
  std::vector<double> const hazards{0.004, 0.003, 0.006};
  EXPECT_NEAR(churn_probability(hazards), 0.0129158649797, 1e-12);
  EXPECT_THAT(cause_shares(hazards),
              ElementsAre(DoubleNear(0.307692307692, 1e-12), DoubleNear(0.230769230769, 1e-12),
                          DoubleNear(0.461538461538, 1e-12)));
}

TEST(Churn, HasNoCauseWithoutAHazard) {
  EXPECT_EQ(churn_probability(std::vector<double>{0, 0}), 0);
  EXPECT_THAT(cause_shares(std::vector<double>{0, 0}), Each(0));
}

// G22: ten points less satisfaction with 0.3 per ten points, all churn by experience.
TEST(Churn, GivesTheGoldenAnnualChurnUnderAHazardRatio) {
  EXPECT_NEAR(hazard_to_annual_churn(0.0075), 0.0860688147288, 1e-12);
  EXPECT_NEAR(hazard_to_annual_churn(0.0075 * std::exp(0.3)), 0.114397693092, 1e-12);
}

// Science §0.4, item 4: the same with losses weighing 1.3 times as much, and with 0.0075 taken as a
// monthly probability.
TEST(Churn, GivesTheGoldenAnnualChurnOfTheOtherReadings) {
  EXPECT_NEAR(hazard_to_annual_churn(0.0075 * std::exp(1.3 * 0.3)), 0.12447, 5e-6);
  double const annual = monthly_to_annual_churn(0.0075);
  EXPECT_NEAR(annual, 0.08638, 5e-6);
  EXPECT_NEAR(hazard_to_annual_churn(annual_churn_to_hazard(annual) * std::exp(0.3)), 0.11480,
              5e-6);
}

TEST(ChurnRates, AreTheSameHazardOverEveryPeriod) {
  ChurnRates const rates = churn_rates(0.12, 12).value();
  EXPECT_NEAR(rates.annual, 0.12, 1e-15);
  EXPECT_NEAR(rates.monthly, 0.010596241035, 1e-12);
  EXPECT_NEAR(rates.quarterly, 0.031453071883, 1e-12);
  EXPECT_NEAR(churn_rates(0.015, 1).value().annual, 0.165868031659, 1e-12);
  EXPECT_NEAR(churn_rates(rates.quarterly, 3).value().annual, 0.12, 1e-15);
}

TEST(ChurnRates, OfAverageCustomersAreRatesThatMayExceedOne) {
  EXPECT_NEAR(churn_rates(0.60, 12, ChurnBasis::average_customers).value().annual,
              1 - std::exp(-0.60), 1e-15);
  EXPECT_NEAR(churn_rates(1.2, 12, ChurnBasis::average_customers).value().monthly_hazard, 0.1,
              1e-15);
  EXPECT_FALSE(churn_rates(1.2, 12).has_value());
  EXPECT_FALSE(churn_rates(-0.1, 12).has_value());
  EXPECT_FALSE(churn_rates(0.1, 0).has_value());
}

TEST(ChurnOfRetention, IsWhatRetentionLeaves) {
  EXPECT_NEAR(churn_of_retention(0.88, 12).value().annual, 0.12, 1e-15);
  EXPECT_NEAR(churn_of_retention(0.97, 3).value().annual, 1 - std::pow(0.97, 4), 1e-15);
  EXPECT_EQ(churn_of_retention(1, 12).value().annual, 0);
  EXPECT_FALSE(churn_of_retention(0, 12).has_value());
  EXPECT_FALSE(churn_of_retention(88, 12).has_value());
}

TEST(ChurnOfTenure, IsTheHazardWhoseMeanTimeThatIs) {
  EXPECT_NEAR(churn_of_tenure(80).value().annual, 1 - std::exp(-12.0 / 80), 1e-15);
  EXPECT_FALSE(churn_of_tenure(0).has_value());
}

}  // namespace
}  // namespace cxsim
