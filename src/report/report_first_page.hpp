#pragma once

#include <string>

#include "cxsim/base/text.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"

namespace cxsim {

/// What the board reads: customers, money, owners. None of the words of statistics, no shares of
/// draws in percent, at most one decimal.
[[nodiscard]] std::string first_page(Scenario const& scenario, Prioritization const& answer,
                                     Provenance const& provenance, Language language);

}  // namespace cxsim
