#pragma once

#include <string>
#include <vector>

#include "cxsim/formats/escape.hpp"

namespace cxsim {

/// Rows of a table; cells are Markdown already.
class MarkdownTable {
 public:
  /// Columns whose header begins with '>' are aligned to the right.
  explicit MarkdownTable(std::vector<std::string> const& headers);
  void add(std::vector<std::string> const& cells);
  [[nodiscard]] std::string const& text() const noexcept { return text_; }

 private:
  std::string text_;
};

}  // namespace cxsim
