#pragma once

#include <optional>

/// Counts and money of a firm, per customer and month.
namespace cxsim {

enum class Period { month, quarter, year };

/// 1, 3 or 12.
[[nodiscard]] constexpr double months_in(Period period) noexcept {
  return period == Period::month ? 1 : period == Period::quarter ? 3 : 12;
}

/// What amounts are written in.
enum class MoneyUnit { one, thousand, million, billion };

/// 1, 10³, 10⁶ or 10⁹.
[[nodiscard]] constexpr double size_of(MoneyUnit unit) noexcept {
  return unit == MoneyUnit::one        ? 1
         : unit == MoneyUnit::thousand ? 1e3
         : unit == MoneyUnit::million  ? 1e6
                                       : 1e9;
}

/// How often something happens: contacts, complaints, starts of a journey.
struct VolumeRate {
  double per_month = 0;           ///< all customers together
  double per_customer = 0;        ///< per customer and month
  double per_1000_customers = 0;  ///< per 1,000 customers and month
};

/// \return nothing unless count >= 0, customers > 0, both finite.
[[nodiscard]] std::optional<VolumeRate> volume_rate(double count, Period period, double customers);

/// Money per customer and month: amount·unit / months / customers.
/// \param customers Who the amount is for; 1 where it is already per customer.
/// \return nothing unless the amount is finite and customers > 0.
[[nodiscard]] std::optional<double> money_per_customer(double amount, MoneyUnit unit, Period period,
                                                       double customers);

}  // namespace cxsim
