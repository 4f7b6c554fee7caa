#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cxsim/base/result.hpp"

namespace cxsim {

/// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
using Microseconds = std::int64_t;

/// How the times of one column are written.
enum class TimeNotation {
  iso,            ///< 2026-01-31, perhaps with a time of day
  day_first,      ///< 31/1/2026, 31.01.2026, 31-01-2026, perhaps with a time of day
  month_first,    ///< 1/31/2026 and the like
  epoch_seconds,  ///< since 1970, decimals allowed
  epoch_milliseconds,
  epoch_microseconds
};

/// \p text as a point in time; nothing when it is none in this notation.
///
/// Time of day: `14:05`, `14:05:30`, `14:05:30.25` (a comma works as well, what is finer than a
/// microsecond is cut), `2:05 PM`; behind the date after `T`, a comma or blanks. It may be followed
/// by an offset: `Z`, `UTC`, `+02:00`, `+0200`, `+02`; the time is converted to UTC. Without an
/// offset it is taken for UTC, a date without a time of day for its midnight. Years 1 to 9999, in
/// UTC, of counts as well.
/// Blanks around the text do not count.
[[nodiscard]] std::optional<Microseconds> read_time(std::string_view text, TimeNotation notation);

/// `2026-01-31T14:05:00Z`, with decimals of the second where there are any.
/// \pre The year is between 1 and 9999.
[[nodiscard]] std::string to_iso_text(Microseconds time);

/// Looks at all values of a column to find how it is written.
class TimeColumn {
 public:
  /// \param line of the file, for the messages.
  void observe(std::string_view value, int line);

  /// The notation that most values follow, day or month first and the unit of a count of time being
  /// decided by the whole column. Fails, naming values as examples, when no value can be read, when
  /// every date would read either way round, when both orders occur, and when numbers are too small
  /// or too large to count from 1970.
  /// \param file_name, column_name as the user knows them, for the messages.
  [[nodiscard]] Result<TimeNotation> decide(std::string const& file_name,
                                            std::string const& column_name) const;

  [[nodiscard]] std::size_t values() const noexcept { return values_; }
  /// Dates with a time of day but without an offset, which are taken for UTC.
  [[nodiscard]] std::size_t without_offset() const noexcept { return without_offset_; }
  /// Dates without a time of day.
  [[nodiscard]] std::size_t dates_only() const noexcept { return dates_only_; }

 private:
  /// How often something was seen, and where first.
  struct Sighting {
    std::size_t count = 0;
    std::string value = {};
    int line = 0;

    void note(std::string_view seen, int in_line);
  };

  [[nodiscard]] Result<TimeNotation> decide_order(std::string const& file_name,
                                                  std::string const& column_name) const;
  [[nodiscard]] Result<TimeNotation> decide_unit(std::string const& file_name,
                                                 std::string const& column_name) const;

  std::size_t values_ = 0;
  std::size_t without_offset_ = 0;
  std::size_t dates_only_ = 0;
  Sighting year_first_;
  Sighting day_first_;    ///< dates that can only be read day first
  Sighting month_first_;  ///< dates that can only be read month first
  Sighting either_order_;
  Sighting same_order_;  ///< 5/5/2026
  Sighting number_;
  Sighting unreadable_;
  double largest_number_ = 0;
};

}  // namespace cxsim
