#pragma once

#include "cxsim/formats/json.hpp"
#include "cxsim/report/provenance.hpp"

namespace cxsim {

/// null where a number does not exist: 0 visits have no mean. Never -0.
[[nodiscard]] Json number(double value);

[[nodiscard]] Json provenance_json(Provenance const& provenance);

}  // namespace cxsim
