#pragma once

#include <optional>
#include <string>
#include <vector>

#include "directory.hpp"
#include "import_log.hpp"
#include "scales.hpp"
#include "tree.hpp"

namespace cxsim {

/// What the sheets say about a touchpoint, for the initiatives that change it.
struct TouchpointNumbers {
  double failure = 0;  ///< 0 to 1
  double mean = 0;     ///< points of 100
  double cost = 0;
  double visits = 0;  ///< per month
  double starts = 0;  ///< per month
  NamedScale scale;
  CellRef failure_cell;
  CellRef mean_cell;
  CellRef cost_cell;
  CellRef volume_cell;
};

struct SegmentNumbers {
  double customers = 0;
  double margin = 0;          ///< per month
  double annual_churn = 0;    ///< 0 to 1
  double uncontrollable = 0;  ///< part of the leavers
  CellRef margin_cell = {};
  CellRef churn_cell = {};
};

struct MapFacts {
  double customers = 0;
  std::vector<TouchpointNumbers> touchpoints;
  std::vector<SegmentNumbers> segments;
};

struct MapPart {
  Tree document;
  MapFacts facts;
};

/// The map that sheets 1 to 5, 9 and 10 describe.
[[nodiscard]] MapPart make_map(WorkbookRows const& rows, Directory const& directory,
                               std::vector<Override> const& overrides, ImportLog& log);

/// Reports a cell that must not be empty.
void require(Row const& row, SheetKind kind, std::string_view key, ImportLog& log);

/// The form of sheet 1; null when it is empty.
[[nodiscard]] Row const* start_form(WorkbookRows const& rows);

/// The name of the firm or case.
[[nodiscard]] std::string case_name(WorkbookRows const& rows, ImportLog const& log);

}  // namespace cxsim
