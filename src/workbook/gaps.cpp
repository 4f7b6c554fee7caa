#include "gaps.hpp"

#include <algorithm>
#include <set>

#include "cxsim/formats/nearest.hpp"
#include "cxsim/workbook/texts.hpp"

namespace cxsim {

namespace {

void report_owners(WorkbookRows const& rows, Directory const& directory, ImportLog& log) {
  for (std::size_t i = 0; i < directory.touchpoints.size(); ++i) {
    Row const& row = rows[SheetKind::touchpoints].rows[directory.touchpoint_rows[i]];
    if (row.has_column("owner") && row.is_empty("owner")) {
      log.gap(row.cell("owner"), texts::touchpoint_without_owner, {directory.touchpoints[i].name});
    }
  }
  for (std::size_t i = 0; i < directory.initiatives.size(); ++i) {
    auto const row_at = [&](std::size_t index) -> Row const& {
      return rows[SheetKind::initiatives].rows[index];
    };
    Row const& first = row_at(directory.initiative_rows[i].front());
    bool const is_missing = std::ranges::all_of(directory.initiative_rows[i], [&](std::size_t row) {
      return row_at(row).is_empty("owner");
    });
    if (first.has_column("owner") && is_missing) {
      log.gap(first.cell("owner"), texts::initiative_without_owner,
              {directory.initiatives[i].name});
    }
  }
}

/// Whoever lists sources wants each of them there.
void report_sources(WorkbookRows const& rows, ImportLog& log) {
  std::vector<std::string> known;
  std::set<std::string> plain;
  for (Row const& row : rows[SheetKind::sources].rows) {
    known.push_back(row.text("name"));
    plain.insert(plain_word(known.back()));
  }
  if (known.empty()) {
    return;
  }
  std::string const sheet = sheet_name(rows, SheetKind::sources);
  for (SheetKind const kind : {SheetKind::touchpoints, SheetKind::reasons, SheetKind::transitions,
                               SheetKind::segments, SheetKind::initiatives}) {
    for (Row const& row : rows[kind].rows) {
      std::string const source = row.text("source");
      if (source.empty() || !plain.insert(plain_word(source)).second) {
        continue;
      }
      if (auto const near = nearest(source, known)) {
        log.gap(row.cell("source"), texts::source_misspelt, {source, sheet, *near});
      } else {
        log.gap(row.cell("source"), texts::source_unknown, {source, sheet});
      }
    }
  }
}

}  // namespace

void report_gaps(WorkbookRows const& rows, Directory const& directory, ImportLog& log) {
  report_owners(rows, directory, log);
  report_sources(rows, log);
}

}  // namespace cxsim
