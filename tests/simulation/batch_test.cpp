#include "cxsim/simulation/batch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "cxsim/simulation/walk.hpp"
#include "cxsim/stats/math.hpp"
#include "support/draws.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

DrawModel draw_of(Scenario const& scenario, std::vector<Portfolio> const& portfolios,
                  std::uint32_t customers = 200, ChurnMode churn = ChurnMode::implicit) {
  Sampling sampling;
  sampling.customers = customers;
  sampling.churn = churn;
  return *prepare_draw(scenario, portfolios, sampling, 0);
}

BatchTally run(DrawModel model) { return test::live_all(std::move(model)); }

BatchTally run(Scenario const& scenario, std::vector<Portfolio> const& portfolios,
               std::uint32_t customers = 200, ChurnMode churn = ChurnMode::implicit) {
  return run(draw_of(scenario, portfolios, customers, churn));
}

/// The shop with its trouble and one initiative per kind of number, from different months on.
Scenario shop_with_every_kind_of_effect() {
  return test::read_scenario(R"({
  "format": "cxsim-scenario", "version": 1, "name": "Shop", "map": "map.json",
  "horizon": 12, "burn_in": 3,
  "events": {"trouble": {"name": "App trouble", "start": 2, "duration": 3, "half_life": 2,
    "effects": {"e": {"change": "touchpoints/app/failure", "multiply": 4}}}},
  "initiatives": {
    "errors": {"name": "x", "department": "care", "start": 2, "ramp": 3,
      "effects": {"e": {"change": "touchpoints/app/failure", "multiply": 0.4}}},
    "worse": {"name": "x", "department": "care", "start": 4,
      "effects": {"e": {"change": "touchpoints/hotline/failure", "multiply": 1.5}}},
    "tone": {"name": "x", "department": "care", "start": 3, "duration": 2,
      "effects": {"e": {"change": "touchpoints/hotline/level", "add": 0.15}}},
    "sorry": {"name": "x", "department": "care", "start": 1,
      "effects": {"e": {"change": "touchpoints/app/penalty", "multiply": 0.5}}},
    "cost": {"name": "x", "department": "care", "start": 5,
      "effects": {"e": {"change": "touchpoints/hotline/cost", "multiply": 0.5}}},
    "route": {"name": "x", "department": "care", "start": 2,
      "effects": {"e": {"change": "transitions/hotline/failure/complaint", "odds": 2}}},
    "volume": {"name": "x", "department": "care", "start": 6,
      "effects": {"e": {"change": "journeys/ask/volume", "multiply": 0.7}}},
    "salience": {"name": "x", "department": "care", "start": 3,
      "effects": {"e": {"change": "journeys/ask/salience", "multiply": 1.5}}},
    "starts": {"name": "x", "department": "care", "start": 4,
      "effects": {"e": {"change": "segments/young/starts/buy", "multiply": 1.1}}},
    "margin": {"name": "x", "department": "care", "start": 7,
      "effects": {"e": {"change": "segments/old/margin", "multiply": 1.05}}},
    "hazard": {"name": "x", "department": "care", "start": 5,
      "effects": {"e": {"change": "behaviour/experience_hazard", "multiply": 0.9}}},
    "lock": {"name": "x", "department": "care", "start": 2,
      "effects": {"e": {"change": "behaviour/contract_lock", "multiply": 0.5}}}
  }
})",
                             test::shop_map_text());
}

/// One customer's life on the maps of \p lane: every episode walked, nothing taken over.
void live_afresh(DrawModel const& model, Lane const& lane, Customer const& customer,
                 PortfolioTally& sums) {
  CompiledMap const& usual = *model.reference_maps[customer.segment.index];
  SegmentReference const& reference = model.reference.segments[customer.segment.index];
  double const term = usual.reaction.contract_term;
  double const renewal = usual.reaction.contract_renewal;
  bool const is_entrant = customer.entry_month > 0;
  ContractState contract = is_entrant && term > 0
                               ? ContractState::signed_now()
                               : ContractState::at_start(customer.key, term, renewal);
  CustomerState state = usual_state(reference, customer.leniency);
  double weight = customer.represents;
  for (int month = is_entrant ? customer.entry_month : 1 - model.burn_in; month <= model.horizon;
       ++month) {
    CompiledMap const& map = month > 0 ? *lane.at(month)[customer.segment.index] : usual;
    EpisodeRecord record;
    walk_month(map, customer, month, record);
    double added = 0;
    for (Episode const& episode : record.episodes) {
      state.satisfaction =
          after_episode(state.satisfaction, episode.score, map.journeys[episode.journey].salience,
                        map.reaction.loss_weight);
      added += episode.incident;
    }
    state.satisfaction =
        after_forgetting(state.satisfaction, map.reaction, reference, customer.leniency);
    state.incidents = after_incidents(state.incidents, added, map.reaction);
    if (month > 0) {
      double const lock = term > 0 && contract.in_term() ? map.reaction.contract_lock : 1;
      auto const hazards = monthly_hazards(state, map.reaction, reference, lock);
      double const staying = exponential(-(hazards[0] + hazards[1] + hazards[2]));
      MonthTally& tally = sums.at(month, customer.segment);
      tally.customers += weight;
      tally.satisfaction += weight * state.satisfaction;
      tally.margin += weight * map.reaction.margin;
      tally.lost[0] += weight * (1 - staying);
      for (Visit const& visit : record.visits) {
        tally.experience += weight * visit.experience;
        tally.contact_cost += weight * map.touchpoints[visit.touchpoint].cost;
      }
      weight *= staying;
    }
    if (term > 0) {
      contract.advance(customer.key, month, term, renewal);
    }
  }
}

void expect_walked_afresh(DrawModel const& model, std::size_t lane, PortfolioTally const& actual) {
  PortfolioTally expected(static_cast<std::size_t>(model.horizon), actual.segments, 0, 0);
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    for (Customer const& customer : deal_batch(model.population, batch)) {
      live_afresh(model, model.lanes[lane], customer, expected);
    }
  }
  auto const expect_sum = [&](double one, double other) {
    EXPECT_NEAR(one, other, 1e-11 * std::fabs(other)) << "portfolio " << lane;
  };
  for (std::size_t i = 0; i < expected.months.size(); ++i) {
    expect_sum(actual.months[i].customers, expected.months[i].customers);
    expect_sum(actual.months[i].lost_in_all(), expected.months[i].lost[0]);
    expect_sum(actual.months[i].satisfaction, expected.months[i].satisfaction);
    expect_sum(actual.months[i].experience, expected.months[i].experience);
    expect_sum(actual.months[i].contact_cost, expected.months[i].contact_cost);
    expect_sum(actual.months[i].margin, expected.months[i].margin);
  }
}

void expect_same(PortfolioTally const& a, PortfolioTally const& b) {
  ASSERT_EQ(a.months.size(), b.months.size());
  for (std::size_t i = 0; i < a.months.size(); ++i) {
    EXPECT_EQ(a.months[i].customers, b.months[i].customers) << i;
    EXPECT_EQ(a.months[i].satisfaction, b.months[i].satisfaction) << i;
    EXPECT_EQ(a.months[i].lost, b.months[i].lost) << i;
    EXPECT_EQ(a.months[i].experience, b.months[i].experience) << i;
    EXPECT_EQ(a.months[i].contact_cost, b.months[i].contact_cost) << i;
  }
  EXPECT_EQ(a.residual, b.residual);
}

TEST(SimulateBatch, CustomersAreThoseBeforeLessTheLostPlusTheInflow) {
  Scenario const shop = test::shop();
  BatchTally const sum = run(shop, {Portfolio{}});
  double const inflow = 60'000 * (1 - std::pow(1 - 0.18, 1.0 / 12));
  for (int month = 1; month < 12; ++month) {
    MonthTally const& now = sum.portfolios[0].at(month, SegmentId{0});
    MonthTally const& next = sum.portfolios[0].at(month + 1, SegmentId{0});
    EXPECT_NEAR(next.customers, now.customers - now.lost_in_all() + inflow, 1e-6);
  }
}

TEST(SimulateBatch, BeforeTheFirstEventTheBaselineIsTheReferenceBitForBit) {
  BatchTally const sum = run(test::shop(), {Portfolio{}});
  MonthTally const& reference = sum.reference.at(1, SegmentId{0});
  MonthTally const& baseline = sum.portfolios[0].at(1, SegmentId{0});
  EXPECT_EQ(reference.satisfaction, baseline.satisfaction);
  EXPECT_EQ(reference.lost, baseline.lost);
  EXPECT_LT(sum.portfolios[0].at(3, SegmentId{0}).satisfaction,
            sum.reference.at(3, SegmentId{0}).satisfaction);
}

TEST(SimulateBatch, APortfolioRunsTheSameAloneAndBesideOthers) {
  Scenario const shop = test::shop();
  Portfolio const fix{InitiativeId{0}};
  Portfolio const train{InitiativeId{1}};
  BatchTally const together = run(shop, {Portfolio{}, train, fix});
  BatchTally const alone = run(shop, {Portfolio{}, fix});
  expect_same(together.portfolios[2], alone.portfolios[1]);
  expect_same(together.portfolios[0], alone.portfolios[0]);
}

TEST(SimulateBatch, TakesOverOnlyWhatAFreshWalkWouldGive) {
  Scenario const shop = shop_with_every_kind_of_effect();
  std::vector<Portfolio> portfolios{Portfolio{}};
  Portfolio all;
  for (InitiativeId const key : shop.initiatives.keys()) {
    portfolios.push_back({key});
    all.push_back(key);
  }
  portfolios.push_back(all);
  DrawModel const model = draw_of(shop, portfolios);
  BatchTally const sum = run(model);
  EXPECT_GT(sum.episodes_reused, sum.episodes_walked);
  for (std::size_t lane = 0; lane < portfolios.size(); ++lane) {
    expect_walked_afresh(model, lane, sum.portfolios[lane]);
  }
}

TEST(SimulateBatch, ManyPortfoliosRunAsEachAlone) {
  Scenario const shop = shop_with_every_kind_of_effect();
  std::vector<Portfolio> portfolios{Portfolio{}};
  while (portfolios.size() <= most_lanes_together) {
    for (InitiativeId const key : shop.initiatives.keys()) {
      portfolios.push_back({key});
    }
  }
  BatchTally const together = run(shop, portfolios, 40);
  for (std::size_t const lane :
       {std::size_t{1}, most_lanes_together - 1, most_lanes_together, portfolios.size() - 1}) {
    BatchTally const alone = run(shop, {Portfolio{}, portfolios[lane]}, 40);
    expect_same(together.portfolios[lane], alone.portfolios[1]);
  }
}

/// From each customer's second month on: is the state what the month makes of the one before?
class StateCheck final : public LifeWatcher {
 public:
  explicit StateCheck(DrawModel const& model) : model_(model) {}

  void lived(LivedMonth const& now) override {
    CompiledMap const& map = *model_.lanes[now.portfolio].at(now.month)[now.customer.segment.index];
    SegmentReference const& reference = model_.reference.segments[now.customer.segment.index];
    auto const [last, is_first] = states_.try_emplace({now.customer.number, now.portfolio});
    CustomerState state = last->second;
    double added = 0;
    for (Episode const& episode : now.record.episodes) {
      state.satisfaction =
          after_episode(state.satisfaction, episode.score, map.journeys[episode.journey].salience,
                        map.reaction.loss_weight);
      added += episode.incident;
    }
    state.satisfaction =
        after_forgetting(state.satisfaction, map.reaction, reference, now.customer.leniency);
    state.incidents = after_incidents(state.incidents, added, map.reaction);
    double const staying = exponential(-(now.hazards[0] + now.hazards[1] + now.hazards[2]));
    different_ += !is_first && (state.satisfaction != now.after.satisfaction ||
                                state.incidents != now.after.incidents);
    different_ += now.present_after != now.present_before * (1 - (1 - staying));
    last->second = now.after;
    ++months_;
  }
  [[nodiscard]] int different() const { return different_; }
  [[nodiscard]] int months() const { return months_; }

 private:
  DrawModel const& model_;
  std::map<std::pair<std::uint32_t, std::size_t>, CustomerState> states_;
  int different_ = 0;
  int months_ = 0;
};

TEST(SimulateBatch, SideBySideCustomersReactAsEachAloneBitForBit) {
  Scenario const shop = shop_with_every_kind_of_effect();
  std::vector<Portfolio> portfolios{Portfolio{}};
  for (InitiativeId const key : shop.initiatives.keys()) {
    portfolios.push_back({key});
  }
  DrawSimulation draw(draw_of(shop, portfolios));
  StateCheck check(draw.model());
  test::live_months(draw, &check);
  EXPECT_EQ(check.different(), 0);
  EXPECT_GT(check.months(), 10'000);
}

TEST(SimulateBatch, TheReferenceCohortLosesTheMeasuredSharesAndAnswersWithTheMeasuredNps) {
  DrawModel model = draw_of(test::shop(), {Portfolio{}});
  // Without entrants, the cohort that the reference was fitted on is everybody.
  std::ranges::fill(model.population.monthly_inflow, 0.0);
  BatchTally const sum = run(model);
  std::array<double, churn_causes> young{};
  MonthTally all;
  for (int month = 1; month <= 12; ++month) {
    for (std::size_t cause = 0; cause < churn_causes; ++cause) {
      young[cause] += sum.reference.at(month, SegmentId{0}).lost[cause];
    }
    all += sum.reference.month_total(month, model.population.segments);
  }
  EXPECT_NEAR(young[0], 60'000 * 0.18 * 0.5, 1e-6);
  EXPECT_NEAR(young[1], 60'000 * 0.18 * 0.3, 1e-6);
  EXPECT_NEAR(young[2], 60'000 * 0.18 * 0.2, 1e-6);
  EXPECT_NEAR(all.lost[0], 60'000 * 0.18 * 0.5 + 40'000 * 0.1 * 0.4, 1e-6);
  EXPECT_NEAR(all.lost[1], 60'000 * 0.18 * 0.3 + 40'000 * 0.1 * 0.2, 1e-6);
  EXPECT_NEAR(all.lost[2], 60'000 * 0.18 * 0.2 + 40'000 * 0.1 * 0.4, 1e-6);
  EXPECT_NEAR(100 * (all.promoters - all.detractors) / all.customers, 20, 1e-6);
}

TEST(SimulateBatch, AContractThatHoldsEverybodyLeavesLatentChurnAsOutOfTerm) {
  Scenario locked = test::shop();
  ASSERT_TRUE(locked.parameters.set("behaviour/contract_lock", 0));
  MonthTally const month = run(locked, {Portfolio{}}).reference.at(1, SegmentId{1});
  EXPECT_GT(month.latent_lost, month.lost_in_all());
  EXPECT_LT(month.latent_lost, month.customers);
}

TEST(SimulateBatch, ContactsComplaintsAndCostFollowTheVisits) {
  BatchTally const sum = run(test::shop(), {Portfolio{}});
  double hotline = 0;
  double complaints = 0;
  std::vector<SegmentId> const both_segments{SegmentId{0}, SegmentId{1}};
  MonthTally all;
  for (int month = 1; month <= 12; ++month) {
    hotline += sum.portfolios[0].at(month, TouchpointId{1}).visits;
    complaints += sum.portfolios[0].at(month, TouchpointId{2}).visits;
    all += sum.portfolios[0].month_total(month, both_segments);
  }
  EXPECT_NEAR(all.contacts, hotline, 1e-6);
  EXPECT_NEAR(all.complaints, complaints, 1e-6);
  EXPECT_NEAR(all.contact_cost, 12 * hotline + 20 * complaints, 1e-5);
}

TEST(SimulateBatch, SampledChurnTakesWholeCustomers) {
  BatchTally const sum = run(test::shop(), {Portfolio{}}, 200, ChurnMode::sampled);
  Sampling sampling;
  sampling.customers = 200;
  std::vector<Portfolio> const baseline{Portfolio{}};
  auto const model = prepare_draw(test::shop(), baseline, sampling, 0);
  double const represents = 60'000.0 / model->population.simulated[0];
  // In month 1 only customers from the start are there, each standing for the same number.
  double const lost = sum.portfolios[0].at(1, SegmentId{0}).lost_in_all() / represents;
  EXPECT_NEAR(lost, std::round(lost), 1e-9);
  EXPECT_GT(lost, 0);
}

}  // namespace
}  // namespace cxsim
