#pragma once

#include <string>

#include "cxsim/base/text.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

/// The page for the board and its appendix, in Markdown (CommonMark with tables).
///
/// The first page speaks of customers, money and owners; statistics stand in the appendix.
/// It shows the picture `journey.svg` of the same folder. Names are escaped.
[[nodiscard]] std::string report_markdown(Scenario const& scenario, Prioritization const& answer,
                                          Provenance const& provenance, Language language);

}  // namespace cxsim
