#include "log_population.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace cxsim {

namespace {

/// One case: whose it is, of which segment, of which journey.
struct PlacedCase {
  std::uint32_t customer = EventLog::unknown;
  std::uint32_t segment = EventLog::unknown;
  std::uint32_t journey = 0;
};

[[nodiscard]] std::vector<PlacedCase> placed_cases(EventLog const& log, LogPaths const& paths,
                                                   JourneyOfStart const& journeys) {
  std::vector<PlacedCase> cases;
  cases.reserve(paths.cases.size());
  for (CasePath const& path : paths.cases) {
    std::uint32_t const start = log.event_touchpoint[paths.event[path.first]];
    cases.push_back(
        {log.case_customer[path.log_case], log.case_segment[path.log_case], journeys[start]});
  }
  std::sort(cases.begin(), cases.end(), [](PlacedCase const& a, PlacedCase const& b) {
    return std::tie(a.customer, a.segment, a.journey) < std::tie(b.customer, b.segment, b.journey);
  });
  return cases;
}

/// One past the cases of the customer that [begin] belongs to; an anonymous case stands alone.
[[nodiscard]] std::size_t end_of_customer(std::vector<PlacedCase> const& cases, std::size_t begin) {
  std::size_t end = begin + 1;
  while (cases[begin].customer != EventLog::unknown && end < cases.size() &&
         cases[end].customer == cases[begin].customer) {
    ++end;
  }
  return end;
}

/// Segment of most of the cases in [begin, end), which are sorted by segment.
[[nodiscard]] std::uint32_t usual_segment(std::vector<PlacedCase> const& cases, std::size_t begin,
                                          std::size_t end) {
  std::uint32_t usual = cases[begin].segment;
  std::size_t most = 0;
  for (std::size_t i = begin; i < end;) {
    std::size_t const first = i;
    while (i < end && cases[i].segment == cases[first].segment) {
      ++i;
    }
    if (i - first > most) {
      most = i - first;
      usual = cases[first].segment;
    }
  }
  return usual;
}

[[nodiscard]] std::size_t journeys_in(JourneyOfStart const& journeys) {
  std::size_t size = 0;
  for (std::uint32_t const journey : journeys) {
    if (journey != EventLog::unknown) {
      size = std::max<std::size_t>(size, journey + std::size_t{1});
    }
  }
  return size;
}

void add_customer(std::vector<PlacedCase> const& cases, std::size_t begin, std::size_t end,
                  SegmentCount& segment) {
  ++segment.customers;
  segment.anonymous += cases[begin].customer == EventLog::unknown ? 1U : 0U;
  segment.cases += end - begin;
  std::vector<std::uint64_t> by_journey(segment.starts.size(), 0);
  for (std::size_t i = begin; i < end; ++i) {
    ++by_journey[cases[i].journey];
  }
  for (std::size_t journey = 0; journey < by_journey.size(); ++journey) {
    segment.starts[journey].cases += by_journey[journey];
    segment.starts[journey].squares += by_journey[journey] * by_journey[journey];
  }
}

/// Every segment that occurs; cases without segment come last.
[[nodiscard]] LogPopulation every_segment(EventLog const& log, std::vector<PlacedCase> const& cases,
                                          std::size_t journeys) {
  LogPopulation raw;
  for (std::string const& name : log.segments) {
    raw.segments.push_back({name, 0, 0, 0, std::vector<StartCount>(journeys)});
  }
  raw.segments.push_back({"", 0, 0, 0, std::vector<StartCount>(journeys)});
  for (std::size_t begin = 0; begin < cases.size();) {
    std::size_t const end = end_of_customer(cases, begin);
    std::uint32_t const segment = usual_segment(cases, begin, end);
    add_customer(cases, begin, end,
                 raw.segments[segment == EventLog::unknown ? log.segments.size() : segment]);
    bool const is_named = cases[begin].customer != EventLog::unknown;
    raw.named_customers += is_named ? 1U : 0U;
    raw.anonymous_cases += is_named ? 0U : 1U;
    raw.moved_customers += cases[begin].segment != cases[end - 1].segment ? 1U : 0U;
    begin = end;
  }
  std::erase_if(raw.segments, [](SegmentCount const& segment) { return segment.cases == 0; });
  return raw;
}

void add(SegmentCount const& from, SegmentCount& to) {
  to.customers += from.customers;
  to.anonymous += from.anonymous;
  to.cases += from.cases;
  for (std::size_t journey = 0; journey < to.starts.size(); ++journey) {
    to.starts[journey].cases += from.starts[journey].cases;
    to.starts[journey].squares += from.starts[journey].squares;
  }
}

}  // namespace

LogPopulation population_of(EventLog const& log, LogPaths const& paths,
                            JourneyOfStart const& journeys, std::size_t most_segments,
                            std::string const& rest_name) {
  std::size_t const journey_count = journeys_in(journeys);
  LogPopulation raw = every_segment(log, placed_cases(log, paths, journeys), journey_count);
  if (raw.segments.size() <= most_segments) {
    return raw;
  }
  LogPopulation population = raw;
  population.segments.clear();
  std::vector<std::size_t> by_size(raw.segments.size());
  std::iota(by_size.begin(), by_size.end(), std::size_t{0});
  std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
    return raw.segments[a].cases > raw.segments[b].cases;
  });
  auto const kept = by_size.begin() + static_cast<std::ptrdiff_t>(most_segments - 1);
  std::sort(by_size.begin(), kept);
  std::for_each(by_size.begin(), kept, [&](std::size_t index) {
    population.segments.push_back(std::move(raw.segments[index]));
  });
  SegmentCount rest{rest_name, 0, 0, 0, std::vector<StartCount>(journey_count)};
  std::for_each(kept, by_size.end(), [&](std::size_t index) { add(raw.segments[index], rest); });
  population.segments_together = static_cast<std::size_t>(by_size.end() - kept);
  population.segments.push_back(std::move(rest));
  return population;
}

}  // namespace cxsim
