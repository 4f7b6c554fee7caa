#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxsim {

/// Short ASCII ids made from names: small letters, digits and single underscores, beginning with a
/// letter, all different; accents are dropped ("Zgłoszenie" becomes "zgloszenie"). Names that give
/// the same id are numbered in the given order: `agent`, `agent_2`.
/// \param fallback Begins an id whose name has no letter to begin with.
/// \param reserved Ids that must not be given.
[[nodiscard]] std::vector<std::string> short_ids(std::span<std::string const> names,
                                                 std::string_view fallback,
                                                 std::span<std::string_view const> reserved = {});

}  // namespace cxsim
