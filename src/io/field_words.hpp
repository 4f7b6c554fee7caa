#pragma once

#include <string_view>

#include "cxsim/base/text.hpp"

namespace cxsim {

/// The description \p doc of a field, as messages say it in brackets: in each language when a file
/// must hold the field, in English otherwise.
[[nodiscard]] Argument field_words(std::string_view doc);

}  // namespace cxsim
