#pragma once

#include <cstdint>

namespace cxsim {

/// How a customer's churn enters the sums.
enum class ChurnMode {
  implicit,  ///< the customer stays and carries the probability of still being there
  sampled    ///< the customer leaves or stays by keyed luck; for checking
};

/// How much is simulated.
struct Sampling {
  std::uint64_t seed = 1;
  std::uint32_t draws = 200;       ///< of the uncertain numbers
  std::uint32_t customers = 1000;  ///< simulated per draw, over all segments
  ChurnMode churn = ChurnMode::implicit;
};

/// Customers of a draw are dealt into this many batches: the unit of parallel work within a draw
/// and of the sampling error within a draw.
inline constexpr std::uint32_t batches_per_draw = 20;

}  // namespace cxsim
