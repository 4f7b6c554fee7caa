#include "cxsim/parameters/draw_points.hpp"

namespace cxsim {

namespace {

[[nodiscard]] RandomWords words_of(RandomKey seed, std::uint32_t draw, std::uint32_t name,
                                   Purpose purpose) {
  return block(derive(seed, draw, 0, 0, 0), name, 0, static_cast<std::uint32_t>(purpose), 0);
}

}  // namespace

double luck_of_draw(RandomKey seed, std::uint32_t draw, std::string_view name, Purpose purpose,
                    DrawPoints points) {
  std::uint32_t const hash = hash_id(name);
  RandomWords const own = words_of(seed, draw, hash, purpose);
  if (points == DrawPoints::random) {
    return uniform(own[0], own[1]);
  }
  std::uint32_t const first = draw / latin_block * latin_block;
  std::uint32_t rank = 0;
  for (std::uint32_t other = first; other < first + latin_block; ++other) {
    std::uint32_t const word = words_of(seed, other, hash, purpose)[0];
    rank += word < own[0] || (word == own[0] && other < draw) ? 1U : 0U;
  }
  // One word within the stratum: the sum is exact, so that it cannot reach the next stratum.
  return (rank + uniform(own[2])) / latin_block;
}

}  // namespace cxsim
