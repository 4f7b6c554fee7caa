#pragma once

#include <string>

#include "cxsim/experiment/replay.hpp"
#include "cxsim/report/console_tables.hpp"
#include "cxsim/report/provenance.hpp"

namespace cxsim {

/// A life that was replayed, and how it was asked for.
struct ReplayAnswer {
  std::uint32_t draw = 0;  ///< from 0
  Portfolio portfolio;
  ReplayedLife life;
};

/// One simulated customer's life for a terminal: who it is, then month by month what happened at
/// which touchpoint and what it left behind. Form as simulate_text.
[[nodiscard]] std::string replay_text(Scenario const& scenario, ReplayAnswer const& answer,
                                      Provenance const& provenance, TextStyle style);

/// The same as one JSON document (docs/output-format.md).
[[nodiscard]] std::string replay_json(Scenario const& scenario, ReplayAnswer const& answer,
                                      Provenance const& provenance);

}  // namespace cxsim
