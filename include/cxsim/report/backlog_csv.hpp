#pragma once

#include <string>

#include "cxsim/base/text.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

/// The ranking as a table that issue trackers import (docs/output-format.md): one row per
/// initiative, best first, columns of numbers without units. RFC 4180 with line feeds; the header
/// holds letters and blanks only; no title begins with a sign; cells that a spreadsheet would run
/// as a formula are made harmless.
[[nodiscard]] std::string backlog_csv(Scenario const& scenario, Prioritization const& answer,
                                      Provenance const& provenance, Language language);

}  // namespace cxsim
