#pragma once

#include <string>
#include <utility>
#include <vector>

#include "map_part.hpp"

namespace cxsim {

/// What one row of sheet 6 changes.
struct RowEffects {
  std::vector<std::pair<std::string, Tree>> effects;  ///< by id
  std::vector<std::size_t> queue_touchpoints;         ///< that need a queue
  /// Effects of the row whose luck is the same; empty when there is only one.
  std::vector<std::string> one_luck;
};

/// \param row of sheet 6 with “What changes” filled in.
[[nodiscard]] RowEffects read_effects(Row const& row, WorkbookRows const& rows,
                                      Directory const& directory, MapFacts const& facts,
                                      ImportLog& log);

}  // namespace cxsim
