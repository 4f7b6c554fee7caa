#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace cxsim::testing {

/// Distance of two adjacent doubles around \p value.
inline double last_place(double value) {
  constexpr double smallest_normal = std::numeric_limits<double>::min();
  double const size = std::fabs(value);
  return size < smallest_normal ? std::numeric_limits<double>::denorm_min()
                                : std::ldexp(1.0, std::ilogb(size) - 52);
}

/// |value - exact| in units of the last place of the exact result.
inline double error_in_ulp(double value, long double exact) {
  return static_cast<double>(std::fabs(static_cast<long double>(value) - exact)) /
         last_place(static_cast<double>(exact));
}

/// \p count numbers, spread evenly at random over [low, high].
inline std::vector<double> even(double low, double high, int count = 100'000) {
  std::mt19937_64 bits(20240611);
  std::vector<double> numbers{low, high};
  for (int n = 0; n < count; ++n) {
    numbers.push_back(low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53));
  }
  return numbers;
}

/// \p count numbers of [low, high], spread evenly at random over their logarithms.
inline std::vector<double> geometric(double low, double high, int count = 100'000) {
  std::vector<double> numbers;
  for (double const exponent : even(std::log2(low), std::log2(high), count)) {
    numbers.push_back(std::exp2(exponent));
  }
  return numbers;
}

/// Largest error in ulp of \p f over \p numbers; NaN if any error is NaN.
template <class Function, class Exact>
double largest_error(std::vector<double> const& numbers, Function const& f, Exact const& exact) {
  double largest = 0;
  for (double const x : numbers) {
    double const error = error_in_ulp(f(x), exact(static_cast<long double>(x)));
    largest = error <= largest ? largest : error;
  }
  return largest;
}

/// How often \p f falls from one double to the next, in the \p reach doubles on each side of \p x.
template <class Function>
int falls_near(double x, Function const& f, int reach = 300) {
  double const infinity = std::numeric_limits<double>::infinity();
  double here = x;
  for (int step = 0; step < reach; ++step) {
    here = std::nextafter(here, -infinity);
  }
  int falls = 0;
  double before = f(here);
  for (int step = 0; step < 2 * reach; ++step) {
    here = std::nextafter(here, infinity);
    double const after = f(here);
    falls += after >= before ? 0 : 1;
    before = after;
  }
  return falls;
}

/// How often \p f falls from a number to the next larger one of an even grid.
template <class Function>
int falls_on_grid(double low, double high, int cells, Function const& f) {
  int falls = 0;
  double before = f(low);
  for (int cell = 1; cell <= cells; ++cell) {
    double const after = f(low + (high - low) * cell / cells);
    falls += after >= before ? 0 : 1;
    before = after;
  }
  return falls;
}

/// One number that any changed bit of any result changes.
template <class Function>
std::uint64_t fingerprint(double low, double high, int cells, Function const& f) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (int cell = 0; cell <= cells; ++cell) {
    hash ^= std::bit_cast<std::uint64_t>(static_cast<double>(f(low + (high - low) * cell / cells)));
    hash *= 0x00000100000001B3;
    hash ^= hash >> 29;
  }
  return hash;
}

}  // namespace cxsim::testing
