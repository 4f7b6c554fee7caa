#pragma once

#include <array>
#include <cstddef>

#include "cxsim/map/map.hpp"
#include "cxsim/simulation/population.hpp"
#include "cxsim/simulation/reaction.hpp"
#include "cxsim/simulation/walk.hpp"

namespace cxsim {

/// One customer's month under one portfolio, as it was simulated. Valid while it is told.
struct LivedMonth {
  Customer const& customer;
  std::size_t portfolio = 0;  ///< place in the portfolios of the draw
  int month = 0;              ///< from 1
  EpisodeRecord const& record;
  CustomerState after;                         ///< when the month ends
  std::array<double, churn_causes> hazards{};  ///< of this month, by cause
  double present_before = 1;                   ///< probability of still being a customer
  double present_after = 1;
  bool in_term = false;  ///< bound by a contract
};

/// Is told what customers live, while it is simulated: for replay and simulated logs, not for sums.
class LifeWatcher {
 public:
  virtual ~LifeWatcher() = default;
  virtual void lived(LivedMonth const& month) = 0;
};

}  // namespace cxsim
