#pragma once

#include <string>

namespace cxsim {

/// Shortest text that reads back as the same double; independent of the locale.
[[nodiscard]] std::string to_text(double value);

/// \p value with exactly \p decimals digits behind the point, correctly rounded; never "-0".
/// \pre 0 <= decimals <= 100.
[[nodiscard]] std::string to_fixed(double value, int decimals);

/// Rounded to an integer, with a comma between thousands: 1,000,000.
[[nodiscard]] std::string with_thousands(double value);

/// Rounded to \p digits significant digits, as a number.
/// \pre 1 <= digits <= 17.
[[nodiscard]] double round_significant(double value, int digits);

}  // namespace cxsim
