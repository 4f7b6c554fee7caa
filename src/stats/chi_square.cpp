#include "cxsim/stats/chi_square.hpp"

#include <cstddef>
#include <limits>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {

double chi_square_upper_tail(double statistic, double degrees) {
  CXSIM_EXPECTS(degrees > 0);
  return upper_incomplete_gamma(degrees / 2, statistic / 2);
}

double chi_square_statistic(std::span<double const> seen, std::span<double const> expected) {
  CXSIM_EXPECTS(seen.size() == expected.size());
  double statistic = 0;
  for (std::size_t cell = 0; cell < seen.size(); ++cell) {
    double const gap = seen[cell] - expected[cell];
    if (expected[cell] > 0) {
      statistic += gap * gap / expected[cell];
    } else if (gap != 0) {
      return std::numeric_limits<double>::infinity();
    }
  }
  return statistic;
}

}  // namespace cxsim
