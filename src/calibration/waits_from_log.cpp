#include "cxsim/calibration/waits_from_log.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "cxsim/base/contract.hpp"
#include "cxsim/calibration/texts.hpp"
#include "cxsim/queueing/staffing.hpp"
#include "log_names.hpp"

namespace cxsim {

namespace {

constexpr double microseconds_per_minute = 60e6;
constexpr double minutes_per_hour = 60;
constexpr EventTime microseconds_per_hour = EventTime{60} * 60 * 1'000'000;
constexpr EventTime hours_per_day = 24;
// What a map may hold.
constexpr double longest_month = 31 * 24;  // hours
constexpr double fewest_agents = 0.1;
constexpr double least_ratio = 0.01;
constexpr double most_ratio = 100;

enum class WaitEnd { answered, abandoned, elsewhere };

struct Wait {
  EventTime began = 0;
  double minutes = 0;
  WaitEnd end = WaitEnd::answered;
};

struct Handling {
  EventTime began = 0;
  double minutes = 0;
};

/// Everything that happened in the line.
struct LineEvents {
  std::vector<Wait> waits;  ///< 0 minutes: answered at once
  std::vector<Handling> handlings;
};

/// The touchpoints of a line by their numbers in the log.
struct LineNumbers {
  std::uint32_t waiting = EventLog::unknown;
  std::uint32_t serving = EventLog::unknown;
  std::vector<std::uint32_t> abandoned;

  [[nodiscard]] WaitEnd end_at(std::uint32_t touchpoint) const {
    if (touchpoint == serving) {
      return WaitEnd::answered;
    }
    return std::ranges::find(abandoned, touchpoint) == abandoned.end() ? WaitEnd::elsewhere
                                                                       : WaitEnd::abandoned;
  }
};

[[nodiscard]] Result<LineNumbers> numbers_of(EventLog const& log, LineInLog const& line) {
  Diagnostics problems;
  auto const number_of = [&](std::string const& name) {
    auto const number = touchpoint_in(log, name);
    if (!number) {
      report_unknown_touchpoint(log, name, problems);
    }
    return number.value_or(EventLog::unknown);
  };
  LineNumbers numbers{number_of(line.waiting), number_of(line.serving), {}};
  for (std::string const& name : line.abandoned) {
    numbers.abandoned.push_back(number_of(name));
  }
  if (line.waiting == line.serving) {
    problems.add(Severity::error, {}, texts::waits_one_touchpoint, {line.waiting});
  }
  if (line.abandoned.empty()) {
    problems.add(Severity::error, {}, texts::waits_without_ends);
  }
  if (problems.has_errors()) {
    return failure(std::move(problems));
  }
  return numbers;
}

[[nodiscard]] double minutes_between(EventTime begin, EventTime end) {
  return static_cast<double>(end - begin) / microseconds_per_minute;
}

/// Waits and handlings of the case with the events from \p first to \p last. What the log does not
/// end is left out.
void collect(EventLog const& log, LineNumbers const& line, std::size_t first, std::size_t last,
             LineEvents& events) {
  for (std::size_t event = first; event < last; ++event) {
    std::uint32_t const touchpoint = log.event_touchpoint[event];
    EventTime const began = log.event_time[event];
    bool const has_end = event + 1 < last;
    double const minutes = has_end ? minutes_between(began, log.event_time[event + 1]) : 0;
    if (touchpoint == line.serving) {
      if (event == first || log.event_touchpoint[event - 1] != line.waiting) {
        events.waits.push_back({began, 0, WaitEnd::answered});
      }
      if (has_end) {
        events.handlings.push_back({began, minutes});
      }
    } else if (touchpoint == line.waiting && has_end) {
      events.waits.push_back({began, minutes, line.end_at(log.event_touchpoint[event + 1])});
    }
  }
}

[[nodiscard]] LineEvents events_of(EventLog const& log, LineNumbers const& line) {
  LineEvents events;
  for (std::size_t one = 0; one < log.cases(); ++one) {
    collect(log, line, log.first_event[one], log.first_event[one + 1], events);
  }
  return events;
}

/// The mean of \p handlings, and whatever else is summed, must not depend on the order of cases.
void sort_by_time(LineEvents& events) {
  auto const by_time = [](auto const& a, auto const& b) {
    return a.began != b.began ? a.began < b.began : a.minutes < b.minutes;
  };
  std::ranges::sort(events.waits, [&](Wait const& a, Wait const& b) {
    return by_time(a, b) || (!by_time(b, a) && a.end < b.end);
  });
  std::ranges::sort(events.handlings, by_time);
}

[[nodiscard]] EventTime hours_since_1970(EventTime time) {
  EventTime const whole = time / microseconds_per_hour;
  return time % microseconds_per_hour < 0 ? whole - 1 : whole;
}

[[nodiscard]] std::size_t hour_of_day(EventTime time) {
  EventTime const hour = hours_since_1970(time) % hours_per_day;
  return static_cast<std::size_t>(hour < 0 ? hour + hours_per_day : hour);
}

void count_waits(LineEvents const& events, WaitsFromLog& waits) {
  std::array<HourInLine, hours_per_day> hours{};
  std::array<std::set<EventTime>, hours_per_day> days{};
  for (Wait const& wait : events.waits) {
    std::size_t const number = hour_of_day(wait.began);
    HourInLine& hour = hours[number];
    days[number].insert(hours_since_1970(wait.began));
    ++hour.calls;
    hour.delayed += wait.minutes > 0 ? 1U : 0U;
    hour.abandoned += wait.end == WaitEnd::abandoned ? 1U : 0U;
    hour.waited += wait.minutes;
    waits.elsewhere += wait.end == WaitEnd::elsewhere ? 1U : 0U;
  }
  for (std::size_t number = 0; number < hours.size(); ++number) {
    HourInLine& hour = hours[number];
    if (hour.calls == 0) {
      continue;
    }
    hour.hour = static_cast<int>(number);
    hour.days = days[number].size();
    waits.calls += hour.calls;
    waits.delayed += hour.delayed;
    waits.abandoned += hour.abandoned;
    waits.waited += hour.waited;
    waits.hours.push_back(hour);
  }
}

/// Over all calls and, where any was answered in it, over those of an hour.
void measure_handling(LineEvents const& events, WaitsFromLog& waits) {
  std::array<double, hours_per_day> minutes{};
  std::array<std::uint64_t, hours_per_day> calls{};
  double sum = 0;
  for (Handling const& handling : events.handlings) {
    std::size_t const hour = hour_of_day(handling.began);
    minutes[hour] += handling.minutes;
    ++calls[hour];
    sum += handling.minutes;
  }
  waits.handled = events.handlings.size();
  auto const all = static_cast<double>(waits.handled);
  waits.handling_time = sum / all;
  double squares = 0;
  for (Handling const& handling : events.handlings) {
    double const off = handling.minutes - waits.handling_time;
    squares += off * off;
  }
  waits.handling_sd = waits.handled > 1 ? std::sqrt(squares / (all - 1)) : 0;
  for (HourInLine& hour : waits.hours) {
    auto const number = static_cast<std::size_t>(hour.hour);
    bool const is_known = minutes[number] > 0;
    hour.handling_time =
        is_known ? minutes[number] / static_cast<double>(calls[number]) : waits.handling_time;
  }
}

/// Kaplan & Meier: the share still waiting falls by d/r at every wait at which d of the r who were
/// still waiting gave up.
[[nodiscard]] std::optional<double> time_until_a_quarter_is_gone(std::vector<Wait> waits) {
  std::ranges::sort(waits, {}, &Wait::minutes);
  double staying = 1;
  for (std::size_t begin = 0; begin < waits.size();) {
    std::size_t end = begin;
    std::size_t gone = 0;
    while (end < waits.size() && waits[end].minutes == waits[begin].minutes) {
      gone += waits[end].end == WaitEnd::abandoned ? 1U : 0U;
      ++end;
    }
    staying *= 1 - static_cast<double>(gone) / static_cast<double>(waits.size() - begin);
    if (staying <= 0.75) {
      return waits[begin].minutes;
    }
    begin = end;
  }
  return std::nullopt;
}

/// Never 0 or 1, which no number of agents gives exactly: half a call is added to either side.
[[nodiscard]] double share_that_waits(std::uint64_t delayed, std::uint64_t calls) {
  return (static_cast<double>(delayed) + 0.5) / (static_cast<double>(calls) + 1);
}

[[nodiscard]] WaitingLine line_of_hour(HourInLine const& hour, double patience) {
  WaitingLine line{.arrivals = static_cast<double>(hour.calls) /
                               (static_cast<double>(hour.days) * minutes_per_hour),
                   .handling_time = hour.handling_time,
                   .agents = 0,
                   .patience = patience};
  line.agents = agents_behind_delay(line, share_that_waits(hour.delayed, hour.calls)).value();
  return line;
}

void model(WaitsFromLog& waits) {
  for (HourInLine& hour : waits.hours) {
    WaitingLine const line = line_of_hour(hour, waits.patience);
    LineState const state = erlang_a(line);
    hour.agents = line.agents;
    hour.modelled_wait = state.mean_wait;
    hour.modelled_abandoned = state.abandoned;
    double const share = static_cast<double>(hour.calls) / static_cast<double>(waits.calls);
    waits.modelled_wait += share * state.mean_wait;
    waits.modelled_abandoned += share * state.abandoned;
  }
}

[[nodiscard]] Diagnostics missing_in(LineEvents const& events, LineInLog const& line) {
  Diagnostics problems;
  auto const ends_so = [&](WaitEnd end) {
    return [end](Wait const& wait) { return wait.end == end && wait.minutes > 0; };
  };
  if (std::ranges::none_of(events.waits, ends_so(WaitEnd::abandoned))) {
    problems.add(Severity::error, {}, texts::waits_nobody_gave_up, {line.waiting});
  }
  if (std::ranges::none_of(events.handlings, [](Handling const& one) { return one.minutes > 0; })) {
    problems.add(Severity::error, {}, texts::waits_nobody_served, {line.serving});
  }
  return problems;
}

/// Calls and hours of one interval of a map.
struct Interval {
  std::uint64_t calls = 0;
  std::uint64_t delayed = 0;
  double hours = 0;

  void add(HourInLine const& hour) {
    calls += hour.calls;
    delayed += hour.delayed;
    hours += static_cast<double>(hour.days);
  }
  [[nodiscard]] double agents(WaitsFromLog const& waits) const {
    WaitingLine const line{.arrivals = static_cast<double>(calls) / (hours * minutes_per_hour),
                           .handling_time = waits.handling_time,
                           .agents = 0,
                           .patience = waits.patience};
    return std::max(fewest_agents,
                    agents_behind_delay(line, share_that_waits(delayed, calls)).value());
  }
};

}  // namespace

Result<WaitsFromLog> waits_from_log(EventLog const& log, LineInLog const& line) {
  Result<LineNumbers> const numbers = numbers_of(log, line);
  if (!numbers) {
    return failure(numbers.error());
  }
  LineEvents events = events_of(log, *numbers);
  if (Diagnostics problems = missing_in(events, line); problems.has_errors()) {
    return failure(std::move(problems));
  }
  sort_by_time(events);
  WaitsFromLog waits;
  count_waits(events, waits);
  measure_handling(events, waits);
  waits.patience = waits.waited / static_cast<double>(waits.abandoned);
  waits.quarter_gone = time_until_a_quarter_is_gone(events.waits);
  model(waits);
  return waits;
}

EventLog with_waits_inside(EventLog const& log, LineInLog const& line) {
  auto const waiting = touchpoint_in(log, line.waiting);
  auto const serving = touchpoint_in(log, line.serving);
  CXSIM_EXPECTS(waiting && serving);
  EventLog merged = log;
  merged.event_touchpoint.clear();
  merged.event_department.clear();
  merged.event_time.clear();
  merged.first_event = {0};
  auto const number_now = [&](std::uint32_t before) {
    return before == *waiting ? *serving : before;
  };
  auto const without_waiting = [&](std::uint32_t number) {
    return number > *waiting ? number - 1 : number;
  };
  for (std::size_t one = 0; one < log.cases(); ++one) {
    for (std::size_t event = log.first_event[one]; event < log.first_event[one + 1]; ++event) {
      std::uint32_t const touchpoint = log.event_touchpoint[event];
      bool const waits = touchpoint == *waiting;
      bool const is_answered = waits && event + 1 < log.first_event[one + 1] &&
                               log.event_touchpoint[event + 1] == *serving;
      if (!is_answered) {
        merged.event_touchpoint.push_back(without_waiting(number_now(touchpoint)));
        merged.event_department.push_back(waits ? EventLog::unknown : log.event_department[event]);
        merged.event_time.push_back(log.event_time[event]);
      }
    }
    merged.first_event.push_back(merged.event_time.size());
  }
  merged.touchpoints.erase(merged.touchpoints.begin() + static_cast<std::ptrdiff_t>(*waiting));
  return merged;
}

PeakStaffing staffing_of(WaitsFromLog const& waits, double months) {
  CXSIM_EXPECTS(months > 0);
  Interval all;
  for (HourInLine const& hour : waits.hours) {
    all.add(hour);
  }
  double const usual = static_cast<double>(all.calls) / all.hours;
  Interval peak;
  Interval off_peak;
  for (HourInLine const& hour : waits.hours) {
    bool const is_busy = static_cast<double>(hour.calls) > usual * static_cast<double>(hour.days);
    (is_busy ? peak : off_peak).add(hour);
  }
  if (peak.calls == 0) {  // every hour is like every other
    std::swap(peak, off_peak);
  }
  double const agents = peak.agents(waits);
  return {.agents = agents,
          .off_peak_agents = off_peak.calls > 0 ? std::clamp(off_peak.agents(waits) / agents,
                                                             least_ratio, most_ratio)
                                                : 1,
          .peak_share = static_cast<double>(peak.calls) / static_cast<double>(all.calls),
          .peak_hours = std::min(peak.hours / months, longest_month),
          .off_peak_hours = std::min(off_peak.hours / months, longest_month)};
}

}  // namespace cxsim
