#include "json_fault.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

using Phase = JsonPhase;

[[nodiscard]] bool is_digit(char character) { return character >= '0' && character <= '9'; }

[[nodiscard]] bool is_in_object(Phase phase) {
  return phase == Phase::object_start || phase == Phase::after_key || phase == Phase::after_member;
}

[[nodiscard]] std::vector<Argument> numbers_of(JsonPlace place) {
  return {std::to_string(place.line), std::to_string(place.column)};
}

/// A short piece of the input to quote: one word, or one character.
[[nodiscard]] std::string excerpt(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::size_t const word = json_word_length(text);
  std::size_t const length = word > 0 ? word : first_code_point(text).length;
  if (length <= longest) {
    return std::string(text.substr(0, length));
  }
  std::string_view cut = text.substr(0, longest);
  while (find_invalid_utf8(cut)) {
    cut.remove_suffix(1);
  }
  return std::string(cut) + "…";
}

[[nodiscard]] JsonFault at(JsonCursor const& cursor, Text text,
                           std::vector<Argument> arguments = {}) {
  return {text, cursor.place(), std::move(arguments)};
}

// --- strings ---------------------------------------------------------------------------------

/// Value of the four hexadecimal digits at the beginning of \p text.
[[nodiscard]] std::optional<unsigned> hex4(std::string_view text) {
  if (text.size() < 4) {
    return std::nullopt;
  }
  unsigned value = 0;
  for (char const character : text.substr(0, 4)) {
    constexpr std::string_view digits = "0123456789abcdef0123456789ABCDEF";
    std::size_t const found = digits.find(character);
    if (found == std::string_view::npos) {
      return std::nullopt;
    }
    value = value * 16 + static_cast<unsigned>(found % 16);
  }
  return value;
}

struct Escape {
  std::size_t length = 0;
  std::optional<Text> fault = {};
};

/// The `\uXXXX` or pair of them at the beginning of \p text.
[[nodiscard]] Escape unicode_escape(std::string_view text) {
  auto const unit = hex4(text.substr(2));
  if (!unit) {
    return {2, texts::json_bad_unicode_escape};
  }
  bool const is_high = *unit >= 0xD800 && *unit <= 0xDBFF;
  bool const is_low = *unit >= 0xDC00 && *unit <= 0xDFFF;
  if (!is_high && !is_low) {
    return {6};
  }
  std::string_view const second = text.substr(6);
  auto const low = second.starts_with("\\u") ? hex4(second.substr(2)) : std::nullopt;
  bool const is_pair = is_high && low && *low >= 0xDC00 && *low <= 0xDFFF;
  return is_pair ? Escape{12} : Escape{6, texts::json_lone_surrogate};
}

[[nodiscard]] Escape escape_at(std::string_view text) {
  if (text.size() < 2) {
    return {text.size()};
  }
  if (text[1] == 'u') {
    return unicode_escape(text);
  }
  constexpr std::string_view allowed = "\"\\/bfnrt";
  return allowed.find(text[1]) == std::string_view::npos ? Escape{2, texts::json_bad_escape}
                                                         : Escape{2};
}

[[nodiscard]] JsonFault bad_escape(JsonCursor const& cursor, Escape escape) {
  std::size_t length = escape.length;
  if (escape.fault == texts::json_bad_escape) {
    length = 1 + first_code_point(cursor.rest().substr(1)).length;
  }
  return at(cursor, *escape.fault, {std::string(cursor.rest().substr(0, length))});
}

/// \pre A string that is not valid begins at \p cursor.
[[nodiscard]] JsonFault string_fault(JsonCursor cursor) {
  JsonCursor const start = cursor;
  cursor.skip(1);
  while (!cursor.at_end() && cursor.next() != '"') {
    auto const byte = static_cast<unsigned char>(cursor.next());
    if (byte == '\n' || byte == '\r') {
      return at(start, texts::json_line_break_in_string);
    }
    if (byte < 0x20) {
      return at(cursor, texts::json_control_character);
    }
    Escape const piece = byte == '\\' ? escape_at(cursor.rest()) : Escape{1};
    if (piece.fault) {
      return bad_escape(cursor, piece);
    }
    cursor.skip(piece.length);
  }
  return at(start, texts::json_string_unclosed);
}

// --- numbers and words -----------------------------------------------------------------------

[[nodiscard]] bool means_not_finite(std::string_view word) {
  std::string lower;
  for (char const character : word) {
    lower +=
        character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
  }
  constexpr std::array<std::string_view, 4> names{"nan", "inf", "infinity", "1.#inf"};
  bool const has_sign = lower.starts_with('-') || lower.starts_with('+');
  return std::ranges::find(names, lower.substr(has_sign ? 1 : 0)) != names.end();
}

[[nodiscard]] bool begins_like_a_number(char character) {
  return is_digit(character) || character == '-' || character == '+' || character == '.';
}

/// \pre Neither a string nor punctuation of the grammar begins at \p cursor.
[[nodiscard]] JsonFault word_fault(JsonCursor const& cursor) {
  std::string_view const word = cursor.rest().substr(0, json_word_length(cursor.rest()));
  std::string const quoted = excerpt(cursor.rest());
  if (means_not_finite(word)) {
    return at(cursor, texts::json_not_finite, {quoted});
  }
  if (json_number_length(word) == word.size()) {
    return at(cursor, texts::json_number_overflow, {quoted});
  }
  if (begins_like_a_number(cursor.next())) {
    return at(cursor, texts::json_bad_number, {quoted});
  }
  return at(cursor, texts::json_unknown_word, {quoted});
}

[[nodiscard]] bool begins_with_curly_quote(std::string_view text) {
  constexpr std::array<std::string_view, 6> quotes{"“", "”", "„", "«", "»", "‟"};
  return std::ranges::any_of(quotes,
                             [text](std::string_view one) { return text.starts_with(one); });
}

/// Characters that a reader of the file would not see.
[[nodiscard]] bool is_invisible(char32_t character) {
  constexpr std::array<std::pair<char32_t, char32_t>, 6> ranges{{{0x00, 0x1F},
                                                                 {0x7F, 0xA0},
                                                                 {0xAD, 0xAD},
                                                                 {0x2000, 0x200F},
                                                                 {0x2028, 0x206F},
                                                                 {0xFEFF, 0xFEFF}}};
  return std::ranges::any_of(ranges, [character](auto const& range) {
    return character >= range.first && character <= range.second;
  });
}

/// `U+00A0`
[[nodiscard]] std::string code_point_name(char32_t character) {
  std::string name = "U+";
  for (unsigned shift = 16; shift > 0;) {
    shift -= 4;
    name += "0123456789ABCDEF"[(character >> shift) & 0xFU];
  }
  return name;
}

/// Faults that look the same wherever they stand. \pre \p cursor is not at the end.
[[nodiscard]] std::optional<JsonFault> fault_anywhere(JsonCursor const& cursor) {
  if (cursor.next() == '/') {
    bool const is_unclosed = cursor.rest().starts_with("/*");
    return is_unclosed ? at(cursor, texts::json_comment_unclosed)
                       : at(cursor, texts::json_bad_comment, {excerpt(cursor.rest())});
  }
  if (cursor.next() == '#') {
    return at(cursor, texts::json_bad_comment, {"#"});
  }
  if (cursor.next() == '\'' || cursor.next() == '`') {
    return at(cursor, texts::json_single_quotes);
  }
  if (begins_with_curly_quote(cursor.rest())) {
    return at(cursor, texts::json_curly_quotes);
  }
  if (char32_t const first = first_code_point(cursor.rest()).value; is_invisible(first)) {
    return at(cursor, texts::json_invisible_character, {code_point_name(first)});
  }
  return std::nullopt;
}

// --- what the grammar wanted -----------------------------------------------------------------

[[nodiscard]] JsonFault early_end(JsonContext const& context, JsonCursor const& cursor) {
  if (context.phase == Phase::before_document) {
    return at(cursor, texts::json_no_value);
  }
  Text const text =
      is_in_object(context.phase) ? texts::json_ends_in_object : texts::json_ends_in_array;
  return at(cursor, text, numbers_of(context.container));
}

[[nodiscard]] std::optional<JsonFault> wrong_closing(JsonContext const& context,
                                                     JsonCursor const& cursor) {
  bool const in_array =
      context.phase == Phase::array_start || context.phase == Phase::after_element;
  if (cursor.next() == '}' && in_array) {
    return at(cursor, texts::json_wrong_closing_brace, numbers_of(context.container));
  }
  if (cursor.next() == ']' && is_in_object(context.phase)) {
    return at(cursor, texts::json_wrong_closing_bracket, numbers_of(context.container));
  }
  return std::nullopt;
}

/// \p fault with its evident repair.
[[nodiscard]] JsonFault instead(JsonFault fault, std::string before, std::string after) {
  fault.before = std::move(before);
  fault.after = std::move(after);
  return fault;
}

/// The value is complete, and no comma follows it.
[[nodiscard]] JsonFault separator_fault(JsonContext const& context, JsonCursor const& cursor) {
  bool const touches = cursor.offset() == context.cursor.offset();
  char const last = context.last_token.next();
  bool const continues_word = touches && last != '"' && last != '{' && last != '[' && last != '}' &&
                              last != ']' && json_word_length(cursor.rest()) > 0;
  if (continues_word) {
    return word_fault(context.last_token);
  }
  if (auto fault = fault_anywhere(cursor)) {
    return *fault;
  }
  if (auto fault = wrong_closing(context, cursor)) {
    return *fault;
  }
  switch (context.phase) {
    case Phase::after_key:
      return at(cursor, texts::json_expected_colon, {context.key});
    case Phase::after_element:
      return at(cursor, texts::json_expected_comma_or_bracket);
    case Phase::after_member:
      return at(cursor, texts::json_expected_comma_or_brace);
    default:
      return at(cursor, texts::json_trailing);
  }
}

[[nodiscard]] JsonFault name_fault(JsonContext const& context, JsonCursor const& separator,
                                   JsonCursor const& cursor) {
  if (cursor.next() == '"') {
    return string_fault(cursor);
  }
  if (auto fault = fault_anywhere(cursor)) {
    return *fault;
  }
  if (context.phase == Phase::after_member && is_digit(cursor.next()) &&
      is_digit(context.last_token.next())) {
    return instead(at(separator, texts::json_decimal_comma), ",", ".");
  }
  std::string const word(cursor.rest().substr(0, json_word_length(cursor.rest())));
  return word.empty()
             ? at(cursor, texts::json_expected_name)
             : instead(at(cursor, texts::json_name_without_quotes, {excerpt(cursor.rest())}), word,
                       '"' + word + '"');
}

[[nodiscard]] JsonFault value_fault(JsonContext const& context, JsonCursor const& cursor) {
  if (cursor.next() == '"') {
    return string_fault(cursor);
  }
  if (auto fault = fault_anywhere(cursor)) {
    return *fault;
  }
  if (json_word_length(cursor.rest()) > 0) {
    return word_fault(cursor);
  }
  if (context.phase == Phase::after_key) {
    return at(cursor, texts::json_value_missing, {context.key});
  }
  return at(cursor, texts::json_expected_value);
}

}  // namespace

JsonFault find_json_fault(JsonContext const& context) {
  JsonCursor cursor = context.cursor;
  cursor.skip_blanks();
  bool const needs_colon = context.phase == Phase::after_key;
  bool const needs_comma =
      context.phase == Phase::after_element || context.phase == Phase::after_member;
  JsonCursor const separator = cursor;
  bool const is_separated =
      (needs_colon && cursor.next() == ':') || (needs_comma && cursor.next() == ',');
  if (is_separated) {
    cursor.skip(1);
    cursor.skip_blanks();
  }
  if (cursor.at_end()) {
    return early_end(context, cursor);
  }
  if (((needs_comma || needs_colon) && !is_separated) || context.phase == Phase::after_document) {
    return separator_fault(context, cursor);
  }
  bool const closes = cursor.next() == '}' || cursor.next() == ']';
  if (needs_comma && closes) {
    return instead(at(separator, texts::json_trailing_comma), ",", "");
  }
  if (auto fault = wrong_closing(context, cursor)) {
    return *fault;
  }
  if (cursor.next() == ',' && !needs_colon && context.phase != Phase::before_document) {
    return instead(at(cursor, needs_comma ? texts::json_extra_comma : texts::json_leading_comma),
                   ",", "");
  }
  bool const wants_name =
      context.phase == Phase::object_start || context.phase == Phase::after_member;
  return wants_name ? name_fault(context, separator, cursor) : value_fault(context, cursor);
}

}  // namespace cxsim
