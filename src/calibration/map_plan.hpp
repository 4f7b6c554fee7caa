#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/calibration/map_from_log.hpp"
#include "log_counts.hpp"
#include "log_population.hpp"

namespace cxsim {

/// A thing of the map with an id.
struct PlannedName {
  std::string id;
  std::string name;
};

/// Where visits with success lead, and how strongly: a Dirichlet count.
struct PlannedTransition {
  std::string target;  ///< id of a touchpoint, or `completed`
  double count = 0;
};

/// Failure of a touchpoint: known exactly, or Beta(alpha, beta).
struct PlannedFailure {
  std::optional<double> exactly;
  double alpha = 0;
  double beta = 0;
};

struct PlannedTouchpoint {
  std::string id;
  std::string name;
  std::uint32_t in_log = 0;    ///< index of its name in the log
  std::size_t department = 0;  ///< index into MapPlan::departments
  std::size_t departments = 0;
  double department_share = 0;
  std::size_t stage = 0;  ///< index into MapPlan::stages
  VisitCount count;
  PlannedFailure failure;
  std::vector<PlannedTransition> success;  ///< by target
};

struct PlannedJourney {
  std::string id;
  std::string name;
  std::size_t entry = 0;  ///< index into MapPlan::touchpoints
  std::uint64_t cases = 0;
};

/// Starts that were added to another journey because they are rare.
struct RareStart {
  std::size_t touchpoint = 0;
  std::size_t journey = 0;
  std::uint64_t cases = 0;
};

struct PlannedSegment {
  std::string id;
  std::string name;
  SegmentCount count;
};

/// A map as far as a log determines it.
struct MapPlan {
  Language language = Language::english;  ///< of the names that are made up; never of ids
  std::vector<PlannedName> departments;
  std::vector<PlannedName> stages;
  std::vector<PlannedTouchpoint> touchpoints;  ///< by id
  std::vector<PlannedJourney> journeys;        ///< by id
  std::vector<PlannedSegment> segments;
  std::vector<RareStart> rare_starts;  ///< most frequent first
  LogPopulation population;            ///< without its segments, which stand above
  std::uint64_t customers_in_log = 0;
  double customers = 0;
  double months = 0;
  CustomerSource customer_source = CustomerSource::named;
};

/// Whether any touchpoint of the log is known to mean abandonment.
enum class Abandonment { known, unknown };

/// \pre At least one path; `counts` belongs to `paths`; months > 0.
[[nodiscard]] MapPlan plan_map(EventLog const& log, LogPaths const& paths, LogCounts const& counts,
                               Abandonment abandonment, double months,
                               CalibrationOptions const& options);

}  // namespace cxsim
