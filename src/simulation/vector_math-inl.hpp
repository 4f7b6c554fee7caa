// Included once per kind of vectors: functions of stats/math.hpp for many numbers at once, with the
// same operations in the same order and so the same bits. Include <hwy/highway.h> first.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "cxsim/stats/math.hpp"

#if defined(CXSIM_VECTOR_MATH_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef CXSIM_VECTOR_MATH_INL
#undef CXSIM_VECTOR_MATH_INL
#else
#define CXSIM_VECTOR_MATH_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace cxsim {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// At most 8 numbers: whole rows hold whole vectors of every processor.
using NumberTag = hn::CappedTag<double, 8>;
using Numbers = hn::Vec<NumberTag>;
using NumberMask = hn::Mask<NumberTag>;
constexpr NumberTag numbers;
constexpr std::size_t most_numbers = hn::MaxLanes(NumberTag());

HWY_INLINE Numbers all(double value) { return hn::Set(numbers, value); }

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE Numbers exponential_of(Numbers x) { return all(exponential(hn::GetLane(x))); }
HWY_INLINE Numbers normal_quantile_of(Numbers p) { return all(normal_quantile(hn::GetLane(p))); }
HWY_INLINE Numbers normal_cdf_of(Numbers x) { return all(normal_cdf(hn::GetLane(x))); }

#else

/// Where the row of a table begins that each number reads, counted in numbers.
using TableRows = std::array<std::uint64_t, most_numbers>;

/// Neighbouring columns of a table, from the row of each number. Loading rows and turning them is
/// twice as fast as gathering, where all columns are read.
template <std::size_t count>
using TableColumns = std::array<Numbers, count>;

#if HWY_MAX_BYTES >= 64

HWY_INLINE TableColumns<2> two_columns_at(double const* table, TableRows const& row) {
  hn::Full128<double> const block;
  hn::Full256<double> const half;
  auto const blocks = [&](std::size_t first) HWY_ATTR {
    auto const at = [&](std::size_t i)
                        HWY_ATTR { return hn::LoadU(block, table + row[first + i]); };
    return hn::Combine(numbers, hn::Combine(half, at(6), at(4)), hn::Combine(half, at(2), at(0)));
  };
  Numbers const even = blocks(0);
  Numbers const odd = blocks(1);
  return {hn::InterleaveLower(numbers, even, odd), hn::InterleaveUpper(numbers, even, odd)};
}

HWY_INLINE TableColumns<4> four_columns_at(double const* table, TableRows const& row) {
  hn::Full256<double> const half;
  auto const rows = [&](std::size_t lower, std::size_t upper) HWY_ATTR {
    return hn::Combine(numbers, hn::LoadU(half, table + row[upper]),
                       hn::LoadU(half, table + row[lower]));
  };
  auto const a = rows(0, 2);
  auto const b = rows(1, 3);
  auto const c = rows(4, 6);
  auto const e = rows(5, 7);
  auto const a0 = hn::InterleaveLower(numbers, a, b).raw;
  auto const a1 = hn::InterleaveUpper(numbers, a, b).raw;
  auto const c0 = hn::InterleaveLower(numbers, c, e).raw;
  auto const c1 = hn::InterleaveUpper(numbers, c, e).raw;
  constexpr int even_blocks = 0x88;
  constexpr int odd_blocks = 0xDD;
  return {
      Numbers{_mm512_shuffle_f64x2(a0, c0, even_blocks)},
      Numbers{_mm512_shuffle_f64x2(a1, c1, even_blocks)},
      Numbers{_mm512_shuffle_f64x2(a0, c0, odd_blocks)},
      Numbers{_mm512_shuffle_f64x2(a1, c1, odd_blocks)},
  };
}

#elif HWY_MAX_BYTES >= 32

HWY_INLINE TableColumns<2> two_columns_at(double const* table, TableRows const& row) {
  hn::Full128<double> const block;
  auto const blocks = [&](std::size_t first) HWY_ATTR {
    return hn::Combine(numbers, hn::LoadU(block, table + row[first + 2]),
                       hn::LoadU(block, table + row[first]));
  };
  Numbers const even = blocks(0);
  Numbers const odd = blocks(1);
  return {hn::InterleaveLower(numbers, even, odd), hn::InterleaveUpper(numbers, even, odd)};
}

HWY_INLINE TableColumns<4> four_columns_at(double const* table, TableRows const& row) {
  auto const a = hn::LoadU(numbers, table + row[0]);
  auto const b = hn::LoadU(numbers, table + row[1]);
  auto const c = hn::LoadU(numbers, table + row[2]);
  auto const e = hn::LoadU(numbers, table + row[3]);
  auto const a0 = hn::InterleaveLower(numbers, a, b);
  auto const a1 = hn::InterleaveUpper(numbers, a, b);
  auto const c0 = hn::InterleaveLower(numbers, c, e);
  auto const c1 = hn::InterleaveUpper(numbers, c, e);
  return {hn::ConcatLowerLower(numbers, c0, a0), hn::ConcatLowerLower(numbers, c1, a1),
          hn::ConcatUpperUpper(numbers, c0, a0), hn::ConcatUpperUpper(numbers, c1, a1)};
}

#else

HWY_INLINE TableColumns<2> two_columns_at(double const* table, TableRows const& row) {
  auto const a = hn::LoadU(numbers, table + row[0]);
  auto const b = hn::LoadU(numbers, table + row[1]);
  return {hn::InterleaveLower(numbers, a, b), hn::InterleaveUpper(numbers, a, b)};
}

HWY_INLINE TableColumns<4> four_columns_at(double const* table, TableRows const& row) {
  auto const left = two_columns_at(table, row);
  auto const right = two_columns_at(table + 2, row);
  return {left[0], left[1], right[0], right[1]};
}

#endif

/// \p result, with \p function(x) where \p far says so.
template <class Function>
HWY_NOINLINE Numbers mend(Numbers result, Numbers x, NumberMask far, Function function) {
  alignas(64) double arguments[most_numbers];
  alignas(64) double mended[most_numbers];
  hn::Store(x, numbers, arguments);
  for (std::size_t i = 0; i < hn::Lanes(numbers); ++i) {
    mended[i] = function(arguments[i]);
  }
  return hn::IfThenElse(far, hn::Load(numbers, mended), result);
}

/// As exponential.
HWY_INLINE Numbers exponential_of(Numbers x) {
  using hn::Add;
  using hn::Mul;
  using hn::Sub;
  hn::RebindToUnsigned<NumberTag> const words;
  NumberMask const far = hn::Not(hn::Lt(hn::Abs(x), all(690.0)));
  Numbers const near = hn::IfThenZeroElse(far, x);
  Numbers const shift = all(0x1.8p52);
  Numbers const shifted = Add(Mul(near, all(0x1.71547652b82fep+7)), shift);
  Numbers const steps = Sub(shifted, shift);
  Numbers const r =
      Sub(Sub(near, Mul(steps, all(0x1.62e42fef8p-8))), Mul(steps, all(0x1.1cf79abc9e3b4p-43)));
  auto const count = hn::BitCast(words, shifted);
  auto const cell = hn::And(count, hn::Set(words, 127));
  static_assert(sizeof(math_detail::powers_of_two.front()) == 2 * sizeof(double));
  alignas(64) TableRows rows;
  hn::Store(hn::ShiftLeft<1>(cell), words, rows.data());
  TableColumns<2> const power = two_columns_at(&math_detail::powers_of_two.front().value, rows);
  Numbers const scale = hn::BitCast(
      numbers, hn::Add(hn::BitCast(words, power[0]), hn::ShiftLeft<45>(hn::Sub(count, cell))));
  Numbers const r2 = Mul(r, r);
  Numbers const excess = Add(Add(Add(power[1], r), Mul(r2, Add(all(0.5), Mul(r, all(1.0 / 6))))),
                             Mul(Mul(r2, r2), Add(all(1.0 / 24), Mul(r, all(1.0 / 120)))));
  Numbers const result = Add(scale, Mul(scale, excess));
  return HWY_LIKELY(hn::AllFalse(numbers, far))
             ? result
             : mend(result, x, far, [](double one) { return exponential(one); });
}

/// As math_detail::value_near.
HWY_INLINE Numbers value_near(Numbers value, Numbers tail,
                              TableColumns<math_detail::slopes> const& s, Numbers t) {
  using hn::Add;
  using hn::Mul;
  Numbers const t2 = Mul(t, t);
  Numbers const t4 = Mul(t2, t2);
  Numbers const low = Add(Add(s[0], Mul(s[1], t)), Mul(Add(s[2], Mul(s[3], t)), t2));
  Numbers const high = Add(Add(s[4], Mul(s[5], t)), Mul(Add(s[6], Mul(s[7], t)), t2));
  Numbers const slope = Add(low, Mul(t4, Add(high, Mul(t4, s[8]))));
  return Add(value, Add(tail, Mul(t, slope)));
}

/// As normal_quantile, for the p of a word.
HWY_INLINE Numbers normal_quantile_of(Numbers p) {
  hn::RebindToUnsigned<NumberTag> const words;
  NumberMask const is_lower = hn::Lt(p, all(0.5));
  Numbers const lower = hn::IfThenElse(is_lower, p, hn::Sub(all(1.0), p));
  constexpr auto first = std::bit_cast<std::uint64_t>(math_detail::smallest_tabled_probability);
  auto const cell = hn::ShiftRight<48>(hn::Sub(hn::BitCast(words, lower), hn::Set(words, first)));
  static_assert(sizeof(math_detail::QuantileCell) == 12 * sizeof(double));
  alignas(64) TableRows rows;
  hn::Store(hn::Add(hn::ShiftLeft<3>(cell), hn::ShiftLeft<2>(cell)), words, rows.data());
  double const* const table = &math_detail::quantile_cells.front().middle;
  auto const a = four_columns_at(table, rows);  // middle, value, tail, slopes
  auto const b = four_columns_at(table + 4, rows);
  auto const c = four_columns_at(table + 8, rows);
  Numbers const x = value_near(a[1], a[2], {a[3], b[0], b[1], b[2], b[3], c[0], c[1], c[2], c[3]},
                               hn::Sub(lower, a[0]));
  return hn::IfThenElse(is_lower, x, hn::Sub(hn::Zero(numbers), x));
}

/// As normal_cdf.
HWY_INLINE Numbers normal_cdf_of(Numbers x) {
  hn::RebindToUnsigned<NumberTag> const words;
  Numbers const distance = hn::Abs(x);
  NumberMask const far = hn::Not(hn::Lt(distance, all(6.0)));
  Numbers const near = hn::IfThenZeroElse(far, distance);
  Numbers const cell = hn::Trunc(hn::Add(hn::Mul(near, all(16.0)), all(0.5)));
  static_assert(sizeof(math_detail::NormalCell) == 11 * sizeof(double));
  alignas(64) TableRows rows;
  // A number up to 2^52 stands in the last bits of its sum with 2^52.
  Numbers const large = all(0x1p52);
  hn::Store(hn::Xor(hn::BitCast(words, hn::Add(hn::Mul(cell, all(11.0)), large)),
                    hn::BitCast(words, large)),
            words, rows.data());
  double const* const table = &math_detail::normal_cells.front().value;
  auto const a = four_columns_at(table, rows);  // value, tail, slopes
  auto const b = four_columns_at(table + 4, rows);
  auto const c = four_columns_at(table + 7, rows);  // begins with the last of b
  Numbers const lower =
      value_near(a[0], a[1], {a[2], a[3], b[0], b[1], b[2], b[3], c[1], c[2], c[3]},
                 hn::Sub(hn::Mul(cell, all(0.0625)), near));
  Numbers const result =
      hn::IfThenElse(hn::Gt(x, hn::Zero(numbers)), hn::Sub(all(1.0), lower), lower);
  return HWY_LIKELY(hn::AllFalse(numbers, far))
             ? result
             : mend(result, x, far, [](double one) { return normal_cdf(one); });
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace cxsim
HWY_AFTER_NAMESPACE();

#endif
