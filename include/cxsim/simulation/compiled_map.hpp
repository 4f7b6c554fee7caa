#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cxsim/map/map.hpp"
#include "cxsim/parameters/parameter.hpp"
#include "cxsim/stats/absorbing_chain.hpp"

namespace cxsim {

/// Latent level μ and within-visit spread σ_w of every touchpoint, fitted to the measured mean and
/// sd of one draw.
struct LatentLevels {
  std::vector<double> level;
  std::vector<double> visit_spread;
};

/// Everything that one visit needs; no strings, no lookups.
struct CompiledTouchpoint {
  double failure = 0;
  double level = 0;    ///< μ + δ + Σξ
  double penalty = 0;  ///< κ
  double spread = 0;   ///< σ_w
  double cost = 0;
  std::uint32_t id_hash = 0;
  std::uint32_t first_success = 0;  ///< rows of `steps`: success, then failure
  std::uint32_t first_failure = 0;
  std::uint32_t last = 0;
  bool is_contact = false;
  bool is_complaint = false;

  friend bool operator==(CompiledTouchpoint const&, CompiledTouchpoint const&) = default;
};

/// Next touchpoint, or an ending as a negative number.
inline constexpr std::int32_t step_completed = -1;
inline constexpr std::int32_t step_abandoned = -2;

/// One row of a cumulative distribution over what comes next.
struct CompiledStep {
  double cumulative = 0;
  std::int32_t to = step_completed;

  friend bool operator==(CompiledStep const&, CompiledStep const&) = default;
};

struct CompiledJourney {
  std::uint32_t entry = 0;
  std::uint32_t id_hash = 0;
  double salience = 0;
  double rate = 0;  ///< episodes per customer and month
  /// P(episodes <= k) of a Poisson number, k = 0, 1, …; inversion keeps it increasing in the rate.
  std::vector<double> count_cumulative;

  friend bool operator==(CompiledJourney const&, CompiledJourney const&) = default;
};

/// What an episode's evaluation needs.
struct EpisodeRules {
  double repeat_penalty = 0;
  double mean_weight = 0;
  double worst_weight = 0;
  double best_weight = 0;
  double last_weight = 0;
  double resolved_score = 0;
  double recovery = 0;

  friend bool operator==(EpisodeRules const&, EpisodeRules const&) = default;
};

/// What satisfaction, incidents and churn need; kept factors per month are precomputed.
struct ReactionRules {
  double loss_weight = 1;
  double forgetting = 0;     ///< 1 − 2^(−1/H)
  double incident_kept = 0;  ///< 2^(−1/H_I)
  double churn_slope = 0;    ///< b per point: b/10
  double churn_loss = 1;
  double incident_effect = 0;
  double contract_lock = 1;
  double experience_hazard = 1;
  double price_hazard = 1;
  double margin = 0;         ///< per month
  double contract_term = 0;  ///< months; 0: no contract
  double contract_renewal = 0;

  friend bool operator==(ReactionRules const&, ReactionRules const&) = default;
};

/// What a line of a contact centre and its callers bring along. Times are in minutes.
struct CompiledLine {
  std::uint32_t touchpoint = 0;  ///< whose visitors are the callers
  double agents = 0;             ///< at peak hours
  double off_peak_agents = 0;    ///< as a multiple of those at peak
  double handling_time = 0;
  double patience = 0;
  double peak_share = 0;  ///< of the calls
  double peak_hours = 0;  ///< per month
  double off_peak_hours = 0;
  double acceptable_wait = 0;
  double wait_penalty = 0;  ///< γ_w, latent units
  double announced = 0;     ///< share of callers who are told how long they will wait
  double goes_first = 0;    ///< share of callers who are answered before the others
  double called_back = 0;   ///< share of waiting callers who hang up and are called back in turn

  friend bool operator==(CompiledLine const&, CompiledLine const&) = default;
};

/// The map of one segment in one month under one portfolio, flat.
struct CompiledMap {
  std::vector<CompiledTouchpoint> touchpoints;
  std::vector<CompiledStep> steps;
  std::vector<CompiledJourney> journeys;
  std::vector<CompiledLine> lines;  ///< in the order of the map's queues
  EpisodeRules episode;
  ReactionRules reaction;

  friend bool operator==(CompiledMap const&, CompiledMap const&) = default;
};

/// \param values With the differences of \p segment and every active change applied.
[[nodiscard]] CompiledMap compile(Map const& map, ParameterValues const& values,
                                  LatentLevels const& levels, SegmentId segment);

/// The chain of a map's touchpoints, solved once for all maps with its failures and transitions:
/// segments mostly differ in how they begin and how they feel.
class TouchpointChain {
 public:
  /// \param order Touchpoints in the order of their ids.
  TouchpointChain(CompiledMap const& map, std::span<TouchpointId const> order);

  /// Whether \p map has the same failures and transitions.
  [[nodiscard]] bool is_of(CompiledMap const& map) const;
  /// Expected visits of each touchpoint per customer and month, exactly. \pre is_of(map)
  [[nodiscard]] std::vector<double> visits(CompiledMap const& map) const;

 private:
  std::vector<double> failures_;
  std::vector<CompiledStep> steps_;
  std::vector<std::uint32_t> state_;  ///< per touchpoint
  AbsorbingChain chain_;
};

/// Expected visits of each touchpoint per customer and month, exactly.
/// \param order Touchpoints in the order of their ids.
[[nodiscard]] std::vector<double> expected_visits(CompiledMap const& map,
                                                  std::span<TouchpointId const> order);

/// Bit i is set when touchpoint i, i + 64, … or what comes after it differs.
[[nodiscard]] std::uint64_t differing_touchpoints(CompiledMap const& a, CompiledMap const& b);

/// Levels of a draw, and the touchpoints whose measured figures no latent score can have.
struct LevelFit {
  LatentLevels levels;
  std::vector<double> spread;            ///< σ = √(τ_u² + σ_w²)
  std::vector<TouchpointId> infeasible;  ///< no σ >= τ_u has this mean and sd
};

/// Fits μ and σ of every touchpoint, so that the mix of segments, weighted by expected visits, has
/// the measured mean and sd (science §1.1, §0.4-10).
/// \param by_segment Values of the draw with the differences of each segment applied.
[[nodiscard]] LevelFit fit_levels(Map const& map, ParameterValues const& base,
                                  std::vector<ParameterValues> const& by_segment);

}  // namespace cxsim
