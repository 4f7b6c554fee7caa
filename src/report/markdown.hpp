#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cxsim {

/// \p text as one line of plain text in Markdown: nothing in it is markup, a link, HTML or the end
/// of a table's cell. Not meant for the beginning of a line.
[[nodiscard]] std::string markdown_text(std::string_view text);

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
