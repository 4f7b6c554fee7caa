#include "cxsim/parameters/unit.hpp"

namespace cxsim {

std::string_view unit_name(Unit unit) {
  switch (unit) {
    case Unit::probability:
      return "probability";
    case Unit::share:
      return "share";
    case Unit::score:
      return "points of 100";
    case Unit::latent:
      return "latent units";
    case Unit::per_month:
      return "per customer and month";
    case Unit::money:
      return "money";
    case Unit::per_year:
      return "per year";
    case Unit::months:
      return "months";
    case Unit::minutes:
      return "minutes";
    case Unit::count:
      return "count";
    case Unit::factor:
      return "factor";
    case Unit::log_hazard:
      return "log hazard";
  }
  return "";
}

Range natural_range(Unit unit) {
  switch (unit) {
    case Unit::probability:
    case Unit::share:
      return {0, 1};
    case Unit::score:
      return {0, 100};
    case Unit::latent:
      return {-10, 10};
    case Unit::per_month:
      return {0, 100};
    case Unit::money:
      return {-1e12, 1e12};
    case Unit::per_year:
      return {0, 10};
    case Unit::months:
      return {0, 1200};
    case Unit::minutes:
      return {0, 100'000};
    case Unit::count:
      return {0, 1e12};
    case Unit::factor:
      return {0, 1e6};
    case Unit::log_hazard:
      return {-10, 10};
  }
  return {};
}

}  // namespace cxsim
