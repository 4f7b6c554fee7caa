#pragma once

#include <cstdint>
#include <span>

namespace cxsim {

/// A mean with its sampling error.
struct Estimate {
  double mean = 0;
  /// Standard deviation of the mean; 0 where it is unknown because count < 2.
  double standard_error = 0;
  std::uint64_t count = 0;  ///< independent values behind it
};

/// Mean and spread of values that come one by one, without storing them.
///
/// Numerically stable (Welford, Technometrics 4, 1962). The result depends on the order of the
/// values in its last bits: parallel work must be merged in a fixed order.
class Accumulator {
 public:
  void add(double value) noexcept;

  /// As if the values of \p later had been added behind the own ones, up to rounding.
  /// Source: Chan, Golub, LeVeque, The American Statistician 37, 1983.
  void merge(Accumulator const& later) noexcept;

  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  [[nodiscard]] double mean() const noexcept { return mean_; }
  /// Unbiased variance of one value; 0 for fewer than 2 values.
  [[nodiscard]] double variance() const noexcept;
  [[nodiscard]] Estimate estimate() const noexcept;

 private:
  std::uint64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  ///< sum of squared distances from the mean
};

/// How many equally weighted values tell as much as these: (Σw)² / Σw²; 0 without any weight.
/// Source: Kish, "Survey Sampling", 1965.
[[nodiscard]] double effective_sample_size(std::span<double const> weights) noexcept;

}  // namespace cxsim
