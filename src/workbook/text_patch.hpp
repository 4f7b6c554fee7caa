#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/json.hpp"

namespace cxsim {

/// Changes values of a JSON text in place, so that comments and order stay.
class TextPatch {
 public:
  /// \pre \p text is valid JSON.
  explicit TextPatch(std::string_view text);

  [[nodiscard]] JsonValue const& root() const noexcept { return root_; }

  /// The value at \p path (steps divided by '/'), or null.
  [[nodiscard]] JsonValue const* find(std::string_view path) const;

  /// \pre \p value is a number, a truth value or a text without escapes, of this document.
  void replace(JsonValue const& value, std::string replacement);

  /// Adds a member at the end of the document. \param member `"key": value`.
  void append_member(std::string const& member);

  [[nodiscard]] std::string text() const;

 private:
  struct Edit {
    std::size_t begin;
    std::size_t length;
    std::string replacement;
  };

  [[nodiscard]] std::size_t offset_of(JsonPlace place) const;

  std::string_view text_;
  JsonValue root_;
  std::vector<std::size_t> lines_;  ///< where each begins
  std::vector<Edit> edits_;
};

}  // namespace cxsim
