#include <Random123/philox.h>
#include <gtest/gtest.h>

// A macro of the library that takes our function's name.
#undef philox4x32

#include <cstdint>
#include <random>

#include "cxsim/random/philox.hpp"

namespace cxsim {
namespace {

RandomWords words_of_random123(RandomWords const& counter,
                               std::array<std::uint32_t, 2> const& key) {
  r123::Philox4x32 generator;
  r123::Philox4x32::ctr_type const words =
      generator(r123::Philox4x32::ctr_type{{counter[0], counter[1], counter[2], counter[3]}},
                r123::Philox4x32::key_type{{key[0], key[1]}});
  return {words[0], words[1], words[2], words[3]};
}

TEST(Philox, AgreesWithTheLibraryOfItsAuthors) {
  std::mt19937 any(20240611);
  auto const word = [&any] { return static_cast<std::uint32_t>(any()); };
  for (int input = 0; input < 200'000; ++input) {
    RandomWords const counter{word(), word(), word(), word()};
    std::array<std::uint32_t, 2> const key{word(), word()};
    ASSERT_EQ(philox4x32(counter, key), words_of_random123(counter, key)) << "input " << input;
  }
}

}  // namespace
}  // namespace cxsim
