#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cxsim/stats/three_point.hpp"

/// First-contact resolution (FCR, a share from 0 to 1) and the failure probability of a visit.
namespace cxsim {

/// Failure probability behind an FCR.
///
/// Where customers are asked whether their matter was settled, it is 1 - fcr. Where the firm counts
/// who does not contact it again, everybody who gives up counts as settled: then it is
/// (1 - fcr)/return_share.
/// \param return_share Share of customers with a failure who contact the firm again; 1 for an FCR
///   by survey.
/// \return nothing unless 0 <= fcr <= 1, 0 < return_share <= 1 and the result is at most 1.
[[nodiscard]] std::optional<double> failure_of_fcr(double fcr, double return_share = 1);

/// "FCR from 66 % to 74 %" as a change of the failure probability.
struct FcrChange {
  double failure_from = 0;
  ThreePoint failure_to;
  ThreePoint factor;  ///< failure_to / failure_from: what `multiply` takes
};

/// Holds for every return share that stays as it is, for it cancels in the factor.
/// \return nothing unless 0 <= from < 1 and 0 <= to.low <= to.mode <= to.high <= 1.
[[nodiscard]] std::optional<FcrChange> fcr_change(double from, ThreePoint const& to);

/// Contacts per matter when a failed contact is repeated with probability \p return_share and each
/// fails as often: 1/(1 - failure·return_share). Infinity where that is 1/0.
/// \pre Both are in [0, 1].
[[nodiscard]] double contacts_per_matter(double failure, double return_share);

/// FCR of several touchpoints together: 1 - Σ volume·failure / Σ volume.
/// \return nothing unless the sizes agree, volumes are not negative and their sum is positive.
[[nodiscard]] std::optional<double> overall_fcr(std::span<double const> volumes,
                                                std::span<double const> failures);

/// Failure probability of each touchpoint when only the overall FCR is known: proportional to
/// \p relative (all 1: the same everywhere), so that overall_fcr gives \p fcr.
/// \return nothing where overall_fcr is nothing, all are 0, or one would exceed 1.
[[nodiscard]] std::optional<std::vector<double>> failures_of_overall_fcr(
    double fcr, std::span<double const> volumes, std::span<double const> relative);

}  // namespace cxsim
