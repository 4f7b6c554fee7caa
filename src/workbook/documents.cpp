#include "documents.hpp"

#include "cxsim/workbook/texts.hpp"
#include "gaps.hpp"
#include "map_part.hpp"
#include "scenario_part.hpp"

namespace cxsim {

namespace {

void apply(Override const& change, Tree& document) {
  if (change.path.empty()) {
    if (change.value) {
      document = *change.value;
    }
    return;
  }
  Tree* place = &document;
  for (std::size_t i = 0; i + 1 < change.path.size(); ++i) {
    if (!place->is_object()) {
      *place = Tree::object();
    }
    place = &place->at(change.path[i]);
  }
  if (!place->is_object()) {
    *place = Tree::object();
  }
  if (change.value) {
    place->set(change.path.back(), *change.value);
  } else {
    place->erase(change.path.back());
  }
}

void check_sheets(WorkbookRows const& rows, ImportLog& log) {
  SheetRows const& touchpoints = rows[SheetKind::touchpoints];
  if (touchpoints.rows.empty()) {
    Location where;
    where.file = log.file();
    where.sheet = sheet_name(rows, SheetKind::touchpoints);
    log.problems.add(Severity::error, where, texts::sheet_missing, {where.sheet});
  }
}

}  // namespace

void apply_overrides(std::vector<Override> const& overrides, Documents& documents) {
  for (Override const& change : overrides) {
    apply(change, change.is_map ? documents.map : documents.scenario);
  }
}

Documents make_documents(WorkbookRows const& rows, LastSheet last_sheet, ImportLog& log) {
  check_sheets(rows, log);
  std::vector<Override> const overrides = read_overrides(rows, log);
  Directory const directory = make_directory(rows, overrides, log);
  MapPart map = make_map(rows, directory, overrides, log);
  ScenarioPart scenario = make_scenario(rows, directory, map.facts, overrides, "map.json", log);
  report_gaps(rows, directory, log);
  if (!scenario.queues.members().empty()) {
    map.document.set("queues", std::move(scenario.queues));
  }
  Documents documents{std::move(map.document), std::move(scenario.document),
                      !directory.initiatives.empty()};
  if (last_sheet == LastSheet::applied) {
    apply_overrides(overrides, documents);
  }
  return documents;
}

}  // namespace cxsim
