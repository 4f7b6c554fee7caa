#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/time.hpp"

namespace cxsim {

using EventTime = Microseconds;

/// An event whose time is not known yet.
inline constexpr EventTime no_time = std::numeric_limits<EventTime>::min();

/// One event of a log as it comes in. Empty optional texts are unknown.
struct EventRow {
  std::string_view case_id;
  std::string_view touchpoint;
  EventTime time = no_time;
  std::string_view department = {};
  std::string_view segment = {};
  std::string_view customer = {};
};

/// Rows that say the same as an earlier row of the log.
enum class Duplicates { keep, drop };

/// What was noticed while the events were put in order.
struct EventOrderFacts {
  std::size_t duplicates = 0;       ///< rows equal to an earlier one in everything that was read
  std::size_t tied_pairs = 0;       ///< neighbouring events of a case with the same time
  std::size_t tied_different = 0;   ///< … of these, the pairs with two different touchpoints
  std::size_t unordered_cases = 0;  ///< cases whose rows were not in the order of time
  std::size_t early_times = 0;      ///< events before 1990: most likely a missing time
  std::size_t mixed_segments = 0;   ///< cases with more than one segment; the first one counts
  std::size_t mixed_customers = 0;  ///< cases with more than one customer; the first one counts
};

/// Events by case and time; names stand once. Events with the same time keep the order of the file.
///
/// Names are sorted, so nothing here but the order of the cases depends on the order of the rows of
/// different cases.
struct EventLog {
  static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::string> touchpoints;
  std::vector<std::string> departments;
  std::vector<std::string> segments;
  std::size_t customers = 0;  ///< distinct ones that are named

  std::vector<std::size_t> first_event;      ///< per case, and one past the last
  std::vector<std::uint32_t> case_segment;   ///< index into segments, or unknown
  std::vector<std::uint32_t> case_customer;  ///< the same for the same customer, or unknown

  std::vector<std::uint32_t> event_touchpoint;
  std::vector<std::uint32_t> event_department;  ///< index into departments, or unknown
  std::vector<EventTime> event_time;

  Duplicates duplicates = Duplicates::keep;  ///< what was done with them
  EventOrderFacts facts;

  [[nodiscard]] std::size_t cases() const noexcept { return case_segment.size(); }
  [[nodiscard]] std::size_t events() const noexcept { return event_time.size(); }
};

/// Collects rows in the order of the file and puts them in order of case and time.
/// Memory: 36 bytes per row and each distinct text once. Cost: linear in the rows, and
/// n log n within cases that are not in order.
class EventLogBuilder {
 public:
  EventLogBuilder();
  EventLogBuilder(EventLogBuilder&&) noexcept;
  EventLogBuilder& operator=(EventLogBuilder&&) noexcept;
  ~EventLogBuilder();

  /// \return the number of the row, for set_time.
  /// \pre case_id and touchpoint are not empty.
  std::size_t add(EventRow const& row);

  /// \pre \p row was added.
  void set_time(std::size_t row, EventTime time);

  /// Rows without time are left out.
  [[nodiscard]] EventLog finish(Duplicates duplicates) &&;

 private:
  struct Rows;
  std::unique_ptr<Rows> rows_;
};

}  // namespace cxsim
