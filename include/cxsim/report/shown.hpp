#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cxsim/base/text.hpp"
#include "cxsim/decision/comparison.hpp"
#include "cxsim/parameters/parameter.hpp"

namespace cxsim {

/// Whether a number above zero carries a plus: yes where it is a difference.
enum class Sign { minus_only, always };

/// Most decimals that people are shown.
inline constexpr int most_decimals = 2;

/// \p value in another unit: mean, error and interval times \p factor.
[[nodiscard]] Assessed scaled(Assessed const& value, double factor);

/// Decimals (negative: tens, hundreds, …) at which the interval is 30 to 300 steps wide, but the
/// numbers have no more than three digits. Without interval, 3.3 standard errors are the width.
[[nodiscard]] int known_decimals(Assessed const& value, int most = most_decimals);

/// Rounded, with thousands apart and a real minus; never "−0".
[[nodiscard]] std::string shown(Language language, double value, int decimals,
                                Sign sign = Sign::minus_only);

/// A number and its interval at one rounding; `low` is empty when there is no interval.
struct ShownInterval {
  std::string mean;
  std::string low;
  std::string high;
};
[[nodiscard]] ShownInterval shown(Language language, Assessed const& value,
                                  Sign sign = Sign::minus_only, int most = most_decimals);

/// `17 [7, 34]`, or `17` without interval; in Polish `17,5 [6,7; 34,2]`.
[[nodiscard]] std::string with_bracket(Language language, ShownInterval const& value);

/// What sums of money are counted in: 1, thousands, millions, billions.
struct MoneyScale {
  double size = 1;
  Text name{};  ///< "k", "m", "bn"; nothing for 1
};
[[nodiscard]] MoneyScale money_unit(double largest);
/// Largest magnitude among mean and interval.
[[nodiscard]] double largest_of(Assessed const& value);

/// The unit of sums in \p currency, for the head of a column: `PLN m`, `mln zł`.
[[nodiscard]] std::string money_head(Language language, std::string_view currency,
                                     MoneyScale const& unit);

/// `PLN 17.5 m`, `PLN 42 k`, in Polish `17,5 mln zł`; at most one decimal.
[[nodiscard]] std::string money(Language language, std::string_view currency, double value);
/// \p number, as people write it, of \p currency: `PLN 12`, `12 zł`.
[[nodiscard]] std::string of_currency(Language language, std::string_view currency,
                                      std::string const& number);
/// Where a number comes from; a default of the program in the words of the language.
[[nodiscard]] std::string source_in_words(Language language, ParameterInfo const& info);

/// A sum of money without its unit, for columns of a table.
[[nodiscard]] std::string in_unit(Language language, double value, MoneyScale const& unit,
                                  Sign sign = Sign::minus_only);
/// Money with its interval in parts: the mean with currency and unit, the ends bare.
[[nodiscard]] ShownInterval money(Language language, std::string_view currency,
                                  Assessed const& value);

/// `3 of 200`: draws are never shown in percent.
[[nodiscard]] std::string of_draws(Language language, std::uint64_t count, std::uint64_t draws);

/// A probability as `1.2 %` with about two digits; "below 0.1 %", never "0 %" of something.
[[nodiscard]] std::string percent(Language language, double share);
/// A share of a whole in whole percent: "less than 1 %", "87 %", "more than 99 %".
[[nodiscard]] std::string rough_percent(Language language, double share);

/// Part of the variance over draws that is simulation noise, for a column: "<1 %", "4 %", ">99 %".
[[nodiscard]] std::string noise_cell(Language language, Assessed const& value);

/// About three digits, for numbers without uncertainty.
[[nodiscard]] std::string plain_number(Language language, double value);

}  // namespace cxsim
