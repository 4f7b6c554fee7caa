#include <algorithm>
#include <cmath>
#include <optional>

#include "cxsim/simulation/compiled_map.hpp"
#include "cxsim/stats/latent_score.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

/// A part of a touchpoint's visits that shares one shift of the latent level.
struct Part {
  double weight = 0;
  double shift = 0;
};

[[nodiscard]] double mean_of(std::vector<Part> const& parts, double level, double spread) {
  double mean = 0;
  for (Part const& part : parts) {
    mean += part.weight * normal_cdf((level + part.shift) / std::sqrt(1 + spread * spread));
  }
  return mean;
}

[[nodiscard]] double sd_of(std::vector<Part> const& parts, double level, double spread,
                           double mean) {
  double square = 0;
  for (Part const& part : parts) {
    square += part.weight * second_moment(level + part.shift, spread);
  }
  return std::sqrt(std::max(0.0, square - mean * mean));
}

/// Level at which the parts have \p mean; \p spread fixed. Newton from inside, kept in a bracket.
[[nodiscard]] double level_for(std::vector<Part> const& parts, double mean, double spread) {
  double const scale = std::sqrt(1 + spread * spread);
  double low = -1e4;
  double high = 1e4;
  double level = normal_quantile(mean) * scale;
  for (int step = 0; step < 100; ++step) {
    double slope = 0;
    for (Part const& part : parts) {
      slope += part.weight * normal_pdf((level + part.shift) / scale) / scale;
    }
    double const gap = mean_of(parts, level, spread) - mean;
    (gap > 0 ? high : low) = level;
    double next = slope > 0 ? level - gap / slope : (low + high) / 2;
    if (next <= low || next >= high) {
      next = (low + high) / 2;
    }
    if (std::fabs(next - level) <= 1e-14 * (1 + std::fabs(level))) {
      return next;
    }
    level = next;
  }
  return level;
}

struct LevelAndSpread {
  double level;
  double spread;
};

/// σ grows the sd of 100·Φ(q) at a fixed mean, so bisection on σ finds the only solution.
[[nodiscard]] std::optional<LevelAndSpread> solve(std::vector<Part> const& parts, double mean,
                                                  double sd, double least_spread) {
  auto const sd_at = [&](double spread) {
    return sd_of(parts, level_for(parts, mean, spread), spread, mean);
  };
  double low = std::max(least_spread, 1e-3);
  double high = 100;
  double const tolerance = 1e-9;
  if (sd_at(low) > sd + tolerance || sd_at(high) < sd) {
    return std::nullopt;
  }
  for (int step = 0; step < 60 && high - low > 1e-13 * high; ++step) {
    double const middle = (low + high) / 2;
    (sd_at(middle) < sd ? low : high) = middle;
  }
  double const spread = (low + high) / 2;
  return LevelAndSpread{level_for(parts, mean, spread), spread};
}

[[nodiscard]] std::vector<double> visits_by_segment(
    std::vector<std::vector<double>> const& expected, Map const& map, ParameterValues const& base,
    std::size_t touchpoint) {
  std::vector<double> weights;
  for (SegmentId const segment : map.segments.keys()) {
    weights.push_back(base[map.segments[segment].share] * expected[segment.index][touchpoint]);
  }
  bool const is_visited = std::ranges::any_of(weights, [](double weight) { return weight > 0; });
  if (!is_visited) {
    std::ranges::fill(weights, 1.0);
  }
  return weights;
}

/// Parts of the measured visits: one per segment, or two where failures were measured along.
[[nodiscard]] std::vector<Part> parts_of(Touchpoint const& touchpoint,
                                         std::vector<SegmentId> const& segments,
                                         std::vector<double> const& weights,
                                         ParameterValues const& base,
                                         std::vector<ParameterValues> const& by_segment) {
  std::vector<Part> parts;
  double total = 0;
  auto const add = [&](double weight, double shift) {
    total += weight;
    auto const same = std::ranges::find(parts, shift, &Part::shift);
    if (same != parts.end()) {
      same->weight += weight;
    } else if (weight > 0) {
      parts.push_back({weight, shift});
    }
  };
  for (SegmentId const key : segments) {
    std::uint32_t const segment = key.index;
    ParameterValues const& values = by_segment[segment];
    double const shift = values[touchpoint.level] - base[touchpoint.level];
    double const failure = values[touchpoint.failure];
    add(weights[segment] * (1 - failure), shift);
    if (touchpoint.score.measured_on == MeasuredOn::all_visits) {
      add(weights[segment] * failure, shift - values[touchpoint.penalty]);
    }
  }
  for (Part& part : parts) {
    part.weight /= total;
  }
  return parts;
}

}  // namespace

LevelFit fit_levels(Map const& map, ParameterValues const& base,
                    std::vector<ParameterValues> const& by_segment) {
  std::vector<std::vector<double>> expected;
  for (SegmentId const segment : map.segments.keys()) {
    expected.push_back(expected_visits(map, by_segment[segment.index], segment));
  }
  std::vector<SegmentId> const segments = keys_by_id(map.segments);
  LevelFit fit;
  double const leniency_sd = base[map.behaviour.leniency_sd];
  for (TouchpointId const key : map.touchpoints.keys()) {
    Touchpoint const& touchpoint = map.touchpoints[key];
    auto const parts = parts_of(
        touchpoint, segments, visits_by_segment(expected, map, base, key.index), base, by_segment);
    auto const solved = parts.empty() ? std::nullopt
                                      : solve(parts, base[touchpoint.score.mean] / 100,
                                              base[touchpoint.score.sd] / 100, leniency_sd);
    if (!solved) {
      fit.infeasible.push_back(key);
    }
    auto const [level, spread] = solved.value_or(LevelAndSpread{0, leniency_sd});
    fit.levels.level.push_back(level);
    fit.spread.push_back(spread);
    fit.levels.visit_spread.push_back(
        std::sqrt(std::max(0.0, spread * spread - leniency_sd * leniency_sd)));
  }
  return fit;
}

}  // namespace cxsim
