#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/random/philox.hpp"

/// Randomness by name instead of by order.
///
/// Every random number has an address: what happens to whom, when, where, and for which purpose.
/// The same address gives the same number under every portfolio of initiatives, in every thread and
/// in every order of calculation; nothing is ever "the next number". Addresses form a hierarchy:
///
///     seed ──► draw key        derive(seed,  draw, 0, 0, 0)              parameters of one draw
///          └─► customer key    derive(seed,  draw, segment, entry month, customer index)
///               └─► episode key  derive(customer, month, journey, episode, 0)
///                    └─► words   block(episode, touchpoint, visit, purpose, 0)
///
/// Segments, journeys, touchpoints and parameters enter as `hash_id` of their id, so that adding,
/// removing or reordering others changes nothing. Deriving and drawing are kept apart: under one
/// key, `derive` and `block` never use the same words, whatever the coordinates.
namespace cxsim {

/// What a block of random words is for: the last coordinate of an address.
/// The values are part of the results of a release: append, never renumber.
enum class Purpose : std::uint32_t {
  parameter = 1,  ///< value of an uncertain number in one draw
  common_factor,  ///< shared part of correlated uncertain numbers
  execution,      ///< whether an initiative succeeds, partly succeeds or fails
  leniency,       ///< a customer's own level of judging
  contract,       ///< age of a customer's contract at the start
  resign,         ///< whether a customer whose contract ends signs again
  episode_count,  ///< number of episodes of one journey in one month
  visit,          ///< failure, experience and next touchpoint of one visit
  churn,          ///< whether and why a customer leaves (only when churn is sampled)
  contact,        ///< whether an episode leads to a contact or complaint outside the map
  response,       ///< whether and how a customer answers a survey
  resample,       ///< bootstrap and permutation of results
  search,         ///< choices of a search algorithm
  clock,          ///< times within a month in a simulated log
};

/// Address of a subtree of random numbers.
struct RandomKey {
  std::uint64_t bits = 0;

  friend constexpr bool operator==(RandomKey, RandomKey) = default;
};

namespace random_detail {

/// Without another key for deriving, a child key could equal words that `block` hands out.
inline constexpr std::uint64_t deriving = 0x6A09E667F3BCC908;

[[nodiscard]] constexpr RandomWords words_under(std::uint64_t key, std::uint32_t a, std::uint32_t b,
                                                std::uint32_t c, std::uint32_t d) noexcept {
  return philox4x32({a, b, c, d},
                    {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)});
}

}  // namespace random_detail

/// Four independent words at the address (\p a, \p b, \p c, \p d) below \p key.
[[nodiscard]] constexpr RandomWords block(RandomKey key, std::uint32_t a, std::uint32_t b,
                                          std::uint32_t c, std::uint32_t d) noexcept {
  return random_detail::words_under(key.bits, a, b, c, d);
}

/// The key at the address (\p a, \p b, \p c, \p d) below \p parent.
/// Two of n derived keys coincide with probability n² / 2^65 (for a billion keys: 3 %, and then two
/// customers share their luck; nothing breaks).
[[nodiscard]] constexpr RandomKey derive(RandomKey parent, std::uint32_t a, std::uint32_t b,
                                         std::uint32_t c, std::uint32_t d) noexcept {
  RandomWords const words =
      random_detail::words_under(parent.bits ^ random_detail::deriving, a, b, c, d);
  return {std::uint64_t{words[0]} | std::uint64_t{words[1]} << 32};
}

/// A number from the open interval (0, 1): the middle of one of 2^32 equal cells, exactly.
[[nodiscard]] constexpr double uniform(std::uint32_t word) noexcept {
  return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

/// A number from the open interval (0, 1): the middle of one of 2^52 equal cells, exactly.
/// All 53 bits of a double are used; the ends 2^-53 and 1 - 2^-53 are possible, 0 and 1 are not.
[[nodiscard]] constexpr double uniform(std::uint32_t high, std::uint32_t low) noexcept {
  std::uint64_t const cell = (std::uint64_t{high} << 32 | low) >> 12;
  return (static_cast<double>(cell) + 0.5) * 0x1p-52;
}

/// A stable 32-bit name of an id, the same in every release and on every machine.
/// FNV-1a with 64 bits, then mixed so that ids that differ in one character differ in all bits.
/// Two ids may share a hash (two of 1,000 with probability 1e-4): `luck_names`.
[[nodiscard]] constexpr std::uint32_t hash_id(std::string_view id) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (char const character : id) {
    hash ^= static_cast<unsigned char>(character);
    hash *= 0x00000100000001B3;
  }
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93;
  return static_cast<std::uint32_t>(hash >> 32);
}

/// A different 32-bit name for each of \p ids, in their order: the hash of the id, save where two
/// share it. Then the id that comes first in the order of letters keeps it and the others take a
/// hash that is free, so the order of \p ids does not matter.
/// \pre All ids are different and hold no zero byte.
[[nodiscard]] std::vector<std::uint32_t> luck_names(std::span<std::string const> ids);

}  // namespace cxsim
