#pragma once

#include <optional>

#include "command.hpp"
#include "cxsim/decision/convergence.hpp"
#include "sampling.hpp"

namespace cxsim {

/// `--precision` and `--max-work`.
[[nodiscard]] OptionGroup precision_options();

/// What `--precision` asks for, with the draws and customers of the other options; nothing without
/// it. Reports what cannot be read.
[[nodiscard]] std::optional<PrecisionWish> read_precision(OptionValues& values);

}  // namespace cxsim
