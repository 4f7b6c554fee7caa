#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cxsim/scenario/scenario.hpp"
#include "option_values.hpp"

namespace cxsim {

/// What `--replay draw=3,customer=17,initiatives=A1+A2` asks for.
struct ReplayRequest {
  std::uint32_t draw = 1;                ///< from 1
  std::uint32_t customer = 1;            ///< from 1
  std::vector<std::string> initiatives;  ///< ids
};

/// Nothing when the option is not given. Reports what cannot be understood.
[[nodiscard]] std::optional<ReplayRequest> read_replay(OptionValues& values);

/// The initiatives of the request, or every id that the scenario does not know.
[[nodiscard]] Outcome<Portfolio> portfolio_of(ReplayRequest const& request,
                                              Scenario const& scenario);

}  // namespace cxsim
