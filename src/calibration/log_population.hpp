#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "log_paths.hpp"

namespace cxsim {

/// Journey of each touchpoint of the log that a case began at; `EventLog::unknown` elsewhere.
using JourneyOfStart = std::vector<std::uint32_t>;

/// Episodes of one journey that the customers of one segment began.
struct StartCount {
  std::uint64_t cases = 0;
  std::uint64_t squares = 0;  ///< Σ over customers of (cases of the customer)²
};

struct SegmentCount {
  std::string name;             ///< empty: cases whose segment is not known
  std::uint64_t customers = 0;  ///< named ones, and one for each case that names none
  std::uint64_t anonymous = 0;  ///< cases that name no customer
  std::uint64_t cases = 0;
  std::vector<StartCount> starts;  ///< by journey
};

struct LogPopulation {
  std::vector<SegmentCount> segments;  ///< by name; what was put together comes last
  std::size_t named_customers = 0;
  std::size_t anonymous_cases = 0;
  std::size_t moved_customers = 0;    ///< named customers with cases of several segments
  std::size_t segments_together = 0;  ///< segments that were put together into the last one
};

/// Deals the cases out to segments of customers. A customer belongs to the segment of most of his
/// or her cases (the first by name among equals), and all of them count there.
/// \param most_segments The smallest segments beyond this number become one, named \p rest_name.
[[nodiscard]] LogPopulation population_of(EventLog const& log, LogPaths const& paths,
                                          JourneyOfStart const& journeys, std::size_t most_segments,
                                          std::string const& rest_name);

}  // namespace cxsim
