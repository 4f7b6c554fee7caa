#pragma once

namespace cxsim {

/// When the first margin is earned.
enum class FirstMargin {
  at_once,          ///< with the first period
  after_one_period  ///< only if the customer stays that long
};

/// A customer who earns \p margin each period, stays each time with probability \p retention, and
/// whose money is discounted by \p discount per period.
struct SteadyCustomer {
  double margin = 1;
  double retention = 0;
  double discount = 0;
  double growth = 0;  ///< of the margin per period
};

/// Expected present value of all margins, in units of margin (science §4.1).
/// \pre retention · (1 + growth) < 1 + discount
[[nodiscard]] double lifetime_value(SteadyCustomer const& customer, FirstMargin first);

/// Percent change of the value for one percent change of retention (not points).
[[nodiscard]] double retention_elasticity(SteadyCustomer const& customer, FirstMargin first);

}  // namespace cxsim
