#pragma once

#include <optional>
#include <string_view>

#include "cxsim/workbook/start.hpp"

namespace cxsim {

/// What a text of the starter of \p industry is in Polish; nothing when it has none.
[[nodiscard]] std::optional<std::string_view> polish_starter_text(Industry industry,
                                                                  std::string_view english);

}  // namespace cxsim
