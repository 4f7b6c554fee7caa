#pragma once

/// The functions that all formulas of a line with impatient callers are made of.
namespace cxsim {

/// A line seen while all agents are busy: the queue grows at rate λ and shrinks at nμ + kθ.
///
/// In units of the patience 1/θ: c = nμ/θ, x = λ/θ. Both are finite and c > 0.
struct BusyLine {
  double capacity = 0;  ///< c
  double inflow = 0;    ///< x
  double slack = 0;     ///< c - x, known without cancellation
};

struct BusyFigures {
  /// Σ_{k>=0} x^k / ((c+1)…(c+k)) = c·eˣ·x⁻ᶜ·γ(c, x): how much more likely it is that all agents
  /// are busy than that they are and nobody waits. May be infinite.
  double to_unqueued = 1;
  /// Share of callers finding all agents busy who give up: mean queue while busy, divided by x.
  double given_up = 0;
};

[[nodiscard]] BusyFigures busy_figures(BusyLine const& line);

/// c·eˣ·x⁻ᶜ·Γ(c, x), for c >= 0, x > 0: with agents and load in place of c and x this is
/// 1/B - 1 of Erlang B. May be infinite.
[[nodiscard]] double upper_palm(double c, double x);

/// Probability that a sum of x Poisson events reaches c: γ(c, x)/Γ(c), for c > 0, x >= 0.
[[nodiscard]] double lower_gamma_share(double c, double x);

}  // namespace cxsim
