#include "cxsim/parameters/change.hpp"

#include <algorithm>
#include <vector>

#include "cxsim/stats/latent_score.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

/// Exact at strength 1, so that a full effect is the number that the user typed.
[[nodiscard]] double at_strength(double base, double strength) { return power(base, strength); }

[[nodiscard]] double scaled_odds(double probability, double ratio) {
  return ratio * probability / (1 - probability + ratio * probability);
}

[[nodiscard]] double factor_of(ParameterChange const& change, ParameterValues const& sizes) {
  return change.operation == Operation::from_to ? sizes[change.size] / sizes[*change.from]
                                                : sizes[change.size];
}

[[nodiscard]] double changed(ParameterChange const& change, ParameterValues const& sizes,
                             double strength, double value) {
  switch (change.operation) {
    case Operation::add:
      return value + strength * sizes[change.size];
    case Operation::score_from_to:
      return value + strength * latent_shift(sizes[*change.from], sizes[change.size],
                                             sizes[*change.spread]);
    case Operation::odds:
      return scaled_odds(value, at_strength(sizes[change.size], strength));
    case Operation::multiply:
    case Operation::from_to:
      return value * at_strength(factor_of(change, sizes), strength);
  }
  return value;
}

[[nodiscard]] bool is_neutral(ParameterChange const& change, ParameterValues const& sizes) {
  switch (change.operation) {
    case Operation::add:
      return sizes[change.size] == 0;
    case Operation::score_from_to:
      return sizes[change.size] == sizes[*change.from];
    default:
      return factor_of(change, sizes) == 1;
  }
}

/// No effect makes a failure certain (MODEL §3.8); what a customer does next may be.
[[nodiscard]] double highest(ParameterInfo const& info, SimplexGroup const* group, double before) {
  bool const is_failure = info.unit == Unit::probability && group == nullptr;
  return is_failure ? std::max(before, most_changed_failure) : info.range.high;
}

}  // namespace

void set_in_group(SimplexGroup const& group, ParameterValues& values, AnyParameter member,
                  double value) {
  double const before = values[member];
  if (before == value) {
    return;
  }
  double const others = static_cast<double>(group.members.size() - 1);
  for (AnyParameter const other : group.members) {
    if (other != member) {
      values[other] =
          before < 1 ? values[other] * ((1 - value) / (1 - before)) : (1 - value) / others;
    }
  }
  values[member] = value;
}

void set_in_group(SimplexGroup const& group, ParameterValues& values, AnyParameter member,
                  double value, std::span<AnyParameter const> held) {
  if (held.empty()) {
    set_in_group(group, values, member, value);
    return;
  }
  double rest = 1 - value;
  for (AnyParameter const one : held) {
    rest -= values[one];
  }
  std::vector<AnyParameter> free;
  double sum = 0;
  for (AnyParameter const other : group.members) {
    if (other != member && std::ranges::find(held, other) == held.end()) {
      free.push_back(other);
      sum += values[other];
    }
  }
  for (AnyParameter const other : free) {
    double const share = sum > 0 ? values[other] / sum : 1 / static_cast<double>(free.size());
    values[other] = std::max(0.0, rest) * share;
  }
  values[member] = value;
}

void apply_changes(ParameterTable const& table, ParameterValues const& sizes,
                   std::span<ActiveChange const> changes, SegmentId segment,
                   ParameterValues& values) {
  for (auto const& [change, strength] : changes) {
    if (strength == 0 || (change->segment && *change->segment != segment) ||
        is_neutral(*change, sizes)) {
      continue;
    }
    ParameterInfo const& info = table.info(change->target);
    SimplexGroup const* const group = table.group_of(change->target);
    double const before = values[change->target];
    double const allowed = std::clamp(changed(*change, sizes, strength, before), info.range.low,
                                      highest(info, group, before));
    if (group != nullptr) {
      set_in_group(*group, values, change->target, allowed);
    } else {
      values[change->target] = allowed;
    }
  }
}

}  // namespace cxsim
