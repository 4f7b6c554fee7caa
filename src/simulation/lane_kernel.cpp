// Compiled once per kind of vectors that the processor may have (Highway); the best one is chosen
// when the program runs. Each does the operations of reaction.hpp and stats/math.hpp in their
// order, so each gives the same bits.
#include "lane_kernel.hpp"

#include "cxsim/simulation/tally.hpp"
#include "vector_targets.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "../src/simulation/lane_kernel.cpp"  // from a folder of headers
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace cxsim {
namespace HWY_NAMESPACE {
namespace {

using hn::Add;
using hn::Div;
using hn::IfThenElse;
using hn::IfThenElseZero;
using hn::Mul;
using hn::Sub;

/// What an episode leaves behind in some lanes.
struct LaneImpression {
  Numbers score, incident, experience, satisfied, contact_cost;
};

HWY_INLINE LaneImpression impression_of(LaneEpisode const& one) {
  return {all(one.episode.score), all(one.episode.incident), all(one.sums.experience),
          all(one.sums.satisfied), all(one.sums.contact_cost)};
}

/// The part of a row that one vector holds.
HWY_INLINE Numbers part(LaneMonth const& month, std::size_t row, std::size_t first) {
  return hn::LoadU(numbers, month.maps.row(row) + first);
}

/// Experience of a visit that is felt, as experience_of in walk.cpp.
HWY_INLINE Numbers experience_of(LaneMonth const& month, Visit const& visit, std::size_t row,
                                 std::size_t first) {
  Numbers latent = Add(Add(part(month, row + level_row, first), all(month.leniency)),
                       Mul(part(month, row + spread_row, first), all(visit.quantile)));
  if (visit.failed) {
    latent = Sub(latent, part(month, row + penalty_row, first));
  }
  if (visit.repeated) {
    latent = Sub(latent, Mul(part(month, repeat_penalty_row, first), all(visit.earlier_contacts)));
  }
  return Mul(all(100.0), normal_cdf_of(latent));
}

/// An episode judged by each lane's own numbers, as judge_again does.
HWY_INLINE LaneImpression felt_impression_of(LaneMonth const& month, LaneEpisode const& one,
                                             std::size_t first) {
  Numbers sum = hn::Zero(numbers);
  Numbers worst = all(100.0);
  Numbers best = hn::Zero(numbers);
  Numbers last = hn::Zero(numbers);
  Numbers satisfied = hn::Zero(numbers);
  Numbers cost = hn::Zero(numbers);
  for (std::uint32_t i = 0; i < one.episode.visits; ++i) {
    Visit const& visit = month.visits[one.episode.first_visit + i];
    if ((month.maps.felt >> (visit.touchpoint % 64) & 1) != 0) {
      std::size_t const row = month.maps.spots[visit.touchpoint].feeling;
      last = experience_of(month, visit, row, first);
      cost = Add(cost, part(month, row + cost_row, first));
    } else {
      last = all(visit.experience);
      cost = Add(cost, all(month.maps.walked->touchpoints[visit.touchpoint].cost));
    }
    sum = Add(sum, last);
    worst = hn::Min(worst, last);
    best = hn::Max(best, last);
    satisfied = Add(satisfied, IfThenElseZero(hn::Ge(last, all(satisfied_from)), all(1.0)));
  }
  Numbers const mean = Div(sum, all(one.episode.visits));
  Numbers const score = Add(Add(Add(Mul(part(month, mean_weight_row, first), mean),
                                    Mul(part(month, worst_weight_row, first), worst)),
                                Mul(part(month, best_weight_row, first), best)),
                            Mul(part(month, last_weight_row, first), last));
  Numbers incident = hn::Zero(numbers);
  if (one.sums.failures > 0) {
    incident = one.episode.completed
                   ? IfThenElse(hn::Lt(last, part(month, resolved_score_row, first)), all(1.0),
                                Sub(all(1.0), part(month, recovery_row, first)))
                   : all(1.0);
  }
  return {score, incident, sum, satisfied, cost};
}

/// What a month's visits add up to in some lanes.
struct LaneVisits {
  Numbers episodes, visits, failures, experience, satisfied, contacts, complaints, abandoned,
      contact_cost, cut_episodes;
};

/// Satisfaction and incidents on the way through a month.
struct LaneMemory {
  Numbers satisfaction, added;
  LaneVisits sums;
};

HWY_INLINE NumberMask members_of(LaneSet lanes, std::size_t first) {
  std::uint8_t const bits[8] = {static_cast<std::uint8_t>(lanes >> first)};
  return hn::LoadMaskBits(numbers, bits);
}

HWY_INLINE void add_where(NumberMask members, Numbers value, Numbers& sum) {
  sum = Add(sum, IfThenElseZero(members, value));
}

HWY_INLINE void take_in(LaneMonth const& month, LaneEpisode const& one, std::size_t first,
                        LaneMemory& memory) {
  bool const is_shared = one.lanes == month.maps.all();
  NumberMask const members = members_of(is_shared ? ~LaneSet{0} : one.lanes, first);
  LaneImpression const impression =
      one.is_felt ? felt_impression_of(month, one, first) : impression_of(one);
  double const* const gain = month.maps.gain_row(one.episode.journey) + first;
  Numbers const gap = Sub(impression.score, memory.satisfaction);
  Numbers const step =
      IfThenElse(hn::Lt(gap, hn::Zero(numbers)), hn::LoadU(numbers, gain + month.maps.width()),
                 hn::LoadU(numbers, gain));
  memory.satisfaction =
      IfThenElse(members, Add(memory.satisfaction, Mul(step, gap)), memory.satisfaction);
  add_where(members, impression.incident, memory.added);
  LaneVisits& sums = memory.sums;
  if (is_shared) {
    if (one.is_felt) {
      sums.experience = Add(sums.experience, impression.experience);
      sums.satisfied = Add(sums.satisfied, impression.satisfied);
      sums.contact_cost = Add(sums.contact_cost, impression.contact_cost);
    }
    return;
  }
  add_where(members, all(one.sums.episodes), sums.episodes);
  add_where(members, all(one.sums.visits), sums.visits);
  add_where(members, all(one.sums.failures), sums.failures);
  add_where(members, impression.experience, sums.experience);
  add_where(members, impression.satisfied, sums.satisfied);
  add_where(members, all(one.sums.contacts), sums.contacts);
  add_where(members, all(one.sums.complaints), sums.complaints);
  add_where(members, all(one.sums.abandoned), sums.abandoned);
  add_where(members, impression.contact_cost, sums.contact_cost);
  add_where(members, all(one.sums.cut_episodes), sums.cut_episodes);
}

HWY_INLINE LaneVisits shared_visits(EpisodeSums const& sums) {
  return {all(sums.episodes),     all(sums.visits),      all(sums.failures),   all(sums.experience),
          all(sums.satisfied),    all(sums.contacts),    all(sums.complaints), all(sums.abandoned),
          all(sums.contact_cost), all(sums.cut_episodes)};
}

HWY_INLINE LaneMemory live_episodes(LaneMonth const& month, std::size_t first) {
  LaneMemory memory{hn::LoadU(numbers, month.satisfaction + first), hn::Zero(numbers),
                    shared_visits(month.shared)};
  std::uint64_t const here = (std::uint64_t{1} << hn::Lanes(numbers)) - 1;
  for (LaneEpisode const& one : month.episodes) {
    if ((one.lanes >> first & here) != 0) {
      take_in(month, one, first, memory);
    }
  }
  return memory;
}

/// Monthly hazards of some lanes.
struct LaneHazards {
  Numbers experience, price, other;

  [[nodiscard]] HWY_INLINE Numbers total() const { return Add(Add(experience, price), other); }
};

/// As monthly_hazards.
HWY_INLINE LaneHazards hazards_of(LaneMonth const& month, Numbers factor, Numbers lock,
                                  std::size_t first) {
  auto const& hazard = month.reference.hazard;
  return {Mul(Mul(Mul(all(hazard[0]), part(month, experience_hazard_row, first)), lock), factor),
          Mul(Mul(all(hazard[1]), part(month, price_hazard_row, first)), lock), all(hazard[2])};
}

/// As experience_factor.
HWY_INLINE Numbers factor_of(LaneMonth const& month, Numbers satisfaction, Numbers incidents,
                             std::size_t first) {
  Numbers const below = Sub(all(month.reference.usual_satisfaction), satisfaction);
  Numbers const gap = IfThenElse(hn::Gt(below, hn::Zero(numbers)),
                                 Mul(part(month, churn_loss_row, first), below), below);
  return exponential_of(Add(Mul(part(month, churn_slope_row, first), gap),
                            Mul(part(month, incident_effect_row, first), incidents)));
}

class LaneSums {
 public:
  LaneSums(LaneMonth const& month, std::size_t first)
      : sums_(month.sums + first), width_(month.maps.width()) {}

  HWY_INLINE void add(std::size_t row, Numbers value) const {
    double* const place = sums_ + row * width_;
    hn::StoreU(Add(hn::LoadU(numbers, place), value), numbers, place);
  }

 private:
  double* sums_;
  std::size_t width_;
};

HWY_INLINE void add_visits(LaneVisits const& visits, Numbers weight, LaneSums const& sums) {
  sums.add(episodes_sum, Mul(visits.episodes, weight));
  sums.add(visits_sum, Mul(visits.visits, weight));
  sums.add(failures_sum, Mul(visits.failures, weight));
  sums.add(experience_sum, Mul(visits.experience, weight));
  sums.add(satisfied_sum, Mul(visits.satisfied, weight));
  sums.add(contacts_sum, Mul(visits.contacts, weight));
  sums.add(complaints_sum, Mul(visits.complaints, weight));
  sums.add(abandoned_sum, Mul(visits.abandoned, weight));
  sums.add(contact_cost_sum, Mul(visits.contact_cost, weight));
  sums.add(cut_episodes_sum, visits.cut_episodes);
}

/// As nps_shares.
HWY_INLINE void add_answers(LaneMonth const& month, Numbers satisfaction, Numbers weight,
                            LaneSums const& sums) {
  Numbers const centre = Add(all(month.nps_offset), Div(satisfaction, all(10.0)));
  Numbers const noise = all(month.nps_noise);
  sums.add(promoters_sum, Mul(weight, normal_cdf_of(Div(Sub(centre, all(8.5)), noise))));
  sums.add(detractors_sum, Mul(weight, normal_cdf_of(Div(Sub(all(6.5), centre), noise))));
}

HWY_INLINE void add_lost(LaneHazards const& hazards, Numbers hazard, Numbers lost,
                         LaneSums const& sums) {
  NumberMask const any = hn::Gt(hazard, hn::Zero(numbers));
  sums.add(lost_sum, IfThenElseZero(any, Div(Mul(lost, hazards.experience), hazard)));
  sums.add(lost_sum + 1, IfThenElseZero(any, Div(Mul(lost, hazards.price), hazard)));
  sums.add(lost_sum + 2, IfThenElseZero(any, Div(Mul(lost, hazards.other), hazard)));
}

HWY_INLINE Numbers left_share(LaneMonth const& month, Numbers staying) {
  return month.churn_luck
             ? IfThenElse(hn::Lt(all(*month.churn_luck), staying), hn::Zero(numbers), all(1.0))
             : Sub(all(1.0), staying);
}

/// The lanes of one vector, from number \p first on.
HWY_INLINE void live_vector(LaneMonth const& month, std::size_t first) {
  LaneMemory const memory = live_episodes(month, first);
  Numbers const usual = all(usual_level(month.reference, month.leniency));
  Numbers const satisfaction = Add(memory.satisfaction, Mul(part(month, forgetting_row, first),
                                                            Sub(usual, memory.satisfaction)));
  Numbers const incidents = hn::Min(
      all(most_incidents),
      Add(Mul(hn::LoadU(numbers, month.incidents + first), part(month, incident_kept_row, first)),
          memory.added));
  Numbers const factor = factor_of(month, satisfaction, incidents, first);
  Numbers const free = all(1.0);
  Numbers const lock = month.in_term ? part(month, contract_lock_row, first) : free;
  LaneHazards const hazards = hazards_of(month, factor, lock, first);
  Numbers const hazard = hazards.total();
  Numbers const staying = exponential_of(hn::Neg(hazard));
  Numbers const would_stay =
      month.in_term ? exponential_of(hn::Neg(hazards_of(month, factor, free, first).total()))
                    : staying;
  Numbers const left = left_share(month, staying);
  Numbers const present = hn::LoadU(numbers, month.present + first);
  Numbers const weight = Mul(present, all(month.represents));

  LaneSums const sums(month, first);
  sums.add(customers_sum, weight);
  add_lost(hazards, hazard, Mul(weight, left), sums);
  sums.add(latent_lost_sum, Mul(weight, Sub(all(1.0), would_stay)));
  sums.add(satisfaction_sum, Mul(weight, satisfaction));
  add_answers(month, satisfaction, weight, sums);
  sums.add(margin_sum, Mul(weight, part(month, margin_row, first)));
  add_visits(memory.sums, weight, sums);

  hn::StoreU(satisfaction, numbers, month.satisfaction + first);
  hn::StoreU(incidents, numbers, month.incidents + first);
  hn::StoreU(Mul(present, Sub(all(1.0), left)), numbers, month.present + first);
  hn::StoreU(hazard, numbers, month.hazard + first);
}

void live_vectors(LaneMonth const& month) {
  for (std::size_t first = 0; first < month.maps.lanes.size(); first += hn::Lanes(numbers)) {
    live_vector(month, first);
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace cxsim
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace cxsim {

HWY_EXPORT(live_vectors);

void live_in_lanes(LaneMonth const& month) { HWY_DYNAMIC_DISPATCH(live_vectors)(month); }

}  // namespace cxsim

#endif
