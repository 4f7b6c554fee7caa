#include "cxsim/random/keyed.hpp"

#include <algorithm>
#include <unordered_set>

namespace cxsim {

// Known answer of Random123: the generator is checked by every compiler that builds it.
static_assert(philox4x32({0, 0, 0, 0}, {0, 0}) ==
              RandomWords{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8});

std::vector<std::uint32_t> luck_names(std::span<std::string const> ids) {
  std::vector<std::uint32_t> names;
  names.reserve(ids.size());
  std::unordered_set<std::uint32_t> taken;
  taken.reserve(ids.size());
  for (std::string const& id : ids) {
    names.push_back(hash_id(id));
    taken.insert(names.back());
  }
  if (taken.size() == ids.size()) {
    return names;
  }
  std::vector<std::size_t> order(ids.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::ranges::sort(order, {}, [&](std::size_t i) -> std::string const& { return ids[i]; });
  std::unordered_set<std::uint32_t> kept;
  for (std::size_t const i : order) {
    std::string longer = ids[i];
    bool is_free = kept.insert(names[i]).second;
    while (!is_free) {
      longer.push_back('\0');  // no id of anything else
      names[i] = hash_id(longer);
      is_free = taken.insert(names[i]).second;
    }
  }
  return names;
}

}  // namespace cxsim
