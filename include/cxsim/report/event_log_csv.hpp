#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cxsim/scenario/scenario.hpp"
#include "cxsim/simulation/life_watcher.hpp"

namespace cxsim {

/// What the last event of a case is called in the column of touchpoints.
inline constexpr char const* log_completed = "[completed]";
inline constexpr char const* log_abandoned = "[abandoned]";

/// Writes what customers live as an event log that process-mining tools and `cxsim calibrate`
/// read (docs/output-format.md): one row per visit and one for the end of each episode, ordered by
/// time. Customers who are sure to have left write nothing, so churn should be sampled.
///
/// The model knows months, no times of day: a case begins at a drawn moment of the first 28 days of
/// its month, and its visits follow each other by a minute. Month 1 is January 2001.
class EventLogCsv final : public LifeWatcher {
 public:
  explicit EventLogCsv(Scenario const& scenario);

  void lived(LivedMonth const& month) override;
  /// The log. \pre Every month was lived; called once.
  [[nodiscard]] std::string take();

 private:
  struct Row {
    std::int64_t second = 0;  ///< since 1970
    std::string text;
  };

  void add_episode(LivedMonth const& month, std::size_t number);
  void close_month();

  Scenario const& scenario_;
  int month_ = 0;
  std::vector<Row> rows_;  ///< of the month, in the order of customers
  std::string text_;
};

}  // namespace cxsim
