#include "layout.hpp"

#include <algorithm>

#include "cxsim/formats/escape.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

void append_word(std::string_view word, std::size_t width, std::vector<std::string>& lines) {
  std::string& line = lines.back();
  if (line.empty()) {
    line = word;
  } else if (columns_of(line) + 1 + columns_of(word) <= width) {
    line += ' ';
    line += word;
  } else {
    lines.emplace_back(word);
  }
}

[[nodiscard]] std::vector<std::string> wrap_paragraph(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    std::size_t const end = std::min(text.find(' '), text.size());
    if (end > 0) {
      append_word(text.substr(0, end), width, lines);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(first_code_point(text).length);
    ++count;
  }
  return count;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (true) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    for (std::string& line : wrap_paragraph(text.substr(0, end), width)) {
      lines.push_back(std::move(line));
    }
    if (end == text.size()) {
      return lines;
    }
    text.remove_prefix(end + 1);
  }
}

std::string entry(std::string const& term, std::string_view text, std::size_t indent,
                  std::size_t width) {
  std::string result = term;
  bool const fits = columns_of(term) + 2 <= indent;
  result += fits ? std::string(indent - columns_of(term), ' ') : '\n' + std::string(indent, ' ');
  bool is_first = true;
  for (std::string const& line : wrap(text, std::max<std::size_t>(width, indent + 20) - indent)) {
    result += (is_first ? "" : std::string(indent, ' ')) + line + '\n';
    is_first = false;
  }
  return result;
}

std::string align_rows(std::vector<std::vector<std::string>> rows,
                       std::vector<CellAlign> const& columns) {
  std::vector<std::size_t> widths(columns.size(), 0);
  for (auto& row : rows) {
    for (std::size_t column = 0; column < columns.size(); ++column) {
      row[column] = terminal_text(row[column]);
      widths[column] = std::max(widths[column], columns_of(row[column]));
    }
  }
  std::string text;
  for (auto const& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      std::string const padding(widths[column] - columns_of(row[column]), ' ');
      line += column == 0 ? "" : "  ";
      line += columns[column] == CellAlign::right ? padding + row[column] : row[column] + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace cxsim
