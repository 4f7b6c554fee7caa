#pragma once

#include <optional>
#include <string_view>

#include "cxsim/base/text.hpp"
#include "cxsim/formats/spreadsheet.hpp"

namespace cxsim {

/// A number as people type it.
struct PeopleNumber {
  double value = 0;            ///< 12 for "12 %"
  bool is_percentage = false;  ///< a sign for percent stood behind it

  friend bool operator==(PeopleNumber const&, PeopleNumber const&) = default;
};

/// Reads "1 234,5", "1.234,5", "1,234.5", "12 %", "−3", "57 tys.", "2,5 mln", "2.5 m".
///
/// Blanks of any kind and apostrophes stand between thousands; so do points or commas that come
/// several times or before the decimal sign. A single point or comma with three figures behind it
/// is read as \p language writes it: "1.234" is 1234 in Polish and "1,234" is 1234 in English.
/// Nothing when it is no number, or when figures are not in groups of three.
[[nodiscard]] std::optional<PeopleNumber> parse_people_number(std::string_view text,
                                                              Language language);

/// Reads "31.10.2026", "31/10/2026" and "2026-10-31"; nothing for a day that does not exist.
[[nodiscard]] std::optional<Date> parse_people_date(std::string_view text);

}  // namespace cxsim
