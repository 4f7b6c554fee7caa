#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "cxsim/base/diagnostic.hpp"

namespace cxsim {

/// A value, or every problem that stood in its way.
template <class T>
using Result = tl::expected<T, Diagnostics>;

[[nodiscard]] inline tl::unexpected<Diagnostics> failure(Diagnostics problems) {
  return tl::unexpected<Diagnostics>(std::move(problems));
}
[[nodiscard]] inline tl::unexpected<Diagnostics> failure(Text text, Location where = {},
                                                         std::vector<Argument> arguments = {}) {
  return failure(Diagnostics({Severity::error, std::move(where), text, std::move(arguments)}));
}

}  // namespace cxsim
