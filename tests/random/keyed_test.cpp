#include "cxsim/random/keyed.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace cxsim {
namespace {

constexpr RandomKey seed{20240611};

// Chi-square of n numbers in equal cells has mean cells - 1 and variance 2 (cells - 1); the bound
// is 5 standard deviations, which a fair source exceeds with probability below 1e-5.
double chi_square_excess(std::vector<int> const& cells) {
  double numbers = 0;
  for (int const count : cells) {
    numbers += count;
  }
  auto const size = static_cast<double>(cells.size());
  double const expected = numbers / size;
  double chi_square = 0;
  for (int const count : cells) {
    chi_square += (count - expected) * (count - expected) / expected;
  }
  return (chi_square - (size - 1)) / std::sqrt(2 * (size - 1));
}

TEST(RandomKey, GivesTheSameWordsForTheSameAddress) {
  EXPECT_EQ(block(seed, 1, 2, 3, 4), block(RandomKey{20240611}, 1, 2, 3, 4));
  EXPECT_EQ(derive(seed, 1, 2, 3, 4), derive(RandomKey{20240611}, 1, 2, 3, 4));
}

TEST(RandomKey, GivesTheWordsOfPhiloxUnderItsBits) {
  EXPECT_EQ(block(RandomKey{0x299F31D0'A4093822}, 0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (RandomWords{0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1}));
}

// The keys of a release are part of its results: a change here changes every result file.
TEST(RandomKey, DerivesTheSameKeyInEveryRelease) {
  EXPECT_EQ(derive(RandomKey{1}, 2, 3, 4, 5).bits, 0x645C1C1F'D4C66D6F);
}

TEST(RandomKey, ChangesAllWordsWithAnyOneCoordinate) {
  std::vector<RandomWords> const blocks{block(seed, 1, 2, 3, 4),
                                        block(seed, 9, 2, 3, 4),
                                        block(seed, 1, 9, 3, 4),
                                        block(seed, 1, 2, 9, 4),
                                        block(seed, 1, 2, 3, 9),
                                        block({seed.bits + 1}, 1, 2, 3, 4),
                                        block({seed.bits ^ 1ull << 63}, 1, 2, 3, 4)};
  std::set<std::uint32_t> words;
  for (RandomWords const& four : blocks) {
    words.insert(four.begin(), four.end());
  }
  EXPECT_EQ(words.size(), 4 * blocks.size());
}

TEST(RandomKey, ChangesTheDerivedKeyWithAnyOneCoordinate) {
  std::set<std::uint64_t> const keys{
      derive(seed, 1, 2, 3, 4).bits,
      derive(seed, 9, 2, 3, 4).bits,
      derive(seed, 1, 9, 3, 4).bits,
      derive(seed, 1, 2, 9, 4).bits,
      derive(seed, 1, 2, 3, 9).bits,
      derive({seed.bits + 1}, 1, 2, 3, 4).bits,
      derive({seed.bits ^ 1ull << 63}, 1, 2, 3, 4).bits,
  };
  EXPECT_EQ(keys.size(), 7u);
}

TEST(RandomKey, FlipsHalfOfTheWordsWhenOneBitOfACoordinateChanges) {
  int const blocks = 4'000;
  int flipped = 0;
  for (std::uint32_t index = 0; index < blocks; ++index) {
    RandomWords const before = block(seed, index, 0, 0, 0);
    RandomWords const after = block(seed, index, 1u << (index % 32), 0, 0);
    for (std::size_t word = 0; word < before.size(); ++word) {
      flipped += std::popcount(before[word] ^ after[word]);
    }
  }
  // 128 fair bits a block: the sum has standard deviation sqrt(128 blocks) / 2; 5 of them.
  EXPECT_NEAR(flipped, 64.0 * blocks, 5 * std::sqrt(128.0 * blocks) / 2);
}

TEST(RandomKey, KeepsDerivedKeysApartFromTheWordsOfTheSameAddress) {
  RandomWords const words = block(seed, 1, 2, 3, 4);
  EXPECT_NE(derive(seed, 1, 2, 3, 4).bits, words[0] | std::uint64_t{words[1]} << 32);
}

TEST(RandomKey, GivesDifferentKeysToAMillionCustomers) {
  std::set<std::uint64_t> keys;
  for (std::uint32_t customer = 0; customer < 1'000'000; ++customer) {
    keys.insert(derive(seed, customer % 200, 7, customer % 36, customer / 200).bits);
  }
  EXPECT_EQ(keys.size(), 1'000'000u);
}

TEST(RandomKey, GivesFlatNumbersAcrossNeighbouringAddresses) {
  std::vector<int> cells(1000);
  for (std::uint32_t customer = 0; customer < 1'000; ++customer) {
    RandomKey const episode = derive(derive(seed, 0, 1, 0, customer), 3, 4, 0, 0);
    for (std::uint32_t visit = 0; visit < 100; ++visit) {
      for (std::uint32_t const word : block(episode, 5, visit, 6, 0)) {
        ++cells[static_cast<std::size_t>(uniform(word) * 1000)];
      }
    }
  }
  EXPECT_LT(std::fabs(chi_square_excess(cells)), 5);
}

TEST(RandomKey, GivesIndependentPairsToNeighbouringCustomers) {
  std::vector<int> cells(32 * 32);
  for (std::uint32_t customer = 0; customer < 400'000; ++customer) {
    double const here = uniform(block(derive(seed, 0, 1, 0, customer), 0, 0, 1, 0)[0]);
    double const next = uniform(block(derive(seed, 0, 1, 0, customer + 1), 0, 0, 1, 0)[0]);
    ++cells[static_cast<std::size_t>(here * 32) * 32 + static_cast<std::size_t>(next * 32)];
  }
  EXPECT_LT(std::fabs(chi_square_excess(cells)), 5);
}

TEST(Uniform, StaysInsideTheOpenInterval) {
  EXPECT_EQ(uniform(0u), 0x1p-33);
  EXPECT_EQ(uniform(0xFFFFFFFFu), 1 - 0x1p-33);
  EXPECT_EQ(uniform(0u, 0u), 0x1p-53);
  EXPECT_EQ(uniform(0xFFFFFFFFu, 0xFFFFFFFFu), 1 - 0x1p-53);
}

TEST(Uniform, IsSymmetricAroundOneHalf) {
  EXPECT_EQ(uniform(0x7FFFFFFFu) + uniform(0x80000000u), 1);
  EXPECT_EQ(uniform(0x7FFFFFFFu, 0xFFFFFFFFu) + uniform(0x80000000u, 0u), 1);
}

TEST(Uniform, GrowsWithItsWords) {
  EXPECT_LT(uniform(6u), uniform(7u));
  EXPECT_LT(uniform(6u, 0xFFFFFFFFu), uniform(7u, 0u));
  EXPECT_LT(uniform(7u, 0u), uniform(7u, 1u << 12));
}

TEST(HashId, IsTheSameInEveryRelease) {
  EXPECT_EQ(hash_id(""), 0x2180A923);
  EXPECT_EQ(hash_id("app_login"), 0x3DA27BB6);
  EXPECT_EQ(hash_id("hotline"), 0xA5432E06);
}

TEST(HashId, CanBeComputedByTheCompiler) {
  constexpr std::uint32_t hotline = hash_id("hotline");
  EXPECT_EQ(hotline, hash_id("hotline"));
}

TEST(HashId, TellsTenThousandSimilarIdsApart) {
  std::set<std::uint32_t> hashes;
  for (int number = 0; number < 10'000; ++number) {
    hashes.insert(hash_id(std::to_string(number) + "_touchpoint"));
  }
  // Of 10,000 random words 0.012 pairs coincide on average.
  EXPECT_EQ(hashes.size(), 10'000u);
}

TEST(HashId, SpreadsSimilarIdsEvenly) {
  std::vector<int> cells(256);
  for (int number = 0; number < 20'000; ++number) {
    ++cells[hash_id(std::to_string(number) + "i") >> 24];
  }
  EXPECT_LT(std::fabs(chi_square_excess(cells)), 5);
}

TEST(LuckNames, AreTheHashesOfIdsThatShareNone) {
  std::vector<std::string> const ids{"hotline", "app_login"};
  EXPECT_EQ(luck_names(ids), (std::vector<std::uint32_t>{0xA5432E06, 0x3DA27BB6}));
}

TEST(LuckNames, DifferWhereTwoIdsShareTheirHashWhateverTheirOrder) {
  ASSERT_EQ(hash_id("step_121465"), hash_id("step_135226"));
  std::vector<std::string> const ids{"step_121465", "app", "step_135226"};
  std::vector<std::string> const turned{"step_135226", "app", "step_121465"};
  std::vector<std::uint32_t> const names = luck_names(ids);
  EXPECT_EQ(names[0], hash_id("step_121465"));
  EXPECT_EQ(names[1], hash_id("app"));
  EXPECT_NE(names[2], names[0]);
  EXPECT_EQ(luck_names(turned), (std::vector<std::uint32_t>{names[2], names[1], names[0]}));
}

TEST(LuckNames, OfAHundredThousandIdsAreAllDifferent) {
  std::vector<std::string> ids;
  for (int number = 100'000; number < 200'000; ++number) {
    ids.push_back("step_" + std::to_string(number));  // two pairs share a hash
  }
  std::vector<std::uint32_t> const names = luck_names(ids);
  EXPECT_EQ(std::set<std::uint32_t>(names.begin(), names.end()).size(), ids.size());
}

}  // namespace
}  // namespace cxsim
