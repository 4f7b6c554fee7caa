#include "cxsim/calibration/event_log.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>

#include "cxsim/base/contract.hpp"

namespace cxsim {

namespace {

constexpr EventTime year_1990 = EventTime{631'152'000} * 1'000'000;

struct TextHash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

/// Numbers texts in the order in which they first occur.
class Names {
 public:
  [[nodiscard]] std::uint32_t number_of(std::string_view text) {
    if (text.empty()) {
      return EventLog::unknown;
    }
    auto found = numbers_.find(text);
    if (found == numbers_.end()) {
      auto const next = static_cast<std::uint32_t>(numbers_.size());
      found = numbers_.emplace(std::string(text), next).first;
    }
    return found->second;
  }
  [[nodiscard]] std::size_t size() const noexcept { return numbers_.size(); }

  /// Every name, at its number.
  [[nodiscard]] std::vector<std::string> in_order_of_number() const {
    std::vector<std::string> names(numbers_.size());
    for (auto const& [name, number] : numbers_) {
      names[number] = name;
    }
    return names;
  }

 private:
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers_;
};

struct SortedNames {
  std::vector<std::string> names;
  std::vector<std::uint32_t> place;  ///< of each number among the sorted names
};

[[nodiscard]] SortedNames sorted(Names const& names) {
  std::vector<std::string> const by_number = names.in_order_of_number();
  std::vector<std::uint32_t> order(by_number.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return by_number[a] < by_number[b]; });
  SortedNames result;
  result.place.resize(order.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    result.names.push_back(by_number[order[place]]);
    result.place[order[place]] = static_cast<std::uint32_t>(place);
  }
  return result;
}

[[nodiscard]] std::uint32_t place_of(std::vector<std::uint32_t> const& place,
                                     std::uint32_t number) {
  return number == EventLog::unknown ? number : place[number];
}

}  // namespace

struct EventLogBuilder::Rows {
  Names cases;
  Names touchpoints;
  Names departments;
  Names segments;
  Names customers;
  std::vector<std::uint32_t> case_number;
  std::vector<std::uint32_t> touchpoint;
  std::vector<std::uint32_t> department;
  std::vector<std::uint32_t> segment;
  std::vector<std::uint32_t> customer;
  std::vector<EventTime> time;

  [[nodiscard]] auto contents(std::size_t row) const {
    return std::tuple(touchpoint[row], department[row], segment[row], customer[row]);
  }
};

namespace {

/// Rows of each case in the order of the file, without those without time: counting sort.
struct RowsByCase {
  std::vector<std::size_t> first;  ///< per case, and one past the last
  std::vector<std::size_t> row;
};

[[nodiscard]] RowsByCase rows_by_case(std::vector<std::uint32_t> const& case_number,
                                      std::vector<EventTime> const& time, std::size_t cases) {
  RowsByCase result{std::vector<std::size_t>(cases + 1, 0), {}};
  for (std::size_t row = 0; row < case_number.size(); ++row) {
    result.first[case_number[row] + 1] += time[row] == no_time ? 0U : 1U;
  }
  std::partial_sum(result.first.begin(), result.first.end(), result.first.begin());
  result.row.resize(result.first.back());
  std::vector<std::size_t> next(result.first.begin(), result.first.end() - 1);
  for (std::size_t row = 0; row < case_number.size(); ++row) {
    if (time[row] != no_time) {
      result.row[next[case_number[row]]++] = row;
    }
  }
  return result;
}

[[nodiscard]] std::size_t count_named(std::vector<std::uint32_t> const& customer,
                                      std::vector<std::size_t> const& rows, std::size_t names) {
  std::vector<std::uint8_t> is_there(names, 0);
  for (std::size_t const row : rows) {
    if (customer[row] != EventLog::unknown) {
      is_there[customer[row]] = 1;
    }
  }
  return std::accumulate(is_there.begin(), is_there.end(), std::size_t{0});
}

/// The first known value in the order of time, and whether there are others.
struct FirstKnown {
  std::uint32_t value = EventLog::unknown;
  bool is_mixed = false;
};

[[nodiscard]] FirstKnown first_known(std::span<std::size_t const> rows,
                                     std::vector<std::uint32_t> const& values) {
  FirstKnown result;
  for (std::size_t const row : rows) {
    if (values[row] == EventLog::unknown) {
      continue;
    }
    if (result.value == EventLog::unknown) {
      result.value = values[row];
    }
    result.is_mixed = result.is_mixed || values[row] != result.value;
  }
  return result;
}

/// Positions within \p rows (of one case and one time) that repeat an earlier row.
template <class AllRows>
[[nodiscard]] std::vector<std::size_t> repeats(AllRows const& rows,
                                               std::span<std::size_t const> same_time) {
  std::vector<std::size_t> order(same_time.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  auto const contents = [&](std::size_t position) { return rows.contents(same_time[position]); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return contents(a) < contents(b); });
  std::vector<std::size_t> found;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (contents(order[i - 1]) == contents(order[i])) {
      found.push_back(order[i]);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Rows of one case without those that repeat an earlier one.
template <class AllRows>
[[nodiscard]] std::vector<std::size_t> without_repeats(AllRows const& rows,
                                                       std::span<std::size_t const> of_case) {
  std::vector<std::size_t> result;
  for (std::size_t begin = 0; begin < of_case.size();) {
    std::size_t end = begin + 1;
    while (end < of_case.size() && rows.time[of_case[end]] == rows.time[of_case[begin]]) {
      ++end;
    }
    std::span<std::size_t const> const same_time = of_case.subspan(begin, end - begin);
    std::vector<std::size_t> const found =
        same_time.size() > 1 ? repeats(rows, same_time) : std::vector<std::size_t>{};
    for (std::size_t i = 0; i < same_time.size(); ++i) {
      if (!std::binary_search(found.begin(), found.end(), i)) {
        result.push_back(same_time[i]);
      }
    }
    begin = end;
  }
  return result;
}

enum class WasInOrder { yes, no };

/// Sorts the rows of a case by time; equal times keep the order of the file.
WasInOrder put_in_order(std::span<std::size_t> of_case, std::vector<EventTime> const& time) {
  auto const earlier = [&](std::size_t a, std::size_t b) { return time[a] < time[b]; };
  if (std::is_sorted(of_case.begin(), of_case.end(), earlier)) {
    return WasInOrder::yes;
  }
  std::stable_sort(of_case.begin(), of_case.end(), earlier);
  return WasInOrder::no;
}

/// What holds for a case as a whole.
template <class AllRows>
void append_head(AllRows const& rows, std::span<std::size_t const> of_case,
                 std::vector<std::uint32_t> const& segment_place, EventLog& log) {
  FirstKnown const segment = first_known(of_case, rows.segment);
  FirstKnown const customer = first_known(of_case, rows.customer);
  log.facts.mixed_segments += segment.is_mixed ? 1U : 0U;
  log.facts.mixed_customers += customer.is_mixed ? 1U : 0U;
  log.case_segment.push_back(place_of(segment_place, segment.value));
  log.case_customer.push_back(customer.value);
}

template <class AllRows>
void append_events(AllRows const& rows, std::span<std::size_t const> kept,
                   std::vector<std::uint32_t> const& touchpoint_place,
                   std::vector<std::uint32_t> const& department_place, EventLog& log) {
  for (std::size_t const row : kept) {
    log.event_touchpoint.push_back(touchpoint_place[rows.touchpoint[row]]);
    log.event_department.push_back(place_of(department_place, rows.department[row]));
    log.event_time.push_back(rows.time[row]);
    log.facts.early_times += rows.time[row] < year_1990 ? 1U : 0U;
  }
  for (std::size_t i = 1; i < kept.size(); ++i) {
    bool const is_tied = rows.time[kept[i - 1]] == rows.time[kept[i]];
    bool const differs = rows.touchpoint[kept[i - 1]] != rows.touchpoint[kept[i]];
    log.facts.tied_pairs += is_tied ? 1U : 0U;
    log.facts.tied_different += is_tied && differs ? 1U : 0U;
  }
  log.first_event.push_back(log.events());
}

}  // namespace

EventLogBuilder::EventLogBuilder() : rows_(std::make_unique<Rows>()) {}
EventLogBuilder::EventLogBuilder(EventLogBuilder&&) noexcept = default;
EventLogBuilder& EventLogBuilder::operator=(EventLogBuilder&&) noexcept = default;
EventLogBuilder::~EventLogBuilder() = default;

std::size_t EventLogBuilder::add(EventRow const& row) {
  CXSIM_EXPECTS(!row.case_id.empty() && !row.touchpoint.empty());
  rows_->case_number.push_back(rows_->cases.number_of(row.case_id));
  rows_->touchpoint.push_back(rows_->touchpoints.number_of(row.touchpoint));
  rows_->department.push_back(rows_->departments.number_of(row.department));
  rows_->segment.push_back(rows_->segments.number_of(row.segment));
  rows_->customer.push_back(rows_->customers.number_of(row.customer));
  rows_->time.push_back(row.time);
  return rows_->time.size() - 1;
}

void EventLogBuilder::set_time(std::size_t row, EventTime time) {
  CXSIM_EXPECTS(row < rows_->time.size());
  rows_->time[row] = time;
}

EventLog EventLogBuilder::finish(Duplicates duplicates) && {
  Rows const& rows = *rows_;
  SortedNames touchpoints = sorted(rows.touchpoints);
  SortedNames departments = sorted(rows.departments);
  SortedNames segments = sorted(rows.segments);
  RowsByCase by_case = rows_by_case(rows.case_number, rows.time, rows.cases.size());
  EventLog log;
  log.duplicates = duplicates;
  log.customers = count_named(rows.customer, by_case.row, rows.customers.size());
  log.first_event.push_back(0);
  for (std::size_t number = 0; number < rows.cases.size(); ++number) {
    std::span<std::size_t> const of_case =
        std::span(by_case.row)
            .subspan(by_case.first[number], by_case.first[number + 1] - by_case.first[number]);
    if (of_case.empty()) {
      continue;
    }
    log.facts.unordered_cases += put_in_order(of_case, rows.time) == WasInOrder::no ? 1U : 0U;
    append_head(rows, of_case, segments.place, log);
    std::vector<std::size_t> const distinct = without_repeats(rows, of_case);
    log.facts.duplicates += of_case.size() - distinct.size();
    append_events(rows,
                  duplicates == Duplicates::drop ? std::span<std::size_t const>(distinct)
                                                 : std::span<std::size_t const>(of_case),
                  touchpoints.place, departments.place, log);
  }
  log.touchpoints = std::move(touchpoints.names);
  log.departments = std::move(departments.names);
  log.segments = std::move(segments.names);
  return log;
}

}  // namespace cxsim
