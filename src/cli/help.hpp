#pragma once

#include <string>

#include "command.hpp"

namespace cxsim {

/// What the program is for, and its commands.
[[nodiscard]] std::string overview_text(Language language, int width);

/// Everything about one command.
[[nodiscard]] std::string help_text(Command const& command, Language language, int width);

/// A line of `cxsim help` that a mistake points to.
[[nodiscard]] std::string see_help(std::string_view command, Language language);

}  // namespace cxsim
