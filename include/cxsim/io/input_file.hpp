#pragma once

#include <string>
#include <string_view>

#include "cxsim/base/diagnostic.hpp"

namespace cxsim {

/// A file that a result was made from.
struct InputFile {
  std::string name;    ///< without its folder
  std::string sha256;  ///< of its text, 64 hexadecimal digits

  friend bool operator==(InputFile const&, InputFile const&) = default;
};

/// What a file says that it is.
enum class FileKind { map, scenario, unknown };

/// From the `format` of the text, however broken the rest may be.
[[nodiscard]] FileKind detect_kind(std::string_view text);

/// Why an input was refused.
enum class Refusal {
  bad_input,   ///< something in it is wrong
  over_limit,  ///< it asks for more than the program does
  cannot_read  ///< a file is missing or unreadable
};

/// The gravest reason in \p problems: unreadable before over a limit before wrong.
[[nodiscard]] Refusal refusal_of(Diagnostics const& problems);

}  // namespace cxsim
