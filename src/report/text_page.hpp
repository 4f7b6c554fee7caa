#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/escape.hpp"
#include "cxsim/report/console_tables.hpp"

namespace cxsim {

/// \p text in lines of at most \p width columns, broken at blanks; longer words are cut.
/// \pre width >= 2.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

enum class Align { left, right };

struct TextColumn {
  std::string header;
  Align align = Align::left;
  /// Columns are left out from the highest number down until the table fits; 0: never.
  int dispensable = 0;
  /// Fewest columns that cells may be wrapped into, or somewhat more where a word is longer;
  /// 0: cells are never wrapped.
  std::size_t least = 0;
};

/// Rows of cells in columns, as wide as they must be.
class TextTable {
 public:
  explicit TextTable(std::vector<TextColumn> columns);
  /// \pre One cell per column.
  void add(std::vector<std::string> cells);
  [[nodiscard]] std::size_t rows() const noexcept { return rows_.size(); }

  struct Laid {
    std::vector<std::string> lines;     ///< header, rule, rows
    std::vector<std::string> left_out;  ///< headers of columns without room
  };
  [[nodiscard]] Laid lay_out(std::size_t width) const;

 private:
  [[nodiscard]] std::size_t natural_width(std::size_t column) const;
  [[nodiscard]] std::size_t least_width(std::size_t column) const;
  [[nodiscard]] std::vector<std::size_t> fitting_columns(std::size_t width) const;
  [[nodiscard]] std::vector<std::size_t> widths_of(std::vector<std::size_t> const& columns,
                                                   std::size_t width) const;

  std::vector<TextColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

enum class Ink { plain, strong, warning, alarm, faint };

/// A text for a terminal, built from top to bottom.
class TextPage {
 public:
  explicit TextPage(TextStyle style);

  [[nodiscard]] Language language() const noexcept { return style_.language; }
  void blank();
  void paragraph(std::string_view text, Ink ink = Ink::plain);
  /// A paragraph whose lines after the first are indented.
  void item(std::string_view text, Ink ink = Ink::plain);
  void heading(Text text);
  void table(TextTable const& table, Ink ink = Ink::plain);
  [[nodiscard]] std::string const& text() const noexcept { return text_; }

 private:
  void line(std::string_view text, Ink ink);

  TextStyle style_;
  std::size_t width_;
  std::string text_;
};

}  // namespace cxsim
