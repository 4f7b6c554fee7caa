#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "problems.hpp"

/// The evident ways to correct an input. Each gives nothing where there is more than one way.
namespace cxsim {

using Repairs = std::vector<Repair>;

/// Another text instead of \p text, which stands at \p place; nothing when \p meant is empty.
[[nodiscard]] Repairs write_text(JsonPlace place, std::string const& pointer, std::string_view text,
                                 std::string_view meant, Problems const& problems);

/// Another name for \p member of \p object, unless the object has \p meant already.
[[nodiscard]] Repairs rename_member(JsonMember const& member, JsonValue const& object,
                                    std::string const& pointer, std::string_view meant,
                                    Problems const& problems);

/// \p after, as JSON has it, instead of the number or text \p value.
[[nodiscard]] Repairs write_instead(JsonValue const& value, std::string const& pointer,
                                    std::string after, Problems const& problems);

/// A further member in front of those of \p object. \p value as JSON has it. Nothing in an empty
/// object: what it lacks is not one member only.
[[nodiscard]] Repairs add_member(JsonValue const& object, std::string const& pointer,
                                 std::string_view key, std::string_view value,
                                 Problems const& problems);

/// Numbers in proportion to \p values that sum to 1, to 9 digits. Nothing when one of them is not a
/// plain number of the file (null), is negative, or all are 0.
[[nodiscard]] Repairs scale_to_one(std::vector<JsonValue const*> const& values,
                                   std::vector<std::string> const& pointers,
                                   Problems const& problems);

}  // namespace cxsim
