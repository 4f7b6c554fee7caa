#pragma once

#include <string>
#include <string_view>

#include "cxsim/base/text.hpp"

namespace cxsim {

/// As in `1.2.3`.
[[nodiscard]] std::string_view program_version();

/// Version, compiler and libraries, for a report of a fault.
[[nodiscard]] std::string version_text(Language language);

}  // namespace cxsim
