#include "cxsim/stats/clv.hpp"

#include "cxsim/base/contract.hpp"

namespace cxsim {
namespace {

/// How much of a margin's value is lost until the next one.
double decline(SteadyCustomer const& customer) {
  double const rest = 1 + customer.discount - customer.retention * (1 + customer.growth);
  CXSIM_EXPECTS(rest > 0);
  return rest;
}

}  // namespace

double lifetime_value(SteadyCustomer const& customer, FirstMargin first) {
  double const earned_first =
      first == FirstMargin::at_once ? 1 + customer.discount : customer.retention;
  return customer.margin * earned_first / decline(customer);
}

double retention_elasticity(SteadyCustomer const& customer, FirstMargin first) {
  double const later = customer.retention * (1 + customer.growth) / decline(customer);
  return first == FirstMargin::at_once ? later : 1 + later;
}

}  // namespace cxsim
