#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "map_part.hpp"

namespace cxsim {

/// The segments of sheet 5, without their starts.
struct CustomersPart {
  double customers = 0;
  CellRef cell;  ///< of the number of customers
  std::vector<SegmentNumbers> segments;
  std::vector<std::pair<std::string, Tree>> documents;  ///< by id
};

[[nodiscard]] CustomersPart make_customers(WorkbookRows const& rows, Directory const& directory,
                                           ImportLog& log);

/// The NPS that the simulation must reproduce: of the latest measurement, else of the segments,
/// else of sheet 1.
[[nodiscard]] std::optional<Tree> nps_to_reproduce(WorkbookRows const& rows,
                                                   Directory const& directory,
                                                   std::vector<SegmentNumbers> const& segments,
                                                   Row const* latest, ImportLog& log);

}  // namespace cxsim
