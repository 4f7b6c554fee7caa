#include "cxsim/stats/special_functions.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "cxsim/stats/gauss_legendre.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double pi = 0x1.921fb54442d18p+1;
constexpr double log_root_of_2_pi = 0x1.d67f1c864beb5p-1;
constexpr double root_of_2_pi = 0x1.40d931ff62706p+1;

// ---- gamma function ----------------------------------------------------------------------------

constexpr double smallest_for_stirling = 10;

/// stirling_rest for x >= 10, by its asymptotic series.
double stirling_rest_of_large(double x) {
  constexpr std::array<double, 7> coefficients{
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360'360, 1.0 / 156};
  double const inverse_square = 1 / (x * x);
  double sum = 0;
  for (auto coefficient = coefficients.rbegin(); coefficient != coefficients.rend();
       ++coefficient) {
    sum = sum * inverse_square + *coefficient;
  }
  return sum / x;
}

double stirling(double x) {
  return (x - 0.5) * logarithm(x) - x + log_root_of_2_pi + stirling_rest_of_large(x);
}

/// r - 1 - ln(r) from the ratio r > 0 and from r - 1, which may be known more exactly.
double log_deficit(double ratio, double ratio_minus_1) {
  double const u = ratio_minus_1;
  if (std::fabs(u) > 0.1) {
    return u - logarithm(ratio);
  }
  // ln(1 + u) = 2·(s + s³/3 + s⁵/5 + …), s = u / (2 + u); and u - 2s = u·s.
  constexpr int terms = 8;
  double const s = u / (2 + u);
  double const square = s * s;
  double sum = 0;
  for (int n = 2 * terms + 1; n > 1; n -= 2) {
    sum = (sum + 1.0 / n) * square;
  }
  return s * (u - 2 * sum);
}

/// Continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method, until it stands still.
template <class Numerator, class Denominator>
double continued_fraction(double first, Numerator const& a, Denominator const& b) {
  constexpr int most_terms = 100'000;
  constexpr double tiny = 1e-300;
  double value = first == 0 ? tiny : first;
  double forward = value;
  double backward = 0;
  for (int n = 1; n < most_terms; ++n) {
    backward = b(n) + a(n) * backward;
    forward = b(n) + a(n) / forward;
    backward = 1 / (backward == 0 ? tiny : backward);
    forward = forward == 0 ? tiny : forward;
    double const factor = forward * backward;
    value *= factor;
    if (std::fabs(factor - 1) < epsilon) {
      break;
    }
  }
  return value;
}

// ---- beta distribution -------------------------------------------------------------------------

/// A number x of (0, 1) together with 1 - x, so that the smaller of them keeps all its digits.
struct Fraction {
  double x;
  double rest;

  [[nodiscard]] Fraction mirrored() const { return {rest, x}; }
};

/// Beta(a, b), with what does not depend on x computed once.
class Beta {
 public:
  Beta(double a, double b)
      : a_(a),
        b_(b),
        scale_(std::sqrt(a) * std::sqrt(b / (a + b)) / root_of_2_pi *
               exponential(stirling_rest(a + b) - stirling_rest(a) - stirling_rest(b))) {}

  [[nodiscard]] double mean() const { return a_ / (a_ + b_); }
  [[nodiscard]] double standard_deviation() const {
    return std::sqrt(a_ * b_ / (a_ + b_ + 1)) / (a_ + b_);
  }

  /// x · (1 - x) · density(x), in Loader's form: exact also where a and b are large.
  [[nodiscard]] double weighted_density(Fraction at) const {
    double const total = a_ + b_;
    double const difference = b_ * at.x - a_ * at.rest;
    return scale_ * exponential(-a_ * log_deficit(at.x * total / a_, difference / a_) -
                                b_ * log_deficit(at.rest * total / b_, -difference / b_));
  }

  /// P(X <= x) for x not far above the mean.
  [[nodiscard]] double lower_tail(Fraction at) const {
    constexpr double large = 200;
    return a_ > large && b_ > large ? lower_tail_by_quadrature(at)
                                    : lower_tail_by_continued_fraction(at);
  }
  [[nodiscard]] double lower_tail_at_mean() const { return lower_tail({mean(), b_ / (a_ + b_)}); }

  [[nodiscard]] Beta mirrored() const { return {b_, a_}; }

 private:
  /// Source: Didonato, Morris, ACM Trans. Math. Software 18, 1992, equation 9.
  [[nodiscard]] double lower_tail_by_continued_fraction(Fraction at) const {
    double const difference = a_ * at.rest - b_ * at.x;
    double const first = a_ * (difference + 1) / (a_ + 1);
    auto const numerator = [&](int n) {
      double const ratio = at.x / (a_ + 2 * n - 1);
      return (a_ + n - 1) * (a_ + b_ + n - 1) * n * (b_ - n) * ratio * ratio;
    };
    auto const denominator = [&](int n) {
      return n + n * (b_ - n) * at.x / (a_ + 2 * n - 1) +
             (a_ + n) / (a_ + 2 * n + 1) * (difference + 1 + n * (1 + at.rest));
    };
    return weighted_density(at) / continued_fraction(first, numerator, denominator);
  }

  /// The density is close to a normal one: 12 standard deviations hold all that a double can show.
  [[nodiscard]] double lower_tail_by_quadrature(Fraction at) const {
    constexpr int panels = 4;
    auto const density_below = [&](double distance) {
      Fraction const point{at.x - distance, at.rest + distance};
      return weighted_density(point) / (point.x * point.rest);
    };
    double const width = std::fmin(at.x, 12 * standard_deviation()) / panels;
    double sum = 0;
    for (int panel = panels; panel-- > 0;) {
      sum += integral(density_below, panel * width, (panel + 1) * width);
    }
    return sum;
  }

  double a_;
  double b_;
  double scale_;  ///< weighted density at the mean
};

/// Where to begin the search for a quantile below the mean.
double first_guess(Beta const& beta, double a, double p) {
  // Near 0 the distribution function is a power of x; with a large it is normal.
  double const by_power = beta.mean() * power(p / beta.lower_tail_at_mean(), 1 / a);
  double const by_normal = beta.mean() + normal_quantile(p) * beta.standard_deviation();
  return a > 2 && by_normal > 0 ? std::fmin(by_normal, by_power) : by_power;
}

/// The x with P(X <= x) = p that is at most the mean, by Newton's method for ln P against ln x. The
/// curve bends one way only, so that after its first step the method approaches from one side.
double lower_quantile(Beta const& beta, double a, double p) {
  constexpr int most_steps = 100;
  double x = first_guess(beta, a, p);
  for (int step = 0; step < most_steps && x > 0; ++step) {
    Fraction const at{x, 1 - x};
    double const area = beta.lower_tail(at);
    double const elasticity = beta.weighted_density(at) / (area * at.rest);
    double const change = -logarithm(area / p) / elasticity;
    if (std::fabs(change) < 1e-10) {
      return x + x * change;
    }
    x = std::fmin(x * exponential(change), beta.mean());
  }
  return x;
}

// ---- gamma distribution ------------------------------------------------------------------------

/// x · density(x) of Gamma(shape, 1).
double weighted_gamma_density(double shape, double x) {
  return std::sqrt(shape) / root_of_2_pi *
         exponential(-shape * log_deficit(x / shape, (x - shape) / shape) - stirling_rest(shape));
}

double lower_gamma_by_series(double shape, double x) {
  double term = 1 / shape;
  double sum = term;
  for (int n = 1; term > sum * (epsilon / 4); ++n) {
    term *= x / (shape + n);
    sum += term;
  }
  return weighted_gamma_density(shape, x) * sum;
}

double upper_gamma_by_continued_fraction(double shape, double x) {
  auto const numerator = [&](int n) { return -n * (n - shape); };
  auto const denominator = [&](int n) { return x + 2 * n + 1 - shape; };
  return weighted_gamma_density(shape, x) /
         continued_fraction(x + 1 - shape, numerator, denominator);
}

}  // namespace

double stirling_rest(double x) noexcept {
  return x >= smallest_for_stirling
             ? stirling_rest_of_large(x)
             : log_gamma(x) - ((x - 0.5) * logarithm(x) - x + log_root_of_2_pi);
}

double log_gamma(double x) noexcept {
  if (!(x > 0)) {
    return x == 0 ? infinity : not_a_number;
  }
  double product = 1;
  double shifted = x;
  while (shifted < smallest_for_stirling) {
    product *= shifted;
    shifted += 1;
  }
  return shifted == infinity ? infinity : stirling(shifted) - logarithm(product);
}

double incomplete_beta(double a, double b, double x) noexcept {
  if (!(a > 0 && b > 0) || std::isnan(x)) {
    return not_a_number;
  }
  if (x <= 0 || x >= 1) {
    return x <= 0 ? 0 : 1;
  }
  Beta const beta(a, b);
  Fraction const at{x, 1 - x};
  return x <= beta.mean() ? beta.lower_tail(at) : 1 - beta.mirrored().lower_tail(at.mirrored());
}

double beta_quantile(double a, double b, double p) noexcept {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) {
    return not_a_number;
  }
  if (p == 0 || p == 1) {
    return p;
  }
  Beta const beta(a, b);
  return p <= beta.lower_tail_at_mean() ? lower_quantile(beta, a, p)
                                        : 1 - lower_quantile(beta.mirrored(), b, 1 - p);
}

double upper_incomplete_gamma(double shape, double x) noexcept {
  if (!(shape > 0) || std::isnan(x)) {
    return not_a_number;
  }
  if (x <= 0 || x == infinity) {
    return x <= 0 ? 1 : 0;
  }
  return x < shape + 1 ? 1 - lower_gamma_by_series(shape, x)
                       : upper_gamma_by_continued_fraction(shape, x);
}

double owens_t(double h, double a) noexcept {
  auto const integrand = [&](double x) {
    double const factor = 1 + x * x;
    return exponential(-0.5 * h * h * factor) / factor;
  };
  return integral(integrand, 0, a) / (2 * pi);
}

}  // namespace cxsim
