#pragma once

#include <algorithm>
#include <array>

#include "cxsim/map/map.hpp"
#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

/// What the reference fixes for a segment in one draw (MODEL §3.4–3.5).
struct SegmentReference {
  double usual_satisfaction = 70;  ///< S̄ = S_ref: the reference mean of S
  double leniency_reach = 0;  ///< ρ_u = 100·φ(Φ⁻¹(S̄/100)): points of S per unit of leniency
  std::array<double, churn_causes> hazard{};  ///< monthly hazard by cause at the usual level
};

/// What a customer remembers.
struct CustomerState {
  double satisfaction = 0;  ///< S on 0–100
  double incidents = 0;     ///< I, at most 3
};

inline constexpr double most_incidents = 3;

/// S that this customer comes back to: kinder judges rate everything higher.
[[nodiscard]] inline double usual_level(SegmentReference const& reference, double leniency) {
  return std::clamp(reference.usual_satisfaction + reference.leniency_reach * leniency, 0.0, 100.0);
}

[[nodiscard]] inline CustomerState usual_state(SegmentReference const& reference, double leniency) {
  return {usual_level(reference, leniency), 0};
}

/// S after one episode: a gap below counts λ times (science §1.5); a step never overshoots.
[[nodiscard]] inline double after_episode(double satisfaction, double score, double salience,
                                          double loss_weight) {
  double const gap = score - satisfaction;
  double const step = gap < 0 ? std::min(1.0, salience * loss_weight) : std::min(1.0, salience);
  return satisfaction + step * gap;
}

/// S a month later: slowly back to the customer's usual level.
[[nodiscard]] inline double after_forgetting(double satisfaction, ReactionRules const& rules,
                                             SegmentReference const& reference, double leniency) {
  return satisfaction + rules.forgetting * (usual_level(reference, leniency) - satisfaction);
}

/// I at the end of a month in which episodes added \p added (science §1.5, §1.8).
[[nodiscard]] inline double after_incidents(double incidents, double added,
                                            ReactionRules const& rules) {
  return std::min(most_incidents, incidents * rules.incident_kept + added);
}

/// exp(b·ζ(S) + η·I): how many times more likely than usual experience drives the customer away.
[[nodiscard]] inline double experience_factor(CustomerState const& state,
                                              ReactionRules const& rules,
                                              double usual_satisfaction) {
  double const below = usual_satisfaction - state.satisfaction;
  double const gap = below > 0 ? rules.churn_loss * below : below;
  return exponential(rules.churn_slope * gap + rules.incident_effect * state.incidents);
}

/// Cumulative hazards of one month by cause (science §3.1).
/// \param factor What experience_factor says. \param lock Factor of the contract: 1 out of term.
[[nodiscard]] inline std::array<double, churn_causes> monthly_hazards(
    double factor, ReactionRules const& rules, SegmentReference const& reference, double lock) {
  return {reference.hazard[0] * rules.experience_hazard * lock * factor,
          reference.hazard[1] * rules.price_hazard * lock, reference.hazard[2]};
}

[[nodiscard]] inline std::array<double, churn_causes> monthly_hazards(
    CustomerState const& state, ReactionRules const& rules, SegmentReference const& reference,
    double lock) {
  return monthly_hazards(experience_factor(state, rules, reference.usual_satisfaction), rules,
                         reference, lock);
}

}  // namespace cxsim
