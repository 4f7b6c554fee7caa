#pragma once

#include <cstdint>

#include "cxsim/simulation/draw_model.hpp"

namespace cxsim::bench {

/// What a walk of many episodes gives; the same in every program, within chance.
struct WalkFigures {
  double seconds = 0;
  double episodes = 0;
  double visits = 0;
  double failures = 0;
  double experience = 0;         ///< Σ x
  double experience_square = 0;  ///< Σ x²
  double visits_square = 0;      ///< Σ over episodes of visits²
};

/// The model as most people would write it: objects, std::mt19937_64, distributions of the standard
/// library, customers who stay or leave by luck. Numbers as in \p model, so that both programs mean
/// the same; nothing is shared between two runs.
[[nodiscard]] double plain_annual_churn(DrawModel const& model, std::size_t portfolio,
                                        std::uint64_t seed);

/// Walks \p episodes of each journey of \p map in the same style.
[[nodiscard]] WalkFigures plain_walk(CompiledMap const& map, std::uint64_t episodes,
                                     std::uint64_t seed);

}  // namespace cxsim::bench
