#pragma once

#include <vector>

#include "cxsim/simulation/compiled_map.hpp"

namespace cxsim {

/// Mean experience of a visit of \p touchpoint on 0–100, over successes, failures and customers:
/// E[100·Φ(q)] with q ~ N(μ, σ²) is 100·Φ(μ/√(1 + σ²)) (science §1.1). Without the penalty for
/// further contacts of one episode.
/// \param values With the differences of a segment applied.
[[nodiscard]] double expected_score(Map const& map, LevelFit const& fit,
                                    ParameterValues const& values, TouchpointId touchpoint);

}  // namespace cxsim
