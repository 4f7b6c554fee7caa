#pragma once

#include <optional>

#include "cxsim/stats/interval.hpp"
#include "cxsim/stats/latent_score.hpp"

namespace cxsim {

/// Score over all visits of a touchpoint, of which some failed, as surveys report it.
struct AllVisitsScore {
  double mean = 0;     ///< points of 100
  double sd = 0;       ///< points of 100
  double failure = 0;  ///< share of visits that failed, 0 to 1
  double penalty = 0;  ///< κ: how much a failure lowers the latent score
};

/// The same score by outcome, in points of 100.
struct OutcomeScores {
  LatentParameters latent;  ///< of a success; a failure has level - κ
  double success_mean = 0;
  double success_sd = 0;
  double failure_mean = 0;
  double failure_sd = 0;
};

/// Mean and sd over all visits: with weights 1 - f and f,
/// E[x] = 100·((1 - f)·Φ(μ/√(1+σ²)) + f·Φ((μ - κ)/√(1+σ²))), and E[x²] likewise (science §1.1).
/// \pre 0 <= failure <= 1, penalty >= 0
[[nodiscard]] AllVisitsScore all_visits_score(LatentParameters const& success, double failure,
                                              double penalty);

/// The sd that scores with this mean, failure and penalty can have.
/// \param least_spread The smallest σ to consider: customers' leniency alone.
/// \return nothing unless 0 < mean < 100, 0 <= failure <= 1, penalty >= 0, least_spread > 0.
[[nodiscard]] std::optional<Interval> feasible_sds(AllVisitsScore const& all_visits,
                                                   double least_spread);

/// What successes and failures score when all visits together score as given: what nobody measures,
/// and what a map with `measured_on: "all_visits"` is fitted to where segments do not differ.
/// \return nothing where feasible_sds is nothing or does not cover the sd.
/// Cost: 0.5 ms.
[[nodiscard]] std::optional<OutcomeScores> scores_by_outcome(AllVisitsScore const& all_visits,
                                                             double least_spread);

}  // namespace cxsim
