#include "cxsim/report/event_log_csv.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/formats/time.hpp"
#include "cxsim/random/keyed.hpp"

namespace cxsim {

namespace {

constexpr std::int64_t seconds_per_day = 24 * 60 * 60;
constexpr std::int64_t days_used = 28;
constexpr std::int64_t seconds_per_visit = 60;

/// The first second of a month of the simulation; month 1 is January 2001.
[[nodiscard]] std::int64_t month_begins(int month) {
  using namespace std::chrono;
  year_month const when = year{2001} / January + months{month - 1};
  return sys_days{when / 1}.time_since_epoch().count() * seconds_per_day;
}

[[nodiscard]] std::int64_t episode_begins(Customer const& customer, int month, std::size_t number) {
  RandomWords const words =
      block(customer.key, static_cast<std::uint32_t>(month), static_cast<std::uint32_t>(number),
            static_cast<std::uint32_t>(Purpose::clock), 0);
  double const into = uniform(words[0]) * static_cast<double>(days_used * seconds_per_day);
  return month_begins(month) + static_cast<std::int64_t>(into);
}

}  // namespace

EventLogCsv::EventLogCsv(Scenario const& scenario)
    : scenario_(scenario),
      text_(csv_row(std::array<std::string, 11>{"case_id", "touchpoint", "timestamp", "name",
                                                "department", "journey", "segment", "customer_id",
                                                "stands_for", "result", "experience"})) {}

void EventLogCsv::lived(LivedMonth const& month) {
  if (month.month != month_) {
    close_month();
    month_ = month.month;
  }
  if (month.present_before <= 0) {
    return;
  }
  for (std::size_t number = 0; number < month.record.episodes.size(); ++number) {
    add_episode(month, number);
  }
}

void EventLogCsv::add_episode(LivedMonth const& month, std::size_t number) {
  Map const& map = scenario_.map;
  Episode const& episode = month.record.episodes[number];
  Customer const& customer = month.customer;
  std::string const person = std::to_string(customer.number);
  std::string const case_id =
      person + '-' + std::to_string(month.month) + '-' + std::to_string(number + 1);
  std::int64_t second = episode_begins(customer, month.month, number);
  auto const add = [&](std::string const& touchpoint, std::string const& name,
                       std::string const& department, std::string const& result,
                       std::string const& experience) {
    rows_.push_back(
        {second,
         csv_row(
             std::array<std::string, 11>{
                 case_id, touchpoint, to_iso_text(second * 1'000'000), name, department,
                 map.journeys[JourneyId{episode.journey}].id, map.segments[customer.segment].id,
                 person, to_text(round_significant(customer.represents, 6)), result, experience},
             {.guard = FormulaGuard::on})});
    second += seconds_per_visit;
  };
  for (std::uint32_t i = 0; i < episode.visits; ++i) {
    Visit const& visit = month.record.visits[episode.first_visit + i];
    Touchpoint const& touchpoint = map.touchpoints[TouchpointId{visit.touchpoint}];
    add(touchpoint.id, terminal_text(touchpoint.name), map.departments[touchpoint.department].id,
        visit.failed ? "failed" : "succeeded", to_text(round_significant(visit.experience, 4)));
  }
  add(episode.completed ? log_completed : log_abandoned, "", "",
      episode.completed ? "completed" : "abandoned", to_text(round_significant(episode.score, 4)));
}

void EventLogCsv::close_month() {
  std::ranges::stable_sort(rows_, {}, &Row::second);
  for (Row const& row : rows_) {
    text_ += row.text;
  }
  rows_.clear();
}

std::string EventLogCsv::take() {
  close_month();
  return std::move(text_);
}

}  // namespace cxsim
