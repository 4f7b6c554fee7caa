#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cxsim/calibration/event_log.hpp"
#include "cxsim/map/map.hpp"

namespace cxsim {

/// What reaching a touchpoint of the log means for the episode; nothing: an ordinary touchpoint.
using EndingOfTouchpoint = std::vector<std::optional<Ending>>;

/// The ordinary touchpoints of one case and how it ended.
struct CasePath {
  std::size_t first = 0;  ///< into LogPaths::event
  std::size_t last = 0;   ///< one past
  std::uint32_t log_case = 0;
  std::optional<Ending> ending;  ///< as named by an ending touchpoint of the case
};

/// The log without ending touchpoints.
struct LogPaths {
  std::vector<std::size_t> event;  ///< indices into the log, by case and time
  std::vector<CasePath> cases;     ///< those with at least one ordinary touchpoint
  std::size_t cases_without_touchpoint = 0;
  std::size_t misplaced_endings = 0;  ///< ending events that an ordinary touchpoint follows
};

/// Takes the ending touchpoints out. The last ending touchpoint of a case decides how it ended,
/// wherever it stands: times of one case are often in disorder, and a case that went on after its
/// end has at least this known result.
[[nodiscard]] LogPaths paths_of(EventLog const& log, EndingOfTouchpoint const& endings);

/// Which cases were most likely still running when the log ends.
enum class OpenCaseRule {
  silence,  ///< no ending touchpoint, and silent for less than 95 % of the waits after the last one
  none      ///< the last event of a case is its end
};

/// For each path 1 when its case was still open, else 0. The wait after a touchpoint is the 95 %
/// quantile of the waits observed there (lower inverse of the distribution function), over all
/// touchpoints where fewer than 20 were observed.
[[nodiscard]] std::vector<std::uint8_t> open_cases(EventLog const& log, LogPaths const& paths,
                                                   OpenCaseRule rule);

}  // namespace cxsim
