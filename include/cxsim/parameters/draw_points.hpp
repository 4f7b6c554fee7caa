#pragma once

#include <cstdint>
#include <string_view>

#include "cxsim/random/keyed.hpp"

namespace cxsim {

/// How the draws are placed in the space of what we do not know.
enum class DrawPoints {
  random,  ///< every draw by itself
  latin    ///< Latin hypercubes of latin_block draws, one behind the other
};

/// Draws of one hypercube: of every uncertain number, each tenth of its luck is met once by ten
/// draws in sequence. Blocks are independent of each other, so that more draws keep the property
/// and the spread of their means is the error of the mean.
inline constexpr std::uint32_t latin_block = 10;

/// Draws that were placed together: latin_block, or 1.
[[nodiscard]] constexpr std::uint32_t block_of(DrawPoints points) noexcept {
  return points == DrawPoints::latin ? latin_block : 1;
}

/// Luck of draw \p draw for what is called \p name, uniform in (0, 1).
/// Latin: McKay, Beckman, Conover, Technometrics 21, 1979; the stratum of a draw is the rank of its
/// keyed number among those of its block. Cost: 10 ns, or 0.2 µs for latin.
[[nodiscard]] double luck_of_draw(RandomKey seed, std::uint32_t draw, std::string_view name,
                                  Purpose purpose, DrawPoints points);

}  // namespace cxsim
