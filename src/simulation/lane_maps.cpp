#include "cxsim/simulation/lane_maps.hpp"

#include <algorithm>
#include <bit>

#include "cxsim/base/contract.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::uint64_t bit_of(std::size_t touchpoint) {
  return std::uint64_t{1} << (touchpoint % 64);
}

[[nodiscard]] bool same_rows(CompiledMap const& a, CompiledMap const& b, std::uint32_t a_first,
                             std::uint32_t a_last, std::uint32_t b_first, std::uint32_t b_last) {
  return std::equal(a.steps.begin() + a_first, a.steps.begin() + a_last, b.steps.begin() + b_first,
                    b.steps.begin() + b_last);
}

[[nodiscard]] bool feels_alike(CompiledTouchpoint const& a, CompiledTouchpoint const& b) {
  return a.level == b.level && a.spread == b.spread && a.penalty == b.penalty && a.cost == b.cost;
}

/// Takes in how touchpoint \p index of \p lane differs from the walked map.
void take_in(CompiledMap const& lane, std::size_t index, LaneMaps& maps) {
  CompiledMap const& walked = *maps.walked;
  CompiledTouchpoint const& one = lane.touchpoints[index];
  CompiledTouchpoint const& other = walked.touchpoints[index];
  LaneSpot& spot = maps.spots[index];
  spot.lowest_failure = std::min(spot.lowest_failure, one.failure);
  spot.highest_failure = std::max(spot.highest_failure, one.failure);
  // Rows may have moved: deflection adds some.
  spot.same_after_success =
      spot.same_after_success && same_rows(lane, walked, one.first_success, one.first_failure,
                                           other.first_success, other.first_failure);
  spot.same_after_failure =
      spot.same_after_failure &&
      same_rows(lane, walked, one.first_failure, one.last, other.first_failure, other.last);
  if (!feels_alike(one, other)) {
    maps.felt |= bit_of(index);
  }
}

[[nodiscard]] bool is_split(LaneSpot const& spot) {
  return spot.lowest_failure < spot.highest_failure || !spot.same_after_success ||
         !spot.same_after_failure;
}

/// Adds a row of what \p number says of every lane; who fills the row up is like the last.
template <class Number>
void add_row(LaneMaps& maps, Number const& number) {
  for (std::size_t lane = 0; lane < maps.width(); ++lane) {
    maps.rows.push_back(number(*maps.lanes[std::min(lane, maps.lanes.size() - 1)]));
  }
}

void add_rules(LaneMaps& maps) {
  for (double EpisodeRules::*const rule :
       {&EpisodeRules::repeat_penalty, &EpisodeRules::mean_weight, &EpisodeRules::worst_weight,
        &EpisodeRules::best_weight, &EpisodeRules::last_weight, &EpisodeRules::resolved_score,
        &EpisodeRules::recovery}) {
    add_row(maps, [rule](CompiledMap const& map) { return map.episode.*rule; });
  }
  for (double ReactionRules::*const rule :
       {&ReactionRules::forgetting, &ReactionRules::incident_kept, &ReactionRules::churn_slope,
        &ReactionRules::churn_loss, &ReactionRules::incident_effect, &ReactionRules::contract_lock,
        &ReactionRules::experience_hazard, &ReactionRules::price_hazard, &ReactionRules::margin}) {
    add_row(maps, [rule](CompiledMap const& map) { return map.reaction.*rule; });
  }
}

/// A gap below counts more (science §1.5); a step never overshoots.
void add_steps(LaneMaps& maps) {
  for (std::size_t journey = 0; journey < maps.walked->journeys.size(); ++journey) {
    add_row(maps, [journey](CompiledMap const& map) {
      return std::min(1.0, map.journeys[journey].salience);
    });
    add_row(maps, [journey](CompiledMap const& map) {
      return std::min(1.0, map.journeys[journey].salience * map.reaction.loss_weight);
    });
  }
}

[[nodiscard]] std::uint32_t rows_of(LaneMaps const& maps) {
  return static_cast<std::uint32_t>(maps.rows.size() / maps.width());
}

void add_touchpoint(std::size_t index, LaneMaps& maps) {
  LaneSpot& spot = maps.spots[index];
  auto const add = [&](double CompiledTouchpoint::*number) {
    add_row(maps, [&](CompiledMap const& map) { return map.touchpoints[index].*number; });
  };
  if (spot.lowest_failure < spot.highest_failure) {
    spot.failures = rows_of(maps);
    add(&CompiledTouchpoint::failure);
  }
  if ((maps.felt & bit_of(index)) != 0) {
    spot.feeling = rows_of(maps);
    add(&CompiledTouchpoint::level);
    add(&CompiledTouchpoint::spread);
    add(&CompiledTouchpoint::penalty);
    add(&CompiledTouchpoint::cost);
  }
}

[[nodiscard]] bool same_counts(CompiledMap const& a, CompiledMap const& b) {
  return std::ranges::equal(a.journeys, b.journeys, {}, &CompiledJourney::rate,
                            &CompiledJourney::rate);
}

}  // namespace

LaneSet LaneMaps::failing(LaneSet of, std::uint32_t touchpoint, double luck) const {
  LaneSpot const& spot = spots[touchpoint];
  if (luck >= spot.highest_failure) {
    return 0;
  }
  if (luck < spot.lowest_failure) {
    return of;
  }
  double const* const failures = row(spot.failures);
  LaneSet failing = 0;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    failing |= static_cast<LaneSet>(luck < failures[lane]) << lane;
  }
  return failing & of;
}

LaneMaps compare_lanes(std::vector<CompiledMap const*> lanes, CompiledMap const& walked) {
  CXSIM_EXPECTS(!lanes.empty() && lanes.size() <= most_lanes_together);
  LaneMaps maps;
  maps.walked = &walked;
  maps.lanes = std::move(lanes);
  for (CompiledTouchpoint const& touchpoint : walked.touchpoints) {
    maps.spots.push_back({touchpoint.failure, touchpoint.failure});
  }
  for (CompiledMap const* lane : maps.lanes) {
    if (lane == &walked) {
      continue;
    }
    maps.felt |= lane->episode == walked.episode ? 0 : ~std::uint64_t{0};
    maps.same_counts = maps.same_counts && same_counts(*lane, walked);
    for (std::size_t index = 0; index < walked.touchpoints.size(); ++index) {
      take_in(*lane, index, maps);
    }
  }
  add_rules(maps);
  add_steps(maps);
  for (std::size_t index = 0; index < maps.spots.size(); ++index) {
    maps.splits |= is_split(maps.spots[index]) ? bit_of(index) : 0;
    add_touchpoint(index, maps);
  }
  return maps;
}

MonthMaps group_lanes(std::vector<SegmentMaps> portfolios) {
  MonthMaps month;
  SegmentMaps const& walked = portfolios.front();
  for (std::size_t first = 0; first < portfolios.size(); first += most_lanes_together) {
    std::size_t const last = std::min(first + most_lanes_together, portfolios.size());
    std::vector<LaneMaps> group;
    for (std::size_t segment = 0; segment < walked.size(); ++segment) {
      std::vector<CompiledMap const*> maps;
      for (std::size_t lane = first; lane < last; ++lane) {
        maps.push_back(portfolios[lane][segment].get());
      }
      group.push_back(compare_lanes(std::move(maps), *walked[segment]));
    }
    month.groups.push_back(std::move(group));
  }
  month.walk = WalkMaps(pointers_to(walked));
  month.portfolios = std::move(portfolios);
  return month;
}

}  // namespace cxsim
