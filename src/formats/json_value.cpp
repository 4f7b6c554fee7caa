#include <algorithm>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/json.hpp"

namespace cxsim {

namespace {

template <class Alternative>
[[nodiscard]] Alternative const& expect(JsonContent const& content) {
  Alternative const* const value = std::get_if<Alternative>(&content);
  CXSIM_EXPECTS(value != nullptr);
  return *value;
}

}  // namespace

JsonValue::JsonValue(JsonPlace place, JsonContent content)
    : place_(place), content_(std::move(content)) {}

bool JsonValue::boolean() const { return expect<bool>(content_); }

double JsonValue::number() const { return expect<JsonNumber>(content_).value; }

std::string const& JsonValue::number_text() const { return expect<JsonNumber>(content_).text; }

std::optional<std::int64_t> JsonValue::integer() const {
  constexpr double largest = 9007199254740992.0;
  double const value = number();
  if (std::fabs(value) > largest || value != std::floor(value)) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(value);
}

std::string const& JsonValue::string() const { return expect<std::string>(content_); }

std::vector<JsonValue> const& JsonValue::elements() const {
  return expect<std::vector<JsonValue>>(content_);
}

std::vector<JsonMember> const& JsonValue::members() const {
  return expect<std::vector<JsonMember>>(content_);
}

JsonValue const* JsonValue::find(std::string_view key) const {
  std::vector<JsonMember> const& all = members();
  auto const found =
      std::ranges::find_if(all, [key](JsonMember const& member) { return member.key == key; });
  return found == all.end() ? nullptr : &found->value;
}

std::string json_pointer(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (char const character : key) {
    if (character == '~') {
      pointer += "~0";
    } else if (character == '/') {
      pointer += "~1";
    } else {
      pointer += character;
    }
  }
  return pointer;
}

std::string json_pointer(std::string_view parent, std::size_t index) {
  return json_pointer(parent, std::to_string(index));
}

}  // namespace cxsim
