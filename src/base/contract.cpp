#include "cxsim/base/contract.hpp"

#include <string>

namespace cxsim {

void report_violation(char const* condition, char const* file, int line) {
  throw ContractViolation(std::string(file) + ':' + std::to_string(line) + ": " + condition);
}

}  // namespace cxsim
