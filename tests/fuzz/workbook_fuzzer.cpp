#include "cxsim/formats/csv.hpp"
#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/workbook/import.hpp"
#include "fuzz/fuzzer.hpp"
#include "fuzz/parts.hpp"

namespace cxsim {

namespace {

/// A sheet of texts, as a CSV file of a folder is one.
[[nodiscard]] Sheet sheet_of(fuzz::PartOfInput const& part) {
  Sheet sheet{with_valid_utf8(part.name), {}};
  TextSource source(part.content);
  CsvReader reader(source, sheet.name);
  std::uint32_t number = 0;
  for (auto row = reader.next(); row && *row != nullptr; row = reader.next()) {
    std::uint32_t column = 0;
    for (std::string_view const field : (*row)->fields) {
      if (!field.empty()) {
        sheet.cells.push_back({{number, column}, with_valid_utf8(field)});
      }
      ++column;
    }
    ++number;
  }
  return sheet;
}

[[nodiscard]] bool has_place(Location const& where) {
  return !where.sheet.empty() || !where.file.empty();
}

/// What an import makes is what the program reads.
void expect_files(ImportedWorkbook const& imported) {
  CXSIM_EXPECTS(parse_map(imported.map, "map.json").has_value());
  CXSIM_EXPECTS(parse_scenario(imported.scenario, "scenario.json", [&](std::string const& path) {
                  return Result<FileText>(FileText{path, imported.map});
                }).has_value());
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  Spreadsheet book{"folder", {}};
  for (PartOfInput const& part : parts_in(bytes)) {
    book.sheets.push_back(sheet_of(part));
  }
  auto const imported = import_workbook(book);
  if (!imported) {
    expect_refusal(imported.error(), has_place);
    expect_readable(imported.error());
    return;
  }
  for (Diagnostics const& messages : {imported->report.notes, imported->report.conversions,
                                      imported->report.mismatches, imported->report.assumptions}) {
    expect_readable(messages);
  }
  expect_files(*imported);
}

}  // namespace cxsim
