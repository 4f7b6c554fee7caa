#include "cxsim/simulation/batch.hpp"

#include <algorithm>

#include "cxsim/simulation/reaction.hpp"
#include "cxsim/simulation/walk.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

/// One customer under one portfolio.
struct Life {
  CustomerState state;
  double present = 1;                          ///< probability of still being a customer
  std::array<double, churn_causes> hazards{};  ///< of the last month
  /// Has met a number that differs from the portfolio that this one is compared with.
  bool diverged = false;
};

/// Episodes of one customer and month, with the place where each journey begins.
struct MonthRecord {
  EpisodeRecord all;
  std::vector<std::uint32_t> journey_begins;
  std::uint64_t touched = 0;

  void clear() {
    all.clear();
    journey_begins.clear();
    touched = 0;
  }
  void begin_journey() {
    journey_begins.push_back(static_cast<std::uint32_t>(all.episodes.size()));
  }
  void finish() {
    begin_journey();
    for (Episode const& episode : all.episodes) {
      touched |= episode.touched;
    }
  }
};

/// Episode \p number of \p journey in \p record if it runs the same on the other map, or null.
[[nodiscard]] Episode const* reusable(MonthRecord const& record, MapPair const& maps,
                                      std::uint32_t journey, std::uint32_t number) {
  std::uint32_t const position = record.journey_begins[journey] + number;
  if (position >= record.journey_begins[journey + 1]) {
    return nullptr;
  }
  Episode const& episode = record.all.episodes[position];
  return maps.runs_the_same(record.all, episode) ? &episode : nullptr;
}

/// Whether a whole month of \p record runs the same on the other map.
[[nodiscard]] bool same_month(MonthRecord const& record, MapPair const& maps) {
  MapDifference const& change = maps.differences();
  if (!change.same_journeys || !change.same_episode_rules) {
    return false;
  }
  return (record.touched & change.touchpoints) == 0 ||
         std::ranges::all_of(record.all.episodes, [&](Episode const& episode) {
           return maps.runs_the_same(record.all, episode);
         });
}

void copy_episode(MonthRecord const& source, Episode const& episode, EpisodeRecord& target) {
  Episode copy = episode;
  copy.first_visit = static_cast<std::uint32_t>(target.visits.size());
  auto const begin = source.all.visits.begin() + episode.first_visit;
  target.visits.insert(target.visits.end(), begin, begin + episode.visits);
  target.episodes.push_back(copy);
}

/// A customer's month under one portfolio: how it ends and what it adds to the sums.
struct CustomerMonth {
  Life after;
  MonthTally tally;
  double weight = 0;  ///< customers of the firm that it counts for
};

/// What a portfolio is compared with: the reference for the first one, the first one for others.
struct Predecessor {
  MonthRecord const& record;
  CustomerMonth const& month;
  MapPair const& maps;        ///< this portfolio's map beside the predecessor's
  MapPair const& usual_maps;  ///< this portfolio's map beside the reference's
};

void add_visits(CompiledMap const& map, EpisodeRecord const& record, MonthTally& tally) {
  for (Visit const& visit : record.visits) {
    CompiledTouchpoint const& touchpoint = map.touchpoints[visit.touchpoint];
    tally.visits += 1;
    tally.failures += visit.failed ? 1 : 0;
    tally.experience += visit.experience;
    tally.contacts += touchpoint.is_contact ? 1 : 0;
    tally.complaints += touchpoint.is_complaint ? 1 : 0;
    tally.contact_cost += touchpoint.cost;
  }
  for (Episode const& episode : record.episodes) {
    tally.episodes += 1;
    tally.abandoned += episode.completed ? 0 : 1;
    tally.cut_episodes += episode.cut ? 1 : 0;
  }
}

void weigh_visits(double weight, MonthTally& tally) {
  for (double* sum : {&tally.visits, &tally.failures, &tally.experience, &tally.contacts,
                      &tally.complaints, &tally.contact_cost, &tally.episodes, &tally.abandoned}) {
    *sum *= weight;
  }
}

[[nodiscard]] double total(std::array<double, churn_causes> const& hazards) {
  return hazards[0] + hazards[1] + hazards[2];
}

/// Satisfaction and incidents after the episodes of a month.
[[nodiscard]] CustomerState react(CompiledMap const& map, SegmentReference const& reference,
                                  double leniency, EpisodeRecord const& record,
                                  CustomerState state) {
  double added = 0;
  for (Episode const& episode : record.episodes) {
    state.satisfaction =
        after_episode(state.satisfaction, episode.score, map.journeys[episode.journey].salience,
                      map.reaction.loss_weight);
    added += episode.incident;
  }
  state.satisfaction = after_forgetting(state.satisfaction, map.reaction, reference, leniency);
  state.incidents = after_incidents(state.incidents, added, map.reaction);
  return state;
}

[[nodiscard]] ContractState contract_at_entry(Customer const& customer,
                                              ReactionRules const& rules) {
  return customer.entry_month > 0 && rules.contract_term > 0
             ? ContractState::signed_now()
             : ContractState::at_start(customer.key, rules.contract_term, rules.contract_renewal);
}

}  // namespace

class BatchSimulation::Lives {
 public:
  Lives(DrawModel const& model, std::uint32_t batch)
      : model_(model),
        customers_(deal_batch(model.population, batch)),
        segments_(model.reference_maps.size()),
        lanes_(model.lanes.size()),
        usual_lives_(customers_.size()),
        lives_(customers_.size() * model.lanes.size()) {
    PortfolioTally const empty(static_cast<std::size_t>(model.horizon), segments_,
                               model.reference_maps.front()->touchpoints.size(),
                               model.reference_maps.front()->lines.size());
    result_.reference = empty;
    result_.portfolios.assign(lanes_, empty);
    for (Customer const& customer : customers_) {
      contracts_.push_back(contract_at_entry(customer, usual_map(customer).reaction));
    }
    for (std::size_t i = 0; i < customers_.size(); ++i) {
      live_before(i);
    }
  }

  void live_month(int month, MonthMaps const& maps, LifeWatcher* watcher) {
    maps_ = &maps;
    watcher_ = watcher;
    for (std::size_t i = 0; i < customers_.size() && customers_[i].entry_month <= month; ++i) {
      live_month(i, month);
    }
  }

  [[nodiscard]] BatchTally const& tally() const { return result_; }

  [[nodiscard]] BatchTally finish(MonthMaps const& last) {
    maps_ = &last;
    close();
    return std::move(result_);
  }

 private:
  [[nodiscard]] CompiledMap const& usual_map(Customer const& customer) const {
    return *model_.reference_maps[customer.segment.index];
  }
  [[nodiscard]] SegmentReference const& reference_of(Customer const& customer) const {
    return model_.reference.segments[customer.segment.index];
  }

  /// Burn-in of those there from the start; entrants begin at their usual level.
  void live_before(std::size_t index) {
    Customer const& customer = customers_[index];
    CompiledMap const& map = usual_map(customer);
    CustomerState state = usual_state(reference_of(customer), customer.leniency);
    int const first = customer.entry_month == 0 ? 1 - model_.burn_in : 1;
    for (int month = first; month <= 0; ++month) {
      own_.clear();
      walk_month(map, customer, month, own_.all);
      state = react(map, reference_of(customer), customer.leniency, own_.all, state);
      advance_contract(index, month);
    }
    usual_lives_[index].state = state;
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
      lives_[index * lanes_ + lane].state = state;
    }
  }

  void advance_contract(std::size_t index, int month) {
    ReactionRules const& rules = usual_map(customers_[index]).reaction;
    if (rules.contract_term > 0) {
      contracts_[index].advance(customers_[index].key, month, rules.contract_term,
                                rules.contract_renewal);
    }
  }

  [[nodiscard]] LanePairs const& pairs(std::size_t lane, SegmentId segment) const {
    return maps_->pairs[lane][segment.index];
  }
  [[nodiscard]] CompiledMap const& map_of(std::size_t lane, SegmentId segment) const {
    return *maps_->lanes[lane][segment.index];
  }

  void live_month(std::size_t index, int month) {
    Customer const& customer = customers_[index];
    count_luck_.clear();
    for (CompiledJourney const& journey : usual_map(customer).journeys) {
      count_luck_.push_back(episode_count_luck(customer, month, journey));
    }
    usual_.clear();
    fill_record(usual_map(customer), customer, month, nullptr, usual_);
    CustomerMonth const usual =
        live(usual_map(customer), index, month, usual_.all, usual_lives_[index]);
    usual_lives_[index] = usual.after;
    add(month, customer, usual_.all, usual, result_.reference);

    LanePairs const& first_pairs = pairs(0, customer.segment);
    MonthRecord const* first_record = &usual_;
    CustomerMonth const first = live_lane(
        index, month, 0, {usual_, usual, first_pairs.with_reference, first_pairs.with_reference},
        first_own_, first_record);
    for (std::size_t lane = 1; lane < lanes_; ++lane) {
      MonthRecord const* record = first_record;
      LanePairs const& own_pairs = pairs(lane, customer.segment);
      static_cast<void>(live_lane(
          index, month, lane,
          {*first_record, first, own_pairs.with_first, own_pairs.with_reference}, own_, record));
    }
    advance_contract(index, month);
  }

  /// One customer's month under one portfolio, taken over from the predecessor where it is the
  /// same. \param own Room for the episodes, if they differ. \param record In: the predecessor's
  /// episodes; out: those of this portfolio.
  CustomerMonth live_lane(std::size_t index, int month, std::size_t lane, Predecessor const& before,
                          MonthRecord& own, MonthRecord const*& record) {
    Customer const& customer = customers_[index];
    CompiledMap const& map = map_of(lane, customer.segment);
    Life& life = lives_[index * lanes_ + lane];
    MapDifference const& change = before.maps.differences();
    bool const same_episodes = same_month(before.record, before.maps);
    life.diverged = life.diverged || !same_episodes || !change.same_reaction ||
                    (before.record.touched & change.costs) != 0;
    if (!same_episodes) {
      own.clear();
      fill_record(map, customer, month, &before, own);
      record = &own;
    }
    CustomerMonth const result =
        life.diverged ? live(map, index, month, record->all, life) : before.month;
    bool const diverged = life.diverged;
    life = result.after;
    life.diverged = diverged;
    add(month, customer, record->all, result, result_.portfolios[lane]);
    if (watcher_ != nullptr) {
      watcher_->lived({customer, lane, month, record->all, life.state, life.hazards,
                       result.weight / customer.represents, life.present,
                       contracts_[index].in_term()});
    }
    return result;
  }

  /// All episodes of a month; those that meet nothing new are copied.
  /// \param before Where episodes may be taken from, or null.
  void fill_record(CompiledMap const& map, Customer const& customer, int month,
                   Predecessor const* before, MonthRecord& target) {
    for (std::uint32_t journey = 0; journey < map.journeys.size(); ++journey) {
      target.begin_journey();
      CompiledJourney const& one = map.journeys[journey];
      std::uint32_t const count = episode_count(one, count_luck_[journey]);
      for (std::uint32_t number = 0; number < count; ++number) {
        if (before != nullptr && take(*before, journey, number, target)) {
          continue;
        }
        walk_episode(map, journey, episode_key(customer, month, one, number), customer.leniency,
                     target.all);
        ++result_.episodes_walked;
        result_.visits_walked += target.all.episodes.back().visits;
      }
    }
    target.finish();
  }

  [[nodiscard]] bool take(Predecessor const& before, std::uint32_t journey, std::uint32_t number,
                          MonthRecord& target) {
    MonthRecord const* source = &before.record;
    Episode const* episode = reusable(before.record, before.maps, journey, number);
    if (episode == nullptr && source != &usual_) {
      source = &usual_;
      episode = reusable(usual_, before.usual_maps, journey, number);
    }
    if (episode != nullptr) {
      copy_episode(*source, *episode, target.all);
      ++result_.episodes_reused;
    }
    return episode != nullptr;
  }

  /// Reaction, churn and money of one month. Sums count who was there when the month began.
  [[nodiscard]] CustomerMonth live(CompiledMap const& map, std::size_t index, int month,
                                   EpisodeRecord const& record, Life const& before) const {
    Customer const& customer = customers_[index];
    SegmentReference const& reference = reference_of(customer);
    double const lock = contracts_[index].in_term() ? map.reaction.contract_lock : 1;
    double const weight = before.present * customer.represents;
    CustomerMonth result;
    result.weight = weight;
    result.after.state = react(map, reference, customer.leniency, record, before.state);
    result.after.hazards = monthly_hazards(result.after.state, map.reaction, reference, lock);
    double const hazard = total(result.after.hazards);
    double const staying = exponential(-hazard);
    double const left = left_share(customer, month, staying);
    result.after.present = before.present * (1 - left);

    MonthTally& tally = result.tally;
    add_visits(map, record, tally);
    weigh_visits(weight, tally);
    tally.customers = weight;
    for (std::size_t cause = 0; cause < churn_causes && hazard > 0; ++cause) {
      tally.lost[cause] = weight * left * result.after.hazards[cause] / hazard;
    }
    tally.latent_lost =
        weight * (1 - (lock == 1 ? staying
                                 : exponential(-total(monthly_hazards(
                                       result.after.state, map.reaction, reference, 1)))));
    tally.satisfaction = weight * result.after.state.satisfaction;
    NpsShares const shares =
        nps_shares(result.after.state.satisfaction, model_.reference.nps_offset, model_.nps_noise);
    tally.promoters = weight * shares.promoters;
    tally.detractors = weight * shares.detractors;
    tally.margin = weight * map.reaction.margin;
    return result;
  }

  /// Share of this customer that leaves: the probability, or 0 or 1 by keyed luck.
  [[nodiscard]] double left_share(Customer const& customer, int month, double staying) const {
    if (model_.churn == ChurnMode::implicit) {
      return 1 - staying;
    }
    RandomWords const words = block(customer.key, static_cast<std::uint32_t>(month), 0,
                                    static_cast<std::uint32_t>(Purpose::churn), 0);
    return uniform(words[0], words[1]) < staying ? 0 : 1;
  }

  static void add(int month, Customer const& customer, EpisodeRecord const& record,
                  CustomerMonth const& one, PortfolioTally& sums) {
    sums.at(month, customer.segment) += one.tally;
    for (Visit const& visit : record.visits) {
      TouchpointTally& tally = sums.at(month, TouchpointId{visit.touchpoint});
      tally.visits += one.weight;
      tally.experience += one.weight * visit.experience;
      tally.satisfied += visit.experience >= satisfied_from ? one.weight : 0;
      tally.failures += visit.failed ? one.weight : 0;
      if (!visit.repeated) {
        add_first(visit, one.weight, tally);
      }
    }
  }

  static void add_first(Visit const& visit, double weight, TouchpointTally& tally) {
    tally.first_visits += weight;
    tally.first_experience += weight * visit.experience;
    if (!visit.failed) {
      tally.success_visits += weight;
      tally.success_experience += weight * visit.experience;
    }
  }

  /// Margin behind the horizon, as if the last month's hazards went on (science §4.3).
  [[nodiscard]] double residual(Life const& life, double margin) const {
    double const kept = exponential(-total(life.hazards)) / (1 + model_.monthly_discount);
    double sum = 0;
    double factor = 1;
    for (int month = 0; month < model_.residual_months; ++month) {
      factor *= kept;
      sum += factor;
    }
    return margin * sum;
  }

  void close() {
    for (std::size_t index = 0; index < customers_.size(); ++index) {
      Customer const& customer = customers_[index];
      close_life(customer, usual_lives_[index], usual_map(customer), result_.reference);
      for (std::size_t lane = 0; lane < lanes_; ++lane) {
        close_life(customer, lives_[index * lanes_ + lane], map_of(lane, customer.segment),
                   result_.portfolios[lane]);
      }
    }
  }

  void close_life(Customer const& customer, Life const& life, CompiledMap const& map,
                  PortfolioTally& sums) const {
    double const weight = life.present * customer.represents;
    sums.residual += weight * residual(life, map.reaction.margin);
    sums.weight += weight;
    sums.weight_square += weight * weight;
  }

  DrawModel const& model_;
  MonthMaps const* maps_ = nullptr;  ///< of the month being lived
  LifeWatcher* watcher_ = nullptr;
  std::vector<Customer> customers_;
  std::size_t segments_;
  std::size_t lanes_;
  std::vector<Life> usual_lives_;  ///< under the reference
  std::vector<Life> lives_;        ///< [customer][portfolio]
  std::vector<ContractState> contracts_;
  std::vector<double> count_luck_;  ///< per journey, of this customer and month
  MonthRecord usual_;
  MonthRecord first_own_;
  MonthRecord own_;
  BatchTally result_;
};

BatchTally& BatchTally::operator+=(BatchTally const& other) {
  reference += other.reference;
  for (std::size_t i = 0; i < portfolios.size(); ++i) {
    portfolios[i] += other.portfolios[i];
  }
  episodes_walked += other.episodes_walked;
  episodes_reused += other.episodes_reused;
  visits_walked += other.visits_walked;
  return *this;
}

BatchSimulation::BatchSimulation(DrawModel const& model, std::uint32_t batch)
    : lives_(std::make_unique<Lives>(model, batch)) {}

BatchSimulation::BatchSimulation(BatchSimulation&&) noexcept = default;
BatchSimulation& BatchSimulation::operator=(BatchSimulation&&) noexcept = default;
BatchSimulation::~BatchSimulation() = default;

void BatchSimulation::live_month(int month, MonthMaps const& maps, LifeWatcher* watcher) {
  lives_->live_month(month, maps, watcher);
}

BatchTally const& BatchSimulation::tally() const { return lives_->tally(); }

BatchTally BatchSimulation::finish(MonthMaps const& last) { return lives_->finish(last); }

}  // namespace cxsim
