#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/byte_source.hpp"

namespace cxsim {

/// What one row may ask of the machine. What exceeds it is read past, not stored, and reported.
struct CsvLimits {
  std::size_t field_bytes = std::size_t{1} << 20;
  std::size_t row_bytes = std::size_t{16} << 20;
  std::size_t columns = 4096;
};

struct CsvOptions {
  std::optional<char> delimiter = {};  ///< nothing: found by looking at the first rows
  CsvLimits limits = {};
};

struct CsvRow {
  int line = 0;                          ///< where the row begins, from 1
  std::vector<std::string_view> fields;  ///< without the quotes
  Diagnostics problems;                  ///< what is wrong with this row alone
};

/// Reads a table row by row, with memory for one row (RFC 4180).
///
/// Fields may stand in double quotes and then hold delimiters, line breaks and doubled quotes; a
/// quote elsewhere in a field stands for itself. Rows end with LF, CRLF or CR. Rows without any
/// character, a byte order mark and Excel's first line `sep=;` are passed over.
///
/// A row of another length than the first, invalid UTF-8, a zero byte, text behind a closing quote,
/// a quote that is never closed and what exceeds a limit are problems of that row; the reading goes
/// on behind it.
class CsvReader {
 public:
  /// \param source must outlive the reader.
  /// \param file_name as the user named it, for the messages.
  CsvReader(ByteSource& source, std::string file_name, CsvOptions options = {});
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  /// The next row, valid until the next call; null at the end. Fails when the source fails, or
  /// when the file is no text in UTF-8 at all (UTF-16, a workbook).
  [[nodiscard]] Result<CsvRow const*> next();

  /// What separates fields; known once the first row was read.
  [[nodiscard]] char delimiter() const noexcept;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

/// The one of `,` `;` tab `|` that cuts the rows of \p sample, the beginning of a table, most
/// evenly into more than one field; a comma when none does.
[[nodiscard]] char sniff_delimiter(std::string_view sample);

/// Whether cells that a spreadsheet would run as a formula are made harmless.
enum class FormulaGuard { off, on };

struct CsvStyle {
  char delimiter = ',';
  FormulaGuard guard = FormulaGuard::off;
};

/// One row, ended by a line feed, that CsvReader and RFC 4180 readers give back unchanged, save
/// that invalid UTF-8 and zero bytes become U+FFFD.
///
/// With the guard on, a cell that begins with = + - @, tab, CR or LF and is no plain number gets a
/// `'` in front (CWE-1236). Spreadsheets hide the sign, other importers keep it.
[[nodiscard]] std::string csv_row(std::span<std::string const> fields, CsvStyle style = {});

}  // namespace cxsim
