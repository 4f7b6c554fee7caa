#include "cxsim/parameters/unit.hpp"

#include "cxsim/parameters/texts.hpp"

namespace cxsim {

Text unit_text(Unit unit) {
  switch (unit) {
    case Unit::probability:
      return texts::unit_probability;
    case Unit::share:
      return texts::unit_share;
    case Unit::score:
      return texts::unit_score;
    case Unit::latent:
      return texts::unit_latent;
    case Unit::per_month:
      return texts::unit_per_month;
    case Unit::money:
      return texts::unit_money;
    case Unit::per_year:
      return texts::unit_per_year;
    case Unit::months:
      return texts::unit_months;
    case Unit::minutes:
      return texts::unit_minutes;
    case Unit::count:
      return texts::unit_count;
    case Unit::factor:
      return texts::unit_factor;
    case Unit::log_hazard:
      return texts::unit_log_hazard;
  }
  return {};
}

std::string_view unit_name(Unit unit) { return unit_text(unit).in(Language::english); }

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
