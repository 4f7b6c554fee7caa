#include "cxsim/simulation/reference.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cxsim/simulation/draw_model.hpp"
#include "cxsim/stats/math.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

/// A cohort of one segment, lived again month by month with the fitted reference.
struct Cohort {
  std::array<double, churn_causes> lost{};
  double mean_satisfaction = 0;
  double customers = 0;
  double promoters_minus_detractors = 0;
  double answers = 0;
};

Cohort live_again(DrawModel const& model, SegmentId segment) {
  PopulationPlan plan = model.population;
  plan.horizon = 0;
  CompiledMap const& map = *model.reference_maps[segment.index];
  SegmentReference const& reference = model.reference.segments[segment.index];
  ReactionRules const& rules = map.reaction;
  Cohort cohort;
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    for (Customer const& customer : deal_batch(plan, batch)) {
      if (customer.segment != segment) {
        continue;
      }
      CustomerState state = usual_state(reference, customer.leniency);
      auto contract =
          ContractState::at_start(customer.key, rules.contract_term, rules.contract_renewal);
      double present = 1;
      cohort.customers += 1;
      for (int month = 1 - model.burn_in; month <= 12; ++month) {
        EpisodeRecord record;
        walk_month(map, customer, month, record);
        double added = 0;
        for (Episode const& episode : record.episodes) {
          state.satisfaction =
              after_episode(state.satisfaction, episode.score,
                            map.journeys[episode.journey].salience, rules.loss_weight);
          added += episode.incident;
        }
        state.satisfaction =
            after_forgetting(state.satisfaction, rules, reference, customer.leniency);
        state.incidents = after_incidents(state.incidents, added, rules);
        double const lock = rules.contract_term > 0 && contract.in_term() ? rules.contract_lock : 1;
        if (month >= 1) {
          cohort.mean_satisfaction += state.satisfaction / 12;
          NpsShares const shares =
              nps_shares(state.satisfaction, model.reference.nps_offset, model.nps_noise);
          cohort.promoters_minus_detractors += present * (shares.promoters - shares.detractors);
          cohort.answers += present;
          auto const hazards = monthly_hazards(state, rules, reference, lock);
          double const total = hazards[0] + hazards[1] + hazards[2];
          double const leaving = 1 - exponential(-total);
          for (std::size_t cause = 0; cause < churn_causes; ++cause) {
            cohort.lost[cause] += present * leaving * hazards[cause] / total;
          }
          present *= 1 - leaving;
        }
        contract.advance(customer.key, month, std::max(rules.contract_term, 1.0),
                         rules.contract_renewal);
      }
    }
  }
  return cohort;
}

DrawModel shop_draw() {
  Scenario const shop = test::shop();
  std::vector<Portfolio> const baseline{Portfolio{}};
  Sampling sampling;
  sampling.customers = 400;
  return *prepare_draw(shop, baseline, sampling, 0);
}

TEST(FitReference, TheCohortLosesTheMeasuredShareToEachCauseWithinAYear) {
  DrawModel const model = shop_draw();
  Cohort const young = live_again(model, SegmentId{0});
  EXPECT_NEAR(young.lost[0] / young.customers, 0.18 * 0.5, 1e-10);
  EXPECT_NEAR(young.lost[1] / young.customers, 0.18 * 0.3, 1e-10);
  EXPECT_NEAR(young.lost[2] / young.customers, 0.18 * 0.2, 1e-10);
  Cohort const old = live_again(model, SegmentId{1});
  EXPECT_NEAR(old.lost[0] / old.customers, 0.10 * 0.4, 1e-10);
  EXPECT_NEAR(old.lost[1] / old.customers, 0.10 * 0.2, 1e-10);
  EXPECT_NEAR(old.lost[2] / old.customers, 0.10 * 0.4, 1e-10);
}

TEST(FitReference, TheUsualSatisfactionIsItsOwnReferenceMean) {
  DrawModel const model = shop_draw();
  for (SegmentId const segment : {SegmentId{0}, SegmentId{1}}) {
    Cohort const cohort = live_again(model, segment);
    EXPECT_NEAR(cohort.mean_satisfaction / cohort.customers,
                model.reference.segments[segment.index].usual_satisfaction, 1e-7);
  }
}

/// Usual satisfaction of the young, who judge an episode by its mean, at one spread of visits.
double usual_satisfaction_at(std::string const& app_sd) {
  std::string const map =
      test::replaced(test::replaced(test::shop_map_text(), R"("mean": 80, "sd": 16)",
                                    R"("mean": 80, "sd": )" + app_sd),
                     R"({"mean": 0.4, "worst": 0.25, "best": 0.1, "last": 0.25})",
                     R"({"mean": 1, "worst": 0, "best": 0, "last": 0})");
  std::vector<Portfolio> const baseline{Portfolio{}};
  Sampling sampling;
  sampling.customers = 400;
  Scenario const shop = test::read_scenario(test::shop_scenario_text(), map);
  return prepare_draw(shop, baseline, sampling, 0)->reference.segments[0].usual_satisfaction;
}

TEST(FitReference, TheUsualSatisfactionFallsWhenVisitsOfTheSameMeanSpreadMore) {
  EXPECT_LT(usual_satisfaction_at("20"), usual_satisfaction_at("14"));
  EXPECT_LT(usual_satisfaction_at("26"), usual_satisfaction_at("20"));
}

TEST(FitReference, TheCohortAnswersWithTheMeasuredNps) {
  DrawModel const model = shop_draw();
  Cohort const young = live_again(model, SegmentId{0});
  Cohort const old = live_again(model, SegmentId{1});
  double const young_weight = 0.6 / young.customers;
  double const old_weight = 0.4 / old.customers;
  double const nps = 100 *
                     (young_weight * young.promoters_minus_detractors +
                      old_weight * old.promoters_minus_detractors) /
                     (young_weight * young.answers + old_weight * old.answers);
  EXPECT_NEAR(nps, 20, 1e-6);
}

TEST(NpsShares, CutTheAnswerScaleBetweenSixAndSevenAndBetweenEightAndNine) {
  // Answer 7.5 ± 1.9: promoters P(N > 8.5), detractors P(N < 6.5).
  NpsShares const shares = nps_shares(75, 0, 1.9);
  EXPECT_NEAR(100 * (shares.promoters - shares.detractors), 0, 1e-12);
  NpsShares const higher = nps_shares(80, 0, 1.9);
  // §2: +18 at mean 8 (golden 18.1296838891).
  EXPECT_NEAR(100 * (higher.promoters - higher.detractors), 18.1296838891, 1e-9);
}

}  // namespace
}  // namespace cxsim
