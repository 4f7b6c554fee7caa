#include "cxsim/stats/per_customer.hpp"

#include <cmath>

namespace cxsim {

std::optional<VolumeRate> volume_rate(double count, Period period, double customers) {
  if (!(count >= 0 && std::isfinite(count) && customers > 0 && std::isfinite(customers))) {
    return std::nullopt;
  }
  double const per_month = count / months_in(period);
  return VolumeRate{per_month, per_month / customers, 1000 * per_month / customers};
}

std::optional<double> money_per_customer(double amount, MoneyUnit unit, Period period,
                                         double customers) {
  if (!(std::isfinite(amount) && customers > 0 && std::isfinite(customers))) {
    return std::nullopt;
  }
  return amount * size_of(unit) / months_in(period) / customers;
}

}  // namespace cxsim
