#pragma once

#include <string>

namespace cxsim {

/// docs/input-format.md: every key of map and scenario files, in Markdown, made from the same
/// description that the reader follows.
[[nodiscard]] std::string input_format_guide();

}  // namespace cxsim
