#pragma once

#include <cstddef>
#include <string>

#include "cxsim/render/diagram.hpp"

namespace cxsim {

/// A count per 1,000 customers and month: "1,560", "7.1", "<0.1".
[[nodiscard]] std::string volume_text(Language language, double volume);

/// A single share: "12 %", "1.2 %", "<0.1 %".
[[nodiscard]] std::string share_text(Language language, double share);

/// The whole diagram in one sentence, for those who cannot see it.
[[nodiscard]] std::string describe(JourneyDiagram const& diagram);

/// What an illustrative diagram says of its numbers.
[[nodiscard]] std::string banner_text(JourneyDiagram const& diagram);
[[nodiscard]] std::string describe_card(JourneyDiagram const& diagram, std::size_t card);
[[nodiscard]] std::string describe_flow(JourneyDiagram const& diagram, std::size_t flow);

}  // namespace cxsim
