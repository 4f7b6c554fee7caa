#include "cxsim/simulation/batch.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "cxsim/simulation/reaction.hpp"
#include "cxsim/simulation/walk.hpp"
#include "lane_lives.hpp"

namespace cxsim {

namespace {

/// Customers whose month is walked before it is lived: few enough for the processor's cache.
constexpr std::size_t customers_at_once = 64;

[[nodiscard]] ContractState contract_at_entry(Customer const& customer,
                                              ReactionRules const& rules) {
  return customer.entry_month > 0 && rules.contract_term > 0
             ? ContractState::signed_now()
             : ContractState::at_start(customer.key, rules.contract_term, rules.contract_renewal);
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

/// The month of some customers on the maps that are walked.
struct WalkedMonth {
  EpisodeRecord record;
  std::vector<std::uint32_t> begins;  ///< [customer × (journeys + 1) + journey]: first episode

  void clear() {
    record.clear();
    begins.clear();
  }
};

}  // namespace

class BatchSimulation::Lives {
 public:
  Lives(DrawModel const& model, std::uint32_t batch)
      : model_(model),
        customers_(deal_batch(model.population, batch)),
        journeys_(model.reference_maps.front()->journeys.size()) {
    if (model.lives_reference()) {
      usual_.emplace(model, customers_.size(), 1, Counting::first_as_measured);
      std::vector<CompiledMap const*> const maps = pointers_to(model.reference_maps);
      for (CompiledMap const* map : maps) {
        usual_maps_.push_back(compare_lanes({map}, *map));
      }
      usual_walk_maps_ = WalkMaps(maps);
    }
    for (std::size_t first = 0; first < model.lanes.size(); first += most_lanes_together) {
      groups_.emplace_back(
          model, customers_.size(), std::min(most_lanes_together, model.lanes.size() - first),
          first == 0 && model.lives_reference() ? Counting::first : Counting::none);
    }
    for (Customer const& customer : customers_) {
      contracts_.push_back(contract_at_entry(customer, usual_map(customer).reaction));
    }
    for (std::size_t i = 0; i < customers_.size(); ++i) {
      live_before(i, batch);
    }
  }

  void live_month(int month, MonthMaps const& maps, LifeWatcher* watcher) {
    std::size_t present = 0;
    while (present < customers_.size() && customers_[present].entry_month <= month) {
      ++present;
    }
    for (std::size_t first = 0; first < present; first += customers_at_once) {
      std::size_t const last = std::min(first + customers_at_once, present);
      draw_counts(first, last, month);
      live_usual(first, last, month);
      live_portfolios(first, last, month, maps, watcher);
      for (std::size_t i = first; i < last; ++i) {
        advance_contract(i, month);
      }
    }
  }

  [[nodiscard]] double usual_customers(int month, SegmentId segment) const {
    return usual_->customers(month, segment, 0);
  }
  [[nodiscard]] double customers(int month, SegmentId segment, std::size_t portfolio) const {
    return groups_[portfolio / most_lanes_together].customers(month, segment,
                                                              portfolio % most_lanes_together);
  }

  [[nodiscard]] BatchTally finish(MonthMaps const& last) {
    BatchTally result;
    if (usual_) {
      result.reference = std::move(finish(*usual_, usual_maps_, result).front());
    }
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      std::ranges::move(finish(groups_[group], last.groups[group], result),
                        std::back_inserter(result.portfolios));
    }
    result.episodes_walked += episodes_walked_;
    result.visits_walked += visits_walked_;
    result.episodes_reused -= result.episodes_walked;
    return result;
  }

 private:
  [[nodiscard]] CompiledMap const& usual_map(Customer const& customer) const {
    return *model_.reference_maps[customer.segment.index];
  }
  [[nodiscard]] SegmentReference const& reference_of(Customer const& customer) const {
    return model_.reference.segments[customer.segment.index];
  }

  /// Sums of a group; what it walked and lived is added to \p result.
  [[nodiscard]] std::vector<PortfolioTally> finish(LaneLives& group,
                                                   std::vector<LaneMaps> const& last,
                                                   BatchTally& result) const {
    for (std::size_t i = 0; i < customers_.size(); ++i) {
      group.close(i, customers_[i], last[customers_[i].segment.index]);
    }
    result.episodes_walked += group.walks().episodes_walked();
    result.visits_walked += group.walks().visits_walked();
    result.episodes_reused += group.episodes();
    return group.finish();
  }

  /// Burn-in of those there from the start; entrants begin at their usual level.
  void live_before(std::size_t index, std::uint32_t batch) {
    Customer const& customer = customers_[index];
    CustomerState state = usual_state(reference_of(customer), customer.leniency);
    bool const is_entrant = customer.entry_month > 0;
    bool const is_known = !is_entrant && batch < model_.starts.size();
    for (int month = is_entrant ? 1 : 1 - model_.burn_in; month <= 0; ++month) {
      if (!is_known) {
        state = live_month_before(customer, month, state);
      }
      advance_contract(index, month);
    }
    state = is_known ? model_.starts[batch][index] : state;
    if (usual_) {
      usual_->begin(index, state);
    }
    for (LaneLives& group : groups_) {
      group.begin(index, state);
    }
  }

  [[nodiscard]] CustomerState live_month_before(Customer const& customer, int month,
                                                CustomerState const& state) {
    CompiledMap const& map = usual_map(customer);
    usual_walk_.record.clear();
    walk_month(map, customer, month, usual_walk_.record);
    return react(map, reference_of(customer), customer.leniency, usual_walk_.record, state);
  }

  void advance_contract(std::size_t index, int month) {
    ReactionRules const& rules = usual_map(customers_[index]).reaction;
    if (rules.contract_term > 0) {
      contracts_[index].advance(customers_[index].key, month, rules.contract_term,
                                rules.contract_renewal);
    }
  }

  /// Luck that decides how many episodes of each journey begin.
  void draw_counts(std::size_t first, std::size_t last, int month) {
    count_luck_.clear();
    for (std::size_t i = first; i < last; ++i) {
      for (CompiledJourney const& journey : usual_map(customers_[i]).journeys) {
        count_luck_.push_back(episode_count_luck(customers_[i], month, journey));
      }
    }
  }

  /// The month of customers \p first … \p last − 1 on one map per segment.
  /// \param walk_maps Of \p maps.
  void walk(std::size_t first, std::size_t last, int month, SegmentMaps const& maps,
            WalkMaps const& walk_maps, WalkedMonth& walked) {
    walked.clear();
    starts_.clear();
    for (std::size_t i = first; i < last; ++i) {
      Customer const& customer = customers_[i];
      CompiledMap const& map = *maps[customer.segment.index];
      for (std::uint32_t journey = 0; journey < journeys_; ++journey) {
        CompiledJourney const& one = map.journeys[journey];
        walked.begins.push_back(static_cast<std::uint32_t>(starts_.size()));
        std::uint32_t const count =
            episode_count(one, count_luck_[(i - first) * journeys_ + journey]);
        for (std::uint32_t number = 0; number < count; ++number) {
          starts_.push_back({customer.key, customer.leniency, static_cast<std::uint32_t>(month),
                             number, customer.segment.index, journey});
        }
      }
      walked.begins.push_back(static_cast<std::uint32_t>(starts_.size()));
    }
    walker_.walk(walk_maps, starts_, walked.record);
    episodes_walked_ += walked.record.episodes.size();
    visits_walked_ += walked.record.visits.size();
  }

  void live_usual(std::size_t first, std::size_t last, int month) {
    if (!usual_) {
      return;
    }
    walk(first, last, month, model_.reference_maps, usual_walk_maps_, usual_walk_);
    for (std::size_t i = first; i < last; ++i) {
      usual_->live(i, month_of(i, first, month, usual_walk_),
                   usual_maps_[customers_[i].segment.index]);
    }
  }

  void live_portfolios(std::size_t first, std::size_t last, int month, MonthMaps const& maps,
                       LifeWatcher* watcher) {
    bool const is_walked = usual_ && maps.portfolios.front() == model_.reference_maps;
    if (!is_walked) {
      walk(first, last, month, maps.portfolios.front(), maps.walk, walk_);
    }
    for (std::size_t i = first; i < last; ++i) {
      CustomerMonth const now = month_of(i, first, month, is_walked ? usual_walk_ : walk_);
      for (std::size_t group = 0; group < groups_.size(); ++group) {
        live_group(i, now, group, maps.groups[group][customers_[i].segment.index], watcher);
      }
    }
  }

  [[nodiscard]] CustomerMonth month_of(std::size_t index, std::size_t first, int month,
                                       WalkedMonth const& walked) const {
    std::size_t const place = index - first;
    return {customers_[index],
            month,
            contracts_[index].in_term(),
            std::span(count_luck_).subspan(place * journeys_, journeys_),
            walked.record,
            std::span(walked.begins).subspan(place * (journeys_ + 1), journeys_ + 1)};
  }

  void live_group(std::size_t index, CustomerMonth const& now, std::size_t group,
                  LaneMaps const& maps, LifeWatcher* watcher) {
    if (watcher == nullptr) {
      groups_[group].live(index, now, maps);
      return;
    }
    std::vector<double> const present_before = groups_[group].present(index);
    groups_[group].live(index, now, maps);
    tell(index, now, group, present_before, maps, *watcher);
  }

  /// Tells the month under every portfolio of a group, walked for the watcher.
  void tell(std::size_t index, CustomerMonth const& now, std::size_t group,
            std::vector<double> const& present_before, LaneMaps const& maps,
            LifeWatcher& watcher) const {
    std::vector<double> const present = groups_[group].present(index);
    for (std::size_t lane = 0; lane < present.size(); ++lane) {
      EpisodeRecord record;
      walk_month(*maps.lanes[lane], now.customer, now.month, record);
      ReactionRules const& rules = maps.lanes[lane]->reaction;
      CustomerState const after = groups_[group].state(index, lane);
      double const lock = now.in_term ? rules.contract_lock : 1;
      watcher.lived({now.customer, group * most_lanes_together + lane, now.month, record, after,
                     monthly_hazards(after, rules, reference_of(now.customer), lock),
                     present_before[lane], present[lane], now.in_term});
    }
  }

  DrawModel const& model_;
  std::vector<Customer> customers_;
  std::size_t journeys_;
  std::optional<LaneLives> usual_;  ///< under the reference
  std::vector<LaneMaps> usual_maps_;
  WalkMaps usual_walk_maps_;
  std::vector<LaneLives> groups_;
  std::vector<ContractState> contracts_;
  // Of the customers at hand.
  std::vector<double> count_luck_;  ///< [customer × journeys + journey]
  EpisodeWalker walker_;
  std::vector<EpisodeStart> starts_;
  WalkedMonth usual_walk_;
  WalkedMonth walk_;
  std::uint64_t episodes_walked_ = 0;
  std::uint64_t visits_walked_ = 0;
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

double BatchSimulation::usual_customers(int month, SegmentId segment) const {
  return lives_->usual_customers(month, segment);
}

double BatchSimulation::customers(int month, SegmentId segment, std::size_t portfolio) const {
  return lives_->customers(month, segment, portfolio);
}

BatchTally BatchSimulation::finish(MonthMaps const& last) { return lives_->finish(last); }

}  // namespace cxsim
