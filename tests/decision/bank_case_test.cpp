// The story of the shipped bank case, as intervals. Numbers of the case are invented; what the test
// holds is that the model shows the failure and the lesson that the case is built to show.

#include "shipped_case.hpp"

namespace cxsim {
namespace {

class BankCase : public testing::Test {
 protected:
  [[nodiscard]] static test::ShippedCase const& bank() {
    static test::ShippedCase const bank("scenarios/bank.json");
    return bank;
  }
  /// Baseline over today in months 3 to 5: the release at full strength.
  [[nodiscard]] static double times_usual(MonthFigure figure) {
    return bank().times_usual(figure, 3, 5);
  }
  [[nodiscard]] static double churn_ratio(int month) {
    return bank().times_usual(MonthFigure::churn, month, month);
  }
};

TEST_F(BankCase, TodayIsReproduced) { EXPECT_TRUE(bank().answer.baseline.gate.passes()); }

TEST_F(BankCase, TheReleaseMultipliesFailuresSeveralTimes) {
  double const ratio = times_usual(MonthFigure::failures);
  EXPECT_GT(ratio, 4);
  EXPECT_LT(ratio, 9);
}

TEST_F(BankCase, ComplaintsRiseByHalfOrMore) {
  double const ratio = times_usual(MonthFigure::complaints);
  EXPECT_GT(ratio, 1.5);
  EXPECT_LT(ratio, 5);  // published: 3.9 at the peak
}

// Published: 21 % in month 4 and 24 % in month 6 give up, 1 % usually.
TEST_F(BankCase, FailuresFillTheHotlineUntilCallersGiveUp) {
  EXPECT_LT(bank().baseline(1, MonthFigure::gave_up), 0.03);
  EXPECT_GT(bank().baseline(6, MonthFigure::gave_up), 0.12);
  EXPECT_LT(bank().baseline(6, MonthFigure::gave_up), 0.35);
  EXPECT_LT(bank().baseline(16, MonthFigure::gave_up), 0.06);
}

// Published: −0.03 points of churn and −2.0 m. The queue is a symptom.
TEST_F(BankCase, MoreAgentsKeepFewCustomersAndDoNotPay) {
  EXPECT_LT(bank().alone("A4", Figure::npv).mean, 0);
  EXPECT_GT(bank().alone("A4", Figure::annual_churn).mean,
            bank().alone("A1", Figure::annual_churn).mean / 4);
}

TEST_F(BankCase, MonthlyChurnPeaksAtAboutOneAndAHalfToTwoTimesTheUsual) {
  double peak = 0;
  for (int month = 1; month <= 24; ++month) {
    peak = std::max(peak, churn_ratio(month));
  }
  EXPECT_GT(peak, 1.4);
  EXPECT_LT(peak, 2.1);
}

TEST_F(BankCase, ChurnIsBackWithinAboutAYear) {
  EXPECT_GT(churn_ratio(6), 1.2);
  EXPECT_LT(churn_ratio(15), 1.1);
}

TEST_F(BankCase, MobileFirstCustomersSufferMost) {
  EXPECT_EQ(bank().segments_by_damage().front(), "mobile_first");
}

TEST_F(BankCase, StagedRolloutIsTheBestSingleInitiativeWithHighProbability) {
  EXPECT_EQ(bank().id_at(1), "A1");
  EXPECT_GT(bank().ranked("A1").draws_best, 42U);  // of 60
}

TEST_F(BankCase, TheSumOfSinglesIsFarAboveTheJointGain) {
  EXPECT_GT(bank().answer.sum_of_singles.estimate.mean, 2 * bank().joint_npv());
  EXPECT_LT(bank().answer.interaction.estimate.mean, 0);
}

}  // namespace
}  // namespace cxsim
