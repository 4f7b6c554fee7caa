#pragma once

#include <cmath>

/// Arithmetic with about 31 digits, for the compiler to compute tables with.
/// A number is the exact sum high + low, |low| at most half a unit in the last place of high.
/// Source of the error-free sums and products: Dekker, Numer. Math. 18, 1971.
namespace cxsim::math_detail {

struct DoubleDouble {
  double high = 0;
  double low = 0;
};

/// a + b exactly, for |a| >= |b| or a = 0.
[[nodiscard]] constexpr DoubleDouble sum_of_ordered(double a, double b) {
  double const sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
[[nodiscard]] constexpr DoubleDouble exact_sum(double a, double b) {
  double const sum = a + b;
  double const part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a · b exactly, unless it over- or underflows; |a|, |b| < 2^996.
[[nodiscard]] constexpr DoubleDouble exact_product(double a, double b) {
  constexpr double splitter = 0x1p27 + 1;
  double const a_scaled = splitter * a;
  double const b_scaled = splitter * b;
  double const a_high = a_scaled - (a_scaled - a);
  double const b_high = b_scaled - (b_scaled - b);
  double const a_low = a - a_high;
  double const b_low = b - b_high;
  double const product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

[[nodiscard]] constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  DoubleDouble const high = exact_sum(a.high, b.high);
  DoubleDouble const low = exact_sum(a.low, b.low);
  DoubleDouble const sum = sum_of_ordered(high.high, high.low + low.high);
  return sum_of_ordered(sum.high, sum.low + low.low);
}

[[nodiscard]] constexpr DoubleDouble operator-(DoubleDouble a) { return {-a.high, -a.low}; }
[[nodiscard]] constexpr DoubleDouble operator-(DoubleDouble a, DoubleDouble b) { return a + -b; }

[[nodiscard]] constexpr DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  DoubleDouble const product = exact_product(a.high, b.high);
  return sum_of_ordered(product.high, product.low + (a.high * b.low + a.low * b.high));
}

[[nodiscard]] constexpr DoubleDouble operator*(DoubleDouble a, double b) {
  DoubleDouble const product = exact_product(a.high, b);
  return sum_of_ordered(product.high, product.low + a.low * b);
}

[[nodiscard]] constexpr DoubleDouble operator/(DoubleDouble a, double b) {
  double const first = a.high / b;
  DoubleDouble const rest = a - exact_product(first, b);
  double const second = rest.high / b;
  DoubleDouble const remaining = rest - exact_product(second, b);
  return sum_of_ordered(first, second) + DoubleDouble{remaining.high / b, 0};
}

}  // namespace cxsim::math_detail
