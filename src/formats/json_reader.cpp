#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/json.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"
#include "json_fault.hpp"
#include "json_survey.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_duplicates_named = 1000;

/// Builds the value from the events of nlohmann's parser, which tells no positions: the cursor
/// walks the text beside it, from token to token.
class TreeBuilder {
 public:
  using Integer = nlohmann::json::number_integer_t;
  using Unsigned = nlohmann::json::number_unsigned_t;

  TreeBuilder(std::string_view text, std::string const& file_name, JsonLimits limits,
              std::vector<std::uint32_t> sizes)
      : file_name_(file_name),
        limits_(limits),
        sizes_(std::move(sizes)),
        text_(text),
        cursor_(text),
        last_token_(text) {}

  /// \param is_complete whether the parser accepted the whole text.
  [[nodiscard]] Result<JsonValue> finish(bool is_complete) {
    cursor_.skip_blanks();
    if (is_complete && !cursor_.at_end()) {
      report(find_json_fault(context()));
    }
    if (further_duplicates_ > 0) {
      report({texts::json_more_duplicate_keys, {}, {std::to_string(further_duplicates_)}});
    }
    if (!problems_.empty()) {
      return failure(std::move(problems_));
    }
    CXSIM_EXPECTS(is_complete && frames_.empty());
    return std::move(root_);
  }

  // The events, with the names that nlohmann::json prescribes.

  bool null() { return word_value({}); }
  bool boolean(bool value) { return word_value(value); }
  bool number_integer(Integer value) { return number(static_cast<double>(value)); }
  bool number_unsigned(Unsigned value) { return number(static_cast<double>(value)); }
  bool number_float(double value, std::string const& /*text*/) { return number(value); }

  bool string(std::string& value) {
    JsonPlace const place = begin_token();
    cursor_.skip_string();
    return add(JsonValue(place, std::move(value)));
  }

  bool key(std::string& name) {
    Frame& frame = frames_.back();
    frame.key_place = begin_token();
    frame.key_offset = cursor_.offset();
    cursor_.skip_string();
    frame.key = std::move(name);
    frame.phase = JsonPhase::after_key;
    return true;
  }

  bool start_object(std::size_t /*unknown*/) {
    if (!open(JsonPhase::object_start)) {
      return false;
    }
    frames_.back().members.reserve(next_size());
    return true;
  }

  bool start_array(std::size_t /*unknown*/) {
    if (!open(JsonPhase::array_start)) {
      return false;
    }
    frames_.back().elements.reserve(next_size());
    return true;
  }

  bool end_object() {
    report_duplicates(frames_.back());
    Frame frame = close();
    return add(JsonValue(frame.place, std::move(frame.members)));
  }

  bool end_array() {
    Frame frame = close();
    return add(JsonValue(frame.place, std::move(frame.elements)));
  }

  bool parse_error(std::size_t /*position*/, std::string const& /*last_token*/,
                   nlohmann::json::exception const& /*error*/) {
    report(find_json_fault(context()));
    return false;
  }

  bool binary(nlohmann::json::binary_t& /*bytes*/) { return false; }

 private:
  /// Bytes of the text.
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// An object or array that is still open.
  struct Frame {
    JsonPlace place;
    JsonPhase phase;
    std::vector<JsonValue> elements = {};
    std::vector<JsonMember> members = {};
    std::vector<Span> spans = {};  ///< of the members, from their keys to their ends
    std::string key = {};
    JsonPlace key_place = {};
    std::size_t key_offset = 0;
  };

  JsonPlace begin_token() {
    cursor_.skip_separators();
    last_token_ = cursor_;
    return cursor_.place();
  }

  [[nodiscard]] bool number(double value) {
    JsonPlace const place = begin_token();
    std::string_view const rest = cursor_.rest();
    std::string_view const text = rest.substr(0, json_number_length(rest));
    cursor_.skip(text.size());
    bool const is_negative_zero = value == 0 && text.starts_with('-');  // lost in an integer
    return add(JsonValue(place, JsonNumber{is_negative_zero ? -0.0 : value, std::string(text)}));
  }

  [[nodiscard]] bool word_value(JsonContent content) {
    JsonPlace const place = begin_token();
    cursor_.skip(word_length(content));
    return add(JsonValue(place, std::move(content)));
  }

  [[nodiscard]] static std::size_t word_length(JsonContent const& content) {
    bool const* const boolean = std::get_if<bool>(&content);
    return boolean != nullptr && !*boolean ? std::size_t{5} : std::size_t{4};
  }

  [[nodiscard]] bool add(JsonValue value) {
    if (frames_.empty()) {
      root_ = std::move(value);
      phase_without_frame_ = JsonPhase::after_document;
      return true;
    }
    Frame& frame = frames_.back();
    if (frame.phase == JsonPhase::after_key) {
      frame.members.push_back({std::move(frame.key), frame.key_place, std::move(value)});
      frame.spans.push_back({frame.key_offset, cursor_.offset()});
      frame.phase = JsonPhase::after_member;
    } else {
      frame.elements.push_back(std::move(value));
      frame.phase = JsonPhase::after_element;
    }
    return true;
  }

  [[nodiscard]] bool open(JsonPhase phase) {
    JsonPlace const place = begin_token();
    if (frames_.size() >= limits_.depth) {
      report({texts::json_too_deep, place, {std::to_string(limits_.depth)}});
      return false;
    }
    cursor_.skip(1);
    frames_.push_back({place, phase});
    return true;
  }

  [[nodiscard]] std::size_t next_size() { return sizes_.at(opened_++); }

  [[nodiscard]] Frame close() {
    begin_token();
    cursor_.skip(1);
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    return frame;
  }

  void report_duplicates(Frame const& frame) {
    std::vector<JsonMember> const& members = frame.members;
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](std::size_t index) -> std::string const& { return members[index].key; });
    std::vector<std::pair<std::size_t, std::size_t>> repeated;  // each with the first of its name
    for (std::size_t rank = 1, first = 0; rank < order.size(); ++rank) {
      if (members[order[rank]].key == members[order[first]].key) {
        repeated.emplace_back(order[rank], order[first]);
      } else {
        first = rank;
      }
    }
    std::ranges::sort(repeated);
    for (auto const& [index, first] : repeated) {
      report_duplicate(members[index], members[first],
                       without_first(members[first], frame.spans[first], frame.spans[index]));
    }
  }

  /// The first of two members that are written alike is deleted with the comma behind it; nothing
  /// when they say different things, or stand in several lines.
  [[nodiscard]] std::vector<Repair> without_first(JsonMember const& member, Span first,
                                                  Span second) const {
    std::string_view const written = text_.substr(first.begin, first.end - first.begin);
    JsonCursor comma(text_.substr(first.end));
    comma.skip_blanks();
    std::string_view const before = text_.substr(first.begin, written.size() + comma.offset() + 1);
    bool const is_evident = written == text_.substr(second.begin, second.end - second.begin) &&
                            comma.next() == ',' && before.find('\n') == std::string_view::npos;
    if (!is_evident) {
      return {};
    }
    Location where{file_name_, member.key_place.line, member.key_place.column,
                   json_pointer(open_pointer(), member.key)};
    return {{std::move(where), std::string(before), ""}};
  }

  void report_duplicate(JsonMember const& second, JsonMember const& first,
                        std::vector<Repair> repairs) {
    if (problems_.size() >= most_duplicates_named) {
      ++further_duplicates_;
      return;
    }
    Location where{file_name_, second.key_place.line, second.key_place.column,
                   json_pointer(open_pointer(), second.key)};
    problems_.add(
        Severity::error, std::move(where), texts::json_duplicate_key,
        {second.key, std::to_string(first.key_place.line), std::to_string(first.key_place.column)},
        std::move(repairs));
  }

  /// The path of the innermost open object or array.
  [[nodiscard]] std::string open_pointer() const {
    std::string pointer;
    for (std::size_t level = 0; level + 1 < frames_.size(); ++level) {
      Frame const& frame = frames_[level];
      pointer = frame.phase == JsonPhase::after_key ? json_pointer(pointer, frame.key)
                                                    : json_pointer(pointer, frame.elements.size());
    }
    return pointer;
  }

  [[nodiscard]] JsonContext context() const {
    if (frames_.empty()) {
      return {phase_without_frame_, {}, {}, last_token_, cursor_};
    }
    Frame const& frame = frames_.back();
    return {frame.phase, frame.place, frame.key, last_token_, cursor_};
  }

  void report(JsonFault fault) {
    Location const where{file_name_, fault.place.line, fault.place.column, {}};
    std::vector<Repair> repairs;
    if (!fault.before.empty()) {
      repairs.push_back({where, std::move(fault.before), std::move(fault.after)});
    }
    problems_.add(Severity::error, where, fault.text, std::move(fault.arguments),
                  std::move(repairs));
  }

  std::string const& file_name_;
  JsonLimits limits_;
  std::vector<std::uint32_t> sizes_;
  std::size_t opened_ = 0;
  std::string_view text_;
  JsonCursor cursor_;
  JsonCursor last_token_;
  std::vector<Frame> frames_;
  JsonPhase phase_without_frame_ = JsonPhase::before_document;
  JsonValue root_;
  std::size_t further_duplicates_ = 0;
  Diagnostics problems_;
};

/// What makes the bytes unreadable as a text, before any grammar.
[[nodiscard]] std::optional<JsonFault> find_encoding_fault(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return JsonFault{texts::json_utf16, {1, 1}};
  }
  auto const place_of = [text](std::size_t offset) {
    JsonCursor cursor(text);
    cursor.skip(offset);
    return cursor.place();
  };
  if (std::size_t const nul = text.find('\0'); nul != std::string_view::npos) {
    return JsonFault{texts::json_nul, place_of(nul)};
  }
  if (auto const invalid = find_invalid_utf8(text)) {
    return JsonFault{texts::json_not_utf8, place_of(*invalid)};
  }
  return std::nullopt;
}

}  // namespace

Result<JsonValue> parse_json(std::string_view text, std::string const& file_name,
                             JsonLimits limits) {
  CXSIM_EXPECTS(limits.depth <= 1000 && limits.bytes <= 0x7FFFFFFF);
  if (text.size() > limits.bytes) {
    return failure(texts::json_too_long, {file_name, 0, 0, {}}, {std::to_string(limits.bytes)});
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::string_view const with_mark = text;  // nlohmann's parser passes over one by itself
  text.remove_prefix(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  if (text.empty()) {
    return failure(texts::json_empty, {file_name, 1, 1, {}});
  }
  if (auto const fault = find_encoding_fault(text)) {
    return failure(fault->text, {file_name, fault->place.line, fault->place.column, {}});
  }
  JsonSurvey survey = survey_json(text, limits);
  if (survey.excess) {
    JsonPlace const place = survey.excess->place;
    return failure(survey.excess->text, {file_name, place.line, place.column, {}},
                   std::move(survey.excess->arguments));
  }
  TreeBuilder builder(text, file_name, limits, std::move(survey.sizes));
  bool const is_complete =
      nlohmann::json::sax_parse(with_mark.begin(), with_mark.end(), &builder,
                                nlohmann::json::input_format_t::json, true, true);
  return builder.finish(is_complete);
}

}  // namespace cxsim
