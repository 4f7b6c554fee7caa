#include "markdown.hpp"

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
