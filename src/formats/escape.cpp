#include "cxsim/formats/escape.hpp"

#include <algorithm>

#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// The text that \p escape makes of each character.
template <class Escape>
[[nodiscard]] std::string escaped(std::string_view text, Escape escape) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    text.remove_prefix(next.length);
    result += escape(next.value);
  }
  return result;
}

[[nodiscard]] bool is_control(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character <= 0x9F);
}

/// Marks, embeddings, overrides and isolates (Unicode Standard Annex 9, section 2).
[[nodiscard]] bool changes_direction(char32_t character) {
  return character == 0x061C || character == 0x200E || character == 0x200F ||
         (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

[[nodiscard]] bool breaks_line(char32_t character) {
  return character == '\n' || character == '\r' || character == 0x0B || character == 0x0C ||
         character == 0x85 || character == 0x2028 || character == 0x2029;
}

[[nodiscard]] std::string xml_character(char32_t character) {
  switch (character) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      bool const is_forbidden = character < 0x20 || character == 0xFFFE || character == 0xFFFF;
      return to_utf8(is_forbidden ? replacement : character);
  }
}

[[nodiscard]] std::string dot_character(char32_t character) {
  if (character == '\\') {
    return "\\\\";
  }
  if (character == '&') {
    return "&amp;";
  }
  if (character == '\n') {
    return "\\n";
  }
  if (character == '\t') {
    return " ";
  }
  return to_utf8(is_control(character) ? replacement : character);
}

[[nodiscard]] std::string markdown_character(char32_t character) {
  constexpr std::u32string_view marks = U"\\`*_[]|~#$";
  if (character == '&') {
    return "&amp;";
  }
  if (character == '<') {
    return "&lt;";
  }
  if (character == '>') {
    return "&gt;";
  }
  if (character == '@') {
    return "\u2060@";  // a word joiner: without a word in front, no reader takes it for an address
  }
  if (marks.find(character) != std::u32string_view::npos) {
    return '\\' + to_utf8(character);
  }
  bool const is_unsafe = is_control(character) || changes_direction(character);
  return to_utf8(is_unsafe ? replacement : character);
}

/// \p text with each run of white space as one blank, none at either end.
[[nodiscard]] std::string on_one_line(std::string_view text) {
  std::string line;
  bool is_blank_due = false;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    text.remove_prefix(next.length);
    if (next.value == ' ' || next.value == '\t' || breaks_line(next.value)) {
      is_blank_due = !line.empty();
      continue;
    }
    line += is_blank_due ? " " : "";
    line += to_utf8(next.value);
    is_blank_due = false;
  }
  return line;
}

/// Where \p line would begin a list or underline a heading, the byte that does it; else its size.
[[nodiscard]] std::size_t find_block_mark(std::string_view line) {
  if (line.starts_with('-') || line.starts_with('+') || line.starts_with('=')) {
    return 0;
  }
  std::size_t const digits = std::min(line.find_first_not_of("0123456789"), line.size());
  bool const is_ordinal =
      digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
  return is_ordinal ? digits : line.size();
}

/// \p text with a backslash in `www.`, `http:…` and `:word:`, which would become links and
/// pictures.
[[nodiscard]] std::string without_links(std::string const& text) {
  std::string result;
  for (std::size_t index = 0; index < text.size(); ++index) {
    bool const ends_www = text[index] == '.' && index >= 3 && (text[index - 1] | 0x20) == 'w' &&
                          (text[index - 2] | 0x20) == 'w' && (text[index - 3] | 0x20) == 'w';
    bool const is_inside_word =
        text[index] == ':' && index + 1 < text.size() && text[index + 1] != ' ';
    result += ends_www || is_inside_word ? "\\" : "";
    result += text[index];
  }
  return result;
}

}  // namespace

std::string xml_text(std::string_view text) { return escaped(text, xml_character); }

std::string dot_label(std::string_view text) {
  std::string lines;
  for (std::size_t index = 0; index < text.size(); ++index) {
    bool const is_line_end = text[index] == '\r';
    bool const is_pair = is_line_end && index + 1 < text.size() && text[index + 1] == '\n';
    if (!is_pair) {
      lines += is_line_end ? '\n' : text[index];
    }
  }
  return escaped(lines, dot_character);
}

std::string dot_quoted_label(std::string_view text) {
  std::string quoted = "\"";
  for (char const byte : dot_label(text)) {
    quoted += byte == '"' ? "\\\"" : std::string(1, byte);
  }
  return quoted + '"';
}

std::string markdown_text(std::string_view text) {
  std::string const line = on_one_line(text);
  std::size_t const block_mark = find_block_mark(line);
  std::string_view const rest = line;
  std::string const head = escaped(rest.substr(0, block_mark), markdown_character);
  std::string const tail = escaped(rest.substr(block_mark), markdown_character);
  return without_links(head + (tail.empty() ? "" : "\\") + tail);
}

std::string terminal_text(std::string_view text) {
  return escaped(text, [](char32_t character) {
    if (character == '\t' || breaks_line(character)) {
      return std::string(" ");
    }
    bool const is_unsafe = is_control(character) || changes_direction(character);
    return to_utf8(is_unsafe ? replacement : character);
  });
}

}  // namespace cxsim
