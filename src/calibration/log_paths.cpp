#include "log_paths.hpp"

#include <algorithm>

namespace cxsim {

namespace {

constexpr std::size_t enough_waits = 20;

/// The smallest wait that at least 95 % of \p waits do not exceed; 0 when there is none.
[[nodiscard]] EventTime longest_usual_wait(std::vector<EventTime> waits) {
  if (waits.empty()) {
    return 0;
  }
  std::size_t const rank = (waits.size() * 95 + 99) / 100;
  auto const at = waits.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(waits.begin(), at, waits.end());
  return *at;
}

/// Usual wait after each touchpoint of the log.
[[nodiscard]] std::vector<EventTime> usual_waits(EventLog const& log, LogPaths const& paths) {
  std::vector<EventTime> all;
  std::vector<std::vector<EventTime>> after(log.touchpoints.size());
  for (CasePath const& path : paths.cases) {
    for (std::size_t i = path.first + 1; i < path.last; ++i) {
      EventTime const wait = log.event_time[paths.event[i]] - log.event_time[paths.event[i - 1]];
      all.push_back(wait);
      after[log.event_touchpoint[paths.event[i - 1]]].push_back(wait);
    }
  }
  EventTime const anywhere = longest_usual_wait(std::move(all));
  std::vector<EventTime> usual;
  usual.reserve(after.size());
  for (std::vector<EventTime>& waits : after) {
    usual.push_back(waits.size() < enough_waits ? anywhere : longest_usual_wait(std::move(waits)));
  }
  return usual;
}

}  // namespace

LogPaths paths_of(EventLog const& log, EndingOfTouchpoint const& endings) {
  LogPaths paths;
  paths.event.reserve(log.events());
  for (std::uint32_t number = 0; number < log.cases(); ++number) {
    CasePath path{paths.event.size(), 0, number, std::nullopt};
    std::size_t endings_waiting = 0;
    for (std::size_t event = log.first_event[number]; event < log.first_event[number + 1];
         ++event) {
      if (auto const ending = endings[log.event_touchpoint[event]]) {
        path.ending = ending;
        ++endings_waiting;
      } else {
        paths.event.push_back(event);
        paths.misplaced_endings += endings_waiting;
        endings_waiting = 0;
      }
    }
    path.last = paths.event.size();
    if (path.first == path.last) {
      ++paths.cases_without_touchpoint;
    } else {
      paths.cases.push_back(path);
    }
  }
  return paths;
}

std::vector<std::uint8_t> open_cases(EventLog const& log, LogPaths const& paths,
                                     OpenCaseRule rule) {
  std::vector<std::uint8_t> is_open(paths.cases.size(), 0);
  if (rule == OpenCaseRule::none || log.events() == 0) {
    return is_open;
  }
  std::vector<EventTime> const usual = usual_waits(log, paths);
  EventTime const log_end = *std::max_element(log.event_time.begin(), log.event_time.end());
  for (std::size_t i = 0; i < paths.cases.size(); ++i) {
    CasePath const& path = paths.cases[i];
    std::size_t const last = paths.event[path.last - 1];
    EventTime const silence = log_end - log.event_time[last];
    is_open[i] = !path.ending && silence < usual[log.event_touchpoint[last]] ? 1 : 0;
  }
  return is_open;
}

}  // namespace cxsim
