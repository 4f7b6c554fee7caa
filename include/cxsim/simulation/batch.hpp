#pragma once

#include <memory>
#include <vector>

#include "cxsim/simulation/draw_model.hpp"
#include "cxsim/simulation/lane_maps.hpp"
#include "cxsim/simulation/life_watcher.hpp"
#include "cxsim/simulation/tally.hpp"

namespace cxsim {

/// Sums of one batch of customers of one draw.
struct BatchTally {
  PortfolioTally reference;                ///< empty where it is known already
  std::vector<PortfolioTally> portfolios;  ///< as the lanes of the draw
  std::uint64_t episodes_walked = 0;
  std::uint64_t episodes_reused = 0;  ///< lived on the way of another portfolio
  std::uint64_t visits_walked = 0;

  BatchTally& operator+=(BatchTally const& other);
};

/// One batch's customers, who live month by month under the reference and under every portfolio.
///
/// Loops month → customer → episode → portfolio; customers do not meet each other: all they share
/// is how long the last month's callers waited, which the maps of the next month hold. An episode
/// is walked under the first portfolio; others part from it, together, where the same luck leads
/// them elsewhere. The keyed luck makes the rest equal bit for bit.
/// Cost: linear in customers, months and visits; memory linear in customers × portfolios.
class BatchSimulation {
 public:
  /// Lives the burn-in. \p model must live as long.
  BatchSimulation(DrawModel const& model, std::uint32_t batch);
  BatchSimulation(BatchSimulation&&) noexcept;
  BatchSimulation& operator=(BatchSimulation&&) noexcept;
  ~BatchSimulation();

  /// \pre Months come in order, from 1.
  /// \param watcher Told of every customer's month under every portfolio, or null.
  void live_month(int month, MonthMaps const& maps, LifeWatcher* watcher = nullptr);
  /// Customers of the firm at the start of a month that was lived, under the reference.
  /// \pre The reference is lived.
  [[nodiscard]] double usual_customers(int month, SegmentId segment) const;
  /// … under a portfolio.
  [[nodiscard]] double customers(int month, SegmentId segment, std::size_t portfolio) const;
  /// Adds what lies behind the horizon and gives the sums away. \pre Every month was lived.
  /// \param last The maps of the last month.
  [[nodiscard]] BatchTally finish(MonthMaps const& last);

 private:
  class Lives;
  std::unique_ptr<Lives> lives_;
};

}  // namespace cxsim
