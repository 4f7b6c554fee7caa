#include "ids.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "cxsim/formats/ascii.hpp"
#include "cxsim/io/texts.hpp"
#include "limits.hpp"
#include "number_input.hpp"
#include "reader.hpp"

namespace cxsim {

namespace {

constexpr std::size_t longest_id = 64;

[[nodiscard]] bool is_letter_or_digit(char one) {
  return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
}

[[nodiscard]] bool may_stand_in_id(char one) {
  return is_letter_or_digit(one) || one == '_' || one == '-';
}

/// The id that a user might choose instead of \p text.
[[nodiscard]] std::string made_an_id(std::string const& text) {
  std::string id;
  for (char const one : in_lower_case(text)) {
    if (may_stand_in_id(one)) {
      id += one;
    } else if (!id.empty() && id.back() != '_') {
      id += '_';
    }
  }
  while (!id.empty() && !is_letter_or_digit(id.back())) {
    id.pop_back();
  }
  while (!id.empty() && !is_letter_or_digit(id.front())) {
    id.erase(id.begin());
  }
  return id.empty() ? "my_id" : id.substr(0, longest_id);
}

[[nodiscard]] bool is_reserved(std::string_view id) {
  return id == "completed" || id == "abandoned" || id == "counts";
}

/// Ids that a reader takes for one another, and file systems that do not know case.
class Lookalikes {
 public:
  void check(JsonMember const& member, std::string const& pointer, Problems& problems) {
    auto const [same, is_new] = by_lower_case_.emplace(in_lower_case(member.key), &member);
    if (!is_new) {
      JsonMember const& other = *same->second;
      problems.error(member.key_place, json_pointer(pointer, member.key), texts::ids_differ_by_case,
                     {member.key, other.key, std::to_string(other.key_place.line)});
    }
  }

 private:
  std::unordered_map<std::string, JsonMember const*> by_lower_case_;
};

}  // namespace

bool is_id(std::string const& id) {
  return !id.empty() && id.size() <= longest_id && is_letter_or_digit(id.front()) &&
         std::ranges::all_of(id, may_stand_in_id);
}

void check_id(JsonMember const& member, std::string const& pointer, Problems& problems) {
  if (!is_id(member.key)) {
    problems.error(member.key_place, json_pointer(pointer, member.key), texts::bad_id,
                   {member.key, made_an_id(member.key)});
  } else if (is_reserved(member.key)) {
    problems.error(member.key_place, json_pointer(pointer, member.key), texts::reserved_id,
                   {member.key});
  }
}

void check_ids(std::vector<JsonMember const*> const& members, std::string const& pointer,
               Problems& problems) {
  Lookalikes lookalikes;
  for (JsonMember const* member : members) {
    check_id(*member, pointer, problems);
    lookalikes.check(*member, pointer, problems);
  }
}

void collect_names(JsonValue const& root, Kind kind, Names& names, Places& places,
                   Problems& problems) {
  JsonValue const* section = root.find(section_of(kind));
  if (section == nullptr || section->kind() != JsonKind::object) {
    return;
  }
  std::string const pointer = json_pointer("", section_of(kind));
  std::vector<JsonMember const*> members;
  for (JsonMember const& member : section->members()) {
    if (!is_origin(member.key)) {
      members.push_back(&member);
    }
  }
  if (members.size() > most_of(kind)) {
    problems.error(section->place(), pointer, texts::over_limit_count,
                   {std::to_string(members.size()), std::string(section_of(kind)),
                    std::to_string(most_of(kind))});
    members.clear();
  }
  if (is_ordered_by_id(kind)) {
    std::ranges::sort(members, {}, [](JsonMember const* member) { return member->key; });
  }
  check_ids(members, pointer, problems);
  std::vector<std::string> ids;
  for (JsonMember const* member : members) {
    ids.push_back(member->key);
    places[static_cast<std::size_t>(kind)].push_back(member->key_place);
  }
  names.set(kind, std::move(ids));
}

}  // namespace cxsim
