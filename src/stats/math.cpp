#include "cxsim/stats/math.hpp"

#include <limits>

#include "double_double.hpp"
#include "math_tables.hpp"

namespace cxsim {
namespace {

using math_detail::DoubleDouble;
using math_detail::exact_product;
using math_detail::ReducedExponent;
using math_detail::sum_of_ordered;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double density_at_0 = 0x1.9884533d43651p-2;  // 1/√(2π)
constexpr double log_root_of_2_pi = 0x1.d67f1c864beb5p-1;

/// e^(high + low) · 2^shift, |low| tiny. The result must be a normal number.
double shifted_exponential(double high, double low, int shift) {
  ReducedExponent reduced = math_detail::reduced(high);
  reduced.count += static_cast<std::uint64_t>(std::int64_t{128} * shift);
  reduced.rest += low;
  return math_detail::exponential_of(reduced);
}

/// e^(high + low) wherever the result is a double: one rounding when it is denormal.
double exponential_of_sum(double high, double low) {
  if (std::fabs(high) < 690) {
    return shifted_exponential(high, low, 0);
  }
  if (std::isnan(high)) {
    return high;
  }
  if (high > 710) {
    return infinity;
  }
  if (high < -746) {
    return 0;
  }
  return high > 0 ? shifted_exponential(high, low, -64) * 0x1p64
                  : shifted_exponential(high, low, 128) * 0x1p-128;
}

// ---- logarithm ---------------------------------------------------------------------------------

/// ln(1 + r) - r for |r| < 0.006.
double log_excess(double r) {
  double const r2 = r * r;
  double const r4 = r2 * r2;
  return r2 * (((-1.0 / 2 + r * (1.0 / 3)) + r2 * (-1.0 / 4 + r * (1.0 / 5))) +
               r4 * ((-1.0 / 6 + r * (1.0 / 7)) + r2 * (-1.0 / 8 + r * (1.0 / 9))));
}

/// ln(x) with about 66 bits, for x positive, finite and not denormal.
///
/// x = 2^k · z; c is the multiple of 1/128 next to z; ln(x) = k·ln 2 + ln(c) + ln(1 + (z - c)/c).
/// The high part of the sum is exact up to (z - c)/c.
DoubleDouble log_parts(double x, int exponent = 0) {
  constexpr auto first_bits = std::bit_cast<std::uint64_t>(90.0 / 128);
  constexpr double ln_2_high = 0x1.62e42fefa38p-1;
  constexpr double ln_2_low = 0x1.ef35793c7673p-45;
  auto const bits = std::bit_cast<std::uint64_t>(x);
  auto const k = static_cast<std::int64_t>(bits - first_bits) >> 52;
  auto const z = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(k) << 52));
  auto const j = static_cast<int>(z * 128 + 0.5);
  double const c = j / 128.0;
  math_detail::LogarithmCell const& cell =
      math_detail::logarithm_cells[static_cast<std::size_t>(j - math_detail::first_logarithm_cell)];

  // A ratio of 44 bits times c of 8 bits is exact, and so is what is missing from z - c.
  double const ratio = (z - c) / c;
  constexpr std::uint64_t first_44_bits = ~std::uint64_t{0x1FF};
  auto const ratio_high =
      std::bit_cast<double>(std::bit_cast<std::uint64_t>(ratio) & first_44_bits);
  double const ratio_low = ((z - c) - ratio_high * c) / c;

  auto const powers = static_cast<double>(k + exponent);
  DoubleDouble const sum = sum_of_ordered(powers * ln_2_high + cell.high, ratio_high);
  double const low = sum.low + ((powers * ln_2_low + cell.low) + (ratio_low + log_excess(ratio)));
  return sum_of_ordered(sum.high, low);
}

/// ln(x) for every positive x; infinite or NaN elsewhere.
DoubleDouble log_parts_anywhere(double x) {
  constexpr double smallest_normal = std::numeric_limits<double>::min();
  if (x >= smallest_normal && x < infinity) {
    return log_parts(x);
  }
  if (x > 0 && x < infinity) {
    return log_parts(x * 0x1p54, -54);
  }
  if (x == 0) {
    return {-infinity, 0};
  }
  return {x > 0 ? x : not_a_number, 0};
}

// ---- normal distribution -----------------------------------------------------------------------

/// Φ(-a) / φ(a) for a >= 6 by Laplace's continued fraction; 22 terms give 2e-18 at 6.
double mills_ratio(double a) {
  constexpr int terms = 22;
  double denominator = a;
  for (int k = terms; k > 0; --k) {
    denominator = a + k / denominator;
  }
  return 1 / denominator;
}

}  // namespace

namespace math_detail {

double exponential_far(double x) noexcept { return exponential_of_sum(x, 0); }

double normal_cdf_far(double x) noexcept {
  if (std::isnan(x)) {
    return x;
  }
  if (x > 0) {
    return x < 9 ? 1 - normal_cdf_far(-x) : 1;
  }
  if (x < -39) {
    return 0;
  }
  DoubleDouble const square = exact_product(x, x);
  double const scaled = shifted_exponential(-0.5 * square.high, -0.5 * square.low, 128);
  return scaled * (density_at_0 * mills_ratio(-x)) * 0x1p-128;
}

double normal_quantile_far(double probability) noexcept {
  if (!(probability >= 0 && probability <= 1)) {
    return not_a_number;
  }
  double const lower = probability < 0.5 ? probability : 1 - probability;
  if (lower == 0) {
    return probability < 0.5 ? -infinity : infinity;
  }
  // Newton's method on ln Φ(-a), which is concave in a, from Φ(-a) ≈ φ(a)/a.
  constexpr int steps = 4;
  double const target = logarithm(lower);
  double a = std::sqrt(-2 * (target + log_root_of_2_pi + 0.5 * logarithm(-2 * target)));
  for (int step = 0; step < steps; ++step) {
    double const ratio = mills_ratio(a);
    double const missing = (logarithm(ratio) - log_root_of_2_pi - target) - 0.5 * a * a;
    a += missing * ratio;
  }
  return probability < 0.5 ? -a : a;
}

}  // namespace math_detail

double exp_minus_one(double x) noexcept {
  if (!(std::fabs(x) < 690)) {
    return x < 0 ? -1 : exponential(x);
  }
  math_detail::ScaledPower const power = math_detail::scaled_power(math_detail::reduced(x));
  return (power.scale - 1) + power.scale * power.excess;
}

double logarithm(double x) noexcept { return log_parts_anywhere(x).high; }

double log_one_plus(double x) noexcept {
  if (std::fabs(x) < 1.0 / 256) {
    return x + log_excess(x);
  }
  double const sum = 1 + x;
  if (!(sum > 0 && sum < infinity)) {
    return logarithm(sum);
  }
  double const rounded_off = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  DoubleDouble const parts = log_parts(sum);
  return parts.high + (parts.low + rounded_off / sum);
}

double power(double base, double exponent) noexcept {
  if (exponent == 0 || base == 1) {
    return 1;
  }
  DoubleDouble const log_base = log_parts_anywhere(base);
  double const estimate = exponent * log_base.high;
  if (!(std::fabs(estimate) < 800)) {
    return exponential_of_sum(estimate, 0);
  }
  DoubleDouble const product = exact_product(exponent, log_base.high);
  return exponential_of_sum(product.high, product.low + exponent * log_base.low);
}

double normal_pdf(double x) noexcept {
  if (!(std::fabs(x) < 39)) {
    return std::isnan(x) ? x : 0;
  }
  DoubleDouble const square = exact_product(x, x);
  return shifted_exponential(-0.5 * square.high, -0.5 * square.low, 128) * density_at_0 * 0x1p-128;
}

}  // namespace cxsim
