// Included once per kind of vectors: functions of stats/math.hpp for many numbers at once, with the
// same operations in the same order and so the same bits. Include <hwy/highway.h> first.

#include <cmath>
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

/// Two neighbouring columns of the rows of a table.
struct TableColumns {
  Numbers first, second;
};

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE TableColumns columns_at(double const* const* rows, std::ptrdiff_t column) {
  return {all(rows[0][column]), all(rows[0][column + 1])};
}

#else

/// Both columns of rows 0, 2, 4 and 6, each two in a block.
HWY_INLINE Numbers blocks_at(double const* const* rows, std::ptrdiff_t column) {
  hn::Full128<double> const one;
#if HWY_MAX_BYTES >= 64
  hn::Full256<double> const two;
  auto const lower =
      hn::Combine(two, hn::LoadU(one, rows[2] + column), hn::LoadU(one, rows[0] + column));
  auto const upper =
      hn::Combine(two, hn::LoadU(one, rows[6] + column), hn::LoadU(one, rows[4] + column));
  return hn::Combine(numbers, upper, lower);
#elif HWY_MAX_BYTES >= 32
  return hn::Combine(numbers, hn::LoadU(one, rows[2] + column), hn::LoadU(one, rows[0] + column));
#else
  return hn::LoadU(one, rows[0] + column);
#endif
}

/// Twice as fast as gathering, for tables whose columns are all read.
HWY_INLINE TableColumns columns_at(double const* const* rows, std::ptrdiff_t column) {
  Numbers const even = blocks_at(rows, column);
  Numbers const odd = blocks_at(rows + 1, column);
  return {hn::InterleaveLower(numbers, even, odd), hn::InterleaveUpper(numbers, even, odd)};
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
  alignas(64) std::uint64_t cells[most_numbers];
  hn::Store(cell, words, cells);
  double const* rows[most_numbers];
  for (std::size_t i = 0; i < most_numbers; ++i) {
    rows[i] = &math_detail::powers_of_two[cells[i]].value;
  }
  TableColumns const power = columns_at(rows, 0);
  Numbers const scale = hn::BitCast(
      numbers, hn::Add(hn::BitCast(words, power.first), hn::ShiftLeft<45>(hn::Sub(count, cell))));
  Numbers const r2 = Mul(r, r);
  Numbers const excess =
      Add(Add(Add(power.second, r), Mul(r2, Add(all(0.5), Mul(r, all(1.0 / 6))))),
          Mul(Mul(r2, r2), Add(all(1.0 / 24), Mul(r, all(1.0 / 120)))));
  Numbers const result = Add(scale, Mul(scale, excess));
  return HWY_LIKELY(hn::AllFalse(numbers, far))
             ? result
             : mend(result, x, far, [](double one) { return exponential(one); });
}

/// As normal_cdf.
HWY_INLINE Numbers normal_cdf_of(Numbers x) {
  using hn::Add;
  using hn::Mul;
  using hn::Sub;
  hn::Rebind<std::int32_t, NumberTag> const wholes;
  Numbers const distance = hn::Abs(x);
  NumberMask const far = hn::Not(hn::Lt(distance, all(6.0)));
  Numbers const near = hn::IfThenZeroElse(far, distance);
  Numbers const cell = hn::Trunc(Add(Mul(near, all(16.0)), all(0.5)));
  alignas(64) std::int32_t cells[most_numbers];
  hn::Store(hn::DemoteTo(wholes, cell), wholes, cells);
  double const* rows[most_numbers];
  for (std::size_t i = 0; i < most_numbers; ++i) {
    rows[i] = &math_detail::normal_cells[static_cast<std::size_t>(cells[i])].value;
  }
  TableColumns const a = columns_at(rows, 0);
  TableColumns const b = columns_at(rows, 2);
  TableColumns const c = columns_at(rows, 4);
  TableColumns const e = columns_at(rows, 6);
  TableColumns const f = columns_at(rows, 8);
  Numbers const last = columns_at(rows, 9).second;
  Numbers const t = Sub(Mul(cell, all(0.0625)), near);
  Numbers const t2 = Mul(t, t);
  Numbers const t4 = Mul(t2, t2);
  Numbers const low = Add(Add(b.first, Mul(b.second, t)), Mul(Add(c.first, Mul(c.second, t)), t2));
  Numbers const high = Add(Add(e.first, Mul(e.second, t)), Mul(Add(f.first, Mul(f.second, t)), t2));
  Numbers const slope = Add(low, Mul(t4, Add(high, Mul(t4, last))));
  Numbers const lower = Add(a.first, Add(a.second, Mul(t, slope)));
  Numbers const result = hn::IfThenElse(hn::Gt(x, hn::Zero(numbers)), Sub(all(1.0), lower), lower);
  return HWY_LIKELY(hn::AllFalse(numbers, far))
             ? result
             : mend(result, x, far, [](double one) { return normal_cdf(one); });
}

}  // namespace HWY_NAMESPACE
}  // namespace cxsim
HWY_AFTER_NAMESPACE();

#endif
