#pragma once

#include <string>

#include "cxsim/base/text.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"

namespace cxsim {

/// What the board's staff reads: the whole ranking and why, assumptions, the gate, method,
/// provenance.
[[nodiscard]] std::string appendix(Scenario const& scenario, Prioritization const& answer,
                                   Provenance const& provenance, Language language);

}  // namespace cxsim
