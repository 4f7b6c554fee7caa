#pragma once

#include <string>
#include <vector>

#include "cxsim/decision/gate.hpp"
#include "cxsim/report/provenance.hpp"
#include "cxsim/report/shown.hpp"
#include "sentences.hpp"
#include "text_page.hpp"

namespace cxsim {

/// `mean [low, high]` of one column, each part as wide as the widest: rows line up.
[[nodiscard]] std::vector<std::string> lined_up(Language language,
                                                std::vector<ShownInterval> const& column);

/// Name of the scenario, and that its numbers are invented.
void write_title(TextPage& page, Scenario const& scenario, Provenance const& provenance);

/// Whether today is reproduced: one line, or loudly what is not.
void write_gate(TextPage& page, Sentences const& sentences, Gate const& gate);

/// Draws × customers, seed, what was fixed.
void write_run(TextPage& page, Provenance const& provenance, std::size_t draws_done,
               double cut_episodes, std::size_t swinging_draws);

void write_not_simulated(TextPage& page, Sentences const& sentences);

}  // namespace cxsim
