#include "plain_panel.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

namespace cxsim::bench {

namespace {

using Engine = std::mt19937_64;

/// Probabilities of a row of cumulative ones, and where each leads.
struct Ways {
  std::vector<std::int32_t> targets;
  std::discrete_distribution<std::size_t> choice;
};

struct PlainTouchpoint {
  CompiledTouchpoint numbers;
  Ways success;
  Ways failure;
};

struct PlainJourney {
  CompiledJourney numbers;
  std::poisson_distribution<int> starts;
};

struct PlainMap {
  std::vector<PlainTouchpoint> touchpoints;
  std::vector<PlainJourney> journeys;
  EpisodeRules episode;
  ReactionRules reaction;
};

[[nodiscard]] Ways ways_of(CompiledMap const& map, std::uint32_t first) {
  std::vector<double> weights;
  Ways ways;
  double before = 0;
  for (std::uint32_t row = first;; ++row) {
    CompiledStep const& step = map.steps[row];
    double const upto = std::min(step.cumulative, 1.0);
    weights.push_back(upto - before);
    ways.targets.push_back(step.to);
    before = upto;
    if (step.cumulative >= 1) {
      break;
    }
  }
  ways.choice = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  return ways;
}

[[nodiscard]] PlainMap plain(CompiledMap const& map) {
  PlainMap result;
  for (CompiledTouchpoint const& touchpoint : map.touchpoints) {
    result.touchpoints.push_back({touchpoint, ways_of(map, touchpoint.first_success),
                                  ways_of(map, touchpoint.first_failure)});
  }
  for (CompiledJourney const& journey : map.journeys) {
    result.journeys.push_back({journey, std::poisson_distribution<int>(journey.rate)});
  }
  result.episode = map.episode;
  result.reaction = map.reaction;
  return result;
}

[[nodiscard]] double phi(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

struct PlainEpisode {
  std::vector<double> experiences;
  std::vector<std::int32_t> touchpoints;
  int failures = 0;
  bool completed = false;
};

[[nodiscard]] PlainEpisode walk(PlainMap& map, PlainJourney const& journey, double leniency,
                                Engine& engine) {
  PlainEpisode episode;
  auto at = static_cast<std::int32_t>(journey.numbers.entry);
  int contacts = 0;
  std::normal_distribution<double> noise;
  while (at >= 0 && episode.experiences.size() < most_visits) {
    PlainTouchpoint& touchpoint = map.touchpoints[static_cast<std::size_t>(at)];
    CompiledTouchpoint const& numbers = touchpoint.numbers;
    bool const failed = std::bernoulli_distribution(numbers.failure)(engine);
    double latent = numbers.level + leniency + numbers.spread * noise(engine);
    latent -= failed ? numbers.penalty : 0;
    latent -= numbers.is_contact && contacts > 0 ? map.episode.repeat_penalty * contacts : 0;
    contacts += numbers.is_contact ? 1 : 0;
    episode.failures += failed ? 1 : 0;
    episode.experiences.push_back(100 * phi(latent));
    episode.touchpoints.push_back(at);
    Ways& ways = failed ? touchpoint.failure : touchpoint.success;
    at = ways.targets[ways.choice(engine)];
  }
  episode.completed = at == step_completed;
  return episode;
}

[[nodiscard]] double score(EpisodeRules const& rules, std::vector<double> const& experiences) {
  double sum = 0;
  for (double const experience : experiences) {
    sum += experience;
  }
  return rules.mean_weight * sum / static_cast<double>(experiences.size()) +
         rules.worst_weight * *std::ranges::min_element(experiences) +
         rules.best_weight * *std::ranges::max_element(experiences) +
         rules.last_weight * experiences.back();
}

class PlainCustomer {
 public:
  PlainCustomer(Customer const& place, SegmentReference const& reference, double leniency_sd,
                ReactionRules const& rules, Engine& engine)
      : segment_(place.segment.index),
        represents_(place.represents),
        leniency_(std::normal_distribution<double>(0, leniency_sd)(engine)),
        reference_(reference),
        satisfaction_(usual_level(reference, leniency_)) {
    if (rules.contract_term > 0) {
      double const out = 1 / rules.contract_renewal;
      bool const is_out = place.entry_month == 0 &&
                          std::bernoulli_distribution(out / (out + rules.contract_term))(engine);
      double const age = std::uniform_real_distribution<double>(0, rules.contract_term)(engine);
      contract_age_ = is_out ? -1 : place.entry_month > 0 ? 0 : std::floor(age);
    }
  }

  [[nodiscard]] std::size_t segment() const { return segment_; }
  [[nodiscard]] double represents() const { return represents_; }
  [[nodiscard]] bool is_here() const { return here_; }

  void live(PlainMap& map, Engine& engine) {
    double added = 0;
    for (PlainJourney& journey : map.journeys) {
      int const count = journey.numbers.rate > 0 ? journey.starts(engine) : 0;
      for (int number = 0; number < count; ++number) {
        added += meet(map, journey, engine);
      }
    }
    satisfaction_ = after_forgetting(satisfaction_, map.reaction, reference_, leniency_);
    incidents_ = after_incidents(incidents_, added, map.reaction);
  }

  /// Whether the customer leaves at the end of the month.
  [[nodiscard]] bool leaves(ReactionRules const& rules, Engine& engine) {
    double const lock = contract_age_ >= 0 ? rules.contract_lock : 1;
    auto const hazards = monthly_hazards({satisfaction_, incidents_}, rules, reference_, lock);
    double const total = hazards[0] + hazards[1] + hazards[2];
    here_ = !std::bernoulli_distribution(1 - std::exp(-total))(engine);
    return !here_;
  }

  void age(ReactionRules const& rules, Engine& engine) {
    if (rules.contract_term <= 0) {
      return;
    }
    if (contract_age_ >= 0) {
      contract_age_ = contract_age_ + 1 >= rules.contract_term ? -1 : contract_age_ + 1;
    } else if (std::bernoulli_distribution(rules.contract_renewal)(engine)) {
      contract_age_ = 0;
    }
  }

 private:
  /// One episode. \return what it adds to the memory of incidents.
  [[nodiscard]] double meet(PlainMap& map, PlainJourney const& journey, Engine& engine) {
    PlainEpisode const episode = walk(map, journey, leniency_, engine);
    satisfaction_ = after_episode(satisfaction_, score(map.episode, episode.experiences),
                                  journey.numbers.salience, map.reaction.loss_weight);
    if (episode.failures == 0) {
      return 0;
    }
    bool const resolved =
        episode.completed && episode.experiences.back() >= map.episode.resolved_score;
    return resolved ? 1 - map.episode.recovery : 1;
  }

  std::size_t segment_;
  double represents_;
  double leniency_;
  SegmentReference reference_;
  double satisfaction_;
  double incidents_ = 0;
  double contract_age_ = -1;
  bool here_ = true;
};

}  // namespace

double plain_annual_churn(DrawModel const& model, std::size_t portfolio, std::uint64_t seed) {
  Engine engine(seed);
  std::vector<PlainMap> usual;
  for (auto const& map : model.reference_maps) {
    usual.push_back(plain(*map));
  }
  std::vector<std::vector<std::unique_ptr<PlainCustomer>>> entering(
      static_cast<std::size_t>(model.horizon) + 1);
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    for (Customer const& place : deal_batch(model.population, batch)) {
      std::size_t const segment = place.segment.index;
      entering[static_cast<std::size_t>(place.entry_month)].push_back(
          std::make_unique<PlainCustomer>(place, model.reference.segments[segment],
                                          model.population.leniency_sd, usual[segment].reaction,
                                          engine));
    }
  }
  std::vector<std::unique_ptr<PlainCustomer>> customers = std::move(entering[0]);
  for (int month = 1 - model.burn_in; month <= 0; ++month) {
    for (auto const& customer : customers) {
      customer->live(usual[customer->segment()], engine);
      customer->age(usual[customer->segment()].reaction, engine);
    }
  }
  double logarithm_kept = 0;
  for (int month = 1; month <= model.horizon; ++month) {
    for (auto& entrant : entering[static_cast<std::size_t>(month)]) {
      customers.push_back(std::move(entrant));
    }
    std::vector<PlainMap> maps;
    for (auto const& map : model.lanes[portfolio].at(month)) {
      maps.push_back(plain(*map));
    }
    double present = 0;
    double lost = 0;
    for (auto const& customer : customers) {
      PlainMap& map = maps[customer->segment()];
      customer->live(map, engine);
      present += customer->represents();
      lost += customer->leaves(map.reaction, engine) ? customer->represents() : 0;
      customer->age(map.reaction, engine);
    }
    std::erase_if(customers, [](auto const& customer) { return !customer->is_here(); });
    logarithm_kept += std::log1p(-lost / present);
  }
  return 1 - std::exp(logarithm_kept * 12 / model.horizon);
}

WalkFigures plain_walk(CompiledMap const& compiled, std::uint64_t episodes, std::uint64_t seed) {
  Engine engine(seed);
  PlainMap map = plain(compiled);
  WalkFigures figures;
  for (PlainJourney const& journey : map.journeys) {
    for (std::uint64_t number = 0; number < episodes; ++number) {
      PlainEpisode const episode = walk(map, journey, 0, engine);
      auto const visits = static_cast<double>(episode.experiences.size());
      figures.episodes += 1;
      figures.visits += visits;
      figures.visits_square += visits * visits;
      figures.failures += episode.failures;
      for (double const experience : episode.experiences) {
        figures.experience += experience;
        figures.experience_square += experience * experience;
      }
    }
  }
  return figures;
}

}  // namespace cxsim::bench
