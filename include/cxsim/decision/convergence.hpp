#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cxsim/experiment/figures.hpp"
#include "cxsim/experiment/precision.hpp"
#include "cxsim/scenario/scenario.hpp"

/// Precision on demand: how far the figures that decide are known, round by round.
namespace cxsim {

/// Largest half-width of the 90 % interval of a mean: a part of the mean, or in its unit.
struct Tolerance {
  enum class Kind { relative, absolute };
  Kind kind = Kind::relative;
  double size = 0;

  friend bool operator==(Tolerance const&, Tolerance const&) = default;
};

/// What `--precision` asks for.
struct PrecisionWish {
  std::optional<Tolerance> npv;
  std::optional<Tolerance> churn;  ///< absolute: as a probability
  std::optional<double> order;     ///< confidence that the first of the ranking stand in order
  std::uint32_t top = 3;           ///< initiatives that decide, besides the recommendation
  std::uint32_t fewest_draws = 200;
  std::optional<std::uint32_t> customers;  ///< per draw; nothing: chosen
  std::uint64_t most_work = 2'000'000;     ///< draws × customers
};

/// A relative tolerance of a figure below this part of the largest one is that of such a part: who
/// decides about millions need not know thousands to the percent.
inline constexpr double least_part_that_matters = 0.1;

/// Two initiatives whose ΔNPV differ by less than this part of the largest are as good as each
/// other: their order needs no proof (indifference zone, science §8.3).
inline constexpr double indifferent_part = 0.01;

/// One figure of the decision after one round.
struct FigurePrecision {
  std::optional<InitiativeId> initiative;  ///< alone; nothing: the recommendation
  Figure figure = Figure::npv;
  MeanPrecision known;
  double allowed = 0;
  [[nodiscard]] bool is_reached() const { return known.half_width <= allowed; }
};

struct OrderPrecision {
  double wanted = 0;
  double confidence = 0;  ///< 1 − probabilities that a neighbour stands wrongly (Bonferroni)
};

/// Draws × customers and what they told.
struct ConvergenceRound {
  SampleSize size;
  std::vector<FigurePrecision> figures;
  std::optional<OrderPrecision> order;
  std::uint32_t draws_planned = 0;  ///< that the whole wish would take, by what is known now
  [[nodiscard]] bool is_reached() const;
};

/// The way to the wished precision.
struct Convergence {
  PrecisionWish wish;
  std::vector<ConvergenceRound> rounds;
  /// Whether the last two rounds reached everything; otherwise the limit came first.
  bool reached = false;
};

}  // namespace cxsim
