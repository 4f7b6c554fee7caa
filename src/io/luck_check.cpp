#include <unordered_map>

#include "checks.hpp"
#include "cxsim/io/texts.hpp"
#include "cxsim/random/keyed.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool has_luck(ParameterTable const& table, AnyParameter parameter) {
  SimplexGroup const* group = table.group_of(parameter);
  return is_uncertain(table.info(parameter).prior) || (group != nullptr && !group->counts.empty());
}

}  // namespace

void check_luck(ParameterTable const& table, Problems& problems) {
  std::unordered_map<std::uint32_t, AnyParameter> by_hash;
  for (std::uint32_t index = 0; index < table.size(); ++index) {
    AnyParameter const parameter{index};
    if (!has_luck(table, parameter)) {
      continue;
    }
    ParameterInfo const& info = table.info(parameter);
    auto const [same, is_new] = by_hash.emplace(hash_id(info.path), parameter);
    if (!is_new) {
      problems.add(Severity::warning, info.where(), texts::numbers_share_luck,
                   {info.path, table.info(same->second).path});
    }
  }
}

}  // namespace cxsim
