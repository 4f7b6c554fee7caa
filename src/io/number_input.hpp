#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cxsim/formats/json.hpp"
#include "cxsim/parameters/distribution.hpp"
#include "cxsim/parameters/parameter_table.hpp"
#include "fields.hpp"
#include "problems.hpp"

namespace cxsim {

/// Which numbers are allowed at one place of a file.
struct NumberRules {
  Unit unit = Unit::factor;
  Range range;
  NumberKind kind = NumberKind::any;
  std::string_view example = "";
  /// Keys of an object around the number that are not its own.
  std::span<std::string_view const> other_keys = {};
};

/// A number as it stands in a file.
struct NumberInput {
  Distribution prior;
  std::optional<std::string> source;
  std::optional<Evidence> evidence;
  std::optional<std::string> period;
  std::string typed;
};

/// Whether \p key says where the numbers of an object come from; it is allowed in every object.
[[nodiscard]] bool is_origin(std::string_view key);

/// Reads the text \p key of \p object, if there is one; reports what is none.
[[nodiscard]] std::optional<std::string> read_text_of(JsonValue const& object, std::string_view key,
                                                      std::string const& pointer,
                                                      Problems& problems);

/// Reads a value or a distribution. Reports what is wrong with it.
[[nodiscard]] std::optional<NumberInput> read_number(JsonValue const& value,
                                                     std::string const& pointer,
                                                     NumberRules const& rules, Problems& problems);

/// Reads `"evidence"`, the letters A to F.
[[nodiscard]] std::optional<Evidence> read_evidence(JsonValue const& value,
                                                    std::string const& pointer, Problems& problems);

/// Reports that \p value is not \p expected.
void report_kind(JsonValue const& value, std::string const& pointer, Argument expected,
                 Problems& problems, std::vector<Repair> repairs = {});

/// Reports a key of \p object that nobody asked for; \p known are those that would be right.
void report_unknown_key(JsonMember const& member, JsonValue const& object,
                        std::string const& pointer, std::vector<std::string> const& known,
                        Problems& problems);

}  // namespace cxsim
