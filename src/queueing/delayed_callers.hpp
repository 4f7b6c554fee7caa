#pragma once

#include "cxsim/queueing/erlang.hpp"
#include "cxsim/queueing/wait_judgement.hpp"

/// What callers meet who find all agents busy, whatever the share of these callers is.
namespace cxsim {

/// The wait whose felt length exceeds the acceptable one \p excess times.
[[nodiscard]] double wait_of_excess(double excess, WaitJudgement const& judgement);

/// Share of them who are answered within \p minutes. \pre extreme_of(line) is none
[[nodiscard]] double answered_of_delayed(WaitingLine const& line, double minutes);

/// Mean of ψ over those of them who are answered. \pre extreme_of(line) is none
[[nodiscard]] double penalty_of_delayed(WaitingLine const& line, WaitJudgement const& judgement);

}  // namespace cxsim
