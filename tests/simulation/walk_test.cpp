#include "cxsim/simulation/walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cxsim/stats/chi_square.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

constexpr RandomKey seed{99};

/// One touchpoint that leads back to itself, on, or out; failure 0.3.
CompiledMap one_touchpoint() {
  CompiledMap map;
  CompiledTouchpoint touchpoint;
  touchpoint.failure = 0.3;
  touchpoint.level = 0.7;
  touchpoint.spread = 0.8;
  touchpoint.penalty = 1.2;
  touchpoint.id_hash = 17;
  touchpoint.first_success = 0;
  touchpoint.first_failure = 2;
  touchpoint.last = 4;
  map.touchpoints = {touchpoint};
  map.steps = {{0.8, step_completed}, {2, 0}, {0.4, step_abandoned}, {2, step_completed}};
  map.journeys = {{0, 5, 0.1, 1, {2}}};
  map.episode.mean_weight = 1;
  map.episode.resolved_score = 55;
  map.episode.recovery = 0.7;
  return map;
}

EpisodeRecord walk_many(CompiledMap const& map, std::uint32_t episodes) {
  EpisodeRecord record;
  for (std::uint32_t i = 0; i < episodes; ++i) {
    walk_episode(map, 0, derive(seed, i, 0, 0, 0), 0, record);
  }
  return record;
}

TEST(WalkEpisode, FailsAsOftenAsItShould) {
  EpisodeRecord const record = walk_many(one_touchpoint(), 100'000);
  auto const visits = static_cast<double>(record.visits.size());
  auto const failures = static_cast<double>(std::ranges::count_if(record.visits, &Visit::failed));
  double const z = (failures - 0.3 * visits) / std::sqrt(visits * 0.3 * 0.7);
  EXPECT_LT(std::fabs(z), 4.5) << failures << " of " << visits;
}

TEST(WalkEpisode, TakesEachTransitionWithItsProbability) {
  EpisodeRecord const record = walk_many(one_touchpoint(), 100'000);
  // Ends of episodes: success .7·.8 completed; failure .3·.4 abandoned, .3·.6 completed; the rest
  // goes round. Given that it ends: completed (.56 + .18)/.86, abandoned .12/.86.
  auto const completed =
      static_cast<double>(std::ranges::count_if(record.episodes, &Episode::completed));
  double const p = 0.74 / 0.86;
  double const z = (completed - 100'000 * p) / std::sqrt(100'000 * p * (1 - p));
  EXPECT_LT(std::fabs(z), 4.5) << completed;
  // Visits per episode are geometric with mean 1/.86.
  auto const visits = static_cast<double>(record.visits.size());
  double const deviation = std::sqrt(100'000 * 0.14) / 0.86;
  EXPECT_LT(std::fabs((visits - 100'000 / 0.86) / deviation), 4.5) << visits;
}

TEST(WalkEpisode, TransitionCountsPassTheChiSquareTest) {
  EpisodeRecord const record = walk_many(one_touchpoint(), 100'000);
  std::array<double, 4> counts{};  // success: out, round; failure: abandoned, completed
  for (Episode const& episode : record.episodes) {
    for (std::uint32_t i = 0; i < episode.visits; ++i) {
      bool const failed = record.visits[episode.first_visit + i].failed;
      bool const last = i + 1 == episode.visits;
      counts[failed ? (episode.completed ? 3 : 2) : (last ? 0 : 1)] += 1;
    }
  }
  double const successes = counts[0] + counts[1];
  double const failures = counts[2] + counts[3];
  double const statistic = std::pow(counts[0] - 0.8 * successes, 2) / (0.8 * 0.2 * successes) +
                           std::pow(counts[2] - 0.4 * failures, 2) / (0.4 * 0.6 * failures);
  EXPECT_GT(chi_square_upper_tail(statistic, 2), 1e-5) << statistic;
}

TEST(WalkEpisode, ExperienceFollowsTheTransformedNormalLaw) {
  EpisodeRecord const record = walk_many(one_touchpoint(), 50'000);
  std::vector<double> probabilities;
  for (Visit const& visit : record.visits) {
    double const level = 0.7 - (visit.failed ? 1.2 : 0);
    probabilities.push_back(normal_cdf((normal_quantile(visit.experience / 100) - level) / 0.8));
  }
  std::ranges::sort(probabilities);
  double distance = 0;
  auto const count = static_cast<double>(probabilities.size());
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    distance = std::max({distance, std::fabs(probabilities[i] - static_cast<double>(i) / count),
                         std::fabs(static_cast<double>(i + 1) / count - probabilities[i])});
  }
  // Kolmogorov–Smirnov: P(√n·D > 2.5) = 2·exp(−2·2.5²) = 7e-6.
  EXPECT_LT(std::sqrt(count) * distance, 2.5);
}

TEST(WalkEpisode, ALoopWithoutExitIsCutAndCounted) {
  CompiledMap map = one_touchpoint();
  map.steps = {{2, 0}, {2, 0}, {2, 0}, {2, 0}};
  EpisodeRecord record;
  walk_episode(map, 0, seed, 0, record);
  EXPECT_TRUE(record.episodes[0].cut);
  EXPECT_FALSE(record.episodes[0].completed);
  EXPECT_EQ(record.visits.size(), most_visits);
}

TEST(WalkEpisode, KeepsTheLuckOfAVisitWhenAnotherTouchpointIsAdded) {
  CompiledMap const map = one_touchpoint();
  CompiledMap larger = map;
  larger.touchpoints.insert(larger.touchpoints.begin(), map.touchpoints[0]);
  larger.touchpoints[0].id_hash = 3;
  larger.journeys[0].entry = 1;
  for (CompiledStep& step : larger.steps) {
    step.to = step.to == 0 ? 1 : step.to;
  }
  EpisodeRecord const a = walk_many(map, 200);
  EpisodeRecord const b = walk_many(larger, 200);
  ASSERT_EQ(a.visits.size(), b.visits.size());
  EXPECT_TRUE(std::ranges::equal(a.visits, b.visits, {}, &Visit::experience, &Visit::experience));
}

TEST(WalkEpisode, AFurtherContactIsJudgedLowerByThePenalty) {
  CompiledMap map = one_touchpoint();
  map.touchpoints[0].is_contact = true;
  map.episode.repeat_penalty = 0.35;
  EpisodeRecord const with = walk_many(map, 2000);
  map.episode.repeat_penalty = 0;
  EpisodeRecord const without = walk_many(map, 2000);
  auto const second = std::ranges::find_if(with.visits, &Visit::repeated);
  ASSERT_NE(second, with.visits.end());
  double const other =
      without.visits[static_cast<std::size_t>(second - with.visits.begin())].experience;
  EXPECT_NEAR(normal_quantile(other / 100) - normal_quantile(second->experience / 100), 0.35, 1e-9);
}

TEST(WalkEpisode, AnIncidentCountsInFullWhenAbandonedAndInPartWhenMended) {
  EpisodeRecord const record = walk_many(one_touchpoint(), 2000);
  for (Episode const& episode : record.episodes) {
    auto const begin = record.visits.begin() + episode.first_visit;
    bool const failed =
        std::any_of(begin, begin + episode.visits, [](Visit const& visit) { return visit.failed; });
    double const last = (begin + episode.visits - 1)->experience;
    double const expected = !failed ? 0 : (!episode.completed || last < 55 ? 1.0 : 0.3);
    EXPECT_NEAR(episode.incident, expected, 1e-15);
  }
}

TEST(EpisodeCount, IsPoisson) {
  CompiledMap map = one_touchpoint();
  // P(N <= k) of Poisson(2).
  map.journeys[0].count_cumulative = {0.1353352832366127,
                                      0.4060058497098381,
                                      0.6766764161830634,
                                      0.857123460498547,
                                      0.947346982656289,
                                      0.983436391519386,
                                      2};
  EXPECT_EQ(episode_count(map.journeys[0], 0.13), 0U);
  EXPECT_EQ(episode_count(map.journeys[0], 0.14), 1U);
  EXPECT_EQ(episode_count(map.journeys[0], 0.9), 4U);
  EXPECT_EQ(episode_count(map.journeys[0], 0.999), 6U);
}

}  // namespace
}  // namespace cxsim
