#include "text_patch.hpp"

#include <algorithm>

#include "cxsim/base/contract.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::size_t length_of(JsonValue const& value) {
  switch (value.kind()) {
    case JsonKind::number:
      return value.number_text().size();
    case JsonKind::string:
      return value.string().size() + 2;
    case JsonKind::boolean:
      return value.boolean() ? 4 : 5;
    default:
      break;
  }
  CXSIM_EXPECTS(false);
  return 0;
}

}  // namespace

TextPatch::TextPatch(std::string_view text) : text_(text), lines_{0} {
  auto parsed = parse_json(text, "");
  CXSIM_EXPECTS(parsed.has_value());
  root_ = std::move(*parsed);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') {
      lines_.push_back(at + 1);
    }
  }
}

JsonValue const* TextPatch::find(std::string_view path) const {
  JsonValue const* value = &root_;
  while (!path.empty() && value != nullptr) {
    std::size_t const end = std::min(path.find('/'), path.size());
    value = value->kind() == JsonKind::object ? value->find(path.substr(0, end)) : nullptr;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return value;
}

void TextPatch::replace(JsonValue const& value, std::string replacement) {
  edits_.push_back({offset_of(value.place()), length_of(value), std::move(replacement)});
}

void TextPatch::append_member(std::string const& member) {
  std::size_t const brace = text_.rfind('}');
  std::size_t const last = text_.find_last_not_of(" \t\r\n", brace - 1);
  edits_.push_back({last + 1, brace - last - 1, ",\n\n  " + member + "\n"});
}

std::string TextPatch::text() const {
  std::vector<Edit> edits = edits_;
  std::ranges::sort(edits, {}, &Edit::begin);
  std::string result;
  std::size_t at = 0;
  for (Edit const& edit : edits) {
    CXSIM_EXPECTS(edit.begin >= at);
    result += text_.substr(at, edit.begin - at);
    result += edit.replacement;
    at = edit.begin + edit.length;
  }
  result += text_.substr(at);
  return result;
}

std::size_t TextPatch::offset_of(JsonPlace place) const {
  return lines_[static_cast<std::size_t>(place.line - 1)] +
         static_cast<std::size_t>(place.column - 1);
}

}  // namespace cxsim
