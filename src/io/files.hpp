#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "cxsim/base/result.hpp"
#include "cxsim/io/input_file.hpp"

namespace cxsim {

/// The text of an input file, up to the size that is read.
[[nodiscard]] Result<std::string> read_input(std::filesystem::path const& file);

[[nodiscard]] InputFile describe_file(std::string const& name, std::string_view text);

}  // namespace cxsim
