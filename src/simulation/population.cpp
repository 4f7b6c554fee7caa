#include "cxsim/simulation/population.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cxsim/base/contract.hpp"
#include "cxsim/simulation/sampling.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

[[nodiscard]] double keyed_uniform(RandomKey customer, int month, Purpose purpose) {
  RandomWords const words =
      block(customer, static_cast<std::uint32_t>(month), 0, static_cast<std::uint32_t>(purpose), 0);
  return uniform(words[0], words[1]);
}

[[nodiscard]] Customer make_customer(PopulationPlan const& plan, std::uint32_t number,
                                     SegmentId segment, int entry_month, std::uint32_t index,
                                     double represents) {
  RandomKey const key = derive(plan.seed, plan.draw, plan.segment_hash[segment.index],
                               static_cast<std::uint32_t>(entry_month), index);
  double const luck = keyed_uniform(key, 0, Purpose::leniency);
  return {key, number, segment, entry_month, represents, plan.leniency_sd * normal_quantile(luck)};
}

/// Simulated entrants per month: as many as the inflow is worth, at least one.
[[nodiscard]] std::uint32_t entrants(PopulationPlan const& plan, std::size_t segment) {
  double const share = plan.monthly_inflow[segment] / plan.real[segment];
  return static_cast<std::uint32_t>(
      std::max(1.0, std::floor(share * plan.simulated[segment] + 0.5)));
}

/// Simulated customers of a segment who enter in \p month; 0: those there from the start.
[[nodiscard]] std::uint32_t count_entry(PopulationPlan const& plan, int month,
                                        std::size_t segment) {
  if (plan.real[segment] <= 0) {
    return 0;
  }
  return month == 0 ? plan.simulated[segment] : entrants(plan, segment);
}

/// \param numbered In and out: customers of the draw who come before.
void deal_entry(PopulationPlan const& plan, std::uint32_t batch, int month, std::uint32_t& numbered,
                std::vector<Customer>& customers) {
  for (SegmentId const key : plan.segments) {
    std::uint32_t const segment = key.index;
    std::uint32_t const count = count_entry(plan, month, segment);
    double const total = month == 0 ? plan.real[segment] : plan.monthly_inflow[segment];
    // Entrants of successive months go to successive batches, so that each gets its share.
    std::uint32_t const offset = static_cast<std::uint32_t>(month);
    for (std::uint32_t index = 0; index < count; ++index) {
      if ((index + offset) % batches_per_draw == batch) {
        customers.push_back(make_customer(plan, numbered + index + 1, key, month, index,
                                          total / static_cast<double>(count)));
      }
    }
    numbered += count;
  }
}

}  // namespace

std::vector<std::uint32_t> stratify(std::uint32_t customers, std::vector<double> const& shares) {
  auto const segments = static_cast<std::uint32_t>(shares.size());
  CXSIM_EXPECTS(customers >= batches_per_draw * segments);
  std::uint32_t const least = std::max(batches_per_draw, customers / (4 * segments));
  std::vector<std::uint32_t> counts(segments, least);
  double const total = std::accumulate(shares.begin(), shares.end(), 0.0);
  // The rest goes where the share asks for more than the least.
  std::vector<double> wanted(segments);
  std::ranges::transform(shares, wanted.begin(), [&](double share) {
    return std::max(0.0, share / total * customers - least);
  });
  double const all_wanted = std::accumulate(wanted.begin(), wanted.end(), 0.0);
  std::uint32_t const rest = customers - least * segments;
  std::uint32_t given = 0;
  double cumulative = 0;
  for (std::uint32_t segment = 0; segment < segments; ++segment) {
    cumulative += all_wanted > 0 ? wanted[segment] / all_wanted : 1.0 / segments;
    auto const upto = static_cast<std::uint32_t>(std::floor(cumulative * rest + 0.5));
    counts[segment] += std::min(upto, rest) - given;
    given = std::min(upto, rest);
  }
  counts.back() += rest - given;
  return counts;
}

std::uint32_t count_customers(PopulationPlan const& plan) {
  std::uint32_t count = 0;
  for (int month = 0; month <= plan.horizon; ++month) {
    for (SegmentId const segment : plan.segments) {
      count += count_entry(plan, month, segment.index);
    }
  }
  return count;
}

std::vector<Customer> deal_batch(PopulationPlan const& plan, std::uint32_t batch) {
  std::vector<Customer> customers;
  std::uint32_t numbered = 0;
  for (int month = 0; month <= plan.horizon; ++month) {
    deal_entry(plan, batch, month, numbered, customers);
  }
  return customers;
}

ContractState ContractState::at_start(RandomKey customer, double term, double renewal) {
  RandomWords const words = block(customer, 0, 0, static_cast<std::uint32_t>(Purpose::contract), 0);
  double const out_of_term = renewal > 0 ? (1 / renewal) / (1 / renewal + term) : 1;
  bool const is_out = uniform(words[0]) < out_of_term;
  return ContractState(is_out ? -1 : std::floor(uniform(words[1]) * term));
}

void ContractState::advance(RandomKey customer, int month, double term, double renewal) {
  if (in_term()) {
    age_ = age_ + 1 >= term ? -1 : age_ + 1;
  } else if (keyed_uniform(customer, month, Purpose::resign) < renewal) {
    age_ = 0;
  }
}

}  // namespace cxsim
