#include <optional>
#include <vector>

#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/texts.hpp"
#include "fuzz/fuzzer.hpp"

namespace cxsim {

namespace {

struct Row {
  int line = 0;
  std::vector<std::string> fields;
  bool is_whole = true;  ///< nothing is wrong with it but its length

  friend bool operator==(Row const&, Row const&) = default;
};

struct Table {
  std::vector<Row> rows;
  char delimiter = ',';
  bool is_refused = false;

  friend bool operator==(Table const&, Table const&) = default;
};

[[nodiscard]] Row row_of(CsvRow const& row) {
  fuzz::expect_readable(row.problems);
  bool const is_whole = std::all_of(
      row.problems.begin(), row.problems.end(),
      [](Diagnostic const& problem) { return problem.text == texts::csv_wrong_length; });
  return {row.line, {row.fields.begin(), row.fields.end()}, is_whole};
}

[[nodiscard]] Table read(std::string_view text, std::size_t chunk_size, CsvOptions options) {
  TextSource source(text, chunk_size);
  CsvReader reader(source, "table.csv", options);
  Table table;
  auto row = reader.next();
  for (; row && *row != nullptr; row = reader.next()) {
    table.rows.push_back(row_of(**row));
  }
  if (!row) {
    fuzz::expect_refusal(row.error(), fuzz::has_file);
    fuzz::expect_readable(row.error());
    table.is_refused = true;
  }
  table.delimiter = reader.delimiter();
  return table;
}

[[nodiscard]] bool is_text(std::string const& field) {
  return !find_invalid_utf8(field) && field.find('\0') == std::string::npos;
}

/// Lines only grow, and what nothing is said against is clean.
void expect_clean(Table const& table, CsvLimits limits) {
  int line = 0;
  for (Row const& row : table.rows) {
    CXSIM_EXPECTS(row.line > line);
    line = row.line;
    CXSIM_EXPECTS(row.fields.size() <= limits.columns);
    if (row.is_whole) {
      CXSIM_EXPECTS(std::ranges::all_of(row.fields, is_text));
    }
  }
}

/// Rows that nothing is wrong with read as they were written.
void expect_round_trip(Table const& table) {
  std::string text;
  std::vector<std::vector<std::string>> rows;
  for (Row const& row : table.rows) {
    if (row.is_whole) {
      text += csv_row(row.fields, {.delimiter = table.delimiter});
      rows.push_back(row.fields);
    }
  }
  Table const again = read(text, std::string_view::npos, {.delimiter = table.delimiter});
  CXSIM_EXPECTS(!again.is_refused);
  CXSIM_EXPECTS(std::ranges::equal(again.rows, rows, [](Row const& row, auto const& fields) {
    return row.is_whole && row.fields == fields;
  }));
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  Table const table = read(bytes, std::string_view::npos, {});
  expect_clean(table, {});
  expect_round_trip(table);
  CXSIM_EXPECTS(read(bytes, 7, {}) == table);
  CsvLimits const narrow{.field_bytes = 5, .row_bytes = 20, .columns = 4};
  expect_clean(read(bytes, 7, {.limits = narrow}), narrow);
}

}  // namespace cxsim
