#pragma once

#include "cxsim/stats/estimate.hpp"

namespace cxsim {

/// Answers to "would you recommend us?", 0 to 10. Weighted answers may give fractions.
struct NpsAnswers {
  double promoters = 0;   ///< 9 and 10
  double passives = 0;    ///< 7 and 8
  double detractors = 0;  ///< 0 to 6
};

/// Net promoter score from shares: 100 · (promoters - detractors), -100 to 100.
[[nodiscard]] constexpr double nps(double promoter_share, double detractor_share) noexcept {
  return 100 * (promoter_share - detractor_share);
}

/// Variance of one answer, counted as 1, 0 or -1: p + d - (p - d)², 0 to 1.
[[nodiscard]] constexpr double nps_variance(double promoter_share,
                                            double detractor_share) noexcept {
  double const difference = promoter_share - detractor_share;
  return promoter_share + detractor_share - difference * difference;
}

/// Score and standard error in points, by the multinomial variance.
/// \pre There is an answer.
[[nodiscard]] Estimate nps_estimate(NpsAnswers const& answers);

/// The same after adding 3/4 promoter, 3/4 detractor and 1 1/2 passives, which keeps intervals
/// honest in small samples (adjusted Wald). Source: Rocks, "Interval estimation for the net
/// promoter score", The American Statistician 70, 2016.
[[nodiscard]] Estimate adjusted_nps_estimate(NpsAnswers const& answers);

}  // namespace cxsim
