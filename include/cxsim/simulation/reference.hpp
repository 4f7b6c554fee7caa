#pragma once

#include <array>
#include <optional>
#include <vector>

#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/simulation/episode_walker.hpp"
#include "cxsim/simulation/population.hpp"
#include "cxsim/simulation/reaction.hpp"
#include "cxsim/simulation/walk.hpp"

namespace cxsim {

/// What one draw takes from the measured period; reused by every portfolio (MODEL §3.5).
struct Reference {
  std::vector<SegmentReference> segments;
  double nps_offset = 0;  ///< a in: answer = a + S/10 + noise
};

/// The fit, and where its customers stand after the burn-in.
struct FittedReference {
  Reference reference;
  std::vector<CustomerState> starts;  ///< as the customers
};

/// Figures of one draw that the reference is matched to.
struct ReferenceTargets {
  std::vector<SegmentId> segments;                             ///< ordered by id
  std::vector<double> annual_churn;                            ///< per segment
  std::vector<std::array<double, churn_causes>> cause_shares;  ///< per segment
  std::vector<double> share;                                   ///< of all customers, per segment
  std::optional<double> nps;                                   ///< −100…100; nothing: offset 0
  double nps_noise = 1.5;
};

/// Shares of promoters (9–10) and detractors (0–6) among customers at one satisfaction.
struct NpsShares {
  double promoters = 0;
  double detractors = 0;
};

/// Expected shares of the answer round(offset + S/10 + N(0, noise)) (science §2).
[[nodiscard]] NpsShares nps_shares(double satisfaction, double offset, double noise);

/// At most this many customers are walked for the fit; further ones reuse it.
inline constexpr std::size_t most_fit_customers = 20'000;

/// Fits S̄, the hazards by cause and the NPS offset on \p customers over 12 months after
/// \p burn_in months of the reference.
///
/// Episodes do not depend on satisfaction, so they are walked once and satisfaction is replayed:
/// S̄ is the level that equals its own reference mean; the hazards are those with which the cohort
/// loses the measured share to each cause within 12 months, exactly (not on the mean hazard).
/// \param maps Reference map per segment.
/// \param customers There from the start, any number per segment.
[[nodiscard]] FittedReference fit_reference(std::vector<CompiledMap> const& maps,
                                            ReferenceTargets const& targets,
                                            std::vector<Customer> const& customers, int burn_in);

/// Key of the luck of an episode; months of the burn-in are 0, −1, ….
[[nodiscard]] RandomKey episode_key(Customer const& customer, int month,
                                    CompiledJourney const& journey, std::uint32_t episode);

/// Luck that decides how many episodes of a journey a customer starts in a month.
[[nodiscard]] double episode_count_luck(Customer const& customer, int month,
                                        CompiledJourney const& journey);

/// Walks every episode of one customer in one month, ordered by journey and number.
void walk_month(CompiledMap const& map, Customer const& customer, int month, EpisodeRecord& record);

/// Appends the episodes that walk_month walks, for an EpisodeWalker.
/// \param place Of \p map in the maps that are walked on.
void start_month(CompiledMap const& map, std::uint32_t place, Customer const& customer, int month,
                 std::vector<EpisodeStart>& starts);

}  // namespace cxsim
