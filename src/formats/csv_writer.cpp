#include <algorithm>
#include <charconv>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool is_plain_number(std::string_view text) {
  double value = 0;
  auto const result = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const is_word = text.find_first_of("nN") != std::string_view::npos;  // nan, inf
  return result.ec == std::errc{} && result.ptr == text.data() + text.size() && !is_word;
}

[[nodiscard]] bool could_be_a_formula(std::string_view cell) {
  constexpr std::string_view triggers = "=+-@\t\r\n";
  // Spreadsheets of East Asian languages take the wide forms of the signs as well.
  bool const is_wide = cell.starts_with("＝") || cell.starts_with("＋") || cell.starts_with("－") ||
                       cell.starts_with("＠");
  bool const is_triggered = !cell.empty() && triggers.find(cell[0]) != std::string_view::npos;
  return (is_triggered || is_wide) && !is_plain_number(cell);
}

/// At the beginning of a file these say something about the file.
[[nodiscard]] bool looks_like_a_file_mark(std::string_view cell) {
  return cell.starts_with("\xEF\xBB\xBF") || cell.starts_with("sep=") ||
         cell.starts_with("PK\x03\x04");
}

[[nodiscard]] bool needs_quotes(std::string_view cell, char delimiter) {
  return cell.find_first_of("\"\r\n") != std::string_view::npos ||
         cell.find(delimiter) != std::string_view::npos || cell.starts_with(' ') ||
         cell.ends_with(' ') || looks_like_a_file_mark(cell);
}

[[nodiscard]] std::string quoted(std::string_view cell) {
  std::string text = "\"";
  for (char const byte : cell) {
    text.append(byte == '"' ? 2 : 1, byte);
  }
  return text += '"';
}

[[nodiscard]] std::string csv_cell(std::string_view field, CsvStyle style) {
  std::string cell = with_valid_utf8(field);
  for (std::size_t nul = 0; (nul = cell.find('\0', nul)) != std::string::npos;) {
    cell.replace(nul, 1, to_utf8(0xFFFD));
  }
  if (style.guard == FormulaGuard::on && could_be_a_formula(cell)) {
    cell.insert(0, 1, '\'');
  }
  return needs_quotes(cell, style.delimiter) ? quoted(cell) : cell;
}

}  // namespace

std::string csv_row(std::span<std::string const> fields, CsvStyle style) {
  CXSIM_EXPECTS(!fields.empty());
  if (fields.size() == 1 && fields[0].empty()) {
    return "\"\"\n";  // an empty line would be no row
  }
  std::string row;
  for (std::string const& field : fields) {
    row += csv_cell(field, style);
    row += style.delimiter;
  }
  row.back() = '\n';
  return row;
}

}  // namespace cxsim
