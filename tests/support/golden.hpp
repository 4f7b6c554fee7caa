#pragma once

#include <filesystem>
#include <string_view>

namespace cxsim {

/// Expects \p actual to be what \p file holds, byte for byte; a failure names the first other line.
///
/// With CXSIM_REMAKE_GOLDEN=1 in the environment the file is written instead, and the test fails
/// once to say so: a golden file is remade on purpose, and its diff is read.
/// \param file relative to the root of the source tree.
void expect_golden(std::string_view actual, std::filesystem::path const& file);

}  // namespace cxsim
