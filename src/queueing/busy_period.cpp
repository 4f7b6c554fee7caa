#include "busy_period.hpp"

#include <cmath>
#include <limits>

#include "cxsim/stats/math.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double tiny = 1e-300;
constexpr double root_of_2_pi = 0x1.40d931ff62706p+1;
/// Enough for c = x = 1e15: the fractions below need some 15·c^(1/3) terms.
constexpr int most_terms = 5'000'000;

/// a₁/(b₁ + a₂/(b₂ + …)) with one division a term (Steed), until it stands still.
template <class Numerator, class Denominator>
double continued_fraction(Numerator const& a, Denominator const& b) {
  double inverse = 1 / b(1);
  double change = a(1) * inverse;
  double sum = change;
  for (int m = 2; m < most_terms; ++m) {
    double const below = b(m) + a(m) * inverse;
    inverse = 1 / (below == 0 ? tiny : below);
    change *= b(m) * inverse - 1;
    sum += change;
    if (std::fabs(change) <= 0.25 * epsilon * std::fabs(sum)) {
      break;
    }
  }
  return sum;
}

/// Mean queue while all agents are busy, divided by x, for c >= x:
/// 1/(c+1-x + 2x/(c+2-x + 3x/(c+3-x + …))), where every term is positive.
double queue_share(BusyLine const& line) {
  return continued_fraction([&](int m) { return m == 1 ? 1.0 : m * line.inflow; },
                            [&](int m) { return line.slack + m; });
}

/// eˣ·x⁻ᶜ·Γ(c, x) for x >= 1 and not far below c; Legendre's fraction, contracted.
double legendre(double c, double x) {
  return continued_fraction([&](int m) { return m == 1 ? 1.0 : (m - 1) * (c - (m - 1)); },
                            [&](int m) { return (x - c) + (2 * m - 1); });
}

double series(double c, double x) {
  double term = 1;
  double sum = 1;
  for (int k = 1; term > 0.25 * epsilon * sum; ++k) {
    term *= x / (c + k);
    sum += term;
  }
  return sum;
}

/// Γ(c+1)·eˣ·x⁻ᶜ: the reciprocal of a Poisson probability.
double whole_palm(double c, double x) {
  constexpr double smallest_for_stirling = 10;
  if (c < smallest_for_stirling) {
    return exponential(log_gamma(c + 1) + x - c * logarithm(x));
  }
  double const u = (x - c) / c;
  double const growth = u < -0.5 ? logarithm(x / c) : log_one_plus(u);
  return root_of_2_pi * std::sqrt(c) * exponential(c * (u - growth) + stirling_rest(c));
}

double lower_palm(double c, double x) {
  return busy_figures({.capacity = c, .inflow = x, .slack = c - x}).to_unqueued;
}

/// Γ(c, x) by the fraction; below 1 the series of the rest is better.
bool has_fraction(double c, double x) { return x > c && x >= 1; }

}  // namespace

BusyFigures busy_figures(BusyLine const& line) {
  double const c = line.capacity;
  double const x = line.inflow;
  if (line.slack >= 0) {
    double const share = queue_share(line);
    return {.to_unqueued = c / (line.slack + x * share), .given_up = share};
  }
  double const sum = x < 1 ? series(c, x) : whole_palm(c, x) - upper_palm(c, x);
  return {.to_unqueued = sum, .given_up = (c / sum - line.slack) / x};
}

double upper_palm(double c, double x) {
  if (c == 0) {
    return 0;
  }
  return has_fraction(c, x) ? c * legendre(c, x) : whole_palm(c, x) - lower_palm(c, x);
}

double lower_gamma_share(double c, double x) {
  if (x == 0) {
    return 0;
  }
  double const whole = whole_palm(c, x);
  return has_fraction(c, x) ? 1 - upper_palm(c, x) / whole : lower_palm(c, x) / whole;
}

}  // namespace cxsim
