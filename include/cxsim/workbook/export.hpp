#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/spreadsheet.hpp"
#include "cxsim/io/map_file.hpp"
#include "cxsim/scenario/scenario.hpp"

namespace cxsim {

/// A volume of sheet 2, which has one for all segments, beside the one that the differences of
/// segments make of it. Visits per month.
struct VolumeGap {
  std::string touchpoint;  ///< its name
  double in_sheet = 0;
  double with_differences = 0;
};

/// Places of a file that only sheet 11 can hold, and that differ in one id.
struct PlacesInLastSheet {
  bool is_of_map = true;
  std::string place;      ///< `/touchpoints/*/penalty`
  std::size_t count = 0;  ///< of its lines in the sheet
};

/// Sheets of a map or scenario.
struct ExportedWorkbook {
  Spreadsheet sheets;
  std::vector<PlacesInLastSheet> last_sheet;  ///< in the order of its lines
  std::optional<VolumeGap> volume_gap;        ///< the largest, if there is one worth saying
};

/// The sheets from which import_workbook makes the same map and scenario again, number by number.
/// What the other sheets cannot hold stands in the last one.
[[nodiscard]] ExportedWorkbook export_workbook(Scenario const& scenario, Language language);

/// As above, of a map alone.
[[nodiscard]] ExportedWorkbook export_workbook(LoadedMap const& map, Language language);

/// Empty sheets with an example each.
[[nodiscard]] Spreadsheet empty_workbook(Language language);

}  // namespace cxsim
