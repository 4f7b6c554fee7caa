#include <zlib.h>

#include <cmath>
#include <variant>

#include "cxsim/formats/spreadsheet.hpp"
#include "fuzz/fuzzer.hpp"
#include "fuzz/parts.hpp"

namespace cxsim {

namespace {

/// \p number in \p bytes bytes, the lowest first.
[[nodiscard]] std::string little_endian(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) {
    text += static_cast<char>(number >> (8 * i) & 0xFF);
  }
  return text;
}

/// What the heads of a part say in both places: version 2, stored, checksum, sizes.
[[nodiscard]] std::string facts_of(fuzz::PartOfInput const& part) {
  auto const* const bytes = reinterpret_cast<Bytef const*>(part.content.data());
  auto const size = static_cast<uInt>(part.content.size());
  return little_endian(20, 2) + std::string(8, '\0') + little_endian(crc32(0, bytes, size), 4) +
         little_endian(size, 4) + little_endian(size, 4) + little_endian(part.name.size(), 2);
}

/// A zip file with these parts, as they are (PKWARE's APPNOTE, 4.3).
[[nodiscard]] std::string zipped(std::vector<fuzz::PartOfInput> const& parts) {
  std::string file;
  std::string directory;
  for (fuzz::PartOfInput const& part : parts) {
    std::string const facts = facts_of(part);
    directory += "PK\1\2" + little_endian(20, 2) + facts + std::string(12, '\0') +
                 little_endian(file.size(), 4) + part.name;
    file += "PK\3\4" + facts + std::string(2, '\0') + part.name + std::string(part.content);
  }
  return file + directory + "PK\5\6" + std::string(4, '\0') + little_endian(parts.size(), 2) +
         little_endian(parts.size(), 2) + little_endian(directory.size(), 4) +
         little_endian(file.size(), 4) + std::string(2, '\0');
}

/// The workbook whose parts stand in \p bytes; \p bytes themselves when they hold none.
[[nodiscard]] std::string workbook_of(std::string_view bytes) {
  std::vector<fuzz::PartOfInput> const parts = fuzz::parts_in(bytes);
  return parts.empty() ? std::string(bytes) : zipped(parts);
}

struct IsSound {
  bool operator()(std::string const& text) const {
    return !text.empty() && text.size() <= SpreadsheetLimits{}.cell_bytes &&
           !find_invalid_utf8(text);
  }
  bool operator()(double number) const { return std::isfinite(number); }
  bool operator()(bool) const { return true; }
  bool operator()(Date date) const {
    return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31;
  }
};

[[nodiscard]] bool stands_before(Cell const& left, Cell const& right) {
  return left.place.row != right.place.row ? left.place.row < right.place.row
                                           : left.place.column < right.place.column;
}

[[nodiscard]] bool has_sheet_and_cell(Location const& where) {
  return !where.sheet.empty() && !where.cell.empty();
}

void expect_sound(Sheet const& sheet) {
  CXSIM_EXPECTS(!find_invalid_utf8(sheet.name));
  for (Cell const& cell : sheet.cells) {
    CXSIM_EXPECTS(std::visit(IsSound{}, cell.content));
    CXSIM_EXPECTS(cell.place.row < 1'048'576 && cell.place.column < 16'384);
  }
  for (std::size_t next = 1; next < sheet.cells.size(); ++next) {
    CXSIM_EXPECTS(stands_before(sheet.cells[next - 1], sheet.cells[next]));
  }
  if (sheet.problems.has_errors()) {
    fuzz::expect_refusal(sheet.problems, has_sheet_and_cell);
    fuzz::expect_readable(sheet.problems);
  }
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  auto const book = read_xlsx(workbook_of(bytes), "book.xlsx");
  if (!book) {
    expect_refusal(book.error(), has_file);
    expect_readable(book.error());
    return;
  }
  expect_readable(book->notes);
  std::ranges::for_each(book->sheets, expect_sound);
}

}  // namespace cxsim
