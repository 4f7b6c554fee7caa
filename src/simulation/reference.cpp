#include "cxsim/simulation/reference.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <span>

#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

constexpr int reference_months = 12;

/// What an episode leaves behind for the relationship.
struct Impression {
  double score = 0;
  double salience = 0;
};

/// Everything that the relationship of one customer needs from burn-in and reference months.
struct Diary {
  Customer const* customer = nullptr;
  std::size_t number = 0;                 ///< among the customers
  std::vector<Impression> impressions;    ///< in the order of happening
  std::vector<std::uint32_t> month_ends;  ///< position in impressions after each month
  std::vector<double> incidents;          ///< I at the end of each month
  std::vector<double> lock;               ///< contract factor in each month
};

[[nodiscard]] std::vector<double> contract_locks(Customer const& customer,
                                                 ReactionRules const& rules, int burn_in) {
  std::vector<double> locks(static_cast<std::size_t>(burn_in + reference_months), 1.0);
  if (rules.contract_term <= 0) {
    return locks;
  }
  auto contract =
      ContractState::at_start(customer.key, rules.contract_term, rules.contract_renewal);
  for (int month = 1 - burn_in; month <= reference_months; ++month) {
    locks[static_cast<std::size_t>(month + burn_in - 1)] =
        contract.in_term() ? rules.contract_lock : 1;
    contract.advance(customer.key, month, rules.contract_term, rules.contract_renewal);
  }
  return locks;
}

/// Writes what one customer's episodes left behind, which begin at \p next of the \p record.
/// \return where those of the next customer begin.
[[nodiscard]] std::size_t write_diary(CompiledMap const& map, EpisodeRecord const& record,
                                      std::size_t next, Diary& diary) {
  std::size_t const first = next;
  double incidents = 0;
  for (std::uint32_t const month_end : diary.month_ends) {
    double added = 0;
    for (; next < first + month_end; ++next) {
      Episode const& episode = record.episodes[next];
      diary.impressions.push_back({episode.score, map.journeys[episode.journey].salience});
      added += episode.incident;
    }
    incidents = after_incidents(incidents, added, map.reaction);
    diary.incidents.push_back(incidents);
  }
  return next;
}

/// Customers who are walked together: few enough for the processor's cache.
constexpr std::size_t customers_at_once = 32;

/// \param members The places of a segment's customers.
[[nodiscard]] std::vector<Diary> write_diaries(CompiledMap const& map,
                                               std::vector<Customer> const& customers,
                                               std::vector<std::size_t> const& members,
                                               int burn_in) {
  WalkMaps const maps(std::array{&map});
  EpisodeWalker walker;
  std::vector<EpisodeStart> starts;
  EpisodeRecord record;
  std::vector<Diary> diaries(members.size());
  for (std::size_t first = 0; first < members.size(); first += customers_at_once) {
    std::size_t const last = std::min(first + customers_at_once, members.size());
    starts.clear();
    for (std::size_t i = first; i < last; ++i) {
      Customer const& customer = customers[members[i]];
      Diary& diary = diaries[i];
      diary.customer = &customer;
      diary.number = members[i];
      diary.lock = contract_locks(customer, map.reaction, burn_in);
      std::size_t const before = starts.size();
      for (int month = 1 - burn_in; month <= reference_months; ++month) {
        start_month(map, 0, customer, month, starts);
        diary.month_ends.push_back(static_cast<std::uint32_t>(starts.size() - before));
      }
    }
    record.clear();
    walker.walk(maps, starts, record);
    std::size_t next = 0;
    for (std::size_t i = first; i < last; ++i) {
      next = write_diary(map, record, next, diaries[i]);
    }
  }
  return diaries;
}

/// Calls \p visit(month from 0, the first of the burn-in; S at its end) for the first \p months.
template <class Visitor>
void replay_months(Diary const& diary, ReactionRules const& rules,
                   SegmentReference const& reference, std::size_t months, Visitor&& visit) {
  double const leniency = diary.customer->leniency;
  double satisfaction = usual_level(reference, leniency);
  std::size_t next = 0;
  for (std::size_t month = 0; month < months; ++month) {
    for (; next < diary.month_ends[month]; ++next) {
      satisfaction = after_episode(satisfaction, diary.impressions[next].score,
                                   diary.impressions[next].salience, rules.loss_weight);
    }
    satisfaction = after_forgetting(satisfaction, rules, reference, leniency);
    visit(month, satisfaction);
  }
}

/// Calls \p visit(month from 0, S at its end) for every reference month of one customer.
template <class Visitor>
void replay(Diary const& diary, ReactionRules const& rules, SegmentReference const& reference,
            int burn_in, Visitor&& visit) {
  auto const first = static_cast<std::size_t>(burn_in);
  replay_months(diary, rules, reference, diary.month_ends.size(),
                [&](std::size_t month, double satisfaction) {
                  if (month >= first) {
                    visit(month - first, satisfaction);
                  }
                });
}

/// After the burn-in.
[[nodiscard]] CustomerState start_of(Diary const& diary, ReactionRules const& rules,
                                     SegmentReference const& reference, int burn_in) {
  CustomerState state = usual_state(reference, diary.customer->leniency);
  replay_months(diary, rules, reference, static_cast<std::size_t>(burn_in),
                [&](std::size_t month, double satisfaction) {
                  state = {satisfaction, diary.incidents[month]};
                });
  return state;
}

[[nodiscard]] SegmentReference at_level(double usual_satisfaction) {
  SegmentReference reference;
  reference.usual_satisfaction = usual_satisfaction;
  reference.leniency_reach = 100 * normal_pdf(normal_quantile(usual_satisfaction / 100));
  return reference;
}

[[nodiscard]] double mean_satisfaction(std::vector<Diary> const& diaries,
                                       ReactionRules const& rules,
                                       SegmentReference const& reference, int burn_in) {
  double sum = 0;
  for (Diary const& diary : diaries) {
    replay(diary, rules, reference, burn_in,
           [&](std::size_t, double satisfaction) { sum += satisfaction; });
  }
  return sum / static_cast<double>(diaries.size() * reference_months);
}

/// Root of a decreasing function by regula falsi (Illinois).
[[nodiscard]] double decreasing_root(std::function<double(double)> const& function, double low,
                                     double high, double tolerance) {
  double at_low = function(low);
  double at_high = function(high);
  if (at_low <= 0) {
    return low;
  }
  if (at_high >= 0) {
    return high;
  }
  int side = 0;
  double middle = low;
  for (int step = 0; step < 100 && high - low > tolerance; ++step) {
    middle = (low * at_high - high * at_low) / (at_high - at_low);
    double const value = function(middle);
    if (std::fabs(value) < tolerance) {
      break;
    }
    if (value > 0) {
      low = middle;
      at_low = value;
      at_high = side == 1 ? at_high / 2 : at_high;
      side = 1;
    } else {
      high = middle;
      at_high = value;
      at_low = side == -1 ? at_low / 2 : at_low;
      side = -1;
    }
  }
  return middle;
}

[[nodiscard]] SegmentReference fit_satisfaction(std::vector<Diary> const& diaries,
                                                ReactionRules const& rules, int burn_in) {
  double const usual = decreasing_root(
      [&](double level) {
        return mean_satisfaction(diaries, rules, at_level(level), burn_in) - level;
      },
      0.01, 99.99, 1e-9);
  return at_level(usual);
}

/// exp(b·ζ + η·I)·L and L of every customer and reference month, in one row per customer.
struct HazardFactors {
  std::vector<double> experience;
  std::vector<double> lock;
};

[[nodiscard]] HazardFactors hazard_factors(std::vector<Diary> const& diaries,
                                           ReactionRules const& rules,
                                           SegmentReference const& reference, int burn_in) {
  HazardFactors factors;
  for (Diary const& diary : diaries) {
    replay(diary, rules, reference, burn_in, [&](std::size_t month, double satisfaction) {
      auto const index = month + static_cast<std::size_t>(burn_in);
      CustomerState const state{satisfaction, diary.incidents[index]};
      double const lock = diary.lock[index];
      factors.experience.push_back(experience_factor(state, rules, reference.usual_satisfaction) *
                                   lock);
      factors.lock.push_back(lock);
    });
  }
  return factors;
}

/// Share of the cohort that each cause takes within the reference months.
[[nodiscard]] std::array<double, churn_causes> cohort_losses(
    HazardFactors const& factors, std::array<double, churn_causes> const& hazard) {
  std::array<double, churn_causes> lost{};
  double present = 1;
  for (std::size_t i = 0; i < factors.lock.size(); ++i) {
    present = i % reference_months == 0 ? 1 : present;
    std::array<double, churn_causes> const monthly{hazard[0] * factors.experience[i],
                                                   hazard[1] * factors.lock[i], hazard[2]};
    double const total = monthly[0] + monthly[1] + monthly[2];
    double const leaving = -exp_minus_one(-total);
    for (std::size_t cause = 0; cause < churn_causes && total > 0; ++cause) {
      lost[cause] += present * leaving * monthly[cause] / total;
    }
    present *= 1 - leaving;
  }
  for (double& share : lost) {
    share /= static_cast<double>(factors.lock.size() / reference_months);
  }
  return lost;
}

/// Hazards with which the cohort loses exactly the measured share to each cause. Losses grow almost
/// in proportion to hazards, so rescaling by target/loss converges within a few steps.
[[nodiscard]] std::array<double, churn_causes> fit_hazards(
    HazardFactors const& factors, double annual_churn,
    std::array<double, churn_causes> const& cause_shares) {
  std::array<double, churn_causes> hazard{};
  for (std::size_t cause = 0; cause < churn_causes; ++cause) {
    hazard[cause] = cause_shares[cause] * -log_one_plus(-annual_churn) / reference_months;
  }
  constexpr int most_steps = 200;
  for (int step = 0; step < most_steps; ++step) {
    auto const lost = cohort_losses(factors, hazard);
    double worst = 0;
    for (std::size_t cause = 0; cause < churn_causes; ++cause) {
      double const target = cause_shares[cause] * annual_churn;
      if (target > 0) {
        hazard[cause] *= target / lost[cause];
        worst = std::max(worst, std::fabs(lost[cause] / target - 1));
      }
    }
    if (worst < 1e-13) {
      break;
    }
  }
  return hazard;
}

/// Satisfaction of every customer and reference month with the weight of its answer.
struct Answers {
  std::vector<double> satisfaction;
  std::vector<double> weight;
};

void add_answers(std::vector<Diary> const& diaries, CompiledMap const& map,
                 SegmentReference const& reference, double share, int burn_in, Answers& answers) {
  HazardFactors const factors = hazard_factors(diaries, map.reaction, reference, burn_in);
  std::size_t i = 0;
  double present = 1;
  for (Diary const& diary : diaries) {
    replay(diary, map.reaction, reference, burn_in, [&](std::size_t month, double satisfaction) {
      present = month == 0 ? 1 : present;
      answers.satisfaction.push_back(satisfaction);
      answers.weight.push_back(share / static_cast<double>(diaries.size()) * present);
      present *= exponential(-(reference.hazard[0] * factors.experience[i] +
                               reference.hazard[1] * factors.lock[i] + reference.hazard[2]));
      ++i;
    });
  }
}

[[nodiscard]] double fit_nps_offset(Answers const& answers, double nps, double noise) {
  return decreasing_root(
      [&](double offset) {
        double score = 0;
        double weight = 0;
        for (std::size_t i = 0; i < answers.weight.size(); ++i) {
          NpsShares const shares = nps_shares(answers.satisfaction[i], offset, noise);
          score += answers.weight[i] * (shares.promoters - shares.detractors);
          weight += answers.weight[i];
        }
        return nps / 100 - score / weight;
      },
      -30, 30, 1e-10);
}

}  // namespace

NpsShares nps_shares(double satisfaction, double offset, double noise) {
  double const centre = offset + satisfaction / 10;
  return {normal_cdf((centre - 8.5) / noise), normal_cdf((6.5 - centre) / noise)};
}

RandomKey episode_key(Customer const& customer, int month, CompiledJourney const& journey,
                      std::uint32_t episode) {
  return derive(customer.key, static_cast<std::uint32_t>(month), journey.id_hash, episode, 0);
}

double episode_count_luck(Customer const& customer, int month, CompiledJourney const& journey) {
  RandomWords const words = block(customer.key, static_cast<std::uint32_t>(month), journey.id_hash,
                                  static_cast<std::uint32_t>(Purpose::episode_count), 0);
  return uniform(words[0], words[1]);
}

void walk_month(CompiledMap const& map, Customer const& customer, int month,
                EpisodeRecord& record) {
  for (std::uint32_t journey = 0; journey < map.journeys.size(); ++journey) {
    CompiledJourney const& one = map.journeys[journey];
    std::uint32_t const count = episode_count(one, episode_count_luck(customer, month, one));
    for (std::uint32_t episode = 0; episode < count; ++episode) {
      walk_episode(map, journey, episode_key(customer, month, one, episode), customer.leniency,
                   record);
    }
  }
}

void start_month(CompiledMap const& map, std::uint32_t place, Customer const& customer, int month,
                 std::vector<EpisodeStart>& starts) {
  for (std::uint32_t journey = 0; journey < map.journeys.size(); ++journey) {
    CompiledJourney const& one = map.journeys[journey];
    std::uint32_t const count = episode_count(one, episode_count_luck(customer, month, one));
    for (std::uint32_t episode = 0; episode < count; ++episode) {
      starts.push_back({customer.key, customer.leniency, static_cast<std::uint32_t>(month), episode,
                        place, journey});
    }
  }
}

FittedReference fit_reference(std::vector<CompiledMap> const& maps, ReferenceTargets const& targets,
                              std::vector<Customer> const& customers, int burn_in) {
  FittedReference result;
  Reference& reference = result.reference;
  result.starts.resize(customers.size());
  reference.segments.resize(maps.size(), at_level(70));
  Answers answers;
  for (SegmentId const key : targets.segments) {
    std::uint32_t const segment = key.index;
    CompiledMap const& map = maps[segment];
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < customers.size(); ++i) {
      if (customers[i].segment == key) {
        members.push_back(i);
      }
    }
    if (members.empty()) {
      continue;
    }
    std::vector<Diary> const diaries = write_diaries(map, customers, members, burn_in);
    SegmentReference fitted = fit_satisfaction(diaries, map.reaction, burn_in);
    fitted.hazard = fit_hazards(hazard_factors(diaries, map.reaction, fitted, burn_in),
                                targets.annual_churn[segment], targets.cause_shares[segment]);
    add_answers(diaries, map, fitted, targets.share[segment], burn_in, answers);
    reference.segments[segment] = fitted;
    for (Diary const& diary : diaries) {
      result.starts[diary.number] = start_of(diary, map.reaction, fitted, burn_in);
    }
  }
  if (targets.nps) {
    reference.nps_offset = fit_nps_offset(answers, *targets.nps, targets.nps_noise);
  }
  return result;
}

}  // namespace cxsim
