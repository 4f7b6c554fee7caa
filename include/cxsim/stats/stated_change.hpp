#pragma once

#include <optional>

#include "cxsim/stats/rating_scale.hpp"
#include "cxsim/stats/three_point.hpp"

/// Changes as people state them, as the operations of effects.
namespace cxsim {

/// A change of a rate, cost or volume.
struct FactorChange {
  double from = 1;
  ThreePoint to;      ///< in the unit of from
  ThreePoint factor;  ///< to / from: what `multiply` takes
};

/// "From 12 % to 8 % (6 to 10)". Low and high stay 5 % and 95 % quantiles, for dividing by a
/// constant moves no quantile.
/// \return nothing unless from > 0 and 0 <= to.low <= to.mode <= to.high.
[[nodiscard]] std::optional<FactorChange> factor_of_change(double from, ThreePoint const& to);

/// "Calls −15 % (−20 to −10)": factor 1 + change, from 1.
/// \param change As fractions: -0.15.
/// \return nothing unless -1 <= change.low <= change.mode <= change.high.
[[nodiscard]] std::optional<FactorChange> factor_of_relative_change(ThreePoint const& change);

/// A change of a mean score in points of 100: what `from` and `to` of `score/mean` take.
struct ScoreChange {
  double from = 0;
  ThreePoint to;
};

/// "+0.3 on 1–5" from a mean that is already known: the mean and the mean plus the difference.
/// \param mean In points of 100.
/// \param difference In steps of \p scale.
/// \return nothing unless all means lie in (0, 100) and the difference is ordered.
[[nodiscard]] std::optional<ScoreChange> score_change(RatingScale scale, double mean,
                                                      ThreePoint const& difference);

/// "From 72 % to 78 % satisfied": both shares become means with the same spread σ.
/// \param to Shares, 0 to 1. Quantiles stay quantiles; the mode is that of the share.
/// \return nothing where one of the shares has no score.
[[nodiscard]] std::optional<ScoreChange> box_share_change(BoxShare const& from,
                                                          ThreePoint const& to,
                                                          double spread = usual_spread);

}  // namespace cxsim
