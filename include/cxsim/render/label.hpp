#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/text.hpp"

namespace cxsim {

/// \p text as one line that is safe to draw: valid UTF-8 without control characters, characters
/// that XML forbids, and marks that turn the direction of writing; white space becomes one space.
[[nodiscard]] std::string clean_text(std::string_view text);

/// \p text for an HTML label of Graphviz: as XML, and every backslash doubled, because Graphviz
/// expands \N, \G, … there.
[[nodiscard]] std::string escape_label(std::string_view text);

enum class FontWeight { regular, bold };

/// Estimated width in points of a line of \p text; fonts differ by about a tenth.
[[nodiscard]] double text_width(std::string_view text, double font_size, FontWeight weight);

/// \p text broken into at most \p lines lines of \p width points, between words where possible;
/// what does not fit ends in an ellipsis.
[[nodiscard]] std::vector<std::string> wrap_text(std::string_view text, double width,
                                                 double font_size, FontWeight weight,
                                                 std::size_t lines);

/// Shares of a whole as they are printed: in percent, or in tenths of a percent when a share
/// would otherwise read as 0 %. Printed numbers sum to the printed sum of \p shares (largest
/// remainder; Hare 1859); equal remainders in order.
class PrintedShares {
 public:
  explicit PrintedShares(std::span<double const> shares, Language language = Language::english);

  /// In tenths of a percent.
  [[nodiscard]] int tenths(std::size_t index) const { return tenths_[index]; }
  /// "12 %", "0.3 %", "<0.1 %".
  [[nodiscard]] std::string text(std::size_t index) const;
  /// Of several shares together, given their sum in tenths of a percent.
  [[nodiscard]] std::string text_of(int tenths) const;

 private:
  Language language_;
  std::vector<int> tenths_;
  std::vector<bool> is_positive_;
  bool has_decimals_ = false;
};

}  // namespace cxsim
