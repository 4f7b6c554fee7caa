#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cxsim {

/// One character of a text, or one byte that belongs to none.
struct CodePoint {
  char32_t value = 0;      ///< U+FFFD when the bytes are not valid
  std::size_t length = 0;  ///< bytes read; at least 1
  bool is_valid = false;
};

/// The character at the beginning of \p text. An invalid sequence is passed over as the Unicode
/// standard advises (the longest beginning of a valid one, §3.9), so that it counts as one.
/// Surrogates, overlong forms and values above U+10FFFF are invalid (RFC 3629).
/// \pre \p text is not empty.
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// Offset of the first byte that is not valid UTF-8.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// \p text with each invalid sequence replaced by U+FFFD.
[[nodiscard]] std::string with_valid_utf8(std::string_view text);

/// \p code_point as UTF-8; U+FFFD for what is no character.
[[nodiscard]] std::string to_utf8(char32_t code_point);

}  // namespace cxsim
