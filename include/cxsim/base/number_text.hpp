#pragma once

#include <string>
#include <string_view>

#include "cxsim/base/text.hpp"

namespace cxsim {

/// Shortest text that reads back as the same double; independent of the locale.
[[nodiscard]] std::string to_text(double value);

/// \p value with exactly \p decimals digits behind the point, correctly rounded; never "-0".
/// \pre 0 <= decimals <= 100.
[[nodiscard]] std::string to_fixed(double value, int decimals);

/// \p number, written as "-1,234.5", as people write it in \p language: in Polish with a decimal
/// comma and a no-break space between thousands.
[[nodiscard]] std::string number_for_people(std::string_view number, Language language);

/// Rounded to an integer, with thousands apart: 1,000,000.
[[nodiscard]] std::string with_thousands(double value, Language language);

/// \p value with exactly \p decimals digits, without anything between thousands.
/// \pre 0 <= decimals <= 100.
[[nodiscard]] std::string to_fixed(double value, int decimals, Language language);

/// \p number, as people write it, with the sign for percent: "12 %", in Polish "12%".
[[nodiscard]] std::string with_percent(std::string number, Language language);

/// What stands between numbers side by side: a comma, but not where it could be a decimal one.
[[nodiscard]] std::string_view between_numbers(Language language);

/// Rounded to \p digits significant digits, as a number.
/// \pre 1 <= digits <= 17.
[[nodiscard]] double round_significant(double value, int digits);

}  // namespace cxsim
