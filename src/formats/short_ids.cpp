#include "cxsim/formats/short_ids.hpp"

#include <algorithm>
#include <set>

#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

constexpr std::size_t longest_id = 48;
/// A longer id is cut between words if that costs no more than this.
constexpr std::size_t longest_cut = 12;

/// Base letters of U+00C0 to U+017F.
constexpr std::string_view latin_letters =
    "aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
    "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin_letters.size() == 0x180 - 0xC0);

[[nodiscard]] char id_character(char32_t code) {
  if (code >= U'A' && code <= U'Z') {
    return static_cast<char>(code - U'A' + U'a');
  }
  if ((code >= U'a' && code <= U'z') || (code >= U'0' && code <= U'9')) {
    return static_cast<char>(code);
  }
  return code >= 0xC0 && code < 0x180 ? latin_letters[code - 0xC0] : '_';
}

[[nodiscard]] std::string id_of(std::string_view name, std::string_view fallback) {
  std::string id;
  while (!name.empty() && id.size() < longest_id) {
    CodePoint const next = first_code_point(name);
    char const character = id_character(next.value);
    if (character != '_' || (!id.empty() && id.back() != '_')) {
      id.push_back(character);
    }
    name.remove_prefix(next.length);
  }
  if (std::size_t const word = id.rfind('_');
      !name.empty() && word != std::string::npos && word + longest_cut >= longest_id) {
    id.resize(word);
  }
  if (!id.empty() && id.back() == '_') {
    id.pop_back();
  }
  if (id.empty()) {
    return std::string(fallback);
  }
  return id.front() >= 'a' && id.front() <= 'z' ? id : std::string(fallback) + '_' + id;
}

}  // namespace

std::vector<std::string> short_ids(std::span<std::string const> names, std::string_view fallback,
                                   std::span<std::string_view const> reserved) {
  std::set<std::string, std::less<>> used(reserved.begin(), reserved.end());
  std::vector<std::string> ids;
  ids.reserve(names.size());
  for (std::string const& name : names) {
    std::string const plain = id_of(name, fallback);
    std::string id = plain;
    for (int number = 2; !used.insert(id).second; ++number) {
      id = plain + '_' + std::to_string(number);
    }
    ids.push_back(std::move(id));
  }
  return ids;
}

}  // namespace cxsim
