#pragma once

#include <string>
#include <string_view>

namespace cxsim {

/// \p text with `A`–`Z` as `a`–`z`; whatever is not ASCII stays.
[[nodiscard]] std::string in_lower_case(std::string_view text);

/// \p text without the characters of \p blanks at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text,
                                       std::string_view blanks = " \t\r\n") noexcept;

}  // namespace cxsim
