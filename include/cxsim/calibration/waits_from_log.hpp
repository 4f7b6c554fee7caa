#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/calibration/event_log.hpp"
#include "cxsim/queueing/waiting_month.hpp"

namespace cxsim {

/// Which touchpoints of a log are a waiting line, by their names in the log.
struct LineInLog {
  std::string waiting;                 ///< reached when somebody begins to wait
  std::string serving;                 ///< reached when the wait is over, or without one
  std::vector<std::string> abandoned;  ///< reached from `waiting` by whoever gives up
};

/// Calls of one hour of the day, of all days of the log, measured and modelled.
struct HourInLine {
  int hour = 0;            ///< 0–23, by the clock of the log
  std::uint64_t days = 0;  ///< on which calls came in this hour: so long the line was open
  std::uint64_t calls = 0;
  std::uint64_t delayed = 0;    ///< had to wait
  std::uint64_t abandoned = 0;  ///< gave up
  double waited = 0;            ///< minutes, of all calls together
  double handling_time = 0;     ///< mean minutes of the calls answered in this hour
  double agents = 0;            ///< as many as make the measured share of callers wait
  double modelled_wait = 0;     ///< minutes, over all calls
  double modelled_abandoned = 0;

  [[nodiscard]] double mean_wait() const { return waited / static_cast<double>(calls); }
  [[nodiscard]] double abandoned_share() const {
    return static_cast<double>(abandoned) / static_cast<double>(calls);
  }
  [[nodiscard]] double delayed_share() const {
    return static_cast<double>(delayed) / static_cast<double>(calls);
  }
};

/// A waiting line as a log shows it, and what Erlang A makes of it.
///
/// Arrivals, handling time and patience are estimated from the log. Agents cannot be seen in it:
/// they are as many as make the measured share of callers wait, hour by hour; how long callers
/// waited and how many gave up play no part in that, so that the model can be wrong about both.
struct WaitsFromLog {
  std::vector<HourInLine> hours;  ///< those with calls
  std::uint64_t calls = 0;        ///< who began to wait or were answered at once
  std::uint64_t delayed = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t elsewhere = 0;  ///< left the line for another touchpoint: their waits are censored
  double waited = 0;            ///< minutes, of all calls together
  std::uint64_t handled = 0;    ///< calls whose handling time is known
  double handling_time = 0;     ///< mean minutes
  double handling_sd = 0;
  /// Mean minutes until a waiting caller gives up: all waiting time ÷ those who gave up, the
  /// maximum likelihood of an exponential patience that being answered cuts off. Relative error:
  /// 1/√abandoned.
  double patience = 0;
  /// Minutes after which a quarter would have given up if nobody were answered (Kaplan & Meier
  /// 1958); nothing where the log does not reach so far.
  std::optional<double> quarter_gone;
  double modelled_wait = 0;  ///< minutes, over all calls
  double modelled_abandoned = 0;

  [[nodiscard]] double mean_wait() const { return waited / static_cast<double>(calls); }
  [[nodiscard]] double abandoned_share() const {
    return static_cast<double>(abandoned) / static_cast<double>(calls);
  }
};

/// Measures the line and models it. Fails, naming every reason, when a touchpoint does not occur,
/// when nobody waits, is answered or gives up. Cost: linear in the events, and n log n in the
/// waits.
[[nodiscard]] Result<WaitsFromLog> waits_from_log(EventLog const& log, LineInLog const& line);

/// The log with waiting as a part of being served: who goes from one to the other visits
/// `serving` once, and who gives up while waiting gives up there. That is how maps describe a
/// touchpoint with a queue. \pre Both touchpoints occur in the log.
[[nodiscard]] EventLog with_waits_inside(EventLog const& log, LineInLog const& line);

/// The line in the two intervals of a map: hours of the day with more calls than the average hour,
/// and the others; within what a map may hold. \param months that the log covers, > 0.
[[nodiscard]] PeakStaffing staffing_of(WaitsFromLog const& waits, double months);

}  // namespace cxsim
