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

// Published gains: +16.4 m and +9.3 m before the release, +6.2 m after it, less than nothing for
// what only treats complaints and calls.
TEST_F(BankCase, PreventionBeatsCure) {
  double const prevented = bank().alone("A1", Figure::npv).mean;
  double const cured = bank().alone("A3", Figure::npv).mean;
  EXPECT_GT(bank().alone("A2", Figure::npv).mean, cured);
  EXPECT_GT(prevented, 1.5 * cured);
  EXPECT_GT(cured, 0);
}

// Two to eight complaints per 1,000 customers cannot move churn, however well they are handled.
TEST_F(BankCase, RareTouchpointsCannotMoveChurn) {
  double const prevented = bank().alone("A1", Figure::annual_churn).mean;
  for (std::string const id : {"A6", "A7", "A8"}) {
    EXPECT_GT(bank().alone(id, Figure::annual_churn).mean, prevented / 10) << id;
    EXPECT_LT(bank().alone(id, Figure::npv).mean, 0) << id;
  }
}

// Published: 18 to 4 in month 6.
TEST_F(BankCase, NpsFallsAndComesBack) {
  double const usual = bank().reference(6, MonthFigure::nps);
  EXPECT_LT(bank().baseline(6, MonthFigure::nps), usual - 6);
  EXPECT_GT(bank().baseline(6, MonthFigure::nps), usual - 22);
  EXPECT_GT(bank().baseline(22, MonthFigure::nps), usual - 3);
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
