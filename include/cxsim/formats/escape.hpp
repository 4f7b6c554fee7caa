#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxsim {

// One function per place where free text may be put; none of it can then end that place, start a
// command there, or make the document invalid. Invalid UTF-8 becomes U+FFFD everywhere.

/// \p text for an element or a quoted attribute of XML, SVG or HTML. Line breaks and tabs come
/// back as they were, also from an attribute; characters that XML forbids become U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// \p text as the value of a Graphviz label, for the functions of cgraph: `\N`, `&amp;` and the
/// like are shown and not expanded, a line break begins a new centred line. Not for HTML labels,
/// and not for tooltips, which Graphviz expands twice.
[[nodiscard]] std::string dot_label(std::string_view text);

/// \p text as a label in a DOT file, with its quotes.
[[nodiscard]] std::string dot_quoted_label(std::string_view text);

/// \p text within a paragraph, heading, list item or table cell of Markdown (CommonMark and
/// GitHub's tables, autolinks and formulas): one line, without any markup, HTML or link of its own;
/// control characters and those that change the direction of writing are U+FFFD.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// \p text for one line of a terminal: line breaks and tabs become blanks, other control characters
/// and those that change the direction of writing U+FFFD.
[[nodiscard]] std::string terminal_text(std::string_view text);

/// Columns that \p text takes on a terminal: 2 for wide East Asian characters and most emoji, 0 for
/// combining marks. A text without control characters is meant.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// \p text when it fits into \p width columns, else its beginning and `…`, at most \p width
/// together.
[[nodiscard]] std::string truncate_to_width(std::string_view text, std::size_t width);

}  // namespace cxsim
