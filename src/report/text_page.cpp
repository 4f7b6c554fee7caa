#include "text_page.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/utf8.hpp"
#include "cxsim/report/texts.hpp"

namespace cxsim {

namespace {

constexpr std::size_t narrowest_page = 80;
constexpr std::size_t gap = 2;
/// A wrapped column grows by so much rather than cut a word.
constexpr std::size_t most_for_a_word = 6;

/// Bytes of \p text that fit into \p width columns; at least one character.
[[nodiscard]] std::size_t bytes_that_fit(std::string_view text, std::size_t width) {
  std::size_t bytes = 0;
  std::size_t used = 0;
  while (bytes < text.size()) {
    std::size_t const length = first_code_point(text.substr(bytes)).length;
    used += display_width(text.substr(bytes, length));
    if (used > width && bytes > 0) {
      break;
    }
    bytes += length;
  }
  return bytes;
}

/// Whether \p text begins with a unit that belongs to the number in front: `%`, `m`, ….
[[nodiscard]] bool begins_with_unit(std::string_view text) {
  std::string_view const word = text.substr(0, text.find_first_of(" .,;:)]"));
  return word == "%" || word == "k" || word == "m" || word == "bn";
}

/// Position of the first blank at which \p text may be broken, or its length.
[[nodiscard]] std::size_t end_of_word(std::string_view text) {
  std::size_t blank = std::min(text.find(' '), text.size());
  while (blank > 0 && blank < text.size() && text[blank - 1] >= '0' && text[blank - 1] <= '9' &&
         begins_with_unit(text.substr(blank + 1))) {
    blank = std::min(text.find(' ', blank + 1), text.size());
  }
  return blank;
}

[[nodiscard]] std::string padded(std::string const& text, std::size_t width, Align align) {
  std::size_t const have = display_width(text);
  std::string const blanks(width > have ? width - have : 0, ' ');
  return align == Align::left ? text + blanks : blanks + text;
}

[[nodiscard]] std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    std::size_t const blank = end_of_word(text);
    longest = std::max(longest, display_width(text.substr(0, blank)));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return longest;
}

void trim_end(std::string& text) { text.erase(text.find_last_not_of(' ') + 1); }

[[nodiscard]] std::string repeated(std::string_view piece, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += piece;
  }
  return text;
}

[[nodiscard]] std::string_view ansi_code(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::strong:
      return "\x1b[1m";
    case Ink::warning:
      return "\x1b[33m";
    case Ink::alarm:
      return "\x1b[1;31m";
    case Ink::faint:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  CXSIM_EXPECTS(width >= 2);
  std::vector<std::string> lines;
  std::string current;
  while (!text.empty()) {
    std::size_t const blank = end_of_word(text);
    std::string_view word = text.substr(0, blank);
    text.remove_prefix(std::min(blank + 1, text.size()));
    if (!current.empty() && display_width(current) + 1 + display_width(word) > width) {
      lines.push_back(std::exchange(current, {}));
    }
    while (display_width(word) > width) {
      std::size_t const bytes = bytes_that_fit(word, width);
      lines.emplace_back(word.substr(0, bytes));
      word.remove_prefix(bytes);
    }
    if (!word.empty()) {
      current += current.empty() ? std::string(word) : ' ' + std::string(word);
    }
  }
  if (!current.empty() || lines.empty()) {
    lines.push_back(std::move(current));
  }
  return lines;
}

TextTable::TextTable(std::vector<TextColumn> columns) : columns_(std::move(columns)) {}

void TextTable::add(std::vector<std::string> cells) {
  CXSIM_EXPECTS(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
}

std::size_t TextTable::natural_width(std::size_t column) const {
  std::size_t width = display_width(columns_[column].header);
  for (std::vector<std::string> const& row : rows_) {
    width = std::max(width, display_width(row[column]));
  }
  return width;
}

std::size_t TextTable::least_width(std::size_t column) const {
  std::size_t const natural = natural_width(column);
  std::size_t const least = columns_[column].least;
  if (least == 0 || natural <= least) {
    return natural;
  }
  std::size_t word = display_width(columns_[column].header);
  for (std::vector<std::string> const& row : rows_) {
    word = std::max(word, longest_word(row[column]));
  }
  return std::clamp(word, least, least + most_for_a_word);
}

std::vector<std::size_t> TextTable::fitting_columns(std::size_t width) const {
  std::vector<std::size_t> kept(columns_.size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  auto const needed_width = [&] {
    std::size_t sum = gap * (kept.size() - 1);
    for (std::size_t const column : kept) {
      sum += least_width(column);
    }
    return sum;
  };
  while (needed_width() > width) {
    auto const most = std::ranges::max_element(
        kept, {}, [&](std::size_t column) { return columns_[column].dispensable; });
    if (columns_[*most].dispensable == 0) {
      break;
    }
    kept.erase(most);
  }
  return kept;
}

std::vector<std::size_t> TextTable::widths_of(std::vector<std::size_t> const& columns,
                                              std::size_t width) const {
  std::vector<std::size_t> widths;
  std::size_t used = gap * (columns.size() - 1);
  for (std::size_t const column : columns) {
    widths.push_back(least_width(column));
    used += widths.back();
  }
  // What is left goes to the wrapped column that lacks most, one by one.
  for (; used < width; ++used) {
    std::size_t neediest = 0;
    std::size_t lacking = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::size_t const lacks = natural_width(columns[i]) - widths[i];
      if (lacks > lacking) {
        lacking = lacks;
        neediest = i;
      }
    }
    if (lacking == 0) {
      break;
    }
    ++widths[neediest];
  }
  return widths;
}

TextTable::Laid TextTable::lay_out(std::size_t width) const {
  std::vector<std::size_t> const kept = fitting_columns(width);
  std::vector<std::size_t> const widths = widths_of(kept, width);
  Laid laid;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (std::ranges::find(kept, column) == kept.end()) {
      laid.left_out.push_back(columns_[column].header);
    }
  }
  auto const add_row = [&](auto const& cell_of) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      std::string const& cell = cell_of(kept[i]);
      cells.push_back(columns_[kept[i]].least > 0
                          ? wrapped(cell, std::max<std::size_t>(widths[i], 2))
                          : std::vector<std::string>{cell});
      height = std::max(height, cells.back().size());
    }
    for (std::size_t line = 0; line < height; ++line) {
      std::string text;
      for (std::size_t i = 0; i < kept.size(); ++i) {
        std::string const cell = line < cells[i].size() ? cells[i][line] : std::string();
        text += (i == 0 ? std::string() : std::string(gap, ' ')) +
                padded(cell, widths[i], columns_[kept[i]].align);
      }
      trim_end(text);
      laid.lines.push_back(std::move(text));
    }
  };
  add_row([&](std::size_t column) -> std::string const& { return columns_[column].header; });
  std::size_t const total =
      std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
  laid.lines.push_back(repeated("─", total));
  for (std::vector<std::string> const& row : rows_) {
    add_row([&](std::size_t column) -> std::string const& { return row[column]; });
  }
  return laid;
}

TextPage::TextPage(TextStyle style)
    : style_(style),
      width_(std::max(narrowest_page, static_cast<std::size_t>(std::max(style.width, 0)))) {}

void TextPage::line(std::string_view text, Ink ink) {
  std::string_view const code = style_.colour == Colour::ansi ? ansi_code(ink) : std::string_view();
  text_ += code;
  text_ += text;
  text_ += code.empty() ? "\n" : "\x1b[0m\n";
}

void TextPage::blank() { text_ += '\n'; }

void TextPage::paragraph(std::string_view text, Ink ink) {
  for (std::string const& one : wrapped(text, width_)) {
    line(one, ink);
  }
}

void TextPage::item(std::string_view text, Ink ink) {
  constexpr std::size_t indent = 2;
  bool is_first = true;
  for (std::string const& one : wrapped(text, width_ - indent)) {
    line((is_first ? "• " : "  ") + one, ink);
    is_first = false;
  }
}

void TextPage::heading(Text text) {
  blank();
  line(say(style_.language, text), Ink::strong);
}

void TextPage::table(TextTable const& table, Ink ink) {
  TextTable::Laid const laid = table.lay_out(width_);
  for (std::size_t i = 0; i < laid.lines.size(); ++i) {
    line(laid.lines[i], i == 1 ? Ink::faint : (i == 0 ? Ink::strong : ink));
  }
  if (!laid.left_out.empty()) {
    std::string names;
    for (std::string const& name : laid.left_out) {
      names += (names.empty() ? "" : ", ") + name;
    }
    paragraph(say(style_.language, texts::columns_left_out, {names}), Ink::faint);
  }
}

}  // namespace cxsim
