#include "cxsim/stats/stated_change.hpp"

#include <cmath>

namespace cxsim {
namespace {

bool is_ordered(ThreePoint const& points) {
  return std::isfinite(points.low) && std::isfinite(points.high) && points.low <= points.mode &&
         points.mode <= points.high;
}

}  // namespace

std::optional<FactorChange> factor_of_change(double from, ThreePoint const& to) {
  if (!(from > 0 && std::isfinite(from) && is_ordered(to) && to.low >= 0)) {
    return std::nullopt;
  }
  return FactorChange{from, to, {to.low / from, to.mode / from, to.high / from}};
}

std::optional<FactorChange> factor_of_relative_change(ThreePoint const& change) {
  return factor_of_change(1, {1 + change.low, 1 + change.mode, 1 + change.high});
}

std::optional<ScoreChange> score_change(RatingScale scale, double mean,
                                        ThreePoint const& difference) {
  double const step = points_per_step(scale);
  ThreePoint const to{mean + difference.low * step, mean + difference.mode * step,
                      mean + difference.high * step};
  if (!(mean > 0 && mean < 100 && is_ordered(difference) && to.low > 0 && to.high < 100)) {
    return std::nullopt;
  }
  return ScoreChange{mean, to};
}

std::optional<ScoreChange> box_share_change(BoxShare const& from, ThreePoint const& to,
                                            double spread) {
  auto const before = score_of_box_share(from, spread);
  auto const low = score_of_box_share({from.scale, from.boxes, to.low}, spread);
  auto const mode = score_of_box_share({from.scale, from.boxes, to.mode}, spread);
  auto const high = score_of_box_share({from.scale, from.boxes, to.high}, spread);
  if (!(before && low && mode && high && is_ordered(to))) {
    return std::nullopt;
  }
  return ScoreChange{before->mean, {low->mean, mode->mean, high->mean}};
}

}  // namespace cxsim
