#include "offered_wait.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

/// Where a series for small z is used instead of differences of nearly equal numbers.
constexpr double small = 0.5;

/// Of Σ_{k>=2} weight(k)·(-z)^k/k!, divided by z².
template <class Weight>
constexpr std::array<double, 14> small_coefficients(Weight const& weight) {
  std::array<double, 14> coefficients{};
  double reciprocal_factorial = -1;
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    auto const k = static_cast<double>(i + 2);
    reciprocal_factorial /= -k;
    coefficients[i] = weight(k) * reciprocal_factorial;
  }
  return coefficients;
}

double small_series(std::array<double, 14> const& coefficients, double z) {
  double sum = 0;
  for (auto coefficient = coefficients.rbegin(); coefficient != coefficients.rend();
       ++coefficient) {
    sum = sum * z + *coefficient;
  }
  return sum * z * z;
}

/// z - (1 - e^-z)
double delay_of_growth(double z) {
  static constexpr auto coefficients = small_coefficients([](double) { return 1.0; });
  return z < small ? small_series(coefficients, z) : z - (1 - exponential(-z));
}

}  // namespace

double wait_of_those_gone(double z) {
  static constexpr auto coefficients = small_coefficients([](double k) { return k - 1; });
  return z < small ? small_series(coefficients, z) : 1 - (1 + z) * exponential(-z);
}

double deficit(BusyLine const& busy, double z) {
  return busy.slack * z + busy.inflow * delay_of_growth(z);
}

OfferedReach reach_of(BusyLine const& busy) {
  constexpr double negligible = 40;  // e^-40
  double const top = busy.slack < 0 ? -log_one_plus(busy.slack / busy.inflow) : 0;
  double const least = deficit(busy, top);
  double width = 1 / (1 + busy.capacity + busy.inflow);
  while (deficit(busy, top + width) - least < negligible) {
    width *= 2;
  }
  return {.low = std::clamp(top - width, 0.0, longest_reach),
          .top = top,
          .high = std::min(top + width, longest_reach)};
}

}  // namespace cxsim
