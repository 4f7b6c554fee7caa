#pragma once

#include <cstddef>

#include "names.hpp"

namespace cxsim {

/// How much a file may ask for; beyond it is refused before anything is calculated.
inline constexpr std::size_t most_transitions = 1'000'000;
/// Numbers of a map, kept once for each segment: 400 MB.
inline constexpr std::size_t most_kept_numbers = 50'000'000;
/// The number that a change goes out from divides: no draw of it may be 0.
inline constexpr double least_divisor = 1e-6;
/// Measurements, sources, goals, budgets.
inline constexpr std::size_t most_entries = 10'000;

[[nodiscard]] constexpr std::size_t most_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::touchpoint:
      return 100'000;
    case Kind::event:
    case Kind::initiative:
    case Kind::segment:
    case Kind::department:
    case Kind::channel:
    case Kind::stage:
    case Kind::queue:
    case Kind::journey:
    case Kind::outcome:
    case Kind::value:
      return 1'000;
  }
  return 0;
}

}  // namespace cxsim
