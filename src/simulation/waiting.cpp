#include "cxsim/simulation/waiting.hpp"

#include <algorithm>

#include "cxsim/queueing/waiting_month.hpp"

namespace cxsim {

namespace {

/// Handling time and patience are means over the calls. Who is called back does not give up.
[[nodiscard]] MonthOfCalls month_of(SegmentMaps const& maps, std::span<SegmentId const> segments,
                                    std::size_t number, LineCalls const& calls) {
  MonthOfCalls month{.calls = calls.total};
  double giving_up = 0;
  for (SegmentId const segment : segments) {
    CompiledLine const& callers = maps[segment.index]->lines[number];
    double const share = calls.total > 0 ? calls.by_segment[segment.index] / calls.total
                                         : 1 / static_cast<double>(maps.size());
    month.handling_time += share * callers.handling_time;
    giving_up += share * (1 - callers.called_back) / callers.patience;
  }
  month.patience = 1 / giving_up;
  return month;
}

/// Of those told how long they will wait, and of the others; who is called back does not mind.
[[nodiscard]] double penalty_of(MonthOfCalls const& month,
                                std::span<StaffedInterval const> intervals,
                                CompiledLine const& caller) {
  auto const mean = [&](double felt) {
    return mean_wait_penalty(month, intervals, {caller.acceptable_wait, caller.wait_penalty, felt});
  };
  double const told = caller.announced > 0 ? mean(felt_when_announced) : 0;
  double const untold = caller.announced < 1 ? mean(felt_when_unannounced) : 0;
  return (1 - caller.called_back) * (caller.announced * told + (1 - caller.announced) * untold);
}

[[nodiscard]] bool judges_alike(CompiledLine const& a, CompiledLine const& b) {
  return a.acceptable_wait == b.acceptable_wait && a.wait_penalty == b.wait_penalty &&
         a.announced == b.announced && a.called_back == b.called_back;
}

}  // namespace

std::vector<CompiledMap const*> pointers_to(SegmentMaps const& maps) {
  std::vector<CompiledMap const*> pointers;
  pointers.reserve(maps.size());
  for (auto const& map : maps) {
    pointers.push_back(map.get());
  }
  return pointers;
}

LineWait wait_in_line(SegmentMaps const& maps, std::span<SegmentId const> segments,
                      std::size_t line, LineCalls const& calls) {
  CompiledLine const& staff = maps.front()->lines[line];
  MonthOfCalls const month = month_of(maps, segments, line, calls);
  auto const intervals = peak_and_off_peak({staff.agents, staff.off_peak_agents, staff.peak_share,
                                            staff.peak_hours, staff.off_peak_hours});
  MonthOfWaiting const state = month_of_waiting(month, intervals);
  LineWait wait;
  wait.abandoned = state.abandoned;
  wait.mean_wait = state.mean_wait;
  wait.in_time = answered_within(month, intervals, answered_in_time);
  wait.staffed = 60 * state.agent_hours;
  wait.occupancy = state.occupancy;
  for (std::size_t segment = 0; segment < maps.size(); ++segment) {
    CompiledLine const& caller = maps[segment]->lines[line];
    bool const as_before = segment > 0 && judges_alike(caller, maps[segment - 1]->lines[line]);
    wait.penalty.push_back(as_before ? wait.penalty.back() : penalty_of(month, intervals, caller));
  }
  return wait;
}

bool wait_the_same(SegmentMaps const& a, std::span<LineCalls const> calls_of_a,
                   SegmentMaps const& b, std::span<LineCalls const> calls_of_b) {
  return std::ranges::equal(calls_of_a, calls_of_b) &&
         std::ranges::equal(a, b, [](auto const& one, auto const& other) {
           return one == other || one->lines == other->lines;
         });
}

std::vector<LineWait> waits_of(SegmentMaps const& maps, std::span<SegmentId const> segments,
                               std::span<LineCalls const> calls) {
  std::vector<LineWait> waits;
  for (std::size_t line = 0; line < calls.size(); ++line) {
    waits.push_back(wait_in_line(maps, segments, line, calls[line]));
  }
  return waits;
}

LineTally tally_of(LineCalls const& calls, LineWait const& wait) {
  return {calls.total,
          calls.total * wait.abandoned,
          calls.total * wait.mean_wait,
          calls.total * wait.in_time,
          wait.staffed,
          wait.staffed * wait.occupancy};
}

std::shared_ptr<CompiledMap const> with_waits(std::shared_ptr<CompiledMap const> const& map,
                                              std::uint32_t segment, std::span<LineWait const> now,
                                              std::span<LineWait const> usual) {
  auto const meets_usual = [&](LineWait const& one, LineWait const& other) {
    return one.abandoned == other.abandoned && one.penalty[segment] == other.penalty[segment];
  };
  if (std::ranges::equal(now, usual, meets_usual)) {
    return map;
  }
  auto changed = std::make_shared<CompiledMap>(*map);
  for (std::size_t line = 0; line < now.size(); ++line) {
    CompiledTouchpoint& touchpoint = changed->touchpoints[map->lines[line].touchpoint];
    if (now[line].abandoned != usual[line].abandoned) {
      double const kept = (1 - now[line].abandoned) / (1 - usual[line].abandoned);
      touchpoint.failure = std::clamp(1 - (1 - touchpoint.failure) * kept, 0.0,
                                      std::max(touchpoint.failure, most_changed_failure));
    }
    touchpoint.level -= now[line].penalty[segment] - usual[line].penalty[segment];
  }
  return changed;
}

Waiting::Waiting(std::vector<TouchpointId> touchpoints, std::vector<SegmentId> segments)
    : touchpoints_(std::move(touchpoints)),
      segments_(std::move(segments)),
      maps_(segments_.size()),
      visits_(segments_.size()) {}

std::vector<LineCalls> Waiting::calls(SegmentMaps const& maps,
                                      std::vector<double> const& customers) {
  std::vector<LineCalls> calls(maps.front()->lines.size());
  for (LineCalls& line : calls) {
    line.by_segment.resize(maps.size());
  }
  for (SegmentId const segment : segments_) {
    CompiledMap const& map = *maps[segment.index];
    std::vector<double>& visits = visits_[segment.index];
    if (maps[segment.index] != maps_[segment.index]) {
      if (chain_ == nullptr || !chain_->is_of(map)) {
        chain_ = std::make_shared<TouchpointChain const>(map, touchpoints_);
      }
      visits = chain_->visits(map);
    }
    for (std::size_t line = 0; line < calls.size(); ++line) {
      double const count = customers[segment.index] * visits[map.lines[line].touchpoint];
      calls[line].by_segment[segment.index] = count;
      calls[line].total += count;
    }
  }
  maps_ = maps;
  return calls;
}

}  // namespace cxsim
