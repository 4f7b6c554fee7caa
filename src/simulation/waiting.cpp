#include "cxsim/simulation/waiting.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "cxsim/queueing/priority_month.hpp"
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

/// Share of the calls whose callers go first.
[[nodiscard]] double first_share_of(SegmentMaps const& maps, std::span<SegmentId const> segments,
                                    std::size_t number, LineCalls const& calls) {
  double first = 0;
  for (SegmentId const segment : segments) {
    first += calls.by_segment[segment.index] * maps[segment.index]->lines[number].goes_first;
  }
  return calls.total > 0 ? first / calls.total : 0;
}

/// What all callers of a month meet who wait in the same way: in the order of their calls, or
/// first, or after those.
class WaitsOfMonth {
 public:
  WaitsOfMonth(MonthOfCalls const& month, std::span<StaffedInterval const> intervals,
               double first_share)
      : month_(month), intervals_(intervals), first_share_(first_share) {
    if (first_share > 0 && first_share < 1) {
      groups_.emplace(month, intervals, first_share);
    }
  }

  [[nodiscard]] double in_time() const {
    if (!groups_) {
      return answered_within(month_, intervals_, answered_in_time);
    }
    return first_share_ * groups_->answered_within(CallerTurn::first, answered_in_time) +
           (1 - first_share_) * groups_->answered_within(CallerTurn::later, answered_in_time);
  }

  /// Share of the calls of \p caller that are given up, when \p abandoned are of all.
  [[nodiscard]] double gave_up(CompiledLine const& caller, double abandoned) const {
    if (!groups_) {
      return abandoned;
    }
    return caller.goes_first * groups_->abandoned(CallerTurn::first) +
           (1 - caller.goes_first) * groups_->abandoned(CallerTurn::later);
  }

  /// Of those told how long they will wait, and of the others; who is called back does not mind.
  [[nodiscard]] double penalty_of(CompiledLine const& caller) const {
    double const told = caller.announced > 0 ? mean_penalty(caller, felt_when_announced) : 0;
    double const untold = caller.announced < 1 ? mean_penalty(caller, felt_when_unannounced) : 0;
    return (1 - caller.called_back) * (caller.announced * told + (1 - caller.announced) * untold);
  }

 private:
  [[nodiscard]] double mean_penalty(CompiledLine const& caller, double felt) const {
    WaitJudgement const judgement{caller.acceptable_wait, caller.wait_penalty, felt};
    if (!groups_) {
      return mean_wait_penalty(month_, intervals_, judgement);
    }
    double sum = 0;
    double answered = 0;
    for (auto const& [turn, share] : {std::pair(CallerTurn::first, caller.goes_first),
                                      std::pair(CallerTurn::later, 1 - caller.goes_first)}) {
      double const kept = share * (1 - groups_->abandoned(turn));
      sum += kept > 0 ? kept * groups_->mean_wait_penalty(turn, judgement) : 0;
      answered += kept;
    }
    return answered > 0 ? sum / answered : 0;
  }

  MonthOfCalls month_;
  std::span<StaffedInterval const> intervals_;
  double first_share_;
  std::optional<PriorityMonth> groups_;
};

[[nodiscard]] bool judges_alike(CompiledLine const& a, CompiledLine const& b) {
  return a.acceptable_wait == b.acceptable_wait && a.wait_penalty == b.wait_penalty &&
         a.announced == b.announced && a.called_back == b.called_back &&
         a.goes_first == b.goes_first;
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
  WaitsOfMonth const waits(month, intervals, first_share_of(maps, segments, line, calls));
  wait.in_time = waits.in_time();
  wait.staffed = 60 * state.agent_hours;
  wait.occupancy = state.occupancy;
  for (std::size_t segment = 0; segment < maps.size(); ++segment) {
    CompiledLine const& caller = maps[segment]->lines[line];
    std::size_t alike = 0;  // the first segment that judges in the same way, if not this one
    while (alike < segment && !judges_alike(caller, maps[alike]->lines[line])) {
      ++alike;
    }
    wait.gave_up.push_back(waits.gave_up(caller, state.abandoned));
    wait.penalty.push_back(alike < segment ? wait.penalty[alike] : waits.penalty_of(caller));
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
    return one.gave_up[segment] == other.gave_up[segment] &&
           one.penalty[segment] == other.penalty[segment];
  };
  if (std::ranges::equal(now, usual, meets_usual)) {
    return map;
  }
  auto changed = std::make_shared<CompiledMap>(*map);
  for (std::size_t line = 0; line < now.size(); ++line) {
    CompiledTouchpoint& touchpoint = changed->touchpoints[map->lines[line].touchpoint];
    if (now[line].gave_up[segment] != usual[line].gave_up[segment]) {
      double const kept = (1 - now[line].gave_up[segment]) / (1 - usual[line].gave_up[segment]);
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
