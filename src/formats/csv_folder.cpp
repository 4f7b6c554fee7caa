#include "cxsim/formats/csv_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "cxsim/formats/ascii.hpp"
#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/encoding.hpp"
#include "cxsim/formats/text_file.hpp"
#include "cxsim/formats/texts.hpp"

namespace cxsim {

namespace {

[[nodiscard]] Result<std::vector<std::filesystem::path>> tables_in(std::string const& folder,
                                                                   CsvFolderLimits limits) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  std::filesystem::directory_iterator entries(folder, error);
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    if (in_lower_case(entries->path().extension().string()) == ".csv") {
      files.push_back(entries->path());
    }
    if (files.size() > limits.files) {
      return failure(texts::csv_folder_too_many, {.file = folder},
                     {Argument::whole(static_cast<double>(limits.files))});
    }
  }
  if (error) {
    return failure(texts::file_not_readable, {.file = folder}, {error.message()});
  }
  if (files.empty()) {
    return failure(texts::csv_folder_empty, {.file = folder});
  }
  std::ranges::sort(files);
  return files;
}

/// Line ends inside the fields of a row.
[[nodiscard]] int line_ends(CsvRow const& row) {
  std::ptrdiff_t count = 0;
  for (std::string_view const field : row.fields) {
    std::ptrdiff_t const returns = std::ranges::count(field, '\r');
    std::ptrdiff_t const feeds = std::ranges::count(field, '\n');
    count += std::max(returns, feeds);
  }
  return static_cast<int>(count);
}

/// The cells of a table, with the row numbers that a spreadsheet program shows: a row is one,
/// however many lines its fields have, and blank lines count.
class TableReading {
 public:
  TableReading(std::string const& folder, std::filesystem::path const& file)
      : folder_(folder), sheet_{file.stem().string(), {}} {}

  void add(CsvRow const& row, Diagnostics& problems) {
    row_number_ += row.line - next_line_;
    next_line_ = row.line + line_ends(row) + 1;
    for (std::size_t column = 0; column < row.fields.size(); ++column) {
      if (!row.fields[column].empty()) {
        sheet_.cells.push_back(
            {{static_cast<std::uint32_t>(row_number_), static_cast<std::uint32_t>(column)},
             std::string(row.fields[column])});
      }
    }
    for (Diagnostic problem : row.problems) {
      if (problem.text != texts::csv_wrong_length) {
        problem.where = {.file = folder_,
                         .sheet = sheet_.name,
                         .cell = cell_name({static_cast<std::uint32_t>(row_number_), 0})};
        problems.add(std::move(problem));
      }
    }
    ++row_number_;
  }

  [[nodiscard]] std::size_t cells() const { return sheet_.cells.size(); }
  [[nodiscard]] Sheet take() && { return std::move(sheet_); }

 private:
  std::string const& folder_;
  Sheet sheet_;
  int row_number_ = 0;  ///< of the next row, from 0
  int next_line_ = 1;   ///< on which it begins when no blank one comes between
};

[[nodiscard]] Result<Sheet> read_table(std::string const& folder, std::filesystem::path const& file,
                                       CsvFolderLimits limits, Diagnostics& notes) {
  std::string const name = file.string();
  auto const bytes = read_text(name, limits.file_bytes);
  if (!bytes) {
    return failure(bytes.error());
  }
  DecodedText const decoded = decode(*bytes);
  notes.append(encoding_notes(decoded.encoding, name));
  TextSource source(decoded.text);
  CsvReader reader(source, name);
  TableReading reading(folder, file);
  Diagnostics problems;
  auto row = reader.next();
  for (; row && *row != nullptr; row = reader.next()) {
    reading.add(**row, problems);
    if (reading.cells() > limits.cells) {
      return failure(texts::csv_folder_too_many_cells, {.file = name},
                     {Argument::whole(static_cast<double>(limits.cells))});
    }
  }
  if (!row) {
    return failure(row.error());
  }
  if (problems.has_errors()) {
    return failure(std::move(problems));
  }
  return std::move(reading).take();
}

}  // namespace

Result<Spreadsheet> read_csv_folder(std::string const& folder, CsvFolderLimits limits) {
  auto const files = tables_in(folder, limits);
  if (!files) {
    return failure(files.error());
  }
  Spreadsheet spreadsheet{.file = folder, .sheets = {}, .notes = {}};
  Diagnostics problems;
  for (std::filesystem::path const& file : *files) {
    auto sheet = read_table(folder, file, limits, spreadsheet.notes);
    if (sheet) {
      spreadsheet.sheets.push_back(std::move(*sheet));
    } else {
      problems.append(std::move(sheet.error()));
    }
  }
  if (problems.has_errors()) {
    return failure(std::move(problems));
  }
  return spreadsheet;
}

}  // namespace cxsim
