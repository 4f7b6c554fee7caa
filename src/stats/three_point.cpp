#include "cxsim/stats/three_point.hpp"

#include <algorithm>
#include <cmath>

namespace cxsim {

std::optional<ThreePoint> three_point(double pessimistic, double likely, double optimistic) {
  auto const [low, high] = std::minmax(pessimistic, optimistic);
  if (!(std::isfinite(low) && std::isfinite(high) && low <= likely && likely <= high)) {
    return std::nullopt;
  }
  return ThreePoint{low, likely, high};
}

}  // namespace cxsim
