#pragma once

#include <string>
#include <vector>

#include "directory.hpp"
#include "tree.hpp"

namespace cxsim {

/// What must be set or deleted in \p have so that it says what \p want says, with the same source,
/// period and evidence of every number.
[[nodiscard]] std::vector<Override> differences(Tree const& want, Tree const& have, bool is_map);

/// Where numbers come from.
struct SharedSupport {
  std::string source;
  std::string period;
  std::string evidence;
};

/// Source, period and evidence of most numbers in \p part of \p document, but for those that the
/// program assumed and those in its member \p without; empty where the whole document has them.
[[nodiscard]] SharedSupport shared_support(Tree const& part, Tree const& document,
                                           std::string_view without = "");

/// `/touchpoints/hotline/penalty`.
[[nodiscard]] std::string pointer_of(std::vector<std::string> const& path);

}  // namespace cxsim
