#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/calibration/event_log.hpp"
#include "cxsim/formats/byte_source.hpp"

namespace cxsim {

/// What a column of an event log means. The first three must be there.
enum class EventColumn { case_id, touchpoint, timestamp, department, segment, customer };
inline constexpr std::size_t event_columns = 6;

/// Which column of the file holds what: its name in the first row (any case, blanks and
/// underscores alike). Nothing: found by its usual names. Empty: not used.
using ColumnChoice = std::array<std::optional<std::string>, event_columns>;

struct EventLogOptions {
  ColumnChoice columns;
  std::optional<char> delimiter;  ///< nothing: comma, semicolon, tab or bar, by the first rows
  Duplicates duplicates = Duplicates::keep;
  double most_rejected = 0.05;   ///< share of rows above which the log is refused
  std::size_t most_listed = 20;  ///< rejected rows that are reported one by one
  std::size_t most_rows = 50'000'000;
};

/// Why a row is no event.
enum class Rejection { malformed, no_case, no_touchpoint, no_timestamp, bad_timestamp };
inline constexpr std::size_t rejections = 5;

/// What was read from the file, and how.
struct EventReadFacts {
  std::size_t rows = 0;  ///< without the first one, which names the columns
  std::array<std::size_t, rejections> rejected{};
  std::array<std::string, event_columns> columns;  ///< names in the file; empty: not used
  char delimiter = ',';
  Diagnostics messages;  ///< rejected rows (the first ones), then notes on how times were read

  [[nodiscard]] std::size_t all_rejected() const noexcept {
    std::size_t sum = 0;
    for (std::size_t const count : rejected) {
      sum += count;
    }
    return sum;
  }
};

struct EventLogFile {
  EventLog log;
  EventReadFacts facts;
};

/// Reads an event log from a table whose first row names the columns.
///
/// Rows without case, touchpoint or time, and rows that are no rows, are left out, counted and
/// reported with their line. Fails when a needed column is missing or named twice, when more than
/// the accepted share of rows had to be left out, or when the order of day and month cannot be
/// told.
/// \param file_name as the user named it, for the messages.
/// Cost: linear in the file; memory as for EventLogBuilder.
[[nodiscard]] Result<EventLogFile> read_event_log(ByteSource& source, std::string const& file_name,
                                                  EventLogOptions const& options);

}  // namespace cxsim
