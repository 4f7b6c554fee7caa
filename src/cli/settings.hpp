#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "cxsim/base/result.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "option_values.hpp"

namespace cxsim {

/// Reads `--months`.
[[nodiscard]] std::optional<std::int64_t> read_months(OptionValues& values);

/// Fixes the numbers of `--set` and `--months` for this run.
/// \return what the user should know. Fails with everything that is wrong with any of them.
[[nodiscard]] Result<Diagnostics> apply_settings(Arguments const& arguments, Scenario& scenario);

/// Ids of events and initiatives with effects that are read but not simulated yet.
[[nodiscard]] std::vector<std::string> work_not_simulated(Scenario const& scenario);

}  // namespace cxsim
