#include "json_survey.hpp"

#include <algorithm>

#include "cxsim/formats/texts.hpp"

namespace cxsim {

namespace {

/// Length of the string at the beginning of \p text with its quotes; without its end, what is left
/// of the line.
[[nodiscard]] std::size_t string_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && text[length] != '\n' && text[length] != '\r') {
    if (text[length] == '"') {
      return length + 1;
    }
    length += text[length] == '\\' ? std::size_t{2} : std::size_t{1};
  }
  return std::min(length, text.size());
}

class Surveyor {
 public:
  Surveyor(std::string_view text, JsonLimits const& limits) : limits_(limits), cursor_(text) {}

  [[nodiscard]] JsonSurvey run() {
    cursor_.skip_blanks();
    while (!cursor_.at_end() && !survey_.excess && step()) {
      cursor_.skip_blanks();
    }
    if (!survey_.excess && values_ > limits_.values) {
      survey_.excess = {
          texts::json_too_many_values, first_beyond_, {std::to_string(limits_.values)}};
    }
    return std::move(survey_);
  }

 private:
  /// Passes over the next token; false when no JSON has it here.
  [[nodiscard]] bool step() {
    bool const follows_string = std::exchange(was_string_, false);
    switch (cursor_.next()) {
      case '{':
      case '[':
        return open();
      case '}':
      case ']':
        return close();
      case ',':
        cursor_.skip(1);
        return true;
      case ':':
        cursor_.skip(1);
        return !follows_string || take_back_value();
      case '"':
        was_string_ = true;
        return token(string_length(cursor_.rest()));
      case '/':  // a comment without end
        return token_is_short(cursor_.rest().size()) && false;
      default:
        return token(json_word_length(cursor_.rest()));
    }
  }

  [[nodiscard]] bool open() {
    count_value();
    open_.push_back(survey_.sizes.size());
    survey_.sizes.push_back(0);
    cursor_.skip(1);
    return open_.size() <= limits_.depth;
  }

  [[nodiscard]] bool close() {
    if (open_.empty()) {
      return false;
    }
    open_.pop_back();
    cursor_.skip(1);
    return true;
  }

  [[nodiscard]] bool token(std::size_t length) {
    if (length == 0 || !token_is_short(length)) {
      return false;
    }
    count_value();
    cursor_.skip(length);
    return true;
  }

  [[nodiscard]] bool token_is_short(std::size_t length) {
    if (length > limits_.token_bytes) {
      survey_.excess = {
          texts::json_token_too_long, cursor_.place(), {std::to_string(limits_.token_bytes)}};
    }
    return length <= limits_.token_bytes;
  }

  void count_value() {
    ++values_;
    if (!open_.empty()) {
      ++survey_.sizes[open_.back()];
    }
    if (values_ == limits_.values + 1) {
      first_beyond_ = cursor_.place();
    }
  }

  /// The string before a colon was a name.
  [[nodiscard]] bool take_back_value() {
    --values_;
    if (!open_.empty()) {
      --survey_.sizes[open_.back()];
    }
    return true;
  }

  JsonLimits const& limits_;
  JsonCursor cursor_;
  JsonSurvey survey_;
  std::vector<std::size_t> open_;
  std::size_t values_ = 0;
  bool was_string_ = false;
  JsonPlace first_beyond_;
};

}  // namespace

JsonSurvey survey_json(std::string_view text, JsonLimits const& limits) {
  return Surveyor(text, limits).run();
}

std::optional<std::string_view> find_json_text(std::string_view text, std::string_view key) {
  JsonCursor cursor(text);
  std::size_t depth = 0;
  for (cursor.skip_blanks(); !cursor.at_end(); cursor.skip_blanks()) {
    char const first = cursor.next();
    if (first == '/') {  // a comment without end
      return std::nullopt;
    }
    depth += first == '{' || first == '[' ? 1U : 0U;
    depth -= (first == '}' || first == ']') && depth > 0 ? 1U : 0U;
    std::size_t const length = first == '"' ? string_length(cursor.rest()) : std::size_t{1};
    std::string_view const token = cursor.rest().substr(0, length);
    cursor.skip(length);
    if (depth != 1 || first != '"' || token.substr(1, length - 2) != key) {
      continue;
    }
    cursor.skip_blanks();
    if (cursor.next() != ':') {
      continue;
    }
    cursor.skip(1);
    cursor.skip_blanks();
    std::string_view const value = cursor.rest().substr(0, string_length(cursor.rest()));
    bool const is_text = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return is_text ? std::optional(value.substr(1, value.size() - 2)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace cxsim
