#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "cxsim/scenario/scenario.hpp"
#include "cxsim/simulation/draw_model.hpp"
#include "cxsim/simulation/tally.hpp"

namespace cxsim {

/// What a portfolio is judged by, over the whole horizon.
enum class Figure {
  annual_churn,  ///< probability: 1 − (∏(1 − h_t))^(12/T)
  leavers,       ///< customers per year: annual churn × customers
  csat,          ///< mean experience over all visits, 0–100
  satisfied,     ///< share of visits that end satisfied (top 2 of 5)
  satisfaction,  ///< mean S over customers and months, 0–100
  nps,           ///< −100…100, mean over customers and months
  contacts,      ///< per 1,000 customers and month
  complaints,    ///< per 1,000 customers and month
  failures,      ///< per 1,000 customers and month
  abandonment,   ///< share of episodes
  latent_churn,  ///< annual_churn if no contract held anybody
  mean_wait,     ///< minutes in line, over all calls of all lines; 0 without lines
  gave_up,       ///< share of calls whose caller gave up waiting
  margin,        ///< present value
  contact_cost,  ///< present value
  residual,      ///< present value of margin behind the horizon
  work_cost,     ///< present value of one-off and running cost of the initiatives
  npv,           ///< margin − contact_cost + residual − work_cost
  npv_without_residual
};
inline constexpr std::size_t figure_count = 19;

/// One value per figure.
class Figures {
 public:
  [[nodiscard]] double operator[](Figure figure) const {
    return values_[static_cast<std::size_t>(figure)];
  }
  [[nodiscard]] double& operator[](Figure figure) {
    return values_[static_cast<std::size_t>(figure)];
  }

 private:
  std::array<double, figure_count> values_{};
};

/// As written in result files: `annual_churn`, `npv`, ….
[[nodiscard]] char const* figure_name(Figure figure);
[[nodiscard]] std::array<Figure, figure_count> const& all_figures();

/// What a month is judged by.
enum class MonthFigure {
  satisfaction,
  nps,
  csat,
  churn,
  complaints,
  contacts,
  failures,
  customers,
  mean_wait,
  gave_up
};
inline constexpr std::size_t month_figure_count = 10;
using MonthFigures = std::array<double, month_figure_count>;
[[nodiscard]] char const* month_figure_name(MonthFigure figure);

/// Churn is a monthly probability; complaints, contacts and failures are per 1,000 customers.
/// \param calls Of all lines in that month.
[[nodiscard]] MonthFigures month_figures(MonthTally const& month, LineTally const& calls);

/// Annual churn of the months given (science §3, MODEL §3.4).
[[nodiscard]] double annual_churn(PortfolioTally const& tally, std::span<SegmentId const> segments);

/// Present value of what \p portfolio costs: one-off in the month of the start, running cost in
/// every month in which the work runs; failed work costs the same.
[[nodiscard]] double work_cost(Scenario const& scenario, DrawModel const& model,
                               Portfolio const& portfolio);

/// \param scale Turns the sums of the tally into sums over all customers of the firm: 1 for a whole
///   draw, batches_per_draw for one batch.
[[nodiscard]] Figures figures_of(Scenario const& scenario, DrawModel const& model,
                                 Portfolio const& portfolio, PortfolioTally const& tally,
                                 double scale);

}  // namespace cxsim
