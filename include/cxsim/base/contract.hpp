#pragma once

#include <stdexcept>

namespace cxsim {

/// The program broke its own rule: a bug, never the user's fault. Ends as exit code 5.
class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void report_violation(char const* condition, char const* file, int line);

}  // namespace cxsim

/// What a caller must guarantee. Checked in every build.
#define CXSIM_EXPECTS(condition) \
  ((condition) ? void(0) : ::cxsim::report_violation(#condition, __FILE__, __LINE__))
