#pragma once

#include <vector>

#include "cxsim/simulation/draw_model.hpp"
#include "cxsim/simulation/tally.hpp"

namespace cxsim {

/// Sums of one batch of customers of one draw.
struct BatchTally {
  PortfolioTally reference;
  std::vector<PortfolioTally> portfolios;  ///< as the lanes of the draw
  std::uint64_t episodes_walked = 0;
  std::uint64_t episodes_reused = 0;  ///< same luck, same numbers: taken from another portfolio
  std::uint64_t visits_walked = 0;

  BatchTally& operator+=(BatchTally const& other);
};

/// Lives the months of one batch's customers under the reference and under every portfolio.
///
/// Loops month → customer → portfolio; customers do not meet each other. A portfolio walks an
/// episode again only when the walk under the reference or the first portfolio meets a touchpoint
/// whose numbers differ; the keyed luck makes the rest equal bit for bit.
/// Cost: linear in customers, months and visits; memory linear in customers × portfolios.
[[nodiscard]] BatchTally simulate_batch(DrawModel const& model, std::uint32_t batch);

}  // namespace cxsim
