#pragma once

#include <vector>

#include "cxsim/io/map_file.hpp"
#include "cxsim/workbook/start.hpp"

namespace cxsim {

/// What of the firm's figures the starter map could be fitted to.
struct StartFit {
  ParameterValues values;
  bool contacts_fit = true;    ///< false: failures alone already send more to the hotline
  bool complaints_fit = true;  ///< false: no odds give that many or few
  double contacts = 0;         ///< per customer and month
  double complaints = 0;       ///< per customer and month
  double agents_factor = 1;    ///< contacts of the firm over those of the starter's firm
};

/// Values of \p starter's numbers that give the figures of \p numbers, as start_case describes.
[[nodiscard]] StartFit fit_start(LoadedMap const& starter, StartNumbers const& numbers);

}  // namespace cxsim
