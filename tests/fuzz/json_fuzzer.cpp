#include <bit>
#include <cstdint>

#include "cxsim/formats/json.hpp"
#include "fuzz/fuzzer.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool is_same(JsonValue const& left, JsonValue const& right);

[[nodiscard]] bool is_same_member(JsonMember const& left, JsonMember const& right) {
  return left.key == right.key && is_same(left.value, right.value);
}

bool is_same(JsonValue const& left, JsonValue const& right) {
  if (left.kind() != right.kind()) {
    return false;
  }
  switch (left.kind()) {
    case JsonKind::null:
      return true;
    case JsonKind::boolean:
      return left.boolean() == right.boolean();
    case JsonKind::number:
      return std::bit_cast<std::uint64_t>(left.number()) ==
             std::bit_cast<std::uint64_t>(right.number());
    case JsonKind::string:
      return left.string() == right.string();
    case JsonKind::array:
      return std::ranges::equal(left.elements(), right.elements(), is_same);
    case JsonKind::object:
      break;
  }
  return std::ranges::equal(left.members(), right.members(), is_same_member);
}

/// Values stand where the text is.
void expect_places(JsonValue const& value, int lines) {
  CXSIM_EXPECTS(value.place().line >= 1 && value.place().line <= lines);
  CXSIM_EXPECTS(value.place().column >= 1);
  if (value.kind() == JsonKind::array) {
    for (JsonValue const& element : value.elements()) {
      expect_places(element, lines);
    }
  } else if (value.kind() == JsonKind::object) {
    for (JsonMember const& member : value.members()) {
      CXSIM_EXPECTS(value.find(member.key) == &member.value);
      expect_places(member.value, lines);
    }
  }
}

[[nodiscard]] bool has_line_and_column(Location const& where) {
  return where.line > 0 && where.column > 0;
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  auto const value = parse_json(bytes, "file.json");
  auto const limited = parse_json(bytes, "file.json", {.depth = 4, .values = 20, .token_bytes = 9});
  if (!limited) {
    expect_refusal(limited.error(), has_line_and_column);
    expect_readable(limited.error());
  }
  if (!value) {
    CXSIM_EXPECTS(!limited);
    expect_refusal(value.error(), has_line_and_column);
    expect_readable(value.error());
    return;
  }
  expect_places(*value, static_cast<int>(std::ranges::count_if(
                            bytes, [](char c) { return c == '\n' || c == '\r'; })) +
                            1);
  std::string const text = to_json_text(to_json(*value));
  auto const again = parse_json(text, "again.json");
  CXSIM_EXPECTS(again && is_same(*value, *again));
}

}  // namespace cxsim
