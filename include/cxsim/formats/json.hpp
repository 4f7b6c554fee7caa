#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cxsim/base/result.hpp"

namespace cxsim {

/// Where a token of a JSON file begins.
struct JsonPlace {
  int line = 0;    ///< from 1
  int column = 0;  ///< from 1, in bytes

  friend bool operator==(JsonPlace const&, JsonPlace const&) = default;
};

/// In the order of the alternatives of JsonContent.
enum class JsonKind { null, boolean, number, string, array, object };

class JsonValue;
struct JsonMember;

/// A number with the characters that stand in the file.
struct JsonNumber {
  double value = 0;
  std::string text;
};

using JsonContent = std::variant<std::monostate, bool, JsonNumber, std::string,
                                 std::vector<JsonValue>, std::vector<JsonMember>>;

/// A value that was read from a file and knows where it stood there.
class JsonValue {
 public:
  JsonValue() = default;
  JsonValue(JsonPlace place, JsonContent content);

  [[nodiscard]] JsonKind kind() const noexcept { return static_cast<JsonKind>(content_.index()); }
  [[nodiscard]] JsonPlace place() const noexcept { return place_; }

  /// \pre kind() is boolean.
  [[nodiscard]] bool boolean() const;
  /// Finite. \pre kind() is number.
  [[nodiscard]] double number() const;
  /// The number as it was written, for messages. \pre kind() is number.
  [[nodiscard]] std::string const& number_text() const;
  /// The number when it is a whole one between -2^53 and 2^53, however it was written (`3`, `3.0`,
  /// `3e0`); otherwise nothing. \pre kind() is number.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// Valid UTF-8. \pre kind() is string.
  [[nodiscard]] std::string const& string() const;
  /// \pre kind() is array.
  [[nodiscard]] std::vector<JsonValue> const& elements() const;
  /// In the order of the file; no key occurs twice. \pre kind() is object.
  [[nodiscard]] std::vector<JsonMember> const& members() const;
  /// The value of \p key, or null when the object has none. Cost: linear in the members.
  /// \pre kind() is object.
  [[nodiscard]] JsonValue const* find(std::string_view key) const;

 private:
  JsonPlace place_;
  JsonContent content_;
};

struct JsonMember {
  std::string key;
  JsonPlace key_place;
  JsonValue value;
};

/// What a file may ask of the machine.
struct JsonLimits {
  std::size_t depth = 64;                       ///< objects and arrays inside each other, to 1000
  std::size_t bytes = std::size_t{64} << 20;    ///< length of the text, to 2^31 - 1
  std::size_t values = std::size_t{3'000'000};  ///< values of any kind, containers included
  std::size_t token_bytes = std::size_t{1} << 20;  ///< one text, number or word, as written
};

/// Reads one JSON document (RFC 8259) in UTF-8, with or without byte order mark, in which `//` and
/// `/* */` comments may stand.
///
/// Refuses, with line and column: whatever breaks the grammar, keys that occur twice in one object,
/// numbers beyond the range of double, invalid UTF-8, lone surrogates, anything after the document,
/// an empty text, and what exceeds \p limits. A number too small for double reads as 0.
/// All repeated keys are reported (at most 1000 by name); the first error of any other kind ends
/// the reading. Linear in the text; memory beyond the text is about 100 bytes a value and the
/// texts. \param file_name as the user named it, for the messages.
[[nodiscard]] Result<JsonValue> parse_json(std::string_view text, std::string const& file_name,
                                           JsonLimits limits = {});

/// What stands between the quotes of the text that the outermost object has under \p key, without
/// reading the rest: the document may be broken behind it. Nothing when it has none; keys written
/// with escapes are not recognised.
[[nodiscard]] std::optional<std::string_view> find_json_text(std::string_view text,
                                                             std::string_view key);

/// \p parent with one more step (RFC 6901): `/touchpoints` and `a/b` make `/touchpoints/a~1b`.
[[nodiscard]] std::string json_pointer(std::string_view parent, std::string_view key);
[[nodiscard]] std::string json_pointer(std::string_view parent, std::size_t index);

/// A value to be written. Members keep the order in which they were set.
///
///     Json result = Json::object();
///     result.set("format", "cxsim-result").set("version", 1);
///     result.set("interval", Json::array().push(0.1).push(0.4));
class Json {
 public:
  Json() = default;
  Json(std::nullptr_t) {}
  template <std::same_as<bool> Boolean>
  Json(Boolean value) : content_(value) {}
  /// \pre \p value is finite.
  Json(double value);
  template <std::integral Integer>
  requires(!std::same_as<Integer, bool> && !std::same_as<Integer, char>) Json(Integer value)
      : content_(widened(value)) {}
  /// Invalid UTF-8 becomes U+FFFD.
  Json(std::string_view value);
  Json(std::string const& value) : Json(std::string_view(value)) {}
  Json(char const* value) : Json(std::string_view(value)) {}

  [[nodiscard]] static Json array();
  [[nodiscard]] static Json object();

  /// Adds a member. \pre This is an object; no key is set twice (checked when it is written).
  Json& set(std::string_view key, Json value) &;
  [[nodiscard]] Json set(std::string_view key, Json value) &&;
  /// Adds an element. \pre This is an array.
  Json& push(Json value) &;
  [[nodiscard]] Json push(Json value) &&;

 private:
  friend class JsonTextWriter;
  using Elements = std::vector<Json>;
  using Members = std::vector<std::pair<std::string, Json>>;

  template <std::signed_integral Integer>
  [[nodiscard]] static std::int64_t widened(Integer value) {
    return value;
  }
  template <std::unsigned_integral Integer>
  [[nodiscard]] static std::uint64_t widened(Integer value) {
    return value;
  }

  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Elements,
               Members>
      content_;
};

/// What was read, to be written again. \pre No object has a key twice: the reader refuses that.
[[nodiscard]] Json to_json(JsonValue const& value);

/// The document as text: two spaces per level, members in their order, an array of plain values on
/// one line when it fits into 100 columns, a line feed at the end; numbers in the shortest form
/// that reads back as the same number, whole ones below 2^53 without exponent. Equal values give
/// equal bytes. Linear in the output.
/// \pre No object has a key twice.
[[nodiscard]] std::string to_json_text(Json const& document);

}  // namespace cxsim
