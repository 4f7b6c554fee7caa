#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/episode_walker.hpp"
#include "cxsim/simulation/waiting.hpp"

namespace cxsim {

/// Lanes that are lived together: bit i stands for lane i of the group. A lane is a portfolio.
using LaneSet = std::uint64_t;
inline constexpr std::size_t most_lanes_together = 64;

/// Numbers of lanes stand side by side in rows of whole vectors of up to 8 numbers.
[[nodiscard]] constexpr std::size_t lane_width(std::size_t lanes) noexcept {
  return (lanes + 7) / 8 * 8;
}

/// How a touchpoint of a group's maps differs from the map that is walked.
struct LaneSpot {
  double lowest_failure = 0;  ///< over the group and the walked map
  double highest_failure = 0;
  bool same_after_success = true;  ///< every lane goes on as on the walked map
  bool same_after_failure = true;
  std::uint32_t failures = 0;  ///< row of LaneMaps::rows with the failures, when they differ
  std::uint32_t feeling = 0;   ///< first of its rows in the order of FeltRow, when it is felt
};

/// Rows of a touchpoint that is felt.
enum FeltRow : std::uint32_t { level_row, spread_row, penalty_row, cost_row, felt_rows };
/// Rows that every group has: episode rules, then reaction rules, as in compiled maps.
enum RuleRow : std::uint32_t {
  repeat_penalty_row,
  mean_weight_row,
  worst_weight_row,
  best_weight_row,
  last_weight_row,
  resolved_score_row,
  recovery_row,
  forgetting_row,
  incident_kept_row,
  churn_slope_row,
  churn_loss_row,
  incident_effect_row,
  contract_lock_row,
  experience_hazard_row,
  price_hazard_row,
  margin_row,
  rule_rows
};

/// The maps of up to most_lanes_together lanes in one month and segment, compared with one of them
/// (or another map) that is walked first: who can go another way where, and who feels it otherwise.
/// Bits of touchpoints are as in Episode::touched.
struct LaneMaps {
  CompiledMap const* walked = nullptr;
  std::vector<CompiledMap const*> lanes;
  std::uint64_t splits = 0;     ///< touchpoints where a lane may go another way
  std::uint64_t felt = 0;       ///< touchpoints that a lane feels or pays otherwise
  bool same_counts = true;      ///< every lane begins as many episodes
  std::vector<LaneSpot> spots;  ///< per touchpoint
  /// Numbers of all lanes side by side, lane_width(lanes) to a row: RuleRow, then per journey the
  /// shares of the gap that better and worse episodes close, then what LaneSpot names.
  std::vector<double> rows;

  [[nodiscard]] LaneSet all() const noexcept {
    return ~LaneSet{0} >> (most_lanes_together - lanes.size());
  }
  /// Whether a lane may go another way at a visit of the walked map.
  [[nodiscard]] bool may_split(double failure_luck, std::uint32_t touchpoint, bool failed) const {
    LaneSpot const& spot = spots[touchpoint];
    return (failure_luck >= spot.lowest_failure && failure_luck < spot.highest_failure) ||
           !(failed ? spot.same_after_failure : spot.same_after_success);
  }
  [[nodiscard]] std::size_t width() const noexcept { return lane_width(lanes.size()); }
  [[nodiscard]] double const* row(std::size_t number) const {
    return rows.data() + number * width();
  }
  /// Share of the gap to a better episode, and after it to a worse one.
  [[nodiscard]] double const* gain_row(std::uint32_t journey) const {
    return row(rule_rows + 2 * std::size_t{journey});
  }
  /// Lanes of \p of whose visit of \p touchpoint fails.
  [[nodiscard]] LaneSet failing(LaneSet of, std::uint32_t touchpoint, double luck) const;
};

/// Cost: linear in the size of the maps that differ. Maps must live as long as what is returned.
/// \param lanes At least one, at most most_lanes_together.
[[nodiscard]] LaneMaps compare_lanes(std::vector<CompiledMap const*> lanes,
                                     CompiledMap const& walked);

/// What the customers of every portfolio walk in one month. The first portfolio's maps are walked.
struct MonthMaps {
  std::vector<SegmentMaps> portfolios;        ///< [portfolio][segment]
  std::vector<std::vector<LaneMaps>> groups;  ///< [group][segment]
  WalkMaps walk;                              ///< the first portfolio's maps, [segment]
};

/// Puts portfolios into groups, in their order.
[[nodiscard]] MonthMaps group_lanes(std::vector<SegmentMaps> portfolios);

}  // namespace cxsim
