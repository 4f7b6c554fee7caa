// Patience from the waits that the firm's reports state.
#include "cxsim/queueing/reported_waits.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "checks.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/io/texts.hpp"
#include "fields.hpp"

namespace cxsim {

namespace {

/// The map's calls and agents of a month in the reference, at the best guesses. Patience is open.
struct UsualMonth {
  MonthOfCalls calls;
  std::array<StaffedInterval, 2> intervals;
};

/// Handling time is the mean over the calls.
[[nodiscard]] MonthOfCalls calls_of(Map const& map, Queue const& queue,
                                    ParameterTable const& parameters,
                                    ParameterValues const& values) {
  MonthOfCalls month;
  double minutes = 0;
  for (SegmentId const key : keys_by_id(map.segments)) {
    ParameterValues const own = values_of_segment(map, parameters, values, key);
    double const calls = values[map.customers] * values[map.segments[key].share] *
                         expected_visits(map, own, key)[queue.touchpoint.index];
    month.calls += calls;
    minutes += calls * own[queue.handling_time];
  }
  month.handling_time = month.calls > 0 ? minutes / month.calls : values[queue.handling_time];
  return month;
}

[[nodiscard]] UsualMonth usual_month(Map const& map, Queue const& queue,
                                     ParameterTable const& parameters,
                                     ParameterValues const& values) {
  return {.calls = calls_of(map, queue, parameters, values),
          .intervals = peak_and_off_peak({.agents = values[queue.agents],
                                          .off_peak_agents = values[queue.off_peak_agents],
                                          .peak_share = values[queue.peak_share],
                                          .peak_hours = values[queue.peak_hours],
                                          .off_peak_hours = values[queue.off_peak_hours]})};
}

[[nodiscard]] ReportedWaits waits_in(QueueReport const& report, ParameterValues const& values) {
  return {.mean_wait = values[report.mean_wait],
          .of = report.mean_wait_of,
          .abandoned = values[report.abandoned]};
}

[[nodiscard]] Argument significant(double number) {
  return Argument::number(to_text(round_significant(number, 4)));
}

[[nodiscard]] Argument percent_of(double share) {
  return Argument::percent(to_text(round_significant(100 * share, 4)));
}

/// As the file says it, in its own keys.
[[nodiscard]] std::string as_typed(ReportedWaits const& waits) {
  return "mean_wait " + to_text(waits.mean_wait) +
         (waits.of == WaitOf::answered ? " of answered" : " of all") + ", abandoned " +
         to_text(waits.abandoned);
}

/// Patience of one queue. Reports what is wrong with its reports.
class PatienceFinder {
 public:
  PatienceFinder(UsualMonth month, ReportedWaits const& waits, double called_back,
                 Location const& where, Problems& problems)
      : month_(month), waits_(waits), stays_(1 - called_back), where_(where), problems_(problems) {}

  [[nodiscard]] std::optional<double> find() {
    // Who is called back does not give up: the line as a whole is more patient than its callers.
    PatienceRange const range{patience_range.low / stays_, patience_range.high / stays_};
    auto const patience = patience_behind(month_.calls, month_.intervals, waits_, range);
    if (!patience) {
      report_contradiction(range);
      return std::nullopt;
    }
    month_.calls.patience = *patience;
    problems_.add(Severity::note, where_, texts::patience_derived,
                  {significant(stays_ * *patience), significant(waits_.mean_wait),
                   percent_of(waits_.abandoned)});
    check_agents();
    return stays_ * *patience;
  }

 private:
  [[nodiscard]] std::optional<double> wait_at(double patience) const {
    if (waits_.of == WaitOf::all_callers) {
      return patience * waits_.abandoned;
    }
    MonthOfCalls calls = month_.calls;
    calls.patience = patience;
    return mean_wait_behind(calls, month_.intervals, waits_);
  }

  void report_contradiction(PatienceRange range) {
    auto const shortest = wait_at(range.low);
    auto const longest = wait_at(range.high);
    if (!shortest || !longest) {
      problems_.error(where_, texts::reports_without_calls);
      return;
    }
    problems_.error(where_, texts::reports_contradict,
                    {significant(waits_.mean_wait), percent_of(waits_.abandoned),
                     significant(patience_range.low), significant(patience_range.high),
                     significant(*shortest), significant(*longest)});
  }

  /// Reports rarely fit to the digit; a fifth off means other agents than those of the map.
  void check_agents() {
    constexpr double usual_difference = 0.2;
    double const expected = month_of_waiting(month_.calls, month_.intervals).abandoned;
    auto const factor =
        staffing_behind_abandonment(month_.calls, month_.intervals, waits_.abandoned);
    if (factor && std::fabs(expected - waits_.abandoned) > usual_difference * waits_.abandoned) {
      double const agents = month_.intervals[0].agents;
      problems_.add(Severity::warning, where_, texts::reports_other_agents,
                    {significant(agents), Argument::whole(month_.calls.calls), percent_of(expected),
                     percent_of(waits_.abandoned), significant(*factor * agents)});
    }
  }

  UsualMonth month_;
  ReportedWaits waits_;
  double stays_;
  Location where_;
  Problems& problems_;
};

}  // namespace

void derive_patience(Map const& map, ParameterTable& parameters, Problems& problems) {
  bool const are_reported = std::ranges::any_of(
      map.queues, [](Queue const& queue) { return queue.reported.has_value(); });
  if (!are_reported) {
    return;
  }
  ParameterValues const values = parameters.best_guesses();
  for (Queue const& queue : map.queues) {
    if (!queue.reported) {
      continue;
    }
    ReportedWaits const waits = waits_in(*queue.reported, values);
    PatienceFinder finder(usual_month(map, queue, parameters, values), waits,
                          values[queue.called_back], parameters.info(queue.patience).where(),
                          problems);
    if (auto const patience = finder.find()) {
      parameters.derive(queue.patience, *patience, queue.reported->mean_wait, as_typed(waits));
    }
  }
}

}  // namespace cxsim
