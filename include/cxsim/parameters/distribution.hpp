#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/parameters/unit.hpp"

namespace cxsim {

/// Known exactly, or taken as known.
struct Constant {
  double value = 0;
  friend bool operator==(Constant const&, Constant const&) = default;
};

/// How an expert's lowest and highest value are meant (science §6.2).
enum class Bounds {
  quantiles,  ///< 5 % and 95 % quantile: experts' ranges are too narrow
  absolute    ///< never beyond
};

/// PERT (scaled beta, γ = 4) from three values. `low` and `high` as typed; `min` and `max` as
/// solved.
struct Pert {
  double low = 0;
  double mode = 0;
  double high = 0;
  Bounds bounds = Bounds::quantiles;
  double min = 0;
  double max = 0;
  friend bool operator==(Pert const&, Pert const&) = default;
};

struct Normal {
  double mean = 0;
  double sd = 1;
  friend bool operator==(Normal const&, Normal const&) = default;
};

/// `log_sd` is the standard deviation of the logarithm.
struct Lognormal {
  double median = 1;
  double log_sd = 0;
  friend bool operator==(Lognormal const&, Lognormal const&) = default;
};

struct Beta {
  double alpha = 1;
  double beta = 1;
  friend bool operator==(Beta const&, Beta const&) = default;
};

struct Uniform {
  double low = 0;
  double high = 1;
  friend bool operator==(Uniform const&, Uniform const&) = default;
};

/// Piecewise linear between (probability, value) points; starts at 0 and ends at 1.
struct Quantiles {
  std::vector<std::pair<double, double>> points;
  friend bool operator==(Quantiles const&, Quantiles const&) = default;
};

/// Observed values, each as likely as the others.
struct Samples {
  std::vector<double> values;
  friend bool operator==(Samples const&, Samples const&) = default;
};

/// What we know of one number.
using Distribution =
    std::variant<Constant, Pert, Normal, Lognormal, Beta, Uniform, Quantiles, Samples>;

/// PERT from what an expert said.
/// \return nothing unless low <= mode <= high, low < high, and a PERT with these quantiles exists.
[[nodiscard]] std::optional<Pert> make_pert(double low, double mode, double high, Bounds bounds);

[[nodiscard]] bool is_uncertain(Distribution const& distribution);

/// Value that the distribution stays below with probability \p p, cut to \p range.
/// Increasing in \p p, so the same luck means the same side in every scenario.
[[nodiscard]] double quantile(Distribution const& distribution, Range range, double p);

/// Best single guess: the mode of a PERT, the value of a constant, otherwise the median.
[[nodiscard]] double best_guess(Distribution const& distribution, Range range);

/// In words for tables: "0.1 … 0.16 … 0.3 (absolute)".
[[nodiscard]] std::string to_text(Distribution const& distribution);

}  // namespace cxsim
