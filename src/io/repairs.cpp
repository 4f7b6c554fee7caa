#include "repairs.hpp"

#include <algorithm>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"

namespace cxsim {

namespace {

/// As it stands between double quotes. What has to be escaped may be written in several ways.
[[nodiscard]] std::optional<std::string> quoted(std::string_view text) {
  bool const is_plain = std::ranges::all_of(
      text, [](char one) { return one >= ' ' && one <= '~' && one != '"' && one != '\\'; });
  return is_plain ? std::optional('"' + std::string(text) + '"') : std::nullopt;
}

/// The characters of a number or text of the file.
[[nodiscard]] std::optional<std::string> as_written(JsonValue const& value) {
  return value.kind() == JsonKind::number   ? std::optional(value.number_text())
         : value.kind() == JsonKind::string ? quoted(value.string())
                                            : std::nullopt;
}

}  // namespace

Repairs write_text(JsonPlace place, std::string const& pointer, std::string_view text,
                   std::string_view meant, Problems const& problems) {
  auto const before = quoted(text);
  auto const after = quoted(meant);
  return before && after && !meant.empty() ? Repairs{{problems.at(place, pointer), *before, *after}}
                                           : Repairs{};
}

Repairs rename_member(JsonMember const& member, JsonValue const& object, std::string const& pointer,
                      std::string_view meant, Problems const& problems) {
  return object.find(meant) == nullptr
             ? write_text(member.key_place, pointer, member.key, meant, problems)
             : Repairs{};
}

Repairs write_instead(JsonValue const& value, std::string const& pointer, std::string after,
                      Problems const& problems) {
  auto const before = as_written(value);
  return before ? Repairs{{problems.at(value.place(), pointer), *before, std::move(after)}}
                : Repairs{};
}

Repairs add_member(JsonValue const& object, std::string const& pointer, std::string_view key,
                   std::string_view value, Problems const& problems) {
  auto const name = quoted(key);
  if (!name || object.members().empty()) {
    return {};
  }
  return {
      {problems.at(object.place(), pointer), "{", "{" + *name + ": " + std::string(value) + ", "}};
}

Repairs scale_to_one(std::vector<JsonValue const*> const& values,
                     std::vector<std::string> const& pointers, Problems const& problems) {
  CXSIM_EXPECTS(values.size() == pointers.size());
  constexpr int digits = 9;
  double sum = 0;
  for (JsonValue const* value : values) {
    if (value == nullptr || value->kind() != JsonKind::number || value->number() < 0) {
      return {};
    }
    sum += value->number();
  }
  Repairs repairs;
  for (std::size_t i = 0; i < values.size() && sum > 0; ++i) {
    std::string after = to_text(round_significant(values[i]->number() / sum, digits));
    if (after != values[i]->number_text()) {
      repairs.push_back({problems.at(values[i]->place(), pointers[i]), values[i]->number_text(),
                         std::move(after)});
    }
  }
  return repairs;
}

}  // namespace cxsim
