#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

/// Transcendental functions of our own, for every number that reaches a result.
///
/// The standard library's functions return different last bits on different processors. These use
/// only + - * / sqrt, integers and tables, which IEEE 754 defines to the bit, so a result file is
/// the same on every machine, with every compiler and every level of optimisation (with contraction
/// of a*b+c switched off).
///
/// An error in "ulp" is measured in units of the last place of the exact result. All functions
/// accept every double; NaN gives NaN; a result outside the doubles is 0 or infinite as in the
/// standard.
namespace cxsim {

namespace math_detail {

/// 2^(j/128) = value · (1 + tail).
struct PowerOfTwo {
  double value;
  double tail;
};
extern std::array<PowerOfTwo, 128> const powers_of_two;

inline constexpr std::size_t slopes = 9;

/// Near the middle of a cell, f(middle + t) = value + tail + t · (slope[0] + slope[1]·t + …).
struct NormalCell {
  double value;
  double tail;
  std::array<double, slopes> slope;
};
/// Φ for x in [-6, 0]; the middle of cell j is -j/16.
extern std::array<NormalCell, 97> const normal_cells;

/// Φ⁻¹ for p in [2^-34, 1/2]; 16 cells between two powers of 2.
struct QuantileCell {
  double middle;
  NormalCell near;
};
inline constexpr double smallest_tabled_probability = 0x1p-34;
extern std::array<QuantileCell, 33 * 16 + 1> const quantile_cells;

/// x = count · ln 2 / 128 + rest, |rest| <= ln 2 / 256; a negative count wraps around.
struct ReducedExponent {
  std::uint64_t count;
  double rest;
};

/// \pre |x| < 1000
[[nodiscard]] inline ReducedExponent reduced(double x) noexcept {
  constexpr double shift = 0x1.8p52;  // adding it rounds to an integer that fills the last bits
  constexpr double steps_per_unit = 0x1.71547652b82fep+7;
  constexpr double step_high = 0x1.62e42fef8p-8;  // 34 bits, so that the product is exact
  constexpr double step_low = 0x1.1cf79abc9e3b4p-43;
  double const shifted = x * steps_per_unit + shift;
  double const steps = shifted - shift;
  return {std::bit_cast<std::uint64_t>(shifted), (x - steps * step_high) - steps * step_low};
}

/// scale · (1 + excess)
struct ScaledPower {
  double scale;
  double excess;
};

[[nodiscard]] inline ScaledPower scaled_power(ReducedExponent x) noexcept {
  PowerOfTwo const& power = powers_of_two[x.count % 128];
  double const r = x.rest;
  double const r2 = r * r;
  return {std::bit_cast<double>(std::bit_cast<std::uint64_t>(power.value) +
                                ((x.count - x.count % 128) << 45)),
          (power.tail + r) + r2 * (0.5 + r * (1.0 / 6)) + (r2 * r2) * (1.0 / 24 + r * (1.0 / 120))};
}

/// \pre |x| < 690, or else the last bits may be lost on the way through denormal numbers.
[[nodiscard]] inline double exponential_of(ReducedExponent x) noexcept {
  ScaledPower const power = scaled_power(x);
  return power.scale + power.scale * power.excess;
}

[[nodiscard]] double exponential_far(double x) noexcept;
[[nodiscard]] double normal_cdf_far(double x) noexcept;
[[nodiscard]] double normal_quantile_far(double probability) noexcept;

[[nodiscard]] inline double value_near(NormalCell const& cell, double t) noexcept {
  std::array<double, slopes> const& s = cell.slope;
  double const t2 = t * t;
  double const t4 = t2 * t2;
  double const slope = ((s[0] + s[1] * t) + (s[2] + s[3] * t) * t2) +
                       t4 * (((s[4] + s[5] * t) + (s[6] + s[7] * t) * t2) + t4 * s[8]);
  return cell.value + (cell.tail + t * slope);
}

}  // namespace math_detail

/// e^x. Error below 0.52 ulp (at most 1 ulp where the result is denormal). exponential(0) is
/// exactly 1. Cost: 3 ns.
[[nodiscard]] inline double exponential(double x) noexcept {
  if (!(std::fabs(x) < 690.0)) [[unlikely]] {
    return math_detail::exponential_far(x);
  }
  return math_detail::exponential_of(math_detail::reduced(x));
}

/// e^x - 1, accurate also where x is near 0. Error below 3 ulp.
[[nodiscard]] double exp_minus_one(double x) noexcept;

/// Natural logarithm; -infinity at 0, NaN below. logarithm(1) is exactly 0. Error below 0.51 ulp.
/// Cost: 9 ns.
[[nodiscard]] double logarithm(double x) noexcept;

/// ln(1 + x), accurate also where x is near 0. Error below 0.6 ulp.
[[nodiscard]] double log_one_plus(double x) noexcept;

/// base^exponent for base >= 0; NaN for a negative base. Error below 0.55 ulp, so that a result
/// which is a double comes out exactly: power(b, 0) = 1, power(b, 1) = b, power(1, e) = 1.
[[nodiscard]] double power(double base, double exponent) noexcept;

/// Density of the standard normal distribution. Error below 2 ulp.
[[nodiscard]] double normal_pdf(double x) noexcept;

/// Φ(x): probability that a standard normal number is below x.
///
/// Error below 1 ulp for |x| <= 6, below 4 ulp (relative, down to 5e-324) in the far lower tail.
/// Never falls when x grows. normal_cdf(0) is exactly 0.5. Cost: 5 ns.
[[nodiscard]] inline double normal_cdf(double x) noexcept {
  double const distance = std::fabs(x);
  if (!(distance < 6.0)) [[unlikely]] {
    return math_detail::normal_cdf_far(x);
  }
  auto const cell = static_cast<std::int64_t>(distance * 16 + 0.5);
  double const t = static_cast<double>(cell) * 0.0625 - distance;
  double const lower =
      math_detail::value_near(math_detail::normal_cells[static_cast<std::size_t>(cell)], t);
  return x > 0 ? 1.0 - lower : lower;
}

/// Φ⁻¹(p): the number that a standard normal number is below with probability p.
///
/// -infinity at 0, infinity at 1, NaN outside. Error below 3 ulp for p in [0.48, 0.52], below 1.2
/// ulp elsewhere (below 2 ulp within 2^-34 of 0 or 1). Antisymmetric to the bit: normal_quantile(1
/// - p) = -normal_quantile(p) where 1 - p is a double. Never falls when p grows (p >= 2^-34). Cost:
/// 4 ns.
[[nodiscard]] inline double normal_quantile(double p) noexcept {
  double const lower = p < 0.5 ? p : 1.0 - p;
  if (!(lower >= math_detail::smallest_tabled_probability)) [[unlikely]] {
    return math_detail::normal_quantile_far(p);
  }
  constexpr auto first = std::bit_cast<std::uint64_t>(math_detail::smallest_tabled_probability);
  auto const index = (std::bit_cast<std::uint64_t>(lower) - first) >> 48;
  math_detail::QuantileCell const& cell = math_detail::quantile_cells[index];
  double const x = math_detail::value_near(cell.near, lower - cell.middle);
  return p < 0.5 ? x : 0.0 - x;
}

}  // namespace cxsim
