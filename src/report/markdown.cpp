#include "markdown.hpp"

#include "text_page.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string row_of(std::vector<std::string> const& cells) {
  std::string row = "|";
  for (std::string const& cell : cells) {
    row += ' ' + cell + " |";
  }
  return row + '\n';
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string result;
  for (char const character : one_line(text)) {
    switch (character) {
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '&':
        result += "&amp;";
        break;
      case '\\':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '|':
      case '~':
      case '!':
      case '#':
      case '$':
      case '@':
        result += '\\';
        result += character;
        break;
      case ':':  // no address becomes a link of itself; an entity reads the same
        result += result.ends_with("http") || result.ends_with("https") ||
                          result.ends_with("ftp") || result.ends_with("mailto")
                      ? "&#58;"
                      : ":";
        break;
      case '.':
        result += result.ends_with("www") || result.ends_with("WWW") ? "&#46;" : ".";
        break;
      default:
        result += character;
    }
  }
  return result;
}

MarkdownTable::MarkdownTable(std::vector<std::string> const& headers) {
  std::vector<std::string> names;
  std::vector<std::string> rule;
  for (std::string const& header : headers) {
    bool const is_right = header.starts_with('>');
    names.push_back(is_right ? header.substr(1) : header);
    rule.emplace_back(is_right ? "---:" : "---");
  }
  text_ = row_of(names) + row_of(rule);
}

void MarkdownTable::add(std::vector<std::string> const& cells) { text_ += row_of(cells); }

}  // namespace cxsim
