#pragma once

#include <string>
#include <string_view>

namespace cxsim {

/// SHA-256 of \p bytes (FIPS 180-4) as 64 hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace cxsim
