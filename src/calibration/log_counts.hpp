#pragma once

#include <cstdint>
#include <vector>

#include "log_paths.hpp"

namespace cxsim {

/// How often one touchpoint followed another.
struct EdgeCount {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint64_t count = 0;
};

/// What happened at one touchpoint of the log.
struct VisitCount {
  std::uint64_t visits = 0;
  std::uint64_t starts = 0;     ///< visits that began a case
  std::uint64_t abandoned = 0;  ///< visits after which the case was given up
  std::uint64_t completed = 0;  ///< visits after which the case was over otherwise
  std::uint64_t open = 0;       ///< last visits of cases that were still running: nothing is known

  /// Visits of which the outcome is known.
  [[nodiscard]] std::uint64_t known() const noexcept { return visits - open; }
};

struct LogCounts {
  std::vector<VisitCount> touchpoints;  ///< by index in the log; ending touchpoints have no visits
  std::vector<EdgeCount> edges;         ///< by from, then to
  std::uint64_t assumed_completed = 0;  ///< open cases counted as completed after all
};

/// Counts visits, ends and transitions. Where no end was ever seen from a touchpoint on, open cases
/// that stand there count as completed, for otherwise nobody could ever leave.
[[nodiscard]] LogCounts count(EventLog const& log, LogPaths const& paths,
                              std::vector<std::uint8_t> const& is_open);

}  // namespace cxsim
