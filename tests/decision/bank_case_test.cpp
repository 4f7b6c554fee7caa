// The story of the shipped bank case, as intervals. Numbers of the case are invented; what the test
// holds is that the model shows the failure and the lesson that the case is built to show.

#include <gtest/gtest.h>

#include <algorithm>

#include "cxsim/decision/prioritization.hpp"
#include "cxsim/io/scenario_file.hpp"

namespace cxsim {
namespace {

class BankCase : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scenario_ = new Scenario(load_scenario("scenarios/bank.json")->scenario);
    Sampling sampling;
    sampling.draws = 60;
    sampling.customers = 600;
    SilentObserver observer;
    result_ = new Prioritization(*prioritize(*scenario_, sampling, 0, observer));
  }
  static void TearDownTestSuite() {
    delete result_;
    delete scenario_;
    result_ = nullptr;
    scenario_ = nullptr;
  }

  /// Mean over draws of a figure of the baseline in a month from 1.
  static double baseline(int month, MonthFigure figure) {
    return mean([&](DrawOutcome const& draw) {
      return draw.months[0][static_cast<std::size_t>(month - 1)][static_cast<std::size_t>(figure)];
    });
  }
  static double reference(int month, MonthFigure figure) {
    return mean([&](DrawOutcome const& draw) {
      return draw
          .reference_months[static_cast<std::size_t>(month - 1)][static_cast<std::size_t>(figure)];
    });
  }
  /// Baseline over reference, both summed over months 3 to 5: the release at full strength.
  static double times_usual(MonthFigure figure) {
    double above = 0;
    double below = 0;
    for (int month = 3; month <= 5; ++month) {
      above += baseline(month, figure);
      below += reference(month, figure);
    }
    return above / below;
  }
  static double churn_ratio(int month) {
    return baseline(month, MonthFigure::churn) / reference(month, MonthFigure::churn);
  }
  template <class Read>
  static double mean(Read const& read) {
    double sum = 0;
    for (DrawOutcome const& draw : result_->experiment.draws) {
      sum += read(draw);
    }
    return sum / static_cast<double>(result_->experiment.draws.size());
  }

  static Scenario* scenario_;
  static Prioritization* result_;
};

Scenario* BankCase::scenario_ = nullptr;
Prioritization* BankCase::result_ = nullptr;

TEST_F(BankCase, TodayIsReproduced) { EXPECT_TRUE(result_->baseline.gate.passes()); }

TEST_F(BankCase, TheReleaseMultipliesFailuresSeveralTimes) {
  double const ratio = times_usual(MonthFigure::failures);
  EXPECT_GT(ratio, 4);
  EXPECT_LT(ratio, 9);
}

TEST_F(BankCase, ComplaintsRiseByHalfOrMore) {
  double const ratio = times_usual(MonthFigure::complaints);
  EXPECT_GT(ratio, 1.5);
  EXPECT_LT(ratio, 2.6);
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
  std::vector<double> rise;
  for (SegmentId const segment : scenario_->map.segments.keys()) {
    rise.push_back(mean([&](DrawOutcome const& draw) {
      return draw.segment_churn[0][segment.index] -
             draw.values[scenario_->map.segments[segment].annual_churn];
    }));
  }
  EXPECT_EQ(std::ranges::max_element(rise) - rise.begin(), 0);
  EXPECT_EQ(scenario_->map.segments[SegmentId{0}].id, "mobile_first");
}

TEST_F(BankCase, StagedRolloutIsTheBestSingleInitiativeWithHighProbability) {
  RankedInitiative const& first = result_->ranking.front();
  EXPECT_EQ(scenario_->initiatives[first.initiative].id, "A1");
  EXPECT_GT(first.draws_best, 42U);  // of 60
}

TEST_F(BankCase, TheSumOfSinglesIsFarAboveTheJointGain) {
  double const joint = result_->all_together.difference[Figure::npv].estimate.mean;
  double const sum = result_->sum_of_singles.estimate.mean;
  EXPECT_GT(sum, 2 * joint);
  EXPECT_LT(result_->interaction.estimate.mean, 0);
}

}  // namespace
}  // namespace cxsim
