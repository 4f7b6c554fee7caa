#pragma once

#include <cstddef>
#include <string_view>

#include "cxsim/formats/json.hpp"

namespace cxsim {

/// A position in a JSON text that only moves forward and keeps count of lines.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const noexcept { return offset_ == text_.size(); }
  /// The next byte; 0 at the end.
  [[nodiscard]] char next() const noexcept { return at_end() ? '\0' : text_[offset_]; }
  [[nodiscard]] std::string_view rest() const noexcept { return text_.substr(offset_); }
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  [[nodiscard]] JsonPlace place() const noexcept;

  /// Passes over \p bytes, line breaks included.
  void skip(std::size_t bytes);
  /// Passes over blanks and complete comments.
  void skip_blanks();
  /// Passes over blanks, comments, commas and colons.
  void skip_separators();
  /// Passes over a complete string. \pre A valid one begins here.
  void skip_string();

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

/// Bytes at the beginning of \p text up to a blank, quote, slash or punctuation of the grammar.
[[nodiscard]] std::size_t json_word_length(std::string_view text);

/// Bytes of the longest number (RFC 8259, section 6) at the beginning of \p text; 0 when none is.
[[nodiscard]] std::size_t json_number_length(std::string_view text);

}  // namespace cxsim
