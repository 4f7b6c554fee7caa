// Compiled once per kind of vectors that the processor may have (Highway); the best one is chosen
// when the program runs. Each does the same operations in the same order as the scalar functions of
// stats/math.hpp and random/philox.hpp, so each gives the same bits.
#include "walk_kernel.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "cxsim/random/keyed.hpp"
#include "cxsim/stats/math.hpp"
#include "vector_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "../src/simulation/walk_kernel.cpp"  // from a folder of headers
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace cxsim {
namespace HWY_NAMESPACE {
namespace {

using Words = hn::RebindToUnsigned<NumberTag>;
using WordLanes = hn::Vec<Words>;

struct PhiloxLanes {
  WordLanes first, second, third;
};

/// Words 0, 1 and 2 of a block; the upper halves of all lanes hold anything.
HWY_INLINE PhiloxLanes philox(WordLanes c0, WordLanes c1, WordLanes c2, WordLanes c3, WordLanes k0,
                              WordLanes k1) {
  Words const d;
  auto const times = [](WordLanes a, WordLanes b) HWY_ATTR {
#if HWY_TARGET == HWY_SCALAR
    return hn::Mul(hn::And(a, hn::Set(Words(), 0xFFFFFFFF)), b);
#else
    hn::Repartition<std::uint32_t, Words> const halves;
    return hn::MulEven(hn::BitCast(halves, a), hn::BitCast(halves, b));
#endif
  };
  auto const multiplier_0 = hn::Set(d, philox_detail::multiplier_0);
  auto const multiplier_1 = hn::Set(d, philox_detail::multiplier_1);
  auto const step_0 = hn::Set(d, std::uint64_t{philox_detail::golden_ratio});
  auto const step_1 = hn::Set(d, std::uint64_t{philox_detail::root_of_3_minus_1});
#pragma GCC unroll 10
  for (int round = 0; round < philox_detail::rounds; ++round) {
    auto const product_0 = times(c0, multiplier_0);
    auto const product_1 = times(c2, multiplier_1);
    c0 = hn::Xor3(hn::ShiftRight<32>(product_1), c1, k0);
    c1 = product_1;
    c2 = hn::Xor3(hn::ShiftRight<32>(product_0), c3, k1);
    c3 = product_0;
    k0 = hn::Add(k0, step_0);
    k1 = hn::Add(k1, step_1);
  }
  return {c0, c1, c2};
}

/// The luck of every visit that is due. Reads and writes whole vectors.
HWY_INLINE void draw_words(std::size_t count, WalkMemory& memory) {
  Words const d;
  auto const low = hn::Set(d, 0xFFFFFFFF);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    auto const key = hn::Load(d, memory.keys.data() + i);
    auto const address = hn::Load(d, memory.addresses.data() + i);
    PhiloxLanes const words = philox(address, hn::ShiftRight<32>(address),
                                     hn::Set(d, static_cast<std::uint64_t>(Purpose::visit)),
                                     hn::Zero(d), key, hn::ShiftRight<32>(key));
    hn::Store(hn::Or(hn::And(words.first, low), hn::ShiftLeft<32>(words.second)), d,
              memory.path_words.data() + i);
    hn::Store(hn::And(words.third, low), d, memory.quantile_words.data() + i);
  }
}

/// Experience of every visit that is due, as experience_of in walk.cpp.
HWY_INLINE void feel(std::size_t count, WalkMemory& memory) {
  NumberTag const d;
  Words const w;
  auto const large = hn::Set(d, 0x1p52);
  double* const quantiles = memory.quantiles.data() + memory.logged;
  double* const experiences = memory.experiences.data() + memory.logged;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    auto const word = hn::Load(w, memory.quantile_words.data() + i);
    auto const number = hn::Sub(hn::BitCast(d, hn::Or(word, hn::BitCast(w, large))), large);
    auto const p = hn::Mul(hn::Add(number, hn::Set(d, 0.5)), hn::Set(d, 0x1p-32));
    hn::StoreU(normal_quantile_of(p), d, quantiles + i);
  }
  // Two loops: the processor works on many short chains at once, not on few long ones.
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    auto latent =
        hn::Add(hn::Load(d, memory.level.data() + i),
                hn::Mul(hn::Load(d, memory.spread.data() + i), hn::LoadU(d, quantiles + i)));
    latent = hn::Sub(latent, hn::Load(d, memory.failure_penalty.data() + i));
    latent = hn::Sub(latent, hn::Load(d, memory.repeat_penalty.data() + i));
    hn::StoreU(hn::Mul(hn::Set(d, 100.0), normal_cdf_of(latent)), d, experiences + i);
  }
}

/// What comes next, as next_step in walk.cpp.
HWY_INLINE std::int32_t next_step(WalkMaps::Ways const* ways, std::uint32_t luck) {
  hn::CappedTag<std::int32_t, WalkMaps::row> const d;
  auto const word = hn::Set(d, static_cast<std::int32_t>(luck ^ 0x80000000U));
  while (true) {
    std::size_t passed = 0;
    for (std::size_t i = 0; i < WalkMaps::row; i += hn::Lanes(d)) {
      passed += hn::CountTrue(d, hn::Gt(word, hn::Load(d, ways->bound.data() + i)));
    }
    if (HWY_LIKELY(passed < WalkMaps::row)) {
      return ways->to[passed];
    }
    ++ways;
  }
}

/// How often the episode whose latest visit is \p last has been at \p touchpoint so far.
HWY_INLINE std::uint64_t earlier_visits(WalkMemory::Logged const* log, std::uint32_t last,
                                        std::uint32_t touchpoint) {
  while (last != WalkMemory::none) {
    if (log[last].touchpoint == touchpoint) {
      return log[last].number + 1;
    }
    last = log[last].previous;
  }
  return 0;
}

/// One visit of every episode on its way. \return How many go on.
/// No branch depends on luck, save for touchpoints that are visited again.
HWY_INLINE std::size_t visit_all(std::size_t count, WalkMaps const& maps, WalkMemory& memory) {
  WalkMaps::Point const* const points = maps.points.data();
  WalkMaps::Ways const* const ways = maps.ways.data();
  WalkMemory::Progress* const progress = memory.progress.data();
  WalkMemory::Logged* const log = memory.log.data();
  auto place = static_cast<std::uint32_t>(memory.logged);
  std::size_t going = 0;
  for (std::size_t i = 0; i < count; ++i, ++place) {
    std::uint32_t const episode = memory.episodes[i];
    std::uint64_t const key = memory.keys[i];
    std::uint64_t const words = memory.path_words[i];
    WalkMemory::Progress& one = progress[episode];
    WalkMaps::Point const& point = points[static_cast<std::uint32_t>(one.at)];
    std::uint64_t const failed = static_cast<std::uint32_t>(words) < point.fails_below ? 1 : 0;
    std::int32_t const to =
        next_step(ways + point.ways[failed], static_cast<std::uint32_t>(words >> 32));
    std::uint64_t const before = one.counts;
    std::uint16_t const contacts = WalkMemory::contacts(before);
    WalkMemory::Logged& visit = log[place];
    visit.path_words = words;
    visit.touchpoint = point.touchpoint;
    visit.failed = failed != 0;
    visit.repeated = (contacts & (0U - point.is_contact)) != 0;
    visit.earlier_contacts = contacts;
    visit.episode = episode;
    visit.previous = one.last_visit;
    visit.number = memory.addresses[i] >> 32;
    memory.level[i] = point.level + one.leniency;
    memory.spread[i] = point.spread;
    memory.failure_penalty[i] = point.penalty[failed];
    memory.repeat_penalty[i] = point.repeat_penalty * contacts;
    std::uint64_t const counts = before + WalkMemory::Counts::visit +
                                 point.is_contact * WalkMemory::Counts::contact +
                                 failed * WalkMemory::Counts::failure;
    std::uint64_t const touched = one.touched | std::uint64_t{1} << (point.touchpoint % 64);
    one.touched = touched;
    one.counts = counts;
    one.at = to;
    one.last_visit = place;
    std::uint32_t const ends =
        (static_cast<std::uint32_t>(to) >> 31) |
        static_cast<std::uint32_t>(WalkMemory::visits(counts) >= most_visits);
    WalkMaps::Point const& next = points[static_cast<std::uint32_t>(to & ~(to >> 31))];
    std::uint64_t address = next.id_hash;
    if (HWY_UNLIKELY(((touched >> (next.touchpoint % 64)) & (ends ^ 1)) != 0)) {
      address |= earlier_visits(log, place, next.touchpoint) << 32;
    }
    memory.episodes[going] = episode;
    memory.keys[going] = key;
    memory.addresses[going] = address;
    going += ends ^ 1;
  }
  return going;
}

/// Keys of the episodes that begin, in place: see episode_key.
HWY_INLINE void derive_keys(std::size_t first, std::size_t end, WalkMemory& memory) {
  Words const d;
  auto const low = hn::Set(d, 0xFFFFFFFF);
  for (std::size_t i = first; i < end; i += hn::Lanes(d)) {
    auto const parent = hn::LoadU(d, memory.keys.data() + i);
    auto const address = hn::LoadU(d, memory.path_words.data() + i);
    auto const number = hn::LoadU(d, memory.quantile_words.data() + i);
    PhiloxLanes const words = philox(address, hn::ShiftRight<32>(address), number, hn::Zero(d),
                                     parent, hn::ShiftRight<32>(parent));
    hn::StoreU(hn::Or(hn::And(words.first, low), hn::ShiftLeft<32>(words.second)), d,
               memory.keys.data() + i);
  }
}

/// Sends episodes on their way in the lanes from \p first on.
HWY_INLINE void begin(WalkMaps const& maps, std::span<EpisodeStart const> starts, std::size_t first,
                      std::size_t first_episode, WalkMemory& memory) {
  for (std::size_t i = 0; i < starts.size(); ++i) {
    EpisodeStart const& start = starts[i];
    WalkMaps::Entry const& entry = maps.entries[maps.parts[start.map].first_entry + start.journey];
    WalkMemory::Progress& one = memory.progress[first_episode + i];
    // Field by field: a copy of a new one would wait for its narrow stores.
    one.leniency = start.leniency;
    one.touched = 0;
    one.counts = 0;
    one.at = static_cast<std::int32_t>(entry.point);
    one.last_visit = WalkMemory::none;
    memory.episodes[first + i] = static_cast<std::uint32_t>(first_episode + i);
    memory.addresses[first + i] = entry.point_hash;
    // Where the key of the episode stands below that of the customer.
    memory.keys[first + i] = start.customer.bits ^ random_detail::deriving;
    memory.path_words[first + i] = start.month | std::uint64_t{entry.journey_hash} << 32;
    memory.quantile_words[first + i] = start.number;
  }
  derive_keys(first, first + starts.size(), memory);
}

void make_room(std::size_t count, WalkMemory& memory) {
  if (count + WalkMemory::widest > memory.log.size()) {
    memory.log.resize(2 * count + WalkMemory::widest);
    memory.quantiles.resize(memory.log.size());
    memory.experiences.resize(memory.log.size());
  }
}

void walk_all(WalkMaps const& maps, std::span<EpisodeStart const> starts, WalkMemory& memory) {
  memory.logged = 0;
  memory.progress.resize(std::max(memory.progress.size(), starts.size()));
  std::size_t begun = 0;
  std::size_t going = 0;
  while (going > 0 || begun < starts.size()) {
    std::size_t const due = std::min(starts.size() - begun, WalkMemory::lanes - going);
    begin(maps, starts.subspan(begun, due), going, begun, memory);
    begun += due;
    std::size_t const count = going + due;
    make_room(memory.logged + count, memory);
    draw_words(count, memory);
    going = visit_all(count, maps, memory);
    feel(count, memory);
    memory.logged += count;
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace cxsim
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace cxsim {

HWY_EXPORT(walk_all);

void walk_in_lanes(WalkMaps const& maps, std::span<EpisodeStart const> starts, WalkMemory& memory) {
  HWY_DYNAMIC_DISPATCH(walk_all)(maps, starts, memory);
}

}  // namespace cxsim

#endif
