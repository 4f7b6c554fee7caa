#include "cxsim/decision/precise_prioritization.hpp"

#include <gtest/gtest.h>

#include "support/scenarios.hpp"

namespace cxsim {
namespace {

[[nodiscard]] PrecisionWish wish_for(double part) {
  PrecisionWish wish;
  wish.npv = Tolerance{Tolerance::Kind::relative, part};
  wish.churn = wish.npv;
  wish.fewest_draws = 40;
  wish.most_work = 60'000;
  return wish;
}

[[nodiscard]] Prioritization precisely(Scenario const& scenario, PrecisionWish const& wish,
                                       int threads = 0) {
  SilentObserver observer;
  return *prioritize_precisely(scenario, {}, wish, 40, threads, observer);
}

[[nodiscard]] Scenario latin_shop() {
  Scenario shop = test::shop();
  shop.parameters.set_points(DrawPoints::latin);
  return shop;
}

void expect_same_answer(Prioritization const& a, Prioritization const& b) {
  ASSERT_EQ(a.in_order.size(), b.in_order.size());
  EXPECT_EQ(a.recommended, b.recommended);
  for (std::size_t i = 0; i < a.in_order.size(); ++i) {
    for (Figure const figure : all_figures()) {
      Assessed const& x = a.in_order[i].difference[figure];
      Assessed const& y = b.in_order[i].difference[figure];
      EXPECT_EQ(x.estimate.mean, y.estimate.mean) << figure_name(figure);
      EXPECT_EQ(x.estimate.standard_error, y.estimate.standard_error) << figure_name(figure);
      EXPECT_EQ(x.noise_share, y.noise_share) << figure_name(figure);
    }
  }
}

TEST(PrioritizePrecisely, StopsWhenEveryFigureIsReachedTwice) {
  Prioritization const answer = precisely(latin_shop(), wish_for(0.1));
  ASSERT_TRUE(answer.convergence);
  std::vector<ConvergenceRound> const& rounds = answer.convergence->rounds;
  ASSERT_GE(rounds.size(), 2U);
  EXPECT_TRUE(answer.convergence->reached);
  EXPECT_TRUE(rounds.back().is_reached());
  EXPECT_TRUE(rounds[rounds.size() - 2].is_reached());
  EXPECT_GE(rounds.back().size.draws, rounds[rounds.size() - 2].size.draws + draws_per_step);
  EXPECT_EQ(rounds.back().size.draws, answer.experiment.draws.size());
  // The recommendation and both initiatives, money and churn.
  EXPECT_EQ(rounds.back().figures.size(), 6U);
}

TEST(PrioritizePrecisely, GivesWhatOneRunOfThatSizeGivesBitForBit) {
  for (DrawPoints const points : {DrawPoints::random, DrawPoints::latin}) {
    Scenario shop = test::shop();
    shop.parameters.set_points(points);
    Prioritization const answer = precisely(shop, wish_for(0.1), 2);
    SilentObserver observer;
    expect_same_answer(answer, *prioritize(shop, answer.experiment.sampling, 1, observer));
  }
}

TEST(PrioritizePrecisely, DoesNotDependOnThreads) {
  Prioritization const one = precisely(latin_shop(), wish_for(0.1), 1);
  Prioritization const many = precisely(latin_shop(), wish_for(0.1), 3);
  EXPECT_EQ(one.convergence->rounds.size(), many.convergence->rounds.size());
  EXPECT_EQ(one.experiment.sampling.customers, many.experiment.sampling.customers);
  expect_same_answer(one, many);
}

TEST(PrioritizePrecisely, EndsAtTheLimitWithTheBestAnswerSoFar) {
  PrecisionWish wish = wish_for(0.0005);
  wish.most_work = 12'000;
  Prioritization const answer = precisely(latin_shop(), wish);
  ASSERT_TRUE(answer.convergence);
  SampleSize const size = answer.convergence->rounds.back().size;
  EXPECT_FALSE(answer.convergence->reached);
  EXPECT_LE(size.draws * size.customers, wish.most_work);
  EXPECT_GT((size.draws + draws_per_step) * size.customers, wish.most_work);
  EXPECT_GT(answer.convergence->rounds.back().draws_planned, size.draws);
  EXPECT_EQ(answer.ranking.size(), 2U);
}

TEST(PrioritizePrecisely, KeepsTheCustomersThatTheUserFixed) {
  PrecisionWish wish = wish_for(0.2);
  wish.customers = 120;
  Prioritization const answer = precisely(latin_shop(), wish);
  EXPECT_EQ(answer.convergence->rounds.front().size.customers, 120U);
  EXPECT_EQ(answer.experiment.sampling.customers, 120U);
}

/// Two initiatives that do the same at nearly the same cost.
[[nodiscard]] Scenario shop_with_twins() {
  std::string const fix =
      R"({"name": "Fix the app", "department": "digital", "start": 3,
        "execution": {"failure": 0, "partial": 0},
        "effects": {"errors": {"change": "touchpoints/app/failure", "multiply": 0.4}}, )";
  return test::read_scenario(
      R"({"format": "cxsim-scenario", "version": 1, "name": "x", "map": "map.json", "horizon": 12,
        "initiatives": {"fix": )" +
          fix + R"("cost": {"one_off": 50000}}, "again": )" + fix +
          R"("cost": {"one_off": 50100}}}})",
      test::shop_map_text());
}

TEST(PrioritizePrecisely, DoesNotAskForTheOrderOfTwoThatAreAsGoodAsEachOther) {
  PrecisionWish wish;
  wish.order = 0.95;
  wish.top = 1;
  wish.fewest_draws = 40;
  Prioritization const answer = precisely(shop_with_twins(), wish);
  EXPECT_TRUE(answer.convergence->reached);
  EXPECT_EQ(answer.convergence->rounds.back().order->confidence, 1);
  EXPECT_TRUE(answer.convergence->rounds.back().figures.empty());
}

TEST(PrioritizePrecisely, WorksWithoutAnythingToRank) {
  Scenario const scenario = test::read_scenario(
      R"({"format": "cxsim-scenario", "version": 1, "name": "x", "map": "map.json"})",
      test::shop_map_text());
  PrecisionWish wish = wish_for(0.1);
  EXPECT_TRUE(precisely(scenario, wish).convergence->reached);
}

}  // namespace
}  // namespace cxsim
