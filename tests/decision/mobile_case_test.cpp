// The story of the shipped mobile case, as intervals that hold without its queue: half of its
// event, two of its initiatives and parts of two more act on waiting only and are not asserted.

#include <gmock/gmock.h>

#include <set>

#include "shipped_case.hpp"

namespace cxsim {
namespace {

using testing::UnorderedElementsAre;

/// Three standard errors: as far as chance may carry a mean.
[[nodiscard]] double margin_of(Estimate const& estimate) { return 3 * estimate.standard_error; }

class MobileCase : public testing::Test {
 protected:
  [[nodiscard]] static test::ShippedCase const& mobile() {
    static test::ShippedCase const mobile("scenarios/mobile.json");
    return mobile;
  }
  [[nodiscard]] static double npv(std::string const& id) {
    return mobile().alone(id, Figure::npv).mean;
  }
};

TEST_F(MobileCase, TodayIsReproduced) { EXPECT_TRUE(mobile().answer.baseline.gate.passes()); }

// Lower bound: what better prices alone do at their lowest, in 20 of 24 months: 5 % more leavers
// for price among the young (25 % × 20 % × 42 %) and the firms (15 % × 13 % × 28 %). Upper bound:
// published with the queue, +1.41 points, to which waiting can only add; 90 % of 40 draws between
// 0.99 and 2.07 give its mean a standard error of 0.05.
TEST_F(MobileCase, UnfittingOffersRaiseAnnualChurn) {
  EXPECT_GT(mobile().damage(Figure::annual_churn).mean, 0.05 * (0.021 + 0.0055) * 20 / 24);
  EXPECT_LT(mobile().damage(Figure::annual_churn).mean, 0.0141 + 3 * 0.0005);
}

// Published with the queue: −13.5.
TEST_F(MobileCase, NpsFallsButLessThanWithWaiting) {
  Estimate const nps = mobile().damage(Figure::nps);
  EXPECT_LT(nps.mean, -margin_of(nps));
  EXPECT_GT(nps.mean, -13.5);
}

// The map solved with failed renewals and wrong invoices at their lowest and highest.
TEST_F(MobileCase, ComplaintsRiseAsMuchAsTheRangesOfTheEventAllow) {
  double const ratio = mobile().times_usual(MonthFigure::complaints, 6, 24);
  EXPECT_GT(ratio, 1.068);
  EXPECT_LT(ratio, 1.293);
}

TEST_F(MobileCase, TheYoungAndTheFirmsSufferMost) {
  std::vector<std::string> segments = mobile().segments_by_damage();
  segments.resize(2);
  EXPECT_THAT(segments, UnorderedElementsAre("youth_sim_only", "soho_business"));
}

TEST_F(MobileCase, WhatActsOnWaitingOnlyIsNotJudged) {
  std::set<std::string> not_judged;
  for (RankedInitiative const& one : mobile().answer.ranking) {
    if (!one.simulated) {
      not_judged.insert(mobile().scenario.initiatives[one.initiative].id);
    }
  }
  EXPECT_THAT(not_judged, UnorderedElementsAre("C2", "C3"));
}

TEST_F(MobileCase, OffersBySegmentAndAClearBillLead) {
  std::vector<std::string> const first_two = {mobile().id_at(1), mobile().id_at(2)};
  EXPECT_THAT(first_two, UnorderedElementsAre("C1", "C8"));
  EXPECT_GT(npv("C1"), margin_of(mobile().alone("C1", Figure::npv)));
  EXPECT_GT(npv("C8"), margin_of(mobile().alone("C8", Figure::npv)));
}

TEST_F(MobileCase, WhatKeepsMostCustomersIsWorthLeast) {
  Estimate const discount = mobile().alone("C7", Figure::annual_churn);
  for (RankedInitiative const& one : mobile().answer.ranking) {
    EXPECT_LE(discount.mean, one.alone.difference[Figure::annual_churn].estimate.mean);
  }
  Estimate const offers = mobile().alone("C1", Figure::annual_churn);
  EXPECT_LT(discount.mean + margin_of(discount), offers.mean - margin_of(offers));
  EXPECT_EQ(mobile().id_at(8), "C7");
  EXPECT_LT(npv("C7"), -margin_of(mobile().alone("C7", Figure::npv)));
}

TEST_F(MobileCase, LinesForFirmsAndSeniorsPleaseButDoNotPay) {
  Estimate const nps = mobile().alone("C6", Figure::nps);
  EXPECT_GT(nps.mean, margin_of(nps));
  EXPECT_LT(npv("C6"), 0);
}

// Even if the two that cannot be judged cost nothing.
TEST_F(MobileCase, DoingEverythingDestroysValue) {
  EXPECT_LT(mobile().joint_npv() - npv("C2") - npv("C3"), 0);
}

TEST_F(MobileCase, TogetherBringsLessThanTheSum) {
  Estimate const interaction = mobile().answer.interaction.estimate;
  EXPECT_LT(interaction.mean, -margin_of(interaction));
}

}  // namespace
}  // namespace cxsim
