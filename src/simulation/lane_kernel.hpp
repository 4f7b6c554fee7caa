#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "cxsim/simulation/lane_maps.hpp"
#include "cxsim/simulation/reaction.hpp"
#include "cxsim/simulation/walk.hpp"

namespace cxsim {

/// Rows of the sums of one month and segment, in customers of the firm, as in MonthTally.
enum SumRow : std::uint32_t {
  customers_sum,
  lost_sum,  ///< and two more causes
  latent_lost_sum = lost_sum + churn_causes,
  satisfaction_sum,
  promoters_sum,
  detractors_sum,
  margin_sum,
  episodes_sum,
  visits_sum,
  failures_sum,
  experience_sum,
  satisfied_sum,
  contacts_sum,
  complaints_sum,
  abandoned_sum,
  contact_cost_sum,
  cut_episodes_sum,
  sum_rows
};

/// What the visits of one episode add up to.
struct EpisodeSums {
  double visits = 0;
  double failures = 0;
  double experience = 0;
  double satisfied = 0;
  double contacts = 0;
  double complaints = 0;
  double contact_cost = 0;
  double episodes = 0;
  double abandoned = 0;
  double cut_episodes = 0;

  EpisodeSums& operator+=(EpisodeSums const& other) {
    visits += other.visits;
    failures += other.failures;
    experience += other.experience;
    satisfied += other.satisfied;
    contacts += other.contacts;
    complaints += other.complaints;
    contact_cost += other.contact_cost;
    episodes += other.episodes;
    abandoned += other.abandoned;
    cut_episodes += other.cut_episodes;
    return *this;
  }
};

/// One way through an episode, and the lanes that took it.
struct LaneEpisode {
  LaneSet lanes = 0;
  Episode episode;
  EpisodeSums sums;
  /// Each lane judges and pays it by its own numbers: score, incident, experience, satisfied and
  /// cost say nothing.
  bool is_felt = false;
};

/// One customer's month in all lanes of a group.
struct LaneMonth {
  LaneMaps const& maps;
  SegmentReference const& reference;
  std::span<LaneEpisode const> episodes;  ///< in the order of happening
  EpisodeSums const& shared;              ///< of the episodes whose way all lanes took
  Visit const* visits = nullptr;          ///< of the episodes that are felt
  double leniency = 0;
  double represents = 1;
  bool in_term = false;
  std::optional<double> churn_luck;  ///< when churn is sampled
  double nps_offset = 0;
  double nps_noise = 1;
  // Rows of lane_width numbers: states before and after, and sums.
  double* satisfaction = nullptr;
  double* incidents = nullptr;
  double* present = nullptr;
  double* hazard = nullptr;  ///< after: of all causes
  double* sums = nullptr;    ///< [SumRow]
};

/// Reaction, churn and money of a month, side by side in the lanes of the processor's vectors: the
/// same operations in the same order as for one lane alone, so the same bits on every processor.
/// Sums count who was there when the month began.
void live_in_lanes(LaneMonth const& month);

}  // namespace cxsim
