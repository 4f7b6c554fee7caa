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
};

/// Visits of one customer and month, not weighed.
struct VisitSums {
  double visits = 0;
  double failures = 0;
  double experience = 0;
  double contacts = 0;
  double complaints = 0;
  double contact_cost = 0;
  double episodes = 0;
  double abandoned = 0;
  double cut_episodes = 0;
};

/// What one visit adds to the sums of its touchpoint, for a customer of weight 1.
struct VisitShare {
  double visits = 1;
  double failures = 0;
  double experience = 0;
  double satisfied = 0;
};

[[nodiscard]] VisitShare share_of(Visit const& visit) {
  return {1, visit.failed ? 1.0 : 0.0, visit.experience,
          visit.experience >= satisfied_from ? 1.0 : 0.0};
}

/// Reads everything before it writes anything, so that compilers add pairs of numbers at once.
void add_share(VisitShare const& share, double weight, TouchpointTally& tally) {
  double const visits = tally.visits + weight * share.visits;
  double const failures = tally.failures + weight * share.failures;
  double const experience = tally.experience + weight * share.experience;
  double const satisfied = tally.satisfied + weight * share.satisfied;
  tally.visits = visits;
  tally.failures = failures;
  tally.experience = experience;
  tally.satisfied = satisfied;
}

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

/// Episodes of one customer and month, with the place where each journey begins. Portfolios in
/// which they run the same share one record.
struct MonthRecord {
  EpisodeRecord all;
  std::vector<std::uint32_t> journey_begins;
  std::vector<VisitShare> shares;  ///< of every visit
  std::uint64_t touched = 0;

  void clear() {
    all.clear();
    journey_begins.clear();
    shares.clear();
    touched = 0;
  }
  void begin_journey() {
    journey_begins.push_back(static_cast<std::uint32_t>(all.episodes.size()));
  }
  /// Takes in the last episode of \p all.
  void finish_episode() {
    Episode const& episode = all.episodes.back();
    touched |= episode.touched;
    for (std::size_t i = episode.first_visit; i < all.visits.size(); ++i) {
      shares.push_back(share_of(all.visits[i]));
    }
  }
  /// After \p episode was judged again.
  void share_again(Episode const& episode) {
    for (std::uint32_t i = 0; i < episode.visits; ++i) {
      shares[episode.first_visit + i] = share_of(all.visits[episode.first_visit + i]);
    }
  }
  [[nodiscard]] std::uint32_t episodes(std::uint32_t journey) const {
    return journey_begins[journey + 1] - journey_begins[journey];
  }
  [[nodiscard]] Episode const& episode(std::uint32_t journey, std::uint32_t number) const {
    return all.episodes[journey_begins[journey] + number];
  }
};

void copy_episode(MonthRecord const& source, Episode const& episode, MonthRecord& target) {
  Episode copy = episode;
  copy.first_visit = static_cast<std::uint32_t>(target.all.visits.size());
  auto const visits = source.all.visits.begin() + episode.first_visit;
  auto const shares = source.shares.begin() + episode.first_visit;
  target.all.visits.insert(target.all.visits.end(), visits, visits + episode.visits);
  target.shares.insert(target.shares.end(), shares, shares + episode.visits);
  target.all.episodes.push_back(copy);
  target.touched |= episode.touched;
}

/// How a customer's month under one portfolio ends and what it adds to the sums.
struct CustomerMonth {
  Life after;
  MonthTally tally;
  double weight = 0;  ///< customers of the firm that it counts for
};

/// A customer's month under one portfolio. Each part is its own or that of the parent, the
/// portfolio that this one is compared with.
struct LaneMonth {
  MonthRecord const* record = nullptr;
  VisitSums const* sums = nullptr;
  CustomerMonth const* month = nullptr;
  MonthRecord own_record;
  VisitSums own_sums;
  CustomerMonth own_month;
};

[[nodiscard]] VisitSums sum_visits(CompiledMap const& map, EpisodeRecord const& record) {
  VisitSums sums;
  for (Visit const& visit : record.visits) {
    CompiledTouchpoint const& touchpoint = map.touchpoints[visit.touchpoint];
    sums.visits += 1;
    sums.failures += visit.failed ? 1 : 0;
    sums.experience += visit.experience;
    sums.contacts += touchpoint.is_contact ? 1 : 0;
    sums.complaints += touchpoint.is_complaint ? 1 : 0;
    sums.contact_cost += touchpoint.cost;
  }
  for (Episode const& episode : record.episodes) {
    sums.episodes += 1;
    sums.abandoned += episode.completed ? 0 : 1;
    sums.cut_episodes += episode.cut ? 1 : 0;
  }
  return sums;
}

void add_visits(VisitSums const& sums, double weight, MonthTally& tally) {
  tally.visits = sums.visits * weight;
  tally.failures = sums.failures * weight;
  tally.experience = sums.experience * weight;
  tally.contacts = sums.contacts * weight;
  tally.complaints = sums.complaints * weight;
  tally.contact_cost = sums.contact_cost * weight;
  tally.episodes = sums.episodes * weight;
  tally.abandoned = sums.abandoned * weight;
  tally.cut_episodes = sums.cut_episodes;
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
        lives_(customers_.size() * model.lanes.size()),
        diverged_(customers_.size() * model.lanes.size(), 0),
        months_(model.lanes.size()) {
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
    EpisodeRecord& record = usual_.own_record.all;
    CustomerState state = usual_state(reference_of(customer), customer.leniency);
    int const first = customer.entry_month == 0 ? 1 - model_.burn_in : 1;
    for (int month = first; month <= 0; ++month) {
      record.clear();
      walk_month(map, customer, month, record);
      state = react(map, reference_of(customer), customer.leniency, record, state);
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
    live_usual(index, month);
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
      live_lane(index, month, lane);
      LaneMonth const& one = months_[lane];
      add(month, customer, *one.record, *one.month, result_.portfolios[lane]);
      if (watcher_ != nullptr) {
        CustomerMonth const& lived = *one.month;
        watcher_->lived({customer, lane, month, one.record->all, lived.after.state,
                         lived.after.hazards, lived.weight / customer.represents,
                         lived.after.present, contracts_[index].in_term()});
      }
    }
    advance_contract(index, month);
  }

  /// A month under the reference.
  void live_usual(std::size_t index, int month) {
    Customer const& customer = customers_[index];
    CompiledMap const& map = usual_map(customer);
    count_luck_.clear();
    for (CompiledJourney const& journey : map.journeys) {
      count_luck_.push_back(episode_count_luck(customer, month, journey));
    }
    MonthRecord& record = usual_.own_record;
    record.clear();
    for (std::uint32_t journey = 0; journey < map.journeys.size(); ++journey) {
      record.begin_journey();
      std::uint32_t const count = episode_count(map.journeys[journey], count_luck_[journey]);
      for (std::uint32_t number = 0; number < count; ++number) {
        walk(map, customer, month, journey, number, record);
      }
    }
    record.begin_journey();
    usual_.own_sums = sum_visits(map, record.all);
    live(map, index, month, record.all, usual_.own_sums, usual_lives_[index], usual_.own_month);
    usual_.record = &record;
    usual_.sums = &usual_.own_sums;
    usual_.month = &usual_.own_month;
    usual_lives_[index] = usual_.own_month.after;
    add(month, customer, record, usual_.own_month, result_.reference);
    for (Visit const& visit : record.all.visits) {
      add_measured(visit, usual_.own_month.weight,
                   result_.reference.at(month, TouchpointId{visit.touchpoint}));
    }
  }

  /// One customer's month under one portfolio, taken over from the parent where it is the same.
  void live_lane(std::size_t index, int month, std::size_t lane) {
    Customer const& customer = customers_[index];
    CompiledMap const& map = map_of(lane, customer.segment);
    LanePairs const& maps = pairs(lane, customer.segment);
    LaneMonth const& parent = lane == 0 ? usual_ : months_[model_.parents[lane]];
    LaneMonth& own = months_[lane];
    MapDifference const& change = maps.with_parent.differences();
    own.record = parent.record;
    own.sums = parent.sums;
    own.month = parent.month;
    Rerun const rerun =
        judge_month(map, customer, maps.with_parent, *parent.record, own.own_record);
    bool const same_episodes = rerun == Rerun::same;
    bool const same_costs = (parent.record->touched & change.costs) == 0;
    if (rerun == Rerun::differs) {
      fill_record(map, customer, month, maps, *parent.record, own.own_record);
    }
    if (!same_episodes) {
      own.record = &own.own_record;
    }
    if (!same_episodes || !same_costs) {
      own.own_sums = sum_visits(map, own.record->all);
      own.sums = &own.own_sums;
    }
    char& diverged = diverged_[index * lanes_ + lane];
    if (!same_episodes || !same_costs || !change.same_reaction) {
      diverged = 1;
    }
    Life& life = lives_[index * lanes_ + lane];
    if (diverged != 0) {
      live(map, index, month, own.record->all, *own.sums, life, own.own_month);
      own.month = &own.own_month;
    }
    life = own.month->after;
  }

  void walk(CompiledMap const& map, Customer const& customer, int month, std::uint32_t journey,
            std::uint32_t number, MonthRecord& target) {
    walk_episode(map, journey, episode_key(customer, month, map.journeys[journey], number),
                 customer.leniency, target.all);
    ++result_.episodes_walked;
    result_.visits_walked += target.all.episodes.back().visits;
    target.finish_episode();
  }

  /// All episodes of a month; only those that go another way than in the parent's month and in the
  /// reference's are walked.
  void fill_record(CompiledMap const& map, Customer const& customer, int month,
                   LanePairs const& maps, MonthRecord const& parent, MonthRecord& target) {
    target.clear();
    for (std::uint32_t journey = 0; journey < map.journeys.size(); ++journey) {
      target.begin_journey();
      std::uint32_t const count = episode_count(map.journeys[journey], count_luck_[journey]);
      for (std::uint32_t number = 0; number < count; ++number) {
        if (take(map, customer, maps.with_parent, parent, journey, number, target) ||
            take(map, customer, maps.with_reference, usual_.own_record, journey, number, target)) {
          ++result_.episodes_reused;
        } else {
          walk(map, customer, month, journey, number, target);
        }
      }
    }
    target.begin_journey();
  }

  /// The parent's month on another map, unless an episode goes another way. Most months that differ
  /// at all are judged again: waits change how a call is felt, and seldom whether it fails.
  /// \param target Room for the month when it is judged again.
  [[nodiscard]] Rerun judge_month(CompiledMap const& map, Customer const& customer,
                                  MapPair const& maps, MonthRecord const& parent,
                                  MonthRecord& target) {
    MapDifference const& change = maps.differences();
    if (!change.same_journeys) {
      return Rerun::differs;
    }
    std::uint64_t const differing =
        change.same_episode_rules ? change.touchpoints : ~std::uint64_t{0};
    Rerun result = Rerun::same;
    if ((parent.touched & differing) == 0) {
      return result;
    }
    for (std::size_t i = 0; i < parent.all.episodes.size(); ++i) {
      if ((parent.all.episodes[i].touched & differing) == 0) {
        continue;
      }
      Rerun const rerun = maps.rerun(parent.all, parent.all.episodes[i]);
      if (rerun == Rerun::differs) {
        return rerun;
      }
      if (rerun == Rerun::same_path) {
        if (result == Rerun::same) {
          target = parent;
          result = rerun;
        }
        Episode& episode = target.all.episodes[i];
        judge_again(map, customer.leniency, target.all, episode);
        target.share_again(episode);
      }
    }
    result_.episodes_reused += result == Rerun::same_path ? target.all.episodes.size() : 0;
    return result;
  }

  /// Takes an episode over from \p source, where it went the same way.
  [[nodiscard]] static bool take(CompiledMap const& map, Customer const& customer,
                                 MapPair const& maps, MonthRecord const& source,
                                 std::uint32_t journey, std::uint32_t number, MonthRecord& target) {
    if (number >= source.episodes(journey)) {
      return false;
    }
    Episode const& episode = source.episode(journey, number);
    Rerun const rerun = maps.rerun(source.all, episode);
    if (rerun == Rerun::differs) {
      return false;
    }
    copy_episode(source, episode, target);
    if (rerun == Rerun::same_path) {
      Episode& copy = target.all.episodes.back();
      judge_again(map, customer.leniency, target.all, copy);
      target.share_again(copy);
    }
    return true;
  }

  /// Reaction, churn and money of one month. Sums count who was there when the month began.
  void live(CompiledMap const& map, std::size_t index, int month, EpisodeRecord const& record,
            VisitSums const& sums, Life const& before, CustomerMonth& result) const {
    Customer const& customer = customers_[index];
    SegmentReference const& reference = reference_of(customer);
    double const lock = contracts_[index].in_term() ? map.reaction.contract_lock : 1;
    double const weight = before.present * customer.represents;
    CustomerState const state = react(map, reference, customer.leniency, record, before.state);
    double const factor = experience_factor(state, map.reaction, reference.usual_satisfaction);
    std::array<double, churn_causes> const hazards =
        monthly_hazards(factor, map.reaction, reference, lock);
    double const hazard = total(hazards);
    double const staying = exponential(-hazard);
    double const left = left_share(customer, month, staying);
    result.weight = weight;
    result.after = {state, before.present * (1 - left), hazards};

    MonthTally& tally = result.tally;
    add_visits(sums, weight, tally);
    tally.customers = weight;
    for (std::size_t cause = 0; cause < churn_causes; ++cause) {
      tally.lost[cause] = hazard > 0 ? weight * left * hazards[cause] / hazard : 0;
    }
    tally.latent_lost = weight * (1 - (lock == 1 ? staying
                                                 : exponential(-total(monthly_hazards(
                                                       factor, map.reaction, reference, 1)))));
    tally.satisfaction = weight * state.satisfaction;
    NpsShares const shares =
        nps_shares(state.satisfaction, model_.reference.nps_offset, model_.nps_noise);
    tally.promoters = weight * shares.promoters;
    tally.detractors = weight * shares.detractors;
    tally.margin = weight * map.reaction.margin;
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

  static void add(int month, Customer const& customer, MonthRecord const& record,
                  CustomerMonth const& one, PortfolioTally& sums) {
    sums.at(month, customer.segment) += one.tally;
    TouchpointTally* const tallies = &sums.at(month, TouchpointId{0});
    for (std::size_t i = 0; i < record.shares.size(); ++i) {
      add_share(record.shares[i], one.weight, tallies[record.all.visits[i].touchpoint]);
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
  std::vector<char>
      diverged_;  ///< [customer][portfolio]: has lived otherwise than under the parent
  LaneMonth usual_;
  std::vector<LaneMonth> months_;  ///< of the customer at hand, per portfolio
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
