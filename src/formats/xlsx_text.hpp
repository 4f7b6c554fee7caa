#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxsim {

/// A text that grows up to a limit.
class CappedText {
 public:
  explicit CappedText(std::size_t limit) : limit_(limit) {}

  void append(std::string_view piece);
  void clear() {
    text_.clear();
    is_cut_ = false;
  }
  [[nodiscard]] std::string const& text() const noexcept { return text_; }
  [[nodiscard]] bool is_cut() const noexcept { return is_cut_; }

 private:
  std::size_t limit_;
  std::string text_;
  bool is_cut_ = false;
};

/// \p text with `_x000D_` and the like (ECMA-376 part 1, ST_Xstring) replaced by what they stand
/// for: characters that XML cannot hold. What is no character becomes U+FFFD.
[[nodiscard]] std::string unescaped_xlsx_text(std::string_view text);

/// The text that reads back as \p text: with escapes for what XML forbids or changes, and for what
/// looks like an escape. Invalid UTF-8 and zero bytes become U+FFFD.
[[nodiscard]] std::string escaped_xlsx_text(std::string_view text);

}  // namespace cxsim
