#include "cxsim/stats/leaving_causes.hpp"

#include <algorithm>

namespace cxsim {
namespace {

bool is_range_of_shares(ThreePoint const& range) {
  return 0 <= range.low && range.low <= range.mode && range.mode <= range.high && range.high <= 1;
}

bool is_share(double value) { return value >= 0 && value <= 1; }

}  // namespace

std::optional<LeavingCauses> causes_from_service(ThreePoint const& service) {
  if (!is_range_of_shares(service)) {
    return std::nullopt;
  }
  double const rest = 1 - service.mode;
  double const price = rest * usual_price_share / (usual_price_share + usual_other_share);
  return LeavingCauses{service, price, rest - price, 1};
}

std::optional<LeavingCauses> causes_from_named(ThreePoint const& service, double price,
                                               double other) {
  if (!(is_range_of_shares(service) && is_share(price) && is_share(other))) {
    return std::nullopt;
  }
  double const all = service.mode + price + other;
  if (!(all > 0)) {
    return std::nullopt;
  }
  ThreePoint const divided{service.low / all, service.mode / all,
                           std::min(1.0, service.high / all)};
  return LeavingCauses{divided, price / all, other / all, all};
}

}  // namespace cxsim
