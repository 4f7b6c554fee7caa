#include <algorithm>
#include <cmath>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

Json::Json(double value) : content_(value) { CXSIM_EXPECTS(std::isfinite(value)); }

Json::Json(std::string_view value) : content_(with_valid_utf8(value)) {}

Json Json::array() {
  Json json;
  json.content_ = Elements{};
  return json;
}

Json Json::object() {
  Json json;
  json.content_ = Members{};
  return json;
}

Json& Json::set(std::string_view key, Json value) & {
  Members* const members = std::get_if<Members>(&content_);
  CXSIM_EXPECTS(members != nullptr);
  members->emplace_back(with_valid_utf8(key), std::move(value));
  return *this;
}

Json Json::set(std::string_view key, Json value) && {
  set(key, std::move(value));
  return std::move(*this);
}

Json& Json::push(Json value) & {
  Elements* const elements = std::get_if<Elements>(&content_);
  CXSIM_EXPECTS(elements != nullptr);
  elements->push_back(std::move(value));
  return *this;
}

Json Json::push(Json value) && {
  push(std::move(value));
  return std::move(*this);
}

/// Appends values to one text.
class JsonTextWriter {
 public:
  [[nodiscard]] std::string write(Json const& document) {
    value(document);
    text_ += '\n';
    return std::move(text_);
  }

 private:
  static constexpr std::size_t width = 100;

  void value(Json const& json) {
    std::visit([this](auto const& content) { this->content(content); }, json.content_);
  }

  void content(std::monostate /*null*/) { text_ += "null"; }
  void content(bool boolean) { text_ += boolean ? "true" : "false"; }
  void content(std::int64_t number) { text_ += std::to_string(number); }
  void content(std::uint64_t number) { text_ += std::to_string(number); }

  void content(double number) {
    constexpr double exact_below = 9007199254740992.0;
    if (number == 0 && std::signbit(number)) {
      text_ += "-0.0";  // readers take -0 for an integer and lose the sign
    } else if (std::fabs(number) < exact_below && number == std::floor(number)) {
      text_ += to_fixed(number, 0);
    } else {
      text_ += to_text(number);
    }
  }

  void content(std::string const& string) {
    text_ += '"';
    std::size_t copied = 0;
    for (std::size_t index = 0; index < string.size(); ++index) {
      auto const byte = static_cast<unsigned char>(string[index]);
      if (byte >= 0x20 && byte != '"' && byte != '\\') {
        continue;
      }
      text_.append(string, copied, index - copied);
      escape(byte);
      copied = index + 1;
    }
    text_.append(string, copied);
    text_ += '"';
  }

  void escape(unsigned char byte) {
    constexpr std::string_view named = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    constexpr std::string_view digits = "0123456789abcdef";
    text_ += '\\';
    if (auto const found = named.find(static_cast<char>(byte)); found != std::string_view::npos) {
      text_ += letters[found];
      return;
    }
    text_ += "u00";
    text_ += digits[byte >> 4U];
    text_ += digits[byte & 0xFU];
  }

  void content(Json::Elements const& elements) {
    if (elements.empty()) {
      text_ += "[]";
      return;
    }
    if (fits_on_line(elements)) {
      return;
    }
    char separator = '[';
    ++level_;
    for (Json const& element : elements) {
      text_ += separator;
      start_line();
      value(element);
      separator = ',';
    }
    --level_;
    start_line();
    text_ += ']';
  }

  void content(Json::Members const& members) {
    CXSIM_EXPECTS(has_unique_keys(members));
    if (members.empty()) {
      text_ += "{}";
      return;
    }
    char separator = '{';
    ++level_;
    for (auto const& [key, member] : members) {
      text_ += separator;
      start_line();
      content(key);
      text_ += ": ";
      value(member);
      separator = ',';
    }
    --level_;
    start_line();
    text_ += '}';
  }

  /// Writes the elements on the current line, or nothing when they do not fit.
  [[nodiscard]] bool fits_on_line(Json::Elements const& elements) {
    std::size_t const start = text_.size();
    char separator = '[';
    for (Json const& element : elements) {
      bool const is_plain = !std::holds_alternative<Json::Elements>(element.content_) &&
                            !std::holds_alternative<Json::Members>(element.content_);
      if (!is_plain || text_.size() - line_start_ > width) {
        text_.resize(start);
        return false;
      }
      text_ += separator;
      if (separator == ',') {
        text_ += ' ';
      }
      value(element);
      separator = ',';
    }
    text_ += ']';
    constexpr std::size_t room_for_comma = 1;
    if (text_.size() + room_for_comma - line_start_ > width) {
      text_.resize(start);
      return false;
    }
    return true;
  }

  [[nodiscard]] static bool has_unique_keys(Json::Members const& members) {
    std::vector<std::string_view> keys;
    keys.reserve(members.size());
    for (auto const& member : members) {
      keys.emplace_back(member.first);
    }
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) == keys.end();
  }

  void start_line() {
    text_ += '\n';
    line_start_ = text_.size();
    text_.append(2 * level_, ' ');
  }

  std::string text_;
  std::size_t level_ = 0;
  std::size_t line_start_ = 0;
};

Json to_json(JsonValue const& value) {
  switch (value.kind()) {
    case JsonKind::null:
      break;
    case JsonKind::boolean:
      return value.boolean();
    case JsonKind::number:
      return value.number();
    case JsonKind::string:
      return value.string();
    case JsonKind::array: {
      Json array = Json::array();
      for (JsonValue const& element : value.elements()) {
        array.push(to_json(element));
      }
      return array;
    }
    case JsonKind::object: {
      Json object = Json::object();
      for (JsonMember const& member : value.members()) {
        object.set(member.key, to_json(member.value));
      }
      return object;
    }
  }
  return {};
}

std::string to_json_text(Json const& document) { return JsonTextWriter().write(document); }

}  // namespace cxsim
