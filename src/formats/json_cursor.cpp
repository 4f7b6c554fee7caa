#include "json_cursor.hpp"

#include <algorithm>

namespace cxsim {

namespace {

// Written out, since the searches of the library for one of several characters take ten times as
// long, which is what a file of 60 MiB of blanks costs.

[[nodiscard]] constexpr bool is_blank(char byte) noexcept {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

[[nodiscard]] constexpr bool ends_word(char byte) noexcept {
  switch (byte) {
    case ',':
    case ':':
    case '[':
    case ']':
    case '{':
    case '}':
    case '"':
    case '/':
      return true;
    default:
      return is_blank(byte);
  }
}

template <class Predicate>
[[nodiscard]] std::size_t length_before(std::string_view text, Predicate const& is_end) {
  return static_cast<std::size_t>(std::ranges::find_if(text, is_end) - text.begin());
}

/// Length of the comment at the beginning of \p text; 0 when there is none or it has no end.
[[nodiscard]] std::size_t comment_length(std::string_view text) {
  if (text.starts_with("//")) {
    return length_before(text, [](char byte) { return byte == '\r' || byte == '\n'; });
  }
  std::size_t const end = text.starts_with("/*") ? text.find("*/", 2) : std::string_view::npos;
  return end == std::string_view::npos ? 0 : end + 2;
}

[[nodiscard]] std::size_t digits_length(std::string_view text) {
  return length_before(text, [](char byte) { return byte < '0' || byte > '9'; });
}

/// Length of a part that begins with one of \p marks, perhaps a sign, and needs digits; else 0.
[[nodiscard]] std::size_t part_length(std::string_view text, std::string_view marks,
                                      std::string_view signs) {
  auto const stands = [text](std::size_t index, std::string_view any_of) {
    return index < text.size() && any_of.find(text[index]) != std::string_view::npos;
  };
  if (!stands(0, marks)) {
    return 0;
  }
  std::size_t const head = stands(1, signs) ? 2 : 1;
  std::size_t const digits = digits_length(text.substr(head));
  return digits == 0 ? 0 : head + digits;
}

}  // namespace

JsonPlace JsonCursor::place() const noexcept {
  return {line_, static_cast<int>(offset_ - line_start_) + 1};
}

void JsonCursor::skip(std::size_t bytes) {
  for (std::size_t const end = offset_ + bytes; offset_ < end; ++offset_) {
    char const byte = text_[offset_];
    bool const is_lone_return =
        byte == '\r' && (offset_ + 1 == text_.size() || text_[offset_ + 1] != '\n');
    if (byte == '\n' || is_lone_return) {
      ++line_;
      line_start_ = offset_ + 1;
    }
  }
}

void JsonCursor::skip_blanks() {
  while (true) {
    skip(length_before(rest(), [](char byte) { return !is_blank(byte); }));
    std::size_t const comment = comment_length(rest());
    if (comment == 0) {
      return;
    }
    skip(comment);
  }
}

void JsonCursor::skip_separators() {
  skip_blanks();
  while (next() == ',' || next() == ':') {
    skip(1);
    skip_blanks();
  }
}

void JsonCursor::skip_string() {
  std::size_t length = 1;
  while (rest()[length] != '"') {
    length += rest()[length] == '\\' ? std::size_t{2} : std::size_t{1};
  }
  offset_ += length + 1;
}

std::size_t json_word_length(std::string_view text) { return length_before(text, ends_word); }

std::size_t json_number_length(std::string_view text) {
  std::size_t length = text.starts_with('-') ? 1 : 0;
  std::size_t const whole =
      text.substr(length).starts_with('0') ? 1 : digits_length(text.substr(length));
  if (whole == 0) {
    return 0;
  }
  length += whole;
  length += part_length(text.substr(length), ".", "");
  return length + part_length(text.substr(length), "eE", "+-");
}

}  // namespace cxsim
