#pragma once

#include <optional>
#include <span>

#include "cxsim/base/id.hpp"
#include "cxsim/parameters/parameter_table.hpp"

namespace cxsim {

/// No change makes a failure certain (MODEL §3.8): it stays at most max(value, this).
inline constexpr double most_changed_failure = 0.98;

/// What a change does at strength s (science §6.1); strength 0 does nothing at all.
enum class Operation {
  add,       ///< value + s·size
  multiply,  ///< value · size^s
  odds,      ///< odds of a probability · size^s; in a simplex group the others are rescaled
  from_to,   ///< value · (size/from)^s: "failure from 12 % to 8 %"
  score_from_to  ///< latent shift s·√(1+σ²)·(Φ⁻¹(size/100) − Φ⁻¹(from/100)): "mean 72 to 76"
};

/// A change of one number: a segment's difference, an event's or an initiative's effect.
struct ParameterChange {
  AnyParameter target;
  std::optional<SegmentId> segment;  ///< nothing: every segment
  Operation operation = Operation::multiply;
  AnyParameter size;
  std::optional<AnyParameter> from;    ///< for from_to and score_from_to
  std::optional<AnyParameter> spread;  ///< σ of the touchpoint, for score_from_to
};

/// A change at its strength of one month: adoption × timing × execution, in [0, 1].
struct ActiveChange {
  ParameterChange const* change = nullptr;
  double strength = 0;
};

/// Sets one member of a simplex group; the others are scaled by (1 − new)/(1 − old).
/// When the old value was 1, the others share the rest equally.
void set_in_group(SimplexGroup const& group, ParameterValues& values, AnyParameter member,
                  double value);

/// The same, while the members in \p held keep their values too; what is left is shared by the rest
/// in their proportions. \pre value + Σ held <= 1, and it is 1 when no other member is left.
void set_in_group(SimplexGroup const& group, ParameterValues& values, AnyParameter member,
                  double value, std::span<AnyParameter const> held);

/// Applies the changes that hold for \p segment, in the given order.
/// A neutral size (0 for add, 1 for the others) or strength 0 leaves values bit for bit alone.
/// \param sizes Where sizes and `from` are looked up: the values of the draw, never changed ones.
void apply_changes(ParameterTable const& table, ParameterValues const& sizes,
                   std::span<ActiveChange const> changes, SegmentId segment,
                   ParameterValues& values);

}  // namespace cxsim
