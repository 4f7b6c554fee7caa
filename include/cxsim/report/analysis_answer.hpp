#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cxsim/analysis/journey_analysis.hpp"
#include "cxsim/analysis/structure.hpp"
#include "cxsim/experiment/sampled_check.hpp"
#include "cxsim/report/console_tables.hpp"
#include "cxsim/report/provenance.hpp"

namespace cxsim {

/// What `cxsim analyze` found.
struct AnalysisAnswer {
  std::vector<JourneyAnalysis> journeys;
  std::vector<Loop> loops;              ///< at the numbers that all segments share
  std::vector<TouchpointId> dead_ends;  ///< nobody completes from here
  std::optional<SampledCheck> sampled;
};

/// Whether the text shows the removal effect.
enum class RemovalTable { hidden, shown };

/// The answer for a terminal: all journeys in one table, then each with how it ends, where those
/// pass who give up, the most travelled paths and how alike experiences are. Form as simulate_text.
[[nodiscard]] std::string analysis_text(Scenario const& scenario, AnalysisAnswer const& answer,
                                        Provenance const& provenance, RemovalTable removal,
                                        TextStyle style);

/// The answer as one JSON document (docs/output-format.md), all digits. Ends with a line feed.
[[nodiscard]] std::string analysis_json(Scenario const& scenario, AnalysisAnswer const& answer,
                                        Provenance const& provenance);

}  // namespace cxsim
