#pragma once

#include <string>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "problems.hpp"

namespace cxsim {

/// Whether \p id can be an id: 1 to 64 of A–Z, a–z, 0–9, _ and -, a letter or digit first.
[[nodiscard]] bool is_id(std::string const& id);

/// Reports keys of one object that are no ids, or that cannot be told apart.
void check_ids(std::vector<JsonMember const*> const& members, std::string const& pointer,
               Problems& problems);

/// Reports a key that is no id, or one that means something else in the files.
void check_id(JsonMember const& member, std::string const& pointer, Problems& problems);

}  // namespace cxsim
