#pragma once

#include <cstddef>
#include <vector>

#include "cxsim/parameters/parameter_table.hpp"

namespace cxsim {

/// Groups of numbers that a reader knows by name.
enum class NumberTopic {
  transitions,
  failures,
  starts,
  segment_sizes,
  satisfaction,
  cost_of_visits,
  margin,
  churn,
  other
};

/// Where the numbers of a case come from.
struct NumberOrigins {
  std::size_t numbers = 0;
  std::size_t measured = 0;                 ///< counted or measured: grades A to D
  std::size_t expert = 0;                   ///< grade E
  std::size_t defaults = 0;                 ///< grade F
  std::vector<NumberTopic> measured_kinds;  ///< with at least one measured number
  std::vector<NumberTopic> default_kinds;   ///< with nothing but defaults of the program
};

/// Counts the numbers of \p parameters by grade of evidence. Kinds come in the order of the enum;
/// `other` is not among them.
[[nodiscard]] NumberOrigins origins_of(ParameterTable const& parameters);

}  // namespace cxsim
