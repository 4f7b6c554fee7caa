#include <vector>

#include "cxsim/calibration/event_log_reader.hpp"
#include "cxsim/calibration/map_from_log.hpp"
#include "cxsim/formats/encoding.hpp"
#include "cxsim/io/map_file.hpp"
#include "fuzz/fuzzer.hpp"
#include "fuzz/numbers.hpp"

namespace cxsim {

namespace {

/// Every index of \p indices is unknown or below \p size.
void expect_indices(std::vector<std::uint32_t> const& indices, std::size_t size) {
  CXSIM_EXPECTS(std::ranges::all_of(
      indices, [&](std::uint32_t index) { return index == EventLog::unknown || index < size; }));
}

void expect_names(std::vector<std::string> const& names) {
  CXSIM_EXPECTS(std::ranges::is_sorted(names));
  CXSIM_EXPECTS(std::ranges::none_of(
      names, [](std::string const& name) { return name.empty() || find_invalid_utf8(name); }));
}

void expect_order(EventLog const& log) {
  CXSIM_EXPECTS(log.first_event.size() == log.cases() + 1);
  CXSIM_EXPECTS(log.first_event.back() == log.events());
  auto const time = log.event_time.begin();
  for (std::size_t number = 0; number < log.cases(); ++number) {
    auto const first = static_cast<std::ptrdiff_t>(log.first_event[number]);
    auto const last = static_cast<std::ptrdiff_t>(log.first_event[number + 1]);
    CXSIM_EXPECTS(first < last);
    CXSIM_EXPECTS(std::is_sorted(time + first, time + last));
  }
}

void expect_log(EventLog const& log) {
  expect_names(log.touchpoints);
  expect_names(log.departments);
  expect_names(log.segments);
  expect_indices(log.event_touchpoint, log.touchpoints.size());
  expect_indices(log.event_department, log.departments.size());
  expect_indices(log.case_segment, log.segments.size());
  CXSIM_EXPECTS(log.case_customer.size() == log.cases());
  expect_order(log);
}

/// A map that was made of a log is one that the program reads.
void expect_map(EventLog const& log) {
  auto const map = map_from_log(log, {.log_name = "log.csv"});
  if (!map) {
    CXSIM_EXPECTS(map.error().has_errors());
    return fuzz::expect_readable(map.error());
  }
  fuzz::expect_readable(map->report.messages);
  fuzz::expect_usable(map->parameters);
  auto const again = parse_map(map->file, "map.json");
  CXSIM_EXPECTS(again && fuzz::have_same_numbers(map->parameters, again->parameters));
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  TextSource source(bytes);
  DecodedSource decoded(source);
  auto const file = read_event_log(decoded, "log.csv", {.most_rejected = 0.5});
  if (!file) {
    expect_refusal(file.error(), has_file);
    expect_readable(file.error());
    return;
  }
  expect_readable(file->facts.messages);
  CXSIM_EXPECTS(file->log.events() + file->facts.all_rejected() == file->facts.rows);
  expect_log(file->log);
  expect_map(file->log);
}

}  // namespace cxsim
