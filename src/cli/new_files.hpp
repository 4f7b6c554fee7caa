#pragma once

#include <string>
#include <vector>

#include "output.hpp"

namespace cxsim {

/// Why files cannot be written that must not be there yet.
[[nodiscard]] std::optional<Failure> refuse_existing(
    std::vector<std::filesystem::path> const& places);

/// Writes files that must not be there yet: all, or none when one of them is.
[[nodiscard]] std::optional<Failure> write_new_files(std::vector<OutputFile> const& files,
                                                     Streams const& streams);

/// \p path as a word of a command line that can be copied.
[[nodiscard]] std::string shell_word(std::string const& path);

}  // namespace cxsim
