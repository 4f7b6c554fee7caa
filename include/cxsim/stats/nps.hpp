#pragma once

#include <optional>

#include "cxsim/stats/estimate.hpp"
#include "cxsim/stats/interval.hpp"

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

/// A score with the sampling error of its survey, in points.
struct NpsFigure {
  double score = 0;  ///< -100 to 100
  double standard_error = 0;
  Interval standard_errors;  ///< range that it must lie in, given what was reported
};

/// From percentages of promoters, passives and detractors among \p answers people. Percentages that
/// were rounded need not sum to 100: they are divided by their sum.
/// \return nothing unless none is negative, they sum to 98.5 to 101.5 and answers >= 1.
[[nodiscard]] std::optional<NpsFigure> nps_of_percentages(double promoters, double passives,
                                                          double detractors, double answers);

/// Variance of one answer that is assumed where only the score is reported (science §2).
inline constexpr double usual_nps_variance = 0.6;

/// From the score alone. With d = score/100 the variance of an answer lies between |d| - d² (nobody
/// on the losing side) and 1 - d² (no passives); the usual one is taken, moved into that range.
/// \return nothing unless -100 <= score <= 100 and answers >= 1.
[[nodiscard]] std::optional<NpsFigure> nps_of_score(double score, double answers);

}  // namespace cxsim
