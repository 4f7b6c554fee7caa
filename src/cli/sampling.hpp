#pragma once

#include <cstddef>
#include <optional>

#include "command.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "cxsim/simulation/sampling.hpp"

namespace cxsim {

/// How much is simulated, and by how many threads.
struct RunSize {
  Sampling sampling;
  int threads = 0;                   ///< 0: as many as the machine has
  bool are_customers_fixed = false;  ///< by the user
  std::optional<DrawPoints> points;  ///< nothing: what the command does by itself
};

/// What a run may ask of the machine.
inline constexpr std::int64_t most_draws = 100'000;
inline constexpr std::int64_t most_customers = 10'000'000;
inline constexpr double most_customer_months = 1e12;  ///< draws × customers × months × portfolios
inline constexpr double most_gigabytes = 16;

/// Reads `--draws`, `--customers`, `--seed`, `--threads`, `--churn` and `--points`.
[[nodiscard]] RunSize read_run_size(OptionValues& values);

/// Reports what is wrong with any option of sampling_options(), save `--set`, which needs the map.
void check_sampling_options(OptionValues& values);

/// Customers per draw that the segments need.
[[nodiscard]] std::uint32_t fewest_customers(Scenario const& scenario);

/// Refuses runs that would take weeks or more memory than a machine has, and samples that are too
/// small for the number of segments.
/// \param portfolios simulated per draw, over all passes.
/// \param workers threads that really work.
[[nodiscard]] std::optional<Failure> check_run_size(Scenario const& scenario,
                                                    Sampling const& sampling,
                                                    std::size_t portfolios, int workers);

}  // namespace cxsim
