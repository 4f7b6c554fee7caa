#include <algorithm>
#include <cmath>
#include <utility>

#include "checks.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/io/texts.hpp"
#include "cxsim/stats/latent_score.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

[[nodiscard]] double value_of(ReadFile const& file, AnyParameter parameter) {
  ParameterInfo const& info = file.parameters.info(parameter);
  return best_guess(info.prior, info.range);
}

/// 0 for certain: no initiative can bring it back, because changes of probabilities multiply.
[[nodiscard]] bool is_never(ReadFile const& file, AnyParameter probability) {
  return file.parameters.info(probability).prior == Distribution(Constant{0}) &&
         !file.reader.unreadable().contains(probability);
}

[[nodiscard]] bool are_readable(ReadFile const& file, std::initializer_list<AnyParameter> numbers) {
  return std::ranges::none_of(
      numbers, [&](AnyParameter number) { return file.reader.unreadable().contains(number); });
}

[[nodiscard]] Location place_of(ReadFile const& file, Problems const& problems, Kind kind,
                                std::uint32_t index, std::string const& id) {
  return problems.at(file.places[static_cast<std::size_t>(kind)][index],
                     json_pointer(json_pointer("", section_of(kind)), id));
}

// Where episodes go

/// The touchpoints as a graph of possible transitions.
class Paths {
 public:
  Paths(Map const& map, ReadFile const& file) : ends_(map.touchpoints.size(), false) {
    next_.resize(map.touchpoints.size());
    for (TouchpointId const from : map.touchpoints.keys()) {
      Touchpoint const& touchpoint = map.touchpoints[from];
      add(from, touchpoint.after_success, file);
      if (!is_never(file, touchpoint.failure)) {
        add(from, touchpoint.after_failure, file);
      }
    }
  }

  /// Which touchpoints an episode of any journey can come to.
  [[nodiscard]] std::vector<bool> reached(Map const& map) const {
    std::vector<bool> reached(next_.size(), false);
    std::vector<std::uint32_t> waiting;
    for (Journey const& journey : map.journeys) {
      waiting.push_back(journey.entry.index);
    }
    spread(waiting, next_, reached);
    return reached;
  }

  /// From which touchpoints an episode can end.
  [[nodiscard]] std::vector<bool> can_end() const {
    std::vector<std::vector<std::uint32_t>> previous(next_.size());
    std::vector<std::uint32_t> waiting;
    for (std::uint32_t from = 0; from < next_.size(); ++from) {
      for (std::uint32_t const to : next_[from]) {
        previous[to].push_back(from);
      }
      if (ends_[from]) {
        waiting.push_back(from);
      }
    }
    std::vector<bool> can_end(next_.size(), false);
    spread(waiting, previous, can_end);
    return can_end;
  }

  /// The loop that an episode falls into when it always takes the first way on from \p start.
  /// \pre No way from \p start ends.
  [[nodiscard]] std::vector<std::uint32_t> loop_from(std::uint32_t start) const {
    std::vector<std::uint32_t> walked;
    std::vector<bool> is_walked(next_.size(), false);
    while (!is_walked[start]) {
      is_walked[start] = true;
      walked.push_back(start);
      start = next_[start].front();
    }
    walked.erase(walked.begin(), std::ranges::find(walked, start));
    return walked;
  }

 private:
  void add(TouchpointId from, std::vector<Transition> const& transitions, ReadFile const& file) {
    for (Transition const& transition : transitions) {
      if (is_never(file, transition.probability)) {
        continue;
      }
      if (auto const* to = std::get_if<TouchpointId>(&transition.target)) {
        next_[from.index].push_back(to->index);
      } else {
        ends_[from.index] = true;
      }
    }
  }

  static void spread(std::vector<std::uint32_t> waiting,
                     std::vector<std::vector<std::uint32_t>> const& edges,
                     std::vector<bool>& reached) {
    while (!waiting.empty()) {
      std::uint32_t const here = waiting.back();
      waiting.pop_back();
      if (!reached[here]) {
        reached[here] = true;
        waiting.insert(waiting.end(), edges[here].begin(), edges[here].end());
      }
    }
  }

  std::vector<std::vector<std::uint32_t>> next_;
  std::vector<bool> ends_;
};

void check_reach(Map const& map, Paths const& paths, ReadFile const& file, Problems& problems) {
  std::vector<bool> const reached = paths.reached(map);
  for (TouchpointId const key : map.touchpoints.keys()) {
    if (!reached[key.index]) {
      std::string const& id = map.touchpoints[key].id;
      problems.error(place_of(file, problems, Kind::touchpoint, key.index, id),
                     texts::unreachable_touchpoint, {id});
    }
  }
}

void check_loops(Map const& map, Paths const& paths, ReadFile const& file, Problems& problems) {
  std::vector<bool> is_said = paths.can_end();  // also: belongs to a loop that was reported
  for (TouchpointId const key : map.touchpoints.keys()) {
    if (is_said[key.index]) {
      continue;
    }
    auto const loop = paths.loop_from(key.index);
    bool const is_new = std::ranges::none_of(loop, [&](std::uint32_t one) { return is_said[one]; });
    if (!is_new) {
      continue;
    }
    std::string names;
    for (std::uint32_t const one : loop) {
      is_said[one] = true;
      names += map.touchpoints[TouchpointId{one}].id + " → ";
    }
    Touchpoint const& first = map.touchpoints[TouchpointId{loop.front()}];
    Location where = file.parameters.info(first.after_success.front().probability).where();
    where.pointer = "/transitions/" + first.id;
    problems.error(std::move(where), texts::loop_without_exit, {names + first.id});
  }
}

// Scores

/// A share of the measured visits and how much lower its latent score lies.
struct Part {
  double weight = 0;
  double shift = 0;
};

[[nodiscard]] double mean_at(std::vector<Part> const& parts, double level, double spread) {
  double mean = 0;
  for (Part const& part : parts) {
    mean += part.weight * normal_cdf((level + part.shift) / std::sqrt(1 + spread * spread));
  }
  return mean;
}

/// Latent level at which the visits have this mean.
[[nodiscard]] double level_at(std::vector<Part> const& parts, double mean, double spread) {
  double low = normal_quantile(mean) * std::sqrt(1 + spread * spread);  // as if nothing failed
  double high = low;
  for (Part const& part : parts) {
    high = std::max(high, low - part.shift);
  }
  for (int step = 0; step < 60 && low < high; ++step) {
    double const middle = (low + high) / 2;
    (mean_at(parts, middle, spread) < mean ? low : high) = middle;
  }
  return low;
}

/// Standard deviation that visits with this mean have when the latent spread is \p spread.
[[nodiscard]] double sd_at(std::vector<Part> const& parts, double mean, double spread) {
  double const level = level_at(parts, mean, spread);
  double square = 0;
  for (Part const& part : parts) {
    square += part.weight * second_moment(level + part.shift, spread);
  }
  return std::sqrt(std::max(0.0, square - mean * mean));
}

/// Segments may still shift the score; whoever draws the numbers checks each draw.
void check_score(Touchpoint const& touchpoint, Behaviour const& behaviour, ReadFile const& file,
                 Problems& problems) {
  auto const& [mean, sd, measured_on, method] = touchpoint.score;
  if (!are_readable(file,
                    {mean, sd, touchpoint.failure, touchpoint.penalty, behaviour.leniency_sd})) {
    return;
  }
  std::vector<Part> parts{{1, 0}};
  if (measured_on == MeasuredOn::all_visits) {
    double const failure = value_of(file, touchpoint.failure);
    parts = {{1 - failure, 0}, {failure, -value_of(file, touchpoint.penalty)}};
  }
  double const m = value_of(file, mean) / 100;
  double const given = value_of(file, sd);
  double const least = 100 * sd_at(parts, m, value_of(file, behaviour.leniency_sd));
  double const most = 100 * std::sqrt(m * (1 - m));
  constexpr double rounding = 1e-6;
  if (given < least - rounding || given >= most) {
    problems.error(
        file.parameters.info(sd).where(), texts::infeasible_score,
        {to_text(value_of(file, mean)), to_text(given), to_fixed(least, 2), to_fixed(most, 2)});
  }
}

// Starts

void check_starts(Map const& map, ReadFile const& file, Problems& problems) {
  std::vector<bool> is_started(map.journeys.size(), false);
  for (SegmentId const key : map.segments.keys()) {
    Segment const& segment = map.segments[key];
    bool starts_any = false;
    for (JourneyId const journey : map.journeys.keys()) {
      if (!is_never(file, segment.starts[journey])) {
        is_started[journey.index] = true;
        starts_any = true;
      }
    }
    if (!starts_any) {
      problems.error(place_of(file, problems, Kind::segment, key.index, segment.id),
                     texts::segment_without_starts, {segment.id});
    }
  }
  for (JourneyId const key : map.journeys.keys()) {
    if (!is_started[key.index]) {
      std::string const& id = map.journeys[key].id;
      problems.add(Severity::warning, place_of(file, problems, Kind::journey, key.index, id),
                   texts::journey_without_starts, {id});
    }
  }
}

// Measurements

void check_measurements(Map const& map, ReadFile const& file, Problems& problems) {
  for (Measurement const& measurement : map.measurements) {
    check_scope(measurement.figure, measurement.touchpoint,
                file.reader.place_of_entry(json_pointer("/measurements", measurement.id)),
                problems);
  }
}

// Queues

[[nodiscard]] bool is_zero(ReadFile const& file, AnyParameter number) {
  return file.parameters.info(number).prior == Distribution(Constant{0});
}

void check_open_hours(Map const& map, ReadFile const& file, Problems& problems) {
  for (QueueId const key : map.queues.keys()) {
    Queue const& queue = map.queues[key];
    if (is_zero(file, queue.peak_hours) && is_zero(file, queue.off_peak_hours)) {
      problems.error(place_of(file, problems, Kind::queue, key.index, queue.id),
                     texts::queue_never_open);
    }
  }
}

void check_shared_touchpoints(Map const& map, ReadFile const& file, Problems& problems) {
  std::vector<bool> waited_for(map.touchpoints.size(), false);
  for (QueueId const key : map.queues.keys()) {
    Queue const& queue = map.queues[key];
    if (waited_for[queue.touchpoint.index]) {
      problems.error(place_of(file, problems, Kind::queue, key.index, queue.id),
                     texts::queue_shares_touchpoint, {map.touchpoints[queue.touchpoint].id});
    }
    waited_for[queue.touchpoint.index] = true;
  }
}

}  // namespace

void check_scope(KeyFigure figure, std::optional<TouchpointId> touchpoint, Location where,
                 Problems& problems) {
  FigureScope const scope = scope_of(figure);
  if (scope == FigureScope::firm && touchpoint) {
    problems.error(std::move(where), texts::figure_of_firm, {std::string(figure_key(figure))});
  } else if (scope == FigureScope::touchpoint && !touchpoint) {
    problems.error(std::move(where), texts::figure_of_touchpoint,
                   {std::string(figure_key(figure))});
  }
}

void check_outcome_names(Names const& names, Places const& places, Problems& problems) {
  std::vector<std::string> const& ids = names.ids(Kind::outcome);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (names.find(Kind::touchpoint, ids[i])) {
      problems.error(places[static_cast<std::size_t>(Kind::outcome)][i],
                     json_pointer(json_pointer("", section_of(Kind::outcome)), ids[i]),
                     texts::outcome_is_touchpoint, {ids[i]});
    }
  }
}

void check_map(Map const& map, ReadFile const& file, Problems& problems) {
  if (file.reader.has_all_transitions() && !map.journeys.empty()) {
    Paths const paths(map, file);
    if (file.reader.has_all_entries()) {
      check_reach(map, paths, file, problems);
    }
    check_loops(map, paths, file, problems);
  }
  for (Touchpoint const& touchpoint : map.touchpoints) {
    check_score(touchpoint, map.behaviour, file, problems);
  }
  if (!map.segments.empty()) {
    check_starts(map, file, problems);
  }
  check_measurements(map, file, problems);
  if (file.reader.has_all_queue_places()) {
    check_shared_touchpoints(map, file, problems);
  }
  check_open_hours(map, file, problems);
}

}  // namespace cxsim
