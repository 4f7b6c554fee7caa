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

// Processors from before 2008, and those whose vectors have a length that only they know, take the
// code without vectors.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "../src/simulation/walk_kernel.cpp"  // from a folder of headers
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace cxsim {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::ScalableTag<double>;
using Words = hn::RebindToUnsigned<Doubles>;
using DoubleLanes = hn::Vec<Doubles>;
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

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE DoubleLanes quantile_of(DoubleLanes p) {
  return hn::Set(Doubles(), normal_quantile(hn::GetLane(p)));
}

HWY_INLINE DoubleLanes cdf_of(DoubleLanes x) {
  return hn::Set(Doubles(), normal_cdf(hn::GetLane(x)));
}

#else

constexpr std::size_t lane_count = hn::MaxLanes(Doubles());

/// Where the row of a table begins that each lane reads, counted in numbers.
using Rows = std::array<std::uint64_t, lane_count>;

/// Four neighbouring columns of a table, from the row of each lane.
using Columns = std::array<DoubleLanes, 4>;

#if HWY_TARGET == HWY_AVX3

HWY_INLINE DoubleLanes two_rows(double const* lower, double const* upper) {
  hn::Full256<double> const half;
  return hn::Combine(Doubles(), hn::LoadU(half, upper), hn::LoadU(half, lower));
}

HWY_INLINE Columns columns_at(double const* table, Rows const& row) {
  Doubles const d;
  auto const a = two_rows(table + row[0], table + row[2]);
  auto const b = two_rows(table + row[1], table + row[3]);
  auto const c = two_rows(table + row[4], table + row[6]);
  auto const e = two_rows(table + row[5], table + row[7]);
  auto const a0 = hn::InterleaveLower(d, a, b).raw;
  auto const a1 = hn::InterleaveUpper(d, a, b).raw;
  auto const c0 = hn::InterleaveLower(d, c, e).raw;
  auto const c1 = hn::InterleaveUpper(d, c, e).raw;
  constexpr int even_blocks = 0x88;
  constexpr int odd_blocks = 0xDD;
  return {
      DoubleLanes{_mm512_shuffle_f64x2(a0, c0, even_blocks)},
      DoubleLanes{_mm512_shuffle_f64x2(a1, c1, even_blocks)},
      DoubleLanes{_mm512_shuffle_f64x2(a0, c0, odd_blocks)},
      DoubleLanes{_mm512_shuffle_f64x2(a1, c1, odd_blocks)},
  };
}

#elif HWY_TARGET == HWY_AVX2

HWY_INLINE Columns columns_at(double const* table, Rows const& row) {
  Doubles const d;
  auto const a = hn::LoadU(d, table + row[0]);
  auto const b = hn::LoadU(d, table + row[1]);
  auto const c = hn::LoadU(d, table + row[2]);
  auto const e = hn::LoadU(d, table + row[3]);
  auto const a0 = hn::InterleaveLower(d, a, b);
  auto const a1 = hn::InterleaveUpper(d, a, b);
  auto const c0 = hn::InterleaveLower(d, c, e);
  auto const c1 = hn::InterleaveUpper(d, c, e);
  return {hn::ConcatLowerLower(d, c0, a0), hn::ConcatLowerLower(d, c1, a1),
          hn::ConcatUpperUpper(d, c0, a0), hn::ConcatUpperUpper(d, c1, a1)};
}

#else

HWY_INLINE Columns columns_at(double const* table, Rows const& row) {
  Doubles const d;
  hn::CappedTag<double, 2> const two;
  auto const a = hn::LoadU(two, table + row[0]);
  auto const b = hn::LoadU(two, table + row[1]);
  auto const c = hn::LoadU(two, table + row[0] + 2);
  auto const e = hn::LoadU(two, table + row[1] + 2);
  return {hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b), hn::InterleaveLower(d, c, e),
          hn::InterleaveUpper(d, c, e)};
}

#endif

/// As math_detail::value_near.
HWY_INLINE DoubleLanes value_near(DoubleLanes value, DoubleLanes tail,
                                  std::array<DoubleLanes, math_detail::slopes> const& s,
                                  DoubleLanes t) {
  using hn::Add;
  using hn::Mul;
  auto const t2 = Mul(t, t);
  auto const t4 = Mul(t2, t2);
  auto const low = Add(Add(s[0], Mul(s[1], t)), Mul(Add(s[2], Mul(s[3], t)), t2));
  auto const high = Add(Add(s[4], Mul(s[5], t)), Mul(Add(s[6], Mul(s[7], t)), t2));
  auto const slope = Add(low, Mul(t4, Add(high, Mul(t4, s[8]))));
  return Add(value, Add(tail, Mul(t, slope)));
}

/// As normal_quantile, for the p of a word.
HWY_INLINE DoubleLanes quantile_of(DoubleLanes p) {
  Doubles const d;
  Words const w;
  auto const is_lower = hn::Lt(p, hn::Set(d, 0.5));
  auto const lower = hn::IfThenElse(is_lower, p, hn::Sub(hn::Set(d, 1.0), p));
  constexpr auto first = std::bit_cast<std::uint64_t>(math_detail::smallest_tabled_probability);
  auto const cell = hn::ShiftRight<48>(hn::Sub(hn::BitCast(w, lower), hn::Set(w, first)));
  static_assert(sizeof(math_detail::QuantileCell) == 12 * sizeof(double));
  alignas(64) Rows rows;
  hn::Store(hn::Add(hn::ShiftLeft<3>(cell), hn::ShiftLeft<2>(cell)), w, rows.data());
  double const* const table = &math_detail::quantile_cells.front().middle;
  Columns const a = columns_at(table, rows);  // middle, value, tail, slopes
  Columns const b = columns_at(table + 4, rows);
  Columns const c = columns_at(table + 8, rows);
  std::array<DoubleLanes, math_detail::slopes> const slope{a[3], b[0], b[1], b[2], b[3],
                                                           c[0], c[1], c[2], c[3]};
  auto const x = value_near(a[1], a[2], slope, hn::Sub(lower, a[0]));
  return hn::IfThenElse(is_lower, x, hn::Sub(hn::Zero(d), x));
}

/// As normal_cdf.
HWY_INLINE DoubleLanes cdf_of(DoubleLanes x) {
  Doubles const d;
  auto const distance = hn::Abs(x);
  auto const reach = hn::Set(d, 6.0);
  auto const near = hn::Min(distance, reach);
  auto const cell = hn::Trunc(hn::Add(hn::Mul(near, hn::Set(d, 16.0)), hn::Set(d, 0.5)));
  static_assert(sizeof(math_detail::NormalCell) == 11 * sizeof(double));
  alignas(64) Rows rows;
  // A number up to 2^52 stands in the last bits of its sum with 2^52.
  auto const large = hn::Set(d, 0x1p52);
  hn::Store(hn::Xor(hn::BitCast(Words(), hn::Add(hn::Mul(cell, hn::Set(d, 11.0)), large)),
                    hn::BitCast(Words(), large)),
            Words(), rows.data());
  double const* const table = &math_detail::normal_cells.front().value;
  Columns const a = columns_at(table, rows);  // value, tail, slopes
  Columns const b = columns_at(table + 4, rows);
  Columns const c = columns_at(table + 7, rows);  // begins with the last of b
  std::array<DoubleLanes, math_detail::slopes> const slope{a[2], a[3], b[0], b[1], b[2],
                                                           b[3], c[1], c[2], c[3]};
  auto const lower =
      value_near(a[0], a[1], slope, hn::Sub(hn::Mul(cell, hn::Set(d, 0.0625)), near));
  auto result = hn::IfThenElse(hn::Gt(x, hn::Zero(d)), hn::Sub(hn::Set(d, 1.0), lower), lower);
  auto const far = hn::Not(hn::Lt(distance, reach));
  if (HWY_UNLIKELY(!hn::AllFalse(d, far))) {
    alignas(64) std::array<double, lane_count> arguments;
    alignas(64) std::array<double, lane_count> values;
    hn::Store(x, d, arguments.data());
    hn::Store(result, d, values.data());
    for (std::size_t i = 0; i < lane_count; ++i) {
      values[i] = std::fabs(arguments[i]) < 6.0 ? values[i] : normal_cdf(arguments[i]);
    }
    result = hn::Load(d, values.data());
  }
  return result;
}

#endif

/// Experience of every visit that is due, as experience_of in walk.cpp.
HWY_INLINE void feel(std::size_t count, WalkMemory& memory) {
  Doubles const d;
  Words const w;
  auto const large = hn::Set(d, 0x1p52);
  double* const quantiles = memory.quantiles.data() + memory.logged;
  double* const experiences = memory.experiences.data() + memory.logged;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    auto const word = hn::Load(w, memory.quantile_words.data() + i);
    auto const number = hn::Sub(hn::BitCast(d, hn::Or(word, hn::BitCast(w, large))), large);
    auto const p = hn::Mul(hn::Add(number, hn::Set(d, 0.5)), hn::Set(d, 0x1p-32));
    hn::StoreU(quantile_of(p), d, quantiles + i);
  }
  // Two loops: the processor works on many short chains at once, not on few long ones.
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    auto latent =
        hn::Add(hn::Load(d, memory.level.data() + i),
                hn::Mul(hn::Load(d, memory.spread.data() + i), hn::LoadU(d, quantiles + i)));
    latent = hn::Sub(latent, hn::Load(d, memory.failure_penalty.data() + i));
    latent = hn::Sub(latent, hn::Load(d, memory.repeat_penalty.data() + i));
    hn::StoreU(hn::Mul(hn::Set(d, 100.0), cdf_of(latent)), d, experiences + i);
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
