#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cxsim/simulation/batch.hpp"
#include "cxsim/simulation/draw_model.hpp"
#include "cxsim/simulation/lane_maps.hpp"
#include "cxsim/simulation/waiting.hpp"

namespace cxsim {

/// One draw, lived month by month.
///
/// Batches of one month may be lived in parallel; begin_month and end_month stand between: there
/// the calls of all customers become the waits of the next month. Results do not depend on the
/// order in which batches are lived.
class DrawSimulation {
 public:
  explicit DrawSimulation(DrawModel model);

  [[nodiscard]] DrawModel const& model() const noexcept { return *model_; }

  /// Lives the burn-in of one batch. \pre Called once for each batch.
  void begin_batch(std::uint32_t batch);
  /// \pre Months come in order, from 1; the month before was ended.
  void begin_month(int month);
  /// \param watcher Told of every customer's month under every portfolio, or null.
  void live_month(std::uint32_t batch, int month, LifeWatcher* watcher = nullptr);
  void end_month(int month);
  /// Sums of a batch. \pre Every month was lived and ended; called once for each batch.
  [[nodiscard]] BatchTally finish(std::uint32_t batch);

  /// Sums of the calls of the months ended: [month from 0][line], as in PortfolioTally.
  [[nodiscard]] std::vector<LineTally> const& reference_lines() const { return reference_lines_; }
  [[nodiscard]] std::vector<LineTally> const& lines(std::size_t portfolio) const {
    return lanes_[portfolio].lines;
  }

 private:
  /// The lines of one portfolio.
  struct LaneWaits {
    Waiting waiting;
    std::vector<LineCalls> calls;  ///< of the last month
    std::vector<LineWait> waits;   ///< of this month
    std::vector<LineTally> lines;
  };

  /// Customers of the firm at the start of a month, per segment: as measured, times how many more
  /// or fewer there are than under the reference. So nobody waits for the sampling of customers.
  [[nodiscard]] std::vector<double> customers(int month, std::size_t lane) const;
  /// Waits of a month whose earlier portfolios' waits are known.
  [[nodiscard]] std::vector<LineWait> waits(int month, std::size_t lane) const;
  [[nodiscard]] double usual_customers(int month, SegmentId segment) const;

  std::unique_ptr<DrawModel> model_;
  std::vector<std::optional<BatchSimulation>> batches_;
  std::optional<MonthMaps> maps_;
  Waiting usual_waiting_;
  std::vector<LineCalls> usual_calls_;  ///< of the reference, in every month
  std::vector<LineWait> usual_waits_;
  std::vector<LineTally> reference_lines_;
  std::vector<LaneWaits> lanes_;
};

}  // namespace cxsim
