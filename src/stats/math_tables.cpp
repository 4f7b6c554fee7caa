#include "math_tables.hpp"

#include <cstddef>

#include "cxsim/stats/math.hpp"
#include "double_double.hpp"

// The compiler computes every table below from series, with twice the precision of a double.
namespace cxsim::math_detail {
namespace {

constexpr DoubleDouble ln_2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
constexpr DoubleDouble density_at_0{0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56};

/// e^x for -32 <= x <= 1 by its Taylor series at x/64.
constexpr DoubleDouble exponential_of(DoubleDouble x) {
  constexpr int terms = 22;
  DoubleDouble const part = x * (1.0 / 64);
  DoubleDouble sum{1, 0};
  for (int n = terms; n > 0; --n) {
    sum = DoubleDouble{1, 0} + sum * part / n;
  }
  for (int squarings = 0; squarings < 6; ++squarings) {
    sum = sum * sum;
  }
  return sum;
}

constexpr std::array<PowerOfTwo, 128> make_powers_of_two() {
  std::array<PowerOfTwo, 128> table{};
  for (std::size_t j = 0; j < table.size(); ++j) {
    DoubleDouble const power = exponential_of(ln_2 * (static_cast<double>(j) / 128));
    table[j] = {power.high, power.low / power.high};
  }
  return table;
}

/// ln(c) = 2 · (s + s³/3 + s⁵/5 + …), s = (c - 1)/(c + 1), for c = j/128 near 1.
constexpr DoubleDouble logarithm_of_128th(int j) {
  constexpr int terms = 24;
  DoubleDouble const s = DoubleDouble{static_cast<double>(j - 128), 0} / (j + 128);
  DoubleDouble const square = s * s;
  DoubleDouble sum{};
  for (int n = 2 * terms + 1; n > 0; n -= 2) {
    sum = sum * square + DoubleDouble{1, 0} / n;
  }
  return sum * s * 2.0;
}

constexpr auto make_logarithm_cells() {
  std::array<LogarithmCell, 92> table{};
  int j = first_logarithm_cell;
  for (LogarithmCell& cell : table) {
    DoubleDouble const logarithm = logarithm_of_128th(j++);
    constexpr double rounder = 0x1.8p10;  // its last place is 2^-42
    double const high = (logarithm.high + rounder) - rounder;
    cell = {high, (logarithm.high - high) + logarithm.low};
  }
  return table;
}

// ---- polynomials near the middle of a cell ----------------------------------------------------

constexpr std::size_t series_terms = 16;
using Series = std::array<double, series_terms>;

/// Coefficients of the Chebyshev polynomials T₀, T₁, …
constexpr std::array<Series, series_terms> make_chebyshev_polynomials() {
  std::array<Series, series_terms> polynomials{Series{1}, Series{0, 1}};
  for (std::size_t n = 2; n < series_terms; ++n) {
    polynomials[n][0] = -polynomials[n - 2][0];
    for (std::size_t k = 1; k <= n; ++k) {
      polynomials[n][k] = 2 * polynomials[n - 1][k - 1] - polynomials[n - 2][k];
    }
  }
  return polynomials;
}
constexpr std::array<Series, series_terms> chebyshev_polynomials = make_chebyshev_polynomials();

/// The first `slopes` coefficients, after replacing each higher power by its best approximation
/// through lower ones on [-half_width, half_width] (economisation with Chebyshev polynomials).
constexpr std::array<double, slopes> economised(Series series, double half_width) {
  for (std::size_t degree = series_terms - 1; degree >= slopes; --degree) {
    Series const& polynomial = chebyshev_polynomials[degree];
    double scale = series[degree] / polynomial[degree];
    for (std::size_t k = degree - 1; k < degree; --k) {
      scale *= half_width;
      series[k] -= scale * polynomial[k];
    }
  }
  std::array<double, slopes> kept{};
  for (std::size_t k = 0; k < slopes; ++k) {
    kept[k] = series[k];
  }
  return kept;
}

// ---- Φ -----------------------------------------------------------------------------------------

struct NormalPoint {
  DoubleDouble cdf;
  DoubleDouble density;
};

/// Φ(-c) = 1/2 - φ(c) · (c + c³/3 + c⁵/(3·5) + …), for c in [0, 6.5].
constexpr NormalPoint normal_point(double c) {
  DoubleDouble const density = density_at_0 * exponential_of({-0.5 * c * c, 0});
  DoubleDouble term{c, 0};
  DoubleDouble sum = term;
  for (int n = 3; term.high > sum.high * 0x1p-108; n += 2) {
    term = term * (c * c) / n;
    sum = sum + term;
  }
  return {DoubleDouble{0.5, 0} - density * sum, density};
}

constexpr std::array<NormalPoint, 105> make_normal_points() {
  std::array<NormalPoint, 105> points{};
  for (std::size_t j = 0; j < points.size(); ++j) {
    points[j] = normal_point(static_cast<double>(j) / 16);
  }
  return points;
}
constexpr std::array<NormalPoint, 105> normal_points = make_normal_points();

/// Taylor series of (Φ(x + t) - Φ(x)) / t: the n-th derivative of φ is (-1)ⁿ·Heₙ·φ.
constexpr Series normal_slope_series(double x, double density) {
  Series series{};
  double hermite = 1;
  double previous = 0;
  double factor = density;
  for (std::size_t n = 0; n < series_terms; ++n) {
    auto const order = static_cast<double>(n);
    series[n] = hermite * factor;
    double const next = x * hermite - order * previous;
    previous = hermite;
    hermite = next;
    factor /= -(order + 2);
  }
  return series;
}

constexpr auto make_normal_cells() {
  std::array<NormalCell, 97> table{};
  for (std::size_t j = 0; j < table.size(); ++j) {
    NormalPoint const& point = normal_points[j];
    Series const series = normal_slope_series(-static_cast<double>(j) / 16, point.density.high);
    table[j] = {point.cdf.high, point.cdf.low, economised(series, 1.0 / 32)};
  }
  return table;
}

// ---- Φ⁻¹ ---------------------------------------------------------------------------------------

struct Quantile {
  DoubleDouble x;
  double density;
};

/// Φ⁻¹(p) and its density from a guess in [-6.5, 0] that is within 1e-12, by one step of Newton's
/// method. Φ(guess) is the Taylor series around the nearest point of the table.
constexpr Quantile refined_quantile(double p, double guess) {
  constexpr int terms = 18;
  auto const j = static_cast<std::size_t>(0.5 - 16 * guess);
  NormalPoint const& point = normal_points[j];
  double const centre = -static_cast<double>(j) / 16;
  double const t = guess - centre;

  DoubleDouble hermite{1, 0};
  DoubleDouble previous{};
  DoubleDouble factor{1, 0};
  DoubleDouble area{};
  double density = 0;
  for (int n = 0; n < terms; ++n) {
    density += hermite.high * factor.high;
    factor = factor * t / (n + 1);
    area = area + hermite * factor;
    factor = -factor;
    DoubleDouble const next = hermite * centre - previous * n;
    previous = hermite;
    hermite = next;
  }
  density *= point.density.high;
  DoubleDouble const missing = DoubleDouble{p, 0} - (point.cdf + point.density * area);
  return {exact_sum(guess, missing.high / density), density};
}

/// Taylor series of (Φ⁻¹(p + t) - Φ⁻¹(p)) / t from y = dx/dp = 1/φ(x), dy/dp = x·y².
constexpr Series quantile_slope_series(double x, double density) {
  Series position{x};
  Series slope{1 / density};
  Series square{};
  Series series{};
  for (std::size_t n = 0; n < series_terms; ++n) {
    series[n] = slope[n] / static_cast<double>(n + 1);
    if (n + 1 == series_terms) {
      break;
    }
    position[n + 1] = series[n];
    double product = 0;
    for (std::size_t k = 0; k <= n; ++k) {
      square[n] += slope[k] * slope[n - k];
    }
    for (std::size_t k = 0; k <= n; ++k) {
      product += position[k] * square[n - k];
    }
    slope[n + 1] = product / static_cast<double>(n + 1);
  }
  return series;
}

constexpr double value_at(Series const& slope, double t) {
  double sum = 0;
  for (std::size_t k = series_terms; k-- > 0;) {
    sum = sum * t + slope[k];
  }
  return sum * t;
}

constexpr auto make_quantile_cells() {
  std::array<QuantileCell, 33 * 16 + 1> table{};
  std::size_t const last = table.size() - 1;
  // The two cells that touch 1/2 share the middle 1/2, so that x keeps all digits near 0.
  double middle = 0.5;
  Series series = quantile_slope_series(0, density_at_0.high);
  table[last] = {middle, {0, 0, economised(series, 1.0 / 64)}};
  table[last - 1] = table[last];

  double x = 0;
  double width = 1.0 / 64;
  for (std::size_t index = last - 1; index-- > 0;) {
    width = index % 16 == 15 ? width / 2 : width;
    double const edge = smallest_tabled_probability * static_cast<double>(1ULL << (index / 16));
    double const next = edge + width * (static_cast<double>(index % 16) + 0.5);
    Quantile const quantile = refined_quantile(next, x + value_at(series, next - middle));
    middle = next;
    x = quantile.x.high;
    series = quantile_slope_series(x, quantile.density);
    table[index] = {middle, {x, quantile.x.low, economised(series, width / 2)}};
  }
  return table;
}

}  // namespace

constinit std::array<PowerOfTwo, 128> const powers_of_two = make_powers_of_two();
constinit std::array<LogarithmCell, 92> const logarithm_cells = make_logarithm_cells();
constinit std::array<NormalCell, 97> const normal_cells = make_normal_cells();
constinit std::array<QuantileCell, 33 * 16 + 1> const quantile_cells = make_quantile_cells();

}  // namespace cxsim::math_detail
