#pragma once

#include <string>

#include "cxsim/decision/baseline.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

/// Version of the format `cxsim-result` (docs/output-format.md).
inline constexpr int result_format_version = 1;

/// The answer of `cxsim simulate` as one JSON document (docs/output-format.md).
/// Same run, same bytes. Ends with a line feed.
[[nodiscard]] std::string simulate_json(Scenario const& scenario, BaselineRun const& run,
                                        Provenance const& provenance);

/// The answer of `cxsim prioritize` as one JSON document (docs/output-format.md).
[[nodiscard]] std::string prioritize_json(Scenario const& scenario, Prioritization const& answer,
                                          Provenance const& provenance);

}  // namespace cxsim
