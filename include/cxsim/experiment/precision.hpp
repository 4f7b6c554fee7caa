#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// How many draws and customers a wished precision needs (science §9; methods.md, section 7).
namespace cxsim {

/// The two levels of variance of one figure.
struct VarianceLevels {
  double between = 0;       ///< of what draws would give with infinitely many customers
  double per_customer = 0;  ///< within a draw, times its number of customers
};

/// The mean of a figure over draws, and how far it may be off.
struct MeanPrecision {
  double mean = 0;
  /// Of the 90 % interval of the mean; infinite as long as it cannot be told.
  double half_width = 0;
  VarianceLevels variance;  ///< as they act on the mean: of points that are spread, what is left
  double spread = 0;        ///< of the draws themselves, without noise, as intervals show it
};

/// Nested analysis of variance over draws.
/// \param values Of the figure, one per draw.
/// \param noise Variance of each value that comes from the choice of simulated customers.
/// \param customers Simulated per draw.
/// \param block So many draws in sequence were placed together; blocks are independent, draws are
///   when it is 1. What does not fill a block is not used for the error.
/// \pre As many values as noise, at least one; block >= 1.
[[nodiscard]] MeanPrecision assess_mean(std::span<double const> values,
                                        std::span<double const> noise, std::uint32_t customers,
                                        std::uint32_t block);

/// Standard error of the mean over draws, from blocks where there are two whole ones.
struct MeanError {
  double standard_error = 0;
  double degrees = 0;  ///< of freedom; 0: not known
};
[[nodiscard]] MeanError error_of_mean(std::span<double const> values, std::uint32_t block);

/// Preparing a draw (fitting the reference, compiling maps) costs as much as simulating so many
/// customers: measured on the three cases (235 to 257). A constant, so that no clock decides.
inline constexpr double customers_worth_a_draw = 250;

/// Draws are added in multiples of this (science §9: check every 10).
inline constexpr std::uint32_t draws_per_step = 10;

/// So much of the variance between draws may be simulation noise (science §8.5), where the draws
/// themselves are shown: intervals, draws with a loss, best in n draws.
inline constexpr double most_noise_share = 0.05;

/// A figure that must become known.
struct PrecisionNeed {
  VarianceLevels variance;
  double allowed = 0;  ///< largest half-width of the 90 % interval of its mean
  /// Where the draws themselves are shown: their variance, for most_noise_share.
  std::optional<double> spread;
};

/// Customers that a draw may have, and what bounds the run.
struct SampleBounds {
  std::uint32_t fewest_draws = 200;
  std::uint32_t most_draws = 100'000;
  std::uint32_t fewest_customers = 20;
  std::uint32_t most_customers = 10'000;
  std::uint64_t most_work = 2'000'000;  ///< draws × customers
};

struct SampleSize {
  std::uint32_t draws = 0;
  std::uint32_t customers = 0;

  friend bool operator==(SampleSize const&, SampleSize const&) = default;
};

/// Draws that every need wants with \p customers per draw, in whole steps; at least the fewest.
[[nodiscard]] double draws_needed(std::span<PrecisionNeed const> needs, std::uint32_t customers,
                                  std::uint32_t fewest_draws);

/// Customers per draw with which the needs cost least. With one need and no bound that is
/// √(cost of a draw / cost of a customer · variance per customer / variance between).
/// \param now Kept unless another number is cheaper by more than 15 %, for what was simulated with
///   it then counts.
[[nodiscard]] std::uint32_t cheapest_customers(std::span<PrecisionNeed const> needs,
                                               SampleBounds const& bounds, std::uint32_t now);

/// Most draws within the bounds, in whole steps.
[[nodiscard]] std::uint32_t most_draws_of(SampleBounds const& bounds, std::uint32_t customers);

}  // namespace cxsim
