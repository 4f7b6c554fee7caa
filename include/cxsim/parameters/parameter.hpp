#pragma once

#include <cstdint>
#include <vector>

#include "cxsim/parameters/unit.hpp"

namespace cxsim {

/// Position of a number in the ParameterTable, whatever its unit.
struct AnyParameter {
  std::uint32_t index = 0;
  friend constexpr auto operator<=>(AnyParameter, AnyParameter) = default;
};

/// Position of a number of one unit in the ParameterTable.
template <Unit unit>
struct Parameter {
  std::uint32_t index = 0;
  friend constexpr auto operator<=>(Parameter, Parameter) = default;
  constexpr operator AnyParameter() const noexcept { return AnyParameter{index}; }
};

using Probability = Parameter<Unit::probability>;
using Share = Parameter<Unit::share>;
using Score = Parameter<Unit::score>;
using Latent = Parameter<Unit::latent>;
using PerMonth = Parameter<Unit::per_month>;
using Money = Parameter<Unit::money>;
using PerYear = Parameter<Unit::per_year>;
using Months = Parameter<Unit::months>;
using Minutes = Parameter<Unit::minutes>;
using Count = Parameter<Unit::count>;
using Factor = Parameter<Unit::factor>;
using LogHazard = Parameter<Unit::log_hazard>;

/// One value for every parameter of a table: a draw, the best guesses, or one of these changed.
class ParameterValues {
 public:
  ParameterValues() = default;
  explicit ParameterValues(std::vector<double> values) : values_(std::move(values)) {}

  [[nodiscard]] double operator[](AnyParameter parameter) const { return values_[parameter.index]; }
  [[nodiscard]] double& operator[](AnyParameter parameter) { return values_[parameter.index]; }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }

  friend bool operator==(ParameterValues const&, ParameterValues const&) = default;

 private:
  std::vector<double> values_;
};

}  // namespace cxsim
