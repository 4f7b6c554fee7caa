#include "cxsim/random/philox.hpp"

#include <gtest/gtest.h>

namespace cxsim {
namespace {

// Known answers published with Random123 (kat_vectors, philox4x32 with 10 rounds).
TEST(Philox, GivesThePublishedWordsForZeros) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}),
            (RandomWords{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8}));
}

TEST(Philox, GivesThePublishedWordsForOnes) {
  EXPECT_EQ(philox4x32({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, {0xFFFFFFFF, 0xFFFFFFFF}),
            (RandomWords{0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD}));
}

TEST(Philox, GivesThePublishedWordsForDigitsOfPi) {
  EXPECT_EQ(philox4x32({0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344}, {0xA4093822, 0x299F31D0}),
            (RandomWords{0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1}));
}

TEST(Philox, CanBeComputedByTheCompiler) {
  constexpr RandomWords words = philox4x32({1, 2, 3, 4}, {5, 6});
  EXPECT_EQ(words, philox4x32({1, 2, 3, 4}, {5, 6}));
}

}  // namespace
}  // namespace cxsim
