#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/calibration/event_log.hpp"
#include "cxsim/calibration/waits_from_log.hpp"
#include "cxsim/map/map.hpp"
#include "cxsim/parameters/parameter_table.hpp"

namespace cxsim {

/// Evidence grade of every number that was counted in a log (MODEL §2).
///
/// A log shows the firm's own present, so it is worth more than figures of others (D) or an
/// opinion (E). But nothing was varied and nothing compared (A, B): it is what was observed before
/// a change, and its interval knows neither drift nor what the log leaves out. Hence C.
inline constexpr Evidence evidence_of_log = Evidence::before_after;

/// What becomes of cases that were most likely still running when the log ends
/// (no ending touchpoint, and silent for less than 95 % of the usual waits).
enum class OpenCases {
  censored,  ///< their last visit says nothing about what comes after it
  completed  ///< their last event is their end
};

/// What the user knows and the log does not say.
struct CalibrationOptions {
  std::string map_name;  ///< empty: the name of the log
  std::string log_name;  ///< for the sources of the numbers; a file name without its folder
  std::string currency = "EUR";
  /// Of the names and sources that the program makes up; ids are the same in every language.
  Language language = Language::english;

  std::vector<std::string> completed;  ///< touchpoints that mean: the episode is completed
  std::vector<std::string> abandoned;  ///< touchpoints that mean: the episode is abandoned
  OpenCases open_cases = OpenCases::censored;
  /// The touchpoints that are a waiting line: it becomes a queue of the map.
  std::optional<LineInLog> line;

  std::optional<double> customers;  ///< of the firm; nothing: those of the log
  std::optional<double> months;     ///< that the log covers; nothing: from first to last event

  std::optional<double> score_mean;  ///< 0–100, of every touchpoint
  std::optional<double> score_sd;
  std::optional<double> margin;  ///< per customer and month
  std::optional<double> annual_churn;

  /// κ0: weight of the prior, in visits. Dirichlet counts are n_ij + κ0·m_ij, where m_i are the
  /// shares of the touchpoints that were observed after i among all transitions: a transition that
  /// was never observed stays impossible. Failures are Beta(a + κ0/2, n − a + κ0/2): Jeffreys at
  /// κ0 = 1. Source: Gelman et al., "Bayesian Data Analysis", 3rd ed., §2.8, §3.4.
  double prior_strength = 1;

  /// Starting touchpoints with a smaller share of the cases make no journey of their own, unless
  /// they could not be reached otherwise; their cases count for the most frequent journey.
  double least_start_share = 0.01;

  std::size_t most_touchpoints = 1000;  ///< more are refused: surely the wrong column
  std::size_t most_segments = 20;       ///< the smallest beyond this are put together
};

/// One touchpoint as counted.
struct TouchpointFacts {
  std::string id;
  std::string name;
  std::string department;       ///< of most of its events
  std::size_t departments = 0;  ///< different ones that handled it
  double department_share = 0;  ///< of the owner, among events with a department
  std::uint64_t visits = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t open = 0;
  double visits_per_case = 0;
  double expected_per_case = 0;  ///< what the map gives: its best guesses, solved exactly
};

/// One transition between touchpoints as counted.
struct TransitionFacts {
  std::string from;  ///< ids
  std::string to;
  std::uint64_t count = 0;
};

struct JourneyFacts {
  std::string id;
  std::uint64_t cases = 0;  ///< with those of rare starts that were added
};

struct SegmentFacts {
  std::string id;
  std::string name;
  double customers = 0;
  std::uint64_t cases = 0;
};

/// A number that the model needs and the log does not hold.
struct AssumedNumber {
  std::string path;  ///< of the parameter; '*' for each of several
  double value = 0;
  Text why;
};

/// Where the number of customers comes from.
enum class CustomerSource {
  named,         ///< every case names its customer
  partly_named,  ///< cases without a customer count as one customer each
  cases,         ///< no case names its customer: each counts as one
  given          ///< by the user
};

/// What was found in the log, and what was done with it.
struct CalibrationReport {
  std::size_t events = 0;
  std::size_t cases = 0;
  EventOrderFacts order;
  EventTime first = 0;
  EventTime last = 0;
  double months = 0;

  std::uint64_t completed = 0;  ///< cases
  std::uint64_t abandoned = 0;
  std::uint64_t open = 0;
  std::size_t cases_without_touchpoint = 0;
  std::size_t misplaced_endings = 0;

  double customers = 0;
  CustomerSource customer_source = CustomerSource::named;
  std::size_t named_customers = 0;
  std::size_t anonymous_cases = 0;

  std::vector<TouchpointFacts> touchpoints;  ///< in the order of the map
  std::vector<TransitionFacts> transitions;  ///< most frequent first
  std::vector<JourneyFacts> journeys;
  std::vector<SegmentFacts> segments;
  std::optional<WaitsFromLog> waits;   ///< of the line, if one was named
  std::vector<AssumedNumber> assumed;  ///< numbers that the user must replace
  Diagnostics messages;                ///< warnings and notes, most important first
};

struct CalibratedMap {
  std::string file;  ///< the map as a file (JSON), with the source of every number
  Map map;           ///< as read from that file
  ParameterTable parameters;
  CalibrationReport report;
};

/// The map that an event log shows: touchpoints, transitions as Dirichlet counts, endings,
/// journeys, volumes per segment, owners. Everything counted has grade C; satisfaction, margin and
/// churn are not in a log: they are the program's defaults (grade F) and listed in the report.
///
/// Failure of a touchpoint is the share of its visits after which the episode was abandoned.
/// The order of rows of different cases changes nothing.
/// Fails when a named ending touchpoint does not occur, when nothing remains, when the log covers
/// no time, or when a number in \p options is out of range; all problems are reported. Cost: n log
/// n in the events.
[[nodiscard]] Result<CalibratedMap> map_from_log(EventLog const& log,
                                                 CalibrationOptions const& options);

}  // namespace cxsim
