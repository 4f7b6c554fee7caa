#pragma once

#include "cxsim/queueing/erlang.hpp"

/// What waits do to callers. Source: science §5.4; Antonides, Verhoef & van Aalst, J. Consumer
/// Psychology 12, 2002.
namespace cxsim {

/// An unannounced wait feels longer than it is; an announced one as long as it is.
inline constexpr double felt_when_unannounced = 1.2;
inline constexpr double felt_when_announced = 1.0;

/// How callers judge a wait.
struct WaitJudgement {
  double acceptable = 2;                ///< minutes, > 0
  double penalty = 0.28;                ///< γ: latent units per acceptable wait felt too much
  double felt = felt_when_unannounced;  ///< a of the felt wait a·W^b, > 0
  double exponent = 0.9;                ///< b, > 0
  double most_excess = 4;  ///< acceptable waits too much beyond which nothing gets worse
};

/// ψ(W) = γ·min(4, max(0, (a·W^b - acceptable)/acceptable)): what a wait of \p minutes takes from
/// the latent score of the visit. 0 up to the acceptable wait. \pre minutes >= 0, may be infinite
[[nodiscard]] double wait_penalty(double minutes, WaitJudgement const& judgement);

/// Mean of ψ over the waits of those who are answered, at once or later. Other than ψ of the mean
/// wait, it knows that few wait long where most do not wait at all.
/// 0 where nobody is answered. Error below 1e-9 relative to γ. Cost: 25 µs.
[[nodiscard]] double mean_wait_penalty(WaitingLine const& line, WaitJudgement const& judgement);

/// Share of visits that fail: whoever gives up has failed, of the others \p failure.
/// failure + abandoned·(1 - failure): exactly \p failure where nobody gives up. \pre Both are in
/// [0, 1].
[[nodiscard]] double failure_with_abandonment(double failure, double abandoned);

}  // namespace cxsim
