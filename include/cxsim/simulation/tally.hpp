#pragma once

#include <array>
#include <span>
#include <vector>

#include "cxsim/map/map.hpp"

namespace cxsim {

/// An experience counts as satisfied (top 2 of 5) from here: nearer to 4 of 5 (= 75) than to 3 (=
/// 50).
inline constexpr double satisfied_from = 62.5;

/// Sums over customers of one segment in one month, in customers of the firm.
struct MonthTally {
  double customers = 0;  ///< at the start of the month
  std::array<double, churn_causes> lost{};
  double latent_lost = 0;   ///< would leave if no contract held them
  double satisfaction = 0;  ///< Σ S at the end of the month
  double promoters = 0;
  double detractors = 0;
  double episodes = 0;
  double visits = 0;
  double failures = 0;
  double experience = 0;  ///< Σ x over visits
  double satisfied = 0;   ///< visits with x >= satisfied_from
  double contacts = 0;
  double complaints = 0;
  double abandoned = 0;  ///< episodes
  double margin = 0;
  double contact_cost = 0;
  double cut_episodes = 0;  ///< simulated episodes that hit the step limit; not weighted

  MonthTally& operator+=(MonthTally const& other);
  [[nodiscard]] double lost_in_all() const noexcept { return lost[0] + lost[1] + lost[2]; }
};

/// Sums over the visits of one touchpoint in one month.
struct TouchpointTally {
  double visits = 0;
  double failures = 0;
  double experience = 0;  ///< Σ x
  double satisfied = 0;   ///< visits with x >= satisfied_from
  /// Visits that the measured score describes: no repeated contact; and of these the successes.
  /// Of the reference only.
  double first_visits = 0;
  double first_experience = 0;
  double success_visits = 0;
  double success_experience = 0;

  TouchpointTally& operator+=(TouchpointTally const& other);
};

/// Sums over the calls of one line in one month.
struct LineTally {
  double calls = 0;
  double abandoned = 0;  ///< calls whose caller gave up
  double minutes = 0;    ///< Σ wait, over all calls
  double in_time = 0;    ///< calls answered within answered_in_time
  double staffed = 0;    ///< agents × minutes
  double busy = 0;       ///< of these, with a call

  LineTally& operator+=(LineTally const& other);
};

/// What one portfolio does over the horizon, in one batch or summed over batches.
struct PortfolioTally {
  std::size_t segments = 0;
  std::size_t touchpoints = 0;
  std::size_t lines = 0;
  std::vector<MonthTally> months;  ///< [month from 0][segment]
  /// [month from 0][touchpoint]; of the reference and the baseline only
  std::vector<TouchpointTally> by_touchpoint;
  std::vector<LineTally> by_line;  ///< [month from 0][line]; of whole draws only
  double residual = 0;             ///< margin expected behind the horizon, discounted to its end
  double weight = 0;  ///< Σ w and Σ w² of customers at the end: effective sample size
  double weight_square = 0;

  PortfolioTally() = default;
  PortfolioTally(std::size_t horizon, std::size_t segment_count, std::size_t touchpoint_count,
                 std::size_t line_count);
  PortfolioTally& operator+=(PortfolioTally const& other);

  [[nodiscard]] MonthTally& at(int month, SegmentId segment) {
    return months[static_cast<std::size_t>(month - 1) * segments + segment.index];
  }
  [[nodiscard]] MonthTally const& at(int month, SegmentId segment) const {
    return months[static_cast<std::size_t>(month - 1) * segments + segment.index];
  }
  [[nodiscard]] TouchpointTally& at(int month, TouchpointId touchpoint) {
    return by_touchpoint[static_cast<std::size_t>(month - 1) * touchpoints + touchpoint.index];
  }
  [[nodiscard]] TouchpointTally const& at(int month, TouchpointId touchpoint) const {
    return by_touchpoint[static_cast<std::size_t>(month - 1) * touchpoints + touchpoint.index];
  }
  [[nodiscard]] LineTally& at(int month, QueueId line) {
    return by_line[static_cast<std::size_t>(month - 1) * lines + line.index];
  }
  [[nodiscard]] LineTally const& at(int month, QueueId line) const {
    return by_line[static_cast<std::size_t>(month - 1) * lines + line.index];
  }
  [[nodiscard]] int horizon() const noexcept {
    return segments == 0 ? 0 : static_cast<int>(months.size() / segments);
  }
  /// One month of the \p summed segments together, added up in their order.
  [[nodiscard]] MonthTally month_total(int month, std::span<SegmentId const> summed) const;
  /// One month of the \p summed lines together, added up in their order.
  [[nodiscard]] LineTally calls_total(int month, std::span<QueueId const> summed) const;
};

}  // namespace cxsim
