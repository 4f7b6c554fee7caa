#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cxsim/decision/prioritization.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

/// Mean over draws, month by month.
[[nodiscard]] std::vector<double> mean_reference_months(Experiment const& experiment,
                                                        MonthFigure figure);
[[nodiscard]] std::vector<double> mean_months(Experiment const& experiment, std::size_t portfolio,
                                              MonthFigure figure);

/// How a monthly figure of the baseline leaves that of the reference and comes back.
struct Excursion {
  int month = 1;                 ///< in which it is furthest off
  double usual = 0;              ///< reference in that month
  double worst = 0;              ///< baseline in that month
  std::optional<int> back_from;  ///< first month after it from which it stays within 10 %
};
enum class Worse { higher, lower };
[[nodiscard]] Excursion find_excursion(std::vector<double> const& usual,
                                       std::vector<double> const& now, Worse worse);
/// Relative gap that counts as back to normal.
inline constexpr double back_to_normal = 0.1;

/// What to do with an initiative.
enum class Verdict {
  act,        ///< part of the recommendation
  later,      ///< pays alone, but adds nothing to the recommendation
  leave,      ///< costs more than it brings, even alone
  not_judged  ///< its effects are not simulated yet
};
[[nodiscard]] Verdict verdict_of(Prioritization const& answer, RankedInitiative const& ranked);

[[nodiscard]] Portfolio const& recommended_portfolio(Prioritization const& answer);
/// Rows of the ranking that are recommended, best first.
[[nodiscard]] std::vector<RankedInitiative const*> recommended_rows(Prioritization const& answer);

/// Whether the row at \p position of the ranking cannot be told from the one before it: the mean
/// difference of ΔNPV is within 2 standard errors and the better one is better in less than 90 % of
/// the draws.
[[nodiscard]] bool is_tied_with_previous(Prioritization const& answer, std::size_t position);

/// Part of the uncertainty that comes from grades E and F.
[[nodiscard]] double share_of_weak_evidence(Prioritization const& answer);
/// Numbers of grades E and F that are uncertain.
[[nodiscard]] std::size_t weak_numbers(Prioritization const& answer);

/// Mean over draws of the effective sample size of a portfolio.
[[nodiscard]] double effective_customers(Experiment const& experiment, std::size_t portfolio);

/// Whether the share of callers who give up still goes up and down in the last months, by more than
/// two points: last month's crowd empties the line of this month and the other way round.
[[nodiscard]] bool waits_swing(std::vector<MonthFigures> const& months);
/// Draws in which waits swing under any portfolio.
[[nodiscard]] std::size_t swinging_draws(Experiment const& experiment);

/// Simulated episodes that hit the step limit, over all draws and portfolios.
[[nodiscard]] double cut_episodes(Experiment const& experiment);

/// An uncertain number that moves with the result.
struct Influence {
  AnyParameter parameter;
  double share = 0;  ///< squared correlation with the ΔNPV over the draws
};
/// Numbers of grade E and F whose squared correlation with the ΔNPV of \p portfolio is beyond
/// chance (above 4/(draws − 1)), strongest first.
[[nodiscard]] std::vector<Influence> weak_influences(Scenario const& scenario,
                                                     Experiment const& experiment,
                                                     std::size_t portfolio);

/// Best guesses, with the spreads that the draws derived (means).
[[nodiscard]] ParameterValues typical_values(Scenario const& scenario,
                                             Experiment const& experiment);

}  // namespace cxsim
