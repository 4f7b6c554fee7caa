#include "lane_lives.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

/// What measured figures are held against, which nobody needs of a portfolio.
void add_measured(Visit const& visit, double weight, TouchpointTally& tally) {
  if (visit.repeated) {
    return;
  }
  tally.first_visits += weight;
  tally.first_experience += weight * visit.experience;
  if (!visit.failed) {
    tally.success_visits += weight;
    tally.success_experience += weight * visit.experience;
  }
}

/// Luck that decides who leaves, when whole customers do.
[[nodiscard]] std::optional<double> churn_luck(ChurnMode churn, Customer const& customer,
                                               int month) {
  if (churn == ChurnMode::implicit) {
    return std::nullopt;
  }
  RandomWords const words = block(customer.key, static_cast<std::uint32_t>(month), 0,
                                  static_cast<std::uint32_t>(Purpose::churn), 0);
  return uniform(words[0], words[1]);
}

[[nodiscard]] bool may_split(LaneMaps const& maps, EpisodeRecord const& record,
                             Episode const& episode) {
  if ((episode.touched & maps.splits) == 0) {
    return false;
  }
  return std::any_of(
      record.visits.begin() + episode.first_visit,
      record.visits.begin() + episode.first_visit + episode.visits, [&](Visit const& visit) {
        return maps.may_split(uniform(visit.failure_word), visit.touchpoint, visit.failed);
      });
}

[[nodiscard]] bool is_felt(LaneMaps const& maps, Episode const& episode) {
  return (episode.touched & maps.felt) != 0;
}

/// Lanes in which more than \p number episodes of a journey begin.
[[nodiscard]] LaneSet beginning(LaneMaps const& maps, std::uint32_t journey, double luck,
                                std::uint32_t number) {
  LaneSet beginning = 0;
  for (std::size_t lane = 0; lane < maps.lanes.size(); ++lane) {
    std::uint32_t const count = episode_count(maps.lanes[lane]->journeys[journey], luck);
    beginning |= static_cast<LaneSet>(number < count) << lane;
  }
  return beginning;
}

/// Margin behind the horizon, as if the last month's hazards went on (science §4.3).
[[nodiscard]] double residual(DrawModel const& model, double hazard, double margin) {
  double const kept = exponential(-hazard) / (1 + model.monthly_discount);
  double sum = 0;
  double factor = 1;
  for (int month = 0; month < model.residual_months; ++month) {
    factor *= kept;
    sum += factor;
  }
  return margin * sum;
}

[[nodiscard]] EpisodeSums sum_visits(CompiledMap const& map, EpisodeRecord const& record,
                                     Episode const& episode) {
  EpisodeSums sums;
  for (std::uint32_t i = 0; i < episode.visits; ++i) {
    Visit const& visit = record.visits[episode.first_visit + i];
    CompiledTouchpoint const& touchpoint = map.touchpoints[visit.touchpoint];
    sums.visits += 1;
    sums.failures += visit.failed ? 1 : 0;
    sums.experience += visit.experience;
    sums.satisfied += visit.experience >= satisfied_from ? 1 : 0;
    sums.contacts += touchpoint.is_contact ? 1 : 0;
    sums.complaints += touchpoint.is_complaint ? 1 : 0;
    sums.contact_cost += touchpoint.cost;
  }
  sums.episodes = 1;
  sums.abandoned = episode.completed ? 0 : 1;
  sums.cut_episodes = episode.cut ? 1 : 0;
  return sums;
}

/// One lane's sums of a month and segment. \param sums Of the lane, in rows of \p width.
[[nodiscard]] MonthTally tally_of(double const* sums, std::size_t width) {
  auto const of = [&](std::size_t row) { return sums[row * width]; };
  MonthTally tally;
  tally.customers = of(customers_sum);
  for (std::size_t cause = 0; cause < churn_causes; ++cause) {
    tally.lost[cause] = of(lost_sum + cause);
  }
  tally.latent_lost = of(latent_lost_sum);
  tally.satisfaction = of(satisfaction_sum);
  tally.promoters = of(promoters_sum);
  tally.detractors = of(detractors_sum);
  tally.episodes = of(episodes_sum);
  tally.visits = of(visits_sum);
  tally.failures = of(failures_sum);
  tally.experience = of(experience_sum);
  tally.satisfied = of(satisfied_sum);
  tally.contacts = of(contacts_sum);
  tally.complaints = of(complaints_sum);
  tally.abandoned = of(abandoned_sum);
  tally.margin = of(margin_sum);
  tally.contact_cost = of(contact_cost_sum);
  tally.cut_episodes = of(cut_episodes_sum);
  return tally;
}

}  // namespace

LaneLives::LaneLives(DrawModel const& model, std::size_t customers, std::size_t lanes,
                     Counting counting)
    : model_(model),
      lanes_(lanes),
      width_(lane_width(lanes)),
      counting_(counting),
      lives_(customers * life_rows * lanes_),
      now_(life_rows * width_),
      sums_(static_cast<std::size_t>(model.horizon) * model.reference_maps.size() * sum_rows *
            width_) {
  CompiledMap const& map = *model.reference_maps.front();
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    tallies_.emplace_back(static_cast<std::size_t>(model.horizon), model.reference_maps.size(),
                          lane == 0 && counting != Counting::none ? map.touchpoints.size() : 0,
                          map.lines.size());
  }
}

void LaneLives::begin(std::size_t index, CustomerState const& state) {
  std::array<double, life_rows> const life{state.satisfaction, state.incidents, 1, 0};
  for (std::size_t row = 0; row < life_rows; ++row) {
    std::fill_n(&lives_[(index * life_rows + row) * lanes_], lanes_, life[row]);
  }
}

void LaneLives::take_up(std::size_t index) {
  for (std::size_t row = 0; row < life_rows; ++row) {
    std::copy_n(&lives_[(index * life_rows + row) * lanes_], lanes_, &now_[row * width_]);
  }
}

void LaneLives::lay_down(std::size_t index) {
  for (std::size_t row = 0; row < life_rows; ++row) {
    std::copy_n(&now_[row * width_], lanes_, &lives_[(index * life_rows + row) * lanes_]);
  }
}

void LaneLives::live(std::size_t index, CustomerMonth const& month, LaneMaps const& maps) {
  Customer const& customer = month.customer;
  take_up(index);
  month_.clear();
  shared_ = {};
  walk_.clear();
  live_episodes(month, maps);
  live_in_lanes({.maps = maps,
                 .reference = model_.reference.segments[customer.segment.index],
                 .episodes = month_,
                 .shared = shared_,
                 .visits = walk_.record().visits.data(),
                 .leniency = customer.leniency,
                 .represents = customer.represents,
                 .in_term = month.in_term,
                 .churn_luck = churn_luck(model_.churn, customer, month.month),
                 .nps_offset = model_.reference.nps_offset,
                 .nps_noise = model_.nps_noise,
                 .satisfaction = &now_[satisfaction_row * width_],
                 .incidents = &now_[incidents_row * width_],
                 .present = &now_[present_row * width_],
                 .hazard = &now_[hazard_row * width_],
                 .sums = &sums_[sums_of(month.month, customer.segment)]});
  lay_down(index);
}

void LaneLives::live_episodes(CustomerMonth const& month, LaneMaps const& maps) {
  auto const journeys = static_cast<std::uint32_t>(maps.walked->journeys.size());
  for (std::uint32_t journey = 0; journey < journeys; ++journey) {
    if (maps.same_counts) {
      for (std::uint32_t number = 0; number < month.episodes(journey); ++number) {
        live_episode(month, maps, journey, number, maps.all());
      }
      continue;
    }
    std::uint32_t number = 0;
    LaneSet lanes = beginning(maps, journey, month.count_luck[journey], number);
    while (lanes != 0) {
      live_episode(month, maps, journey, number, lanes);
      ++number;
      lanes = beginning(maps, journey, month.count_luck[journey], number);
    }
  }
}

void LaneLives::live_episode(CustomerMonth const& month, LaneMaps const& maps,
                             std::uint32_t journey, std::uint32_t number, LaneSet lanes) {
  LaneStart const start{month.customer,
                        month.month,
                        journey,
                        number,
                        lanes,
                        month.walked,
                        month.known(journey, number)};
  episodes_ += static_cast<std::uint64_t>(std::popcount(lanes));
  if (start.known == nullptr || may_split(maps, month.walked, *start.known)) {
    for (LanePath& path : walk_.walk(maps, start)) {
      take(month, maps, path, walk_.record());
    }
  } else if (is_felt(maps, *start.known)) {
    LanePath path = walk_.copy(start);
    take(month, maps, path, walk_.record());
  } else {
    LanePath path{lanes, *start.known, true};
    take(month, maps, path, month.walked);
  }
}

void LaneLives::take(CustomerMonth const& month, LaneMaps const& maps, LanePath& path,
                     EpisodeRecord const& record) {
  if (!path.is_known) {
    // One lane judges for all what they feel alike.
    auto const lane = static_cast<std::size_t>(std::countr_zero(path.lanes));
    judge_again(*maps.lanes[lane], month.customer.leniency, walk_.record(), path.episode);
  }
  LaneEpisode one{path.lanes, path.episode, sum_visits(*maps.walked, record, path.episode),
                  is_felt(maps, path.episode)};
  if (counting_ != Counting::none && (path.lanes & 1) != 0) {
    count_visits(month, record, path.episode);
  }
  if (one.is_felt) {
    one.sums.experience = 0;
    one.sums.satisfied = 0;
    one.sums.contact_cost = 0;
  }
  if (path.lanes == maps.all()) {
    shared_ += one.sums;
  }
  month_.push_back(one);
}

void LaneLives::count_visits(CustomerMonth const& month, EpisodeRecord const& record,
                             Episode const& episode) {
  double const weight = now_[present_row * width_] * month.customer.represents;
  TouchpointTally* const tallies = &tallies_.front().at(month.month, TouchpointId{0});
  for (std::uint32_t i = 0; i < episode.visits; ++i) {
    Visit const& visit = record.visits[episode.first_visit + i];
    TouchpointTally& tally = tallies[visit.touchpoint];
    tally.visits += weight;
    tally.failures += visit.failed ? weight : 0;
    tally.experience += weight * visit.experience;
    tally.satisfied += visit.experience >= satisfied_from ? weight : 0;
    if (counting_ == Counting::first_as_measured) {
      add_measured(visit, weight, tally);
    }
  }
}

void LaneLives::close(std::size_t index, Customer const& customer, LaneMaps const& last) {
  double const* const life = &lives_[index * life_rows * lanes_];
  for (std::size_t lane = 0; lane < lanes_; ++lane) {
    double const weight = life[present_row * lanes_ + lane] * customer.represents;
    PortfolioTally& sums = tallies_[lane];
    double const hazard = life[hazard_row * lanes_ + lane];
    sums.residual += weight * residual(model_, hazard, last.lanes[lane]->reaction.margin);
    sums.weight += weight;
    sums.weight_square += weight * weight;
  }
}

std::vector<PortfolioTally> LaneLives::finish() {
  for (std::size_t lane = 0; lane < lanes_; ++lane) {
    for (int month = 1; month <= model_.horizon; ++month) {
      for (SegmentId const segment : model_.population.segments) {
        tallies_[lane].at(month, segment) =
            tally_of(&sums_[sums_of(month, segment) + lane], width_);
      }
    }
  }
  return std::move(tallies_);
}

}  // namespace cxsim
