#pragma once

#include <string>

#include "cxsim/base/text.hpp"
#include "cxsim/decision/baseline.hpp"
#include "cxsim/decision/prioritization.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

enum class Colour { none, ansi };

/// How a text for a terminal looks.
struct TextStyle {
  Language language = Language::english;
  int width = 100;  ///< columns; below 80 counts as 80
  Colour colour = Colour::none;
};

/// The answer of `cxsim simulate` for a terminal: whether today is reproduced, what happens if
/// nothing is decided, then tables of figures, segments, touchpoints and months.
///
/// No line is wider than the style; a table that does not fit leaves columns out and names them.
/// Names are shown without control characters. UTF-8, ends with a line feed.
[[nodiscard]] std::string simulate_text(Scenario const& scenario, BaselineRun const& run,
                                        Provenance const& provenance, TextStyle style);

/// The answer of `cxsim prioritize` for a terminal: whether today is reproduced, the recommendation
/// in one sentence, the ranking, all together, deciding nothing, how sure. Form as simulate_text.
[[nodiscard]] std::string prioritize_text(Scenario const& scenario, Prioritization const& answer,
                                          Provenance const& provenance, TextStyle style);

}  // namespace cxsim
