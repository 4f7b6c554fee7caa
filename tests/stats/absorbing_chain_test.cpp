#include "cxsim/stats/absorbing_chain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

/// Expects equality to a relative error.
void expect_close(double actual, double expected, double relative) {
  EXPECT_NEAR(actual, expected, relative * std::fabs(expected));
}

void expect_all_close(std::vector<double> const& actual, std::vector<double> const& expected,
                      double relative) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    SCOPED_TRACE(i);
    expect_close(actual[i], expected[i], relative);
  }
}

std::vector<double> at(std::uint32_t state, std::size_t states) {
  std::vector<double> one(states, 0.0);
  one[state] = 1;
  return one;
}

/// Luck of its own, so that the tests are the same everywhere.
class Luck {
 public:
  double next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
  }
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() * bound); }

 private:
  std::uint64_t state_ = 20261124;
};

/// Each state moves to \p ways random ones and ends with probability \p exit, one of two outcomes.
ChainSteps random_chain(std::uint32_t states, std::uint32_t ways, double exit) {
  Luck luck;
  ChainSteps steps{states, 2, {}, {}};
  for (std::uint32_t from = 0; from < states; ++from) {
    std::vector<double> weights;
    for (std::uint32_t way = 0; way < ways; ++way) {
      weights.push_back(0.05 + luck.next());
    }
    double const sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double const weight : weights) {
      steps.moves.push_back({from, luck.below(states), (1 - exit) * weight / sum});
    }
    double const split = luck.next();
    steps.exits.push_back({from, 0, exit * split});
    steps.exits.push_back({from, 1, exit * (1 - split)});
  }
  return steps;
}

/// Gaussian elimination with pivots in long double: the oracle.
std::vector<double> dense_gains(ChainSteps const& steps, std::vector<double> const& gain) {
  std::size_t const n = steps.states;
  std::vector<std::vector<long double>> a(n, std::vector<long double>(n + 1, 0.0L));
  for (std::size_t i = 0; i < n; ++i) {
    a[i][i] = 1;
    a[i][n] = gain[i];
  }
  for (ChainMove const& move : steps.moves) {
    a[move.from][move.to] -=
        static_cast<long double>(steps.worth_per_step) * static_cast<long double>(move.probability);
  }
  for (std::size_t k = 0; k < n; ++k) {
    auto const largest = std::max_element(
        a.begin() + static_cast<std::ptrdiff_t>(k), a.end(),
        [&](auto const& x, auto const& y) { return std::fabs(x[k]) < std::fabs(y[k]); });
    std::swap(a[k], *largest);
    for (std::size_t i = 0; i < n; ++i) {
      long double const factor = i == k ? 0.0L : a[i][k] / a[k][k];
      for (std::size_t j = k; j <= n; ++j) {
        a[i][j] -= factor * a[k][j];
      }
    }
  }
  std::vector<double> x;
  for (std::size_t k = 0; k < n; ++k) {
    x.push_back(static_cast<double>(a[k][n] / a[k][k]));
  }
  return x;
}

std::vector<double> random_gain(std::size_t states) {
  Luck luck;
  std::vector<double> gain(states);
  std::generate(gain.begin(), gain.end(), [&] { return luck.next(); });
  return gain;
}

/// Fortune 1 … n−1; outcome 0 is ruin, 1 is to own n.
ChainSteps gambler(std::uint32_t n, double wins) {
  ChainSteps steps{n - 1, 2, {}, {}};
  for (std::uint32_t i = 0; i < n - 1; ++i) {
    if (i == 0) {
      steps.exits.push_back({i, 0, 1 - wins});
    } else {
      steps.moves.push_back({i, i - 1, 1 - wins});
    }
    if (i == n - 2) {
      steps.exits.push_back({i, 1, wins});
    } else {
      steps.moves.push_back({i, i + 1, wins});
    }
  }
  return steps;
}

/// A single state that repeats itself until it ends.
ChainSteps geometric(double exit) { return {1, 1, {{0, 0, 1 - exit}}, {{0, 0, exit}}}; }

ChainGain per_visit(std::size_t states) { return {std::vector<double>(states, 1.0), {}, {}}; }

TEST(AbsorbingChain, ALoopOfOneStateIsGeometric) {
  AbsorbingChain const chain(geometric(0.2));
  GainMoments const steps = chain.moments(per_visit(1));
  EXPECT_THAT(chain.visits({1}), ElementsAre(5.0));
  EXPECT_DOUBLE_EQ(steps.mean[0], 5);
  EXPECT_DOUBLE_EQ(steps.sd[0], std::sqrt(0.8) / 0.2);
}

TEST(AbsorbingChain, KeepsItsDigitsOverAMillionAndABillionSteps) {
  GainMoments const million = AbsorbingChain(geometric(1e-6)).moments(per_visit(1));
  GainMoments const billion = AbsorbingChain(geometric(1e-9)).moments(per_visit(1));
  expect_close(million.mean[0], 1e6, 1e-15);
  expect_close(million.sd[0], 1e6 * std::sqrt(1 - 1e-6), 1e-9);
  expect_close(billion.mean[0], 1e9, 1e-15);
}

TEST(AbsorbingChain, AFairGamblerPlaysForTheProductOfBothDistances) {
  std::uint32_t const n = 2000;
  AbsorbingChain const chain(gambler(n, 0.5));
  std::vector<double> const steps = chain.gains(std::vector<double>(n - 1, 1.0));
  expect_close(steps[999], 1e6, 1e-11);
  expect_close(steps[0], 1999, 1e-11);
  expect_close(chain.chances(1)[0], 1.0 / n, 1e-11);
  expect_close(chain.chances(0)[499], 0.75, 1e-11);
}

TEST(AbsorbingChain, AFairGamblersTimeHasTheKnownVariance) {
  // Var = i(n−i)(i² + (n−i)² − 2)/3
  double const n = 100;
  double const i = 30;
  GainMoments const steps = AbsorbingChain(gambler(100, 0.5)).moments(per_visit(99));
  double const variance = i * (n - i) * (i * i + (n - i) * (n - i) - 2) / 3;
  expect_close(steps.sd[29], std::sqrt(variance), 1e-11);
}

TEST(AbsorbingChain, AnUnfairGamblersTinyChancesAreRightToManyDigits) {
  // P(own n from 1) = (r − 1)/(rⁿ − 1), r = q/p = 3: about 1e-14 for n = 30
  AbsorbingChain const chain(gambler(30, 0.25));
  expect_close(chain.chances(1)[0], 2 / (std::pow(3.0, 30) - 1), 1e-12);
}

TEST(AbsorbingChain, AllCouponsTakeAsManyBoxesAsTheHarmonicSum) {
  std::uint32_t const n = 50;
  ChainSteps steps{n, 1, {}, {}};
  double mean = 0;
  double variance = 0;
  for (std::uint32_t have = 0; have < n; ++have) {
    double const next = static_cast<double>(n - have) / n;
    mean += 1 / next;
    variance += (1 - next) / (next * next);
    steps.moves.push_back({have, have, 1 - next});
    if (have + 1 < n) {
      steps.moves.push_back({have, have + 1, next});
    } else {
      steps.exits.push_back({have, 0, next});
    }
  }
  GainMoments const boxes = AbsorbingChain(steps).moments(per_visit(n));
  expect_close(boxes.mean[0], mean, 1e-14);
  expect_close(boxes.sd[0], std::sqrt(variance), 1e-13);
}

TEST(AbsorbingChain, AgreesWithADenseSolveOfRandomChains) {
  for (std::uint32_t const states : {1U, 2U, 3U, 7U, 30U, 39U, 40U, 41U, 42U, 80U, 200U}) {
    SCOPED_TRACE(states);
    ChainSteps const steps = random_chain(states, 3, 0.05);
    std::vector<double> const gain = random_gain(states);
    expect_all_close(AbsorbingChain(steps).gains(gain), dense_gains(steps, gain), 1e-12);
  }
}

TEST(AbsorbingChain, AgreesWithADenseSolveOfSparseChainsInManyParts) {
  // Few ways: the chain falls into strongly connected parts of many sizes.
  ChainSteps const steps = random_chain(400, 1, 0.2);
  std::vector<double> const gain = random_gain(400);
  expect_all_close(AbsorbingChain(steps).gains(gain), dense_gains(steps, gain), 1e-12);
}

TEST(AbsorbingChain, AgreesWithADenseSolveWhenLaterStepsAreWorthLess) {
  ChainSteps steps = random_chain(100, 3, 0.01);
  steps.worth_per_step = 0.9;
  std::vector<double> const gain = random_gain(100);
  expect_all_close(AbsorbingChain(steps).gains(gain), dense_gains(steps, gain), 1e-12);
}

TEST(AbsorbingChain, VisitsAreTheTransposeOfGains) {
  ChainSteps const steps = random_chain(300, 3, 0.01);
  AbsorbingChain const chain(steps);
  std::vector<double> const gain = random_gain(300);
  std::vector<double> const visits = chain.visits(at(17, 300));
  double const by_visits = std::inner_product(visits.begin(), visits.end(), gain.begin(), 0.0);
  expect_close(by_visits, chain.gains(gain)[17], 1e-12);
}

TEST(AbsorbingChain, EveryStateWithTheSameExitTakesTheSameTimeHoweverEntangledTheChain) {
  // 5,000 states with 4 random ways each fill up: they are iterated. All take 1/exit steps.
  AbsorbingChain const chain(random_chain(5000, 4, 1e-6));
  GainMoments const steps = chain.moments(per_visit(5000));
  expect_all_close(steps.mean, std::vector<double>(5000, 1e6), 1e-9);
  expect_all_close(steps.sd, std::vector<double>(5000, 1e6 * std::sqrt(1 - 1e-6)), 1e-9);
  std::vector<double> const visits = chain.visits(at(3, 5000));
  expect_close(std::accumulate(visits.begin(), visits.end(), 0.0), 1e6, 1e-9);
}

TEST(AbsorbingChain, IteratedPartsAgreeWithThemselvesTransposed) {
  AbsorbingChain const chain(random_chain(5000, 4, 0.003));
  std::vector<double> const visits = chain.visits(at(3, 5000));
  std::vector<double> const gain = random_gain(5000);
  expect_close(std::inner_product(visits.begin(), visits.end(), gain.begin(), 0.0),
               chain.gains(gain)[3], 1e-11);
}

TEST(AbsorbingChain, ChancesOfAllOutcomesSumToOne) {
  AbsorbingChain const chain(random_chain(500, 3, 1e-5));
  std::vector<double> sum = chain.chances(0);
  std::vector<double> const other = chain.chances(1);
  std::transform(sum.begin(), sum.end(), other.begin(), sum.begin(), std::plus<>());
  expect_all_close(sum, std::vector<double>(500, 1.0), 1e-12);
}

TEST(AbsorbingChain, TheOrderOfStatesChangesNothing) {
  ChainSteps const steps = random_chain(250, 3, 1e-4);
  ChainSteps turned = steps;
  for (ChainMove& move : turned.moves) {
    move.from = 249 - move.from;
    move.to = 249 - move.to;
  }
  for (ChainExit& exit : turned.exits) {
    exit.from = 249 - exit.from;
  }
  std::vector<double> there = AbsorbingChain(turned).chances(0);
  std::reverse(there.begin(), there.end());
  expect_all_close(there, AbsorbingChain(steps).chances(0), 1e-12);
}

TEST(AbsorbingChain, SeveralMovesBetweenTwoStatesAddUp) {
  ChainSteps const steps{
      2, 1, {{0, 1, 0.25}, {0, 1, 0.25}, {1, 0, 0.5}}, {{0, 0, 0.5}, {1, 0, 0.5}}};
  EXPECT_THAT(AbsorbingChain(steps).visits({1, 0}), ElementsAre(4.0 / 3, 2.0 / 3));
}

TEST(AbsorbingChain, GainsOfMovesAndExitsCountWhenTheyAreTaken) {
  // 0 → 1 for 3 with 0.5, else out for 10; 1 → out for 2. From 0: 5 or 10.
  ChainSteps const steps{2, 2, {{0, 1, 0.5}}, {{0, 0, 0.5}, {1, 1, 1}}};
  GainMoments const gain = AbsorbingChain(steps).moments({{}, {3}, {10, 2}});
  EXPECT_DOUBLE_EQ(gain.mean[0], 7.5);
  EXPECT_DOUBLE_EQ(gain.sd[0], 2.5);
  EXPECT_DOUBLE_EQ(gain.sd[1], 0);
}

TEST(AbsorbingChain, ADiscountedAnnuityHasItsKnownMeanAndVariance) {
  // Σ βᵏ over N ~ geometric visits, exit p: mean 1/(1 − β(1−p)); E[W²] from W = 1 + βW'.
  double const p = 0.1;
  double const worth = 0.95;
  ChainSteps steps = geometric(p);
  steps.worth_per_step = worth;
  GainMoments const gain = AbsorbingChain(steps).moments(per_visit(1));
  double const mean = 1 / (1 - worth * (1 - p));
  double const square = (1 + 2 * worth * (1 - p) * mean) / (1 - worth * worth * (1 - p));
  expect_close(gain.mean[0], mean, 1e-14);
  expect_close(gain.sd[0], std::sqrt(square - mean * mean), 1e-12);
}

TEST(AbsorbingChain, OutcomesDoNotDependOnWhatLaterStepsAreWorth) {
  ChainSteps steps = random_chain(60, 3, 0.05);
  std::vector<double> const chances = AbsorbingChain(steps).chances(0);
  steps.worth_per_step = 0.5;
  EXPECT_EQ(AbsorbingChain(steps).chances(0), chances);
}

TEST(AbsorbingChain, TimeGivenAnOutcomeIsThatOfTheEpisodesThatEndSo) {
  // A fair gambler who wins plays (n² − i²)/3 rounds (Stern, Math. Mag. 48, 1975).
  AbsorbingChain const chain(gambler(20, 0.5));
  GainMoments const rounds = chain.moments_given(1, chain.chances(1), per_visit(19));
  expect_close(rounds.mean[4], (400.0 - 25.0) / 3, 1e-12);
}

TEST(AbsorbingChain, MomentsGivenEachOutcomeMixToThoseOfAll) {
  AbsorbingChain const chain(random_chain(70, 3, 0.05));
  ChainGain const gain{random_gain(70), random_gain(210), random_gain(140)};
  std::vector<double> const first = chain.chances(0);
  GainMoments const all = chain.moments(gain);
  GainMoments const one = chain.moments_given(0, first, gain);
  GainMoments const other = chain.moments_given(1, chain.chances(1), gain);
  double const p = first[9];
  double const mean = p * one.mean[9] + (1 - p) * other.mean[9];
  double const square = p * (one.sd[9] * one.sd[9] + one.mean[9] * one.mean[9]) +
                        (1 - p) * (other.sd[9] * other.sd[9] + other.mean[9] * other.mean[9]);
  expect_close(mean, all.mean[9], 1e-12);
  expect_close(std::sqrt(square - mean * mean), all.sd[9], 1e-10);
}

TEST(AbsorbingChain, MomentsOfAnOutcomeThatCannotHappenAreNoNumber) {
  AbsorbingChain const chain({2, 2, {{0, 1, 0.5}}, {{0, 0, 0.5}, {1, 1, 1}}});
  GainMoments const steps = chain.moments_given(0, chain.chances(0), per_visit(2));
  EXPECT_EQ(steps.mean[0], 1);
  EXPECT_TRUE(std::isnan(steps.mean[1]));
}

TEST(AbsorbingChain, VisitsFromItselfAreTheDiagonalOfTheFundamentalMatrix) {
  ChainSteps const steps = random_chain(120, 2, 0.02);
  AbsorbingChain const chain(steps);
  auto const diagonal = chain.visits_from_itself();
  ASSERT_TRUE(diagonal);
  std::vector<double> expected;
  for (std::uint32_t state = 0; state < 120; ++state) {
    expected.push_back(chain.visits(at(state, 120))[state]);
  }
  expect_all_close(*diagonal, expected, 1e-12);
}

TEST(AbsorbingChain, StepCountsOfALoopAreGeometric) {
  StepCounts const counts = AbsorbingChain(geometric(0.5)).step_counts({1}, 4);
  EXPECT_THAT(counts.ending, ElementsAre(ElementsAre(0.5, 0.25, 0.125, 0.0625)));
  EXPECT_EQ(counts.later, 0.0625);
}

TEST(AbsorbingChain, StepCountsHaveTheMeanOfTheExactSolution) {
  AbsorbingChain const chain(random_chain(50, 3, 0.1));
  StepCounts const counts = chain.step_counts(at(0, 50), 100'000);
  double mean = 0;
  for (std::size_t k = 0; k < counts.ending[0].size(); ++k) {
    mean += static_cast<double>(k + 1) * (counts.ending[0][k] + counts.ending[1][k]);
  }
  expect_close(mean, chain.gains(std::vector<double>(50, 1.0))[0], 1e-11);
  EXPECT_LT(counts.later, 1e-15);
}

TEST(AbsorbingChain, NamesStatesThatGoOnForEver) {
  ChainSteps const steps{4, 1, {{0, 1, 0.5}, {1, 2, 1}, {2, 1, 1}, {3, 0, 1}}, {{0, 0, 0.5}}};
  EXPECT_THAT(states_without_exit(steps), ElementsAre(1, 2));
  EXPECT_THAT(states_without_exit(geometric(0.1)), IsEmpty());
}

TEST(AbsorbingChain, RefusesStatesThatDoNotExist) {
  EXPECT_THROW(AbsorbingChain({1, 1, {{0, 1, 1}}, {}}), ContractViolation);
}

TEST(AbsorbingChain, MovesThatNeverHappenChangeNothing) {
  ChainSteps steps = gambler(10, 0.4);
  std::vector<double> const before = AbsorbingChain(steps).chances(1);
  steps.moves.push_back({0, 7, 0});
  EXPECT_EQ(AbsorbingChain(steps).chances(1), before);
}

TEST(StateVariants, EqualAFullSolveOfTheChangedChain) {
  ChainSteps steps = random_chain(90, 3, 1e-4);
  std::uint32_t const changed = 33;
  std::vector<double> gain = random_gain(90);
  StateVariants const variants(steps, changed, gain);
  std::vector<StateVariants::Way> const ways{{5, 0.5}, {33, 0.1}, {60, 0.3999}};
  gain[changed] = 2;
  double const there = variants.gain_at_state(ways, 0.0001, 2);
  std::erase_if(steps.moves, [&](ChainMove const& move) { return move.from == changed; });
  std::erase_if(steps.exits, [&](ChainExit const& exit) { return exit.from == changed; });
  steps.moves.insert(steps.moves.end(),
                     {{changed, 5, 0.5}, {changed, 33, 0.1}, {changed, 60, 0.3999}});
  steps.exits.push_back({changed, 0, 0.0001});
  std::vector<double> const expected = AbsorbingChain(steps).gains(gain);
  expect_close(there, expected[changed], 1e-12);
  expect_close(variants.gain_from(7, there), expected[7], 1e-12);
  expect_close(variants.gain_from(changed, there), expected[changed], 1e-12);
}

TEST(StateVariants, KeepTheirDigitsWhenNearlyAllComeBack) {
  ChainSteps const steps = gambler(2000, 0.5);
  StateVariants const variants(steps, 999, std::vector<double>(1999, 1.0));
  std::vector<StateVariants::Way> const ways{{998, 0.5}, {1000, 0.5}};
  expect_close(variants.gain_at_state(ways, 0, 1), 1e6, 1e-11);
}

TEST(StateVariants, DiscountAsTheChainDoes) {
  ChainSteps steps = random_chain(50, 3, 0.01);
  steps.worth_per_step = 0.8;
  std::vector<double> const gain = random_gain(50);
  StateVariants const variants(steps, 8, gain);
  std::vector<StateVariants::Way> ways;
  double ending = 0;
  for (ChainMove const& move : steps.moves) {
    if (move.from == 8) {
      ways.push_back({move.to, move.probability});
    }
  }
  for (ChainExit const& exit : steps.exits) {
    ending += exit.from == 8 ? exit.probability : 0;
  }
  double const there = variants.gain_at_state(ways, ending, gain[8]);
  expect_close(variants.gain_from(0, there), AbsorbingChain(steps).gains(gain)[0], 1e-12);
}

}  // namespace
}  // namespace cxsim
