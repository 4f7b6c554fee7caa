#pragma once

#include <string_view>
#include <vector>

#include "cxsim/calibration/event_log.hpp"

namespace cxsim {

constexpr EventTime an_hour = EventTime{60} * 60 * 1'000'000;
constexpr EventTime a_day = 24 * an_hour;
/// 2020-01-01T00:00:00Z
constexpr EventTime new_year_2020 = EventTime{1'577'836'800} * 1'000'000;

/// An event some hours after the beginning of 2020.
struct SmallEvent {
  std::string_view case_id;
  std::string_view touchpoint;
  int hour = 0;
  std::string_view department = {};
  std::string_view segment = {};
  std::string_view customer = {};
};

[[nodiscard]] inline EventLog log_of(std::vector<SmallEvent> const& events,
                                     Duplicates duplicates = Duplicates::keep) {
  EventLogBuilder builder;
  for (SmallEvent const& event : events) {
    builder.add({event.case_id, event.touchpoint, new_year_2020 + event.hour * an_hour,
                 event.department, event.segment, event.customer});
  }
  return std::move(builder).finish(duplicates);
}

/// Names of the touchpoints of one case, in order.
[[nodiscard]] inline std::vector<std::string_view> touchpoints_of_case(EventLog const& log,
                                                                       std::size_t number) {
  std::vector<std::string_view> names;
  for (std::size_t event = log.first_event[number]; event < log.first_event[number + 1]; ++event) {
    names.push_back(log.touchpoints[log.event_touchpoint[event]]);
  }
  return names;
}

}  // namespace cxsim
