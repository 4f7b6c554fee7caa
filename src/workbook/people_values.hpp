#pragma once

#include <optional>
#include <string_view>

#include "cxsim/base/text.hpp"
#include "cxsim/formats/spreadsheet.hpp"

namespace cxsim {

/// A number as people write it into a cell.
struct PeopleValue {
  double value = 0;
  bool is_percentage = false;
};

/// Reads "1 234,5", "1,234.5", "12 %", "-15%", "3 tys.", "2,5 mln", "4k". A single comma or point
/// with three digits behind it is what \p language makes of it. Nothing for other texts.
[[nodiscard]] std::optional<PeopleValue> people_value(std::string_view text, Language language);

/// Reads "30.06.2026", "30-06-2026", "30/06/2026" and "2026-06-30".
[[nodiscard]] std::optional<Date> people_date(std::string_view text);

}  // namespace cxsim
