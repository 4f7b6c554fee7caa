#include "reader.hpp"

#include <algorithm>
#include <utility>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/nearest.hpp"
#include "cxsim/formats/time.hpp"
#include "cxsim/io/texts.hpp"
#include "field_words.hpp"
#include "ids.hpp"
#include "limits.hpp"
#include "repairs.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string joined(std::string_view parent, std::string_view key) {
  return parent.empty() ? std::string(key) : std::string(parent) + '/' + std::string(key);
}

/// A value that fits the range, for a number that could not be read.
[[nodiscard]] Distribution stand_in(NumberField const& field, Range range) {
  return field.standard ? *field.standard : Constant{std::clamp(0.0, range.low, range.high)};
}

/// A sentence of the description, for use inside another sentence.
[[nodiscard]] std::vector<std::string> origin_keys() { return {"source", "evidence", "period"}; }

/// A day as 2026-06-30, which the calendar has.
[[nodiscard]] bool is_day(std::string const& text) {
  return text.size() == std::string_view("2026-06-30").size() &&
         read_time(text, TimeNotation::iso).has_value();
}

[[nodiscard]] std::string quoted_list(std::vector<Choice> const& choices) {
  std::string list;
  for (Choice const& choice : choices) {
    list += (list.empty() ? "\"" : ", \"") + std::string(choice.word) + '"';
  }
  return list;
}

/// The word of \p choices that \p value was meant to be; empty: none.
[[nodiscard]] std::string meant_choice(JsonValue const& value, std::vector<Choice> const& choices) {
  std::vector<std::string> words;
  for (Choice const& choice : choices) {
    words.emplace_back(choice.word);
  }
  return value.kind() == JsonKind::string ? nearest(value.string(), words).value_or("") : "";
}

/// Reports that \p value is none of the words.
void report_choice(JsonValue const& value, std::string const& pointer,
                   std::vector<Choice> const& choices, Problems& problems) {
  Repairs repairs;
  if (std::string const meant = meant_choice(value, choices); !meant.empty()) {
    repairs = write_instead(value, pointer, '"' + meant + '"', problems);
  }
  report_kind(value, pointer, {texts::value_one_of, {quoted_list(choices)}}, problems,
              std::move(repairs));
}

}  // namespace

Reader::Reader(JsonValue const& root, Names const& names, ParameterTable& table, Problems& problems)
    : names_(names),
      table_(table),
      problems_(problems),
      has_segments_(root.find(section_of(Kind::segment)) != nullptr) {
  scopes_.push_back({&root, "", "", origin_of(root, "", {}), origin_keys(), false});
}

// Moving through the file

JsonValue const* Reader::take(std::string_view key) {
  here().known.emplace_back(key);
  return here().object == nullptr ? nullptr : here().object->find(key);
}

std::string Reader::pointer_to(std::string_view key) const {
  return json_pointer(scopes_.back().pointer, key);
}

std::string Reader::path_to(std::string_view key) const { return joined(scopes_.back().path, key); }

void Reader::report_missing(std::string_view key, std::string_view doc, std::string_view example,
                            std::vector<Repair> repairs) {
  if (here().object == nullptr) {
    return;  // the object itself is missing, which was said
  }
  std::vector<Argument> arguments{std::string(key), field_words(doc), std::string(example)};
  problems_.error(here().object->place(), here().pointer,
                  example.empty() ? texts::missing_key : texts::missing_key_example,
                  std::move(arguments), std::move(repairs));
}

std::string Reader::meant_id(Kind kind, std::string const& id) const {
  return problems_.are_many() ? "" : names_.nearest(kind, id);
}

void Reader::report_unknown_id(Location where, Kind kind, std::string const& id,
                               std::string const& meant, std::vector<Repair> repairs) {
  if (!has_map_ && kind != Kind::event && kind != Kind::initiative) {
    return;
  }
  std::vector<Argument> arguments{thing_text(kind), id, meant, std::string(section_of(kind))};
  problems_.error(std::move(where), meant.empty() ? texts::unknown_id : texts::unknown_id_suggest,
                  std::move(arguments), std::move(repairs));
}

void Reader::report_unknown_id(JsonValue const& id, std::string const& pointer, Kind kind) {
  std::string const meant = meant_id(kind, id.string());
  report_unknown_id(problems_.at(id.place(), pointer), kind, id.string(), meant,
                    write_text(id.place(), pointer, id.string(), meant, problems_));
}

void Reader::report_unknown_id(JsonMember const& member, JsonValue const& object,
                               std::string const& pointer, Kind kind) {
  std::string const meant = meant_id(kind, member.key);
  report_unknown_id(problems_.at(member.key_place, pointer), kind, member.key, meant,
                    rename_member(member, object, pointer, meant, problems_));
}

Origin Reader::origin_of(JsonValue const& object, std::string const& pointer, Origin inherited) {
  inherited.source = read_text_of(object, "source", pointer, problems_).value_or(inherited.source);
  inherited.period = read_text_of(object, "period", pointer, problems_).value_or(inherited.period);
  if (JsonValue const* evidence = object.find("evidence")) {
    inherited.evidence = read_evidence(*evidence, json_pointer(pointer, "evidence"), problems_)
                             .value_or(inherited.evidence);
  }
  return inherited;
}

void Reader::enter(std::string_view key, JsonValue const* value) {
  std::string pointer = pointer_to(key);
  Origin origin = value == nullptr ? here().origin : origin_of(*value, pointer, here().origin);
  std::string path = path_to(key);
  scopes_.push_back(
      {value, std::move(pointer), std::move(path), std::move(origin), origin_keys(), false});
}

void Reader::enter_object(std::string_view key, Field const& field) {
  JsonValue const* value = take(key);
  if (value == nullptr && is_needed(field.need)) {
    report_missing(key, field.doc, field.example);
  }
  if (value != nullptr && value->kind() != JsonKind::object) {
    report_kind(*value, pointer_to(key), texts::value_object, problems_);
    value = nullptr;
  }
  enter(key, value);
}

void Reader::leave() {
  Scope const& scope = here();
  if (scope.object != nullptr && !scope.are_keys_ids) {
    for (JsonMember const& member : scope.object->members()) {
      if (std::ranges::find(scope.known, member.key) == scope.known.end()) {
        report_unknown_key(member, *scope.object, scope.pointer, scope.known, problems_);
      }
    }
  }
  scopes_.pop_back();
}

// Plain members

void Reader::header(std::string_view /*format*/) {
  here().known.insert(here().known.end(), {"format", "version"});  // checked before reading
}

void Reader::text(std::string_view key, std::string& target, Field const& field) {
  JsonValue const* value = take(key);
  if (value == nullptr) {
    if (is_needed(field.need)) {
      report_missing(key, field.doc, field.example);
    }
  } else if (value->kind() != JsonKind::string) {
    report_kind(*value, pointer_to(key), texts::value_text, problems_);
  } else {
    target = value->string();
  }
}

void Reader::date(std::string_view key, std::string& target, Field const& field) {
  text(key, target, field);
  JsonValue const* value = here().object == nullptr ? nullptr : here().object->find(key);
  if (value != nullptr && value->kind() == JsonKind::string && !is_day(target)) {
    problems_.error(value->place(), pointer_to(key), texts::not_a_day, {target});
  }
}

void Reader::remark(std::string_view key, Field const& field) {
  std::string ignored;
  text(key, ignored, field);
}

void Reader::truth(std::string_view key, bool& target, Field const& /*field*/) {
  JsonValue const* value = take(key);
  if (value != nullptr && value->kind() != JsonKind::boolean) {
    report_kind(*value, pointer_to(key), texts::value_boolean, problems_);
  } else if (value != nullptr) {
    target = value->boolean();
  }
}

void Reader::flags(std::string_view key, std::vector<Flag> const& flags, Field const& /*field*/) {
  JsonValue const* value = take(key);
  if (value == nullptr) {
    return;
  }
  std::vector<Choice> words;
  for (Flag const& flag : flags) {
    words.push_back({flag.word, 0});
  }
  if (value->kind() != JsonKind::array) {
    report_kind(*value, pointer_to(key), {texts::value_list_of, {quoted_list(words)}}, problems_);
    return;
  }
  for (std::size_t i = 0; i < value->elements().size(); ++i) {
    JsonValue const& element = value->elements()[i];
    auto const flag = std::ranges::find_if(flags, [&](Flag const& one) {
      return element.kind() == JsonKind::string && element.string() == one.word;
    });
    if (flag == flags.end()) {
      report_choice(element, json_pointer(pointer_to(key), i), words, problems_);
    } else {
      *flag->value = true;
    }
  }
}

std::optional<int> Reader::choose(std::string_view key, std::vector<Choice> const& choices,
                                  int standard, Field const& field) {
  JsonValue const* value = take(key);
  if (value == nullptr) {
    if (is_needed(field.need)) {
      report_missing(key, field.doc, field.example);
      return std::nullopt;
    }
    return standard;
  }
  auto const choice = std::ranges::find_if(choices, [&](Choice const& one) {
    return value->kind() == JsonKind::string && value->string() == one.word;
  });
  if (choice != choices.end()) {
    return choice->value;
  }
  if (key == "scale" && value->kind() == JsonKind::string) {
    problems_.error(value->place(), pointer_to(key), texts::other_scale, {value->string()});
    for (std::string_view const number : {"mean", "sd"}) {
      unreadable_.insert(*table_.find(path_to(number)));
    }
  } else {
    report_choice(*value, pointer_to(key), choices, problems_);
  }
  return std::nullopt;
}

void Reader::object(std::string_view key, Field const& field, Describe const& describe) {
  enter_object(key, field);
  describe();
  leave();
}

bool Reader::has(std::string_view key, bool /*present*/) { return take(key) != nullptr; }

// Numbers

std::uint32_t Reader::add_number(std::string path, Unit unit, NumberField const& field,
                                 JsonValue const* value, std::string const& pointer,
                                 std::span<std::string_view const> other_keys) {
  Range const range = field.range.value_or(natural_range(unit));
  ParameterInfo info{std::move(path),
                     unit,
                     range,
                     stand_in(field, range),
                     Evidence::program_default,
                     default_source,
                     {},
                     field.changeable,
                     {},
                     {}};
  bool is_readable = value != nullptr || field.standard;
  if (value != nullptr) {
    NumberRules const rules{unit, range, field.kind, field.example, other_keys};
    auto input = read_number(*value, pointer, rules, problems_);
    is_readable = input.has_value();
    if (input) {
      info.prior = std::move(input->prior);
      info.source = input->source.value_or(here().origin.source);
      info.evidence = input->evidence.value_or(here().origin.evidence);
      info.period = input->period.value_or(here().origin.period);
      info.typed = std::move(input->typed);
      info.set_where(problems_.at(value->place(), pointer));
    }
  }
  AnyParameter const parameter = table_.add(std::move(info));
  written_.resize(table_.size(), nullptr);
  written_.back() = value;
  if (!is_readable) {
    unreadable_.insert(parameter);
  }
  return parameter.index;
}

std::uint32_t Reader::number(std::string_view key, Unit unit, std::uint32_t /*index*/,
                             NumberField const& field) {
  JsonValue const* value = take(key);
  if (value == nullptr && !field.standard) {
    report_missing(key, field.doc, field.example);
  }
  return add_number(path_to(key), unit, field, value, pointer_to(key));
}

std::optional<std::uint32_t> Reader::optional_number(std::string_view key, Unit unit,
                                                     std::optional<std::uint32_t> /*index*/,
                                                     NumberField const& field) {
  JsonValue const* value = take(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  return add_number(path_to(key), unit, field, value, pointer_to(key));
}

std::uint32_t Reader::number_or(std::string_view key, Unit unit, std::uint32_t index,
                                Alternative const& other, NumberField const& field) {
  if (!other.is_given) {
    return number(key, unit, index, field);
  }
  JsonValue const& instead = *here().object->find(other.key);
  if (JsonValue const* value = take(key)) {
    problems_.error(value->place(), pointer_to(key), texts::given_twice,
                    {std::string(key), std::string(other.key)});
  }
  Range const range = field.range.value_or(natural_range(unit));
  ParameterInfo info{.path = path_to(key),
                     .unit = unit,
                     .range = range,
                     .prior = stand_in(field, range),
                     .changeable = field.changeable};
  info.set_where(problems_.at(instead.place(), pointer_to(other.key)));
  AnyParameter const parameter = table_.add(std::move(info));
  written_.resize(table_.size(), nullptr);
  return parameter.index;
}

std::uint32_t Reader::number_and_parts(std::string_view key, Unit unit, std::uint32_t /*index*/,
                                       NumberField const& field, Describe const& parts) {
  static constexpr std::array<std::string_view, 2> part_keys{"answers", "tolerance"};
  JsonValue const* value = take(key);
  auto const index = add_number(path_to(key), unit, field, value, pointer_to(key), part_keys);
  enter(key, value != nullptr && value->kind() == JsonKind::object ? value : nullptr);
  here().are_keys_ids = true;  // checked with the number
  parts();
  leave();
  return index;
}

void Reader::derived(std::string_view key, Unit unit, std::uint32_t& index,
                     std::string_view source) {
  index = table_
              .add({path_to(key),
                    unit,
                    natural_range(unit),
                    Constant{0},
                    Evidence::program_default,
                    std::string(source),
                    {},
                    Changeable::no})
              .index;
}

// Things with an id

std::size_t Reader::count(Kind kind, std::size_t /*present*/) { return names_.ids(kind).size(); }

std::string Reader::id(Kind kind, std::size_t index) { return names_.ids(kind)[index]; }

std::optional<std::uint32_t> Reader::find_reference(JsonValue const& value,
                                                    std::string const& pointer, Kind kind) {
  if (value.kind() != JsonKind::string) {
    report_kind(value, pointer, {texts::value_id, {thing_text(kind)}}, problems_);
    return std::nullopt;
  }
  auto const index = names_.find(kind, value.string());
  if (!index) {
    report_unknown_id(value, pointer, kind);
  }
  return index;
}

std::optional<std::uint32_t> Reader::refer(std::string_view key, Kind kind,
                                           std::optional<std::uint32_t> /*index*/,
                                           Field const& field) {
  JsonValue const* value = take(key);
  if (value == nullptr && is_needed(field.need)) {
    report_missing(key, field.doc, field.example);
  }
  auto const index =
      value == nullptr ? std::nullopt : find_reference(*value, pointer_to(key), kind);
  if (key == "entry" && !index) {
    has_all_entries_ = false;
  }
  if (key == "touchpoint" && is_needed(field.need) && !index) {
    has_all_queue_places_ = false;
  }
  return index;
}

std::vector<std::uint32_t> Reader::refer_to_several(std::string_view key, Kind kind,
                                                    std::vector<std::uint32_t> const& /*indices*/,
                                                    Field const& /*field*/) {
  std::vector<std::uint32_t> indices;
  JsonValue const* value = take(key);
  if (value == nullptr) {
    return indices;
  }
  if (value->kind() != JsonKind::array) {
    report_kind(*value, pointer_to(key), texts::value_ids, problems_);
    return indices;
  }
  for (std::size_t i = 0; i < value->elements().size(); ++i) {
    std::string const pointer = json_pointer(pointer_to(key), i);
    if (auto const index = find_reference(value->elements()[i], pointer, kind)) {
      indices.push_back(*index);
    }
  }
  std::ranges::sort(indices);
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

std::vector<std::uint32_t> Reader::mentioned(std::string_view key, Kind kind,
                                             std::vector<std::uint32_t> const& /*present*/) {
  std::vector<std::uint32_t> indices;
  JsonValue const* value = here().object == nullptr ? nullptr : here().object->find(key);
  if (value != nullptr && value->kind() == JsonKind::object) {
    for (JsonMember const& member : value->members()) {
      if (auto const index = names_.find(kind, member.key)) {
        indices.push_back(*index);
      }
    }
  }
  std::ranges::sort(indices);
  return indices;
}

std::vector<std::string> Reader::entry_ids(std::string_view key,
                                           std::vector<std::string> const& /*present*/) {
  std::vector<std::string> ids;
  JsonValue const* value = here().object == nullptr ? nullptr : here().object->find(key);
  if (value == nullptr || value->kind() != JsonKind::object) {
    return ids;
  }
  std::vector<JsonMember const*> members;
  std::string const pointer = pointer_to(key);
  for (JsonMember const& member : value->members()) {
    if (!is_origin(member.key)) {
      members.push_back(&member);
      ids.push_back(member.key);
      entry_places_.emplace(json_pointer(pointer, member.key), member.key_place);
    }
  }
  if (ids.size() > most_entries) {
    problems_.error(value->place(), pointer, texts::over_limit_count,
                    {std::to_string(ids.size()), std::string(key), std::to_string(most_entries)});
    return {};
  }
  check_ids(members, pointer, problems_);
  return ids;
}

void Reader::describe_entries(std::string_view key, std::string_view /*word*/,
                              std::vector<std::string> const& ids, Field const& field,
                              DescribeMember const& describe) {
  enter_object(key, field);
  here().are_keys_ids = true;
  for (std::size_t index = 0; index < ids.size(); ++index) {
    enter_object(ids[index], {.doc = field.doc});
    describe(index);
    leave();
  }
  leave();
}

Location Reader::place_of_entry(std::string const& pointer) const {
  return problems_.at(entry_places_.at(pointer), pointer);
}

void Reader::items(Kind kind, Field const& field, std::size_t count,
                   DescribeMember const& describe) {
  enter_object(section_of(kind), field);
  here().are_keys_ids = true;  // they define the ids
  std::map<std::string_view, JsonValue const*> values;
  if (here().object != nullptr) {
    for (JsonMember const& member : here().object->members()) {
      values.emplace(member.key, &member.value);
    }
    if (count == 0 && is_needed(field.need)) {
      problems_.error(here().object->place(), here().pointer, texts::nothing_defined,
                      {thing_text(kind)});
    }
  }
  for (std::size_t index = 0; index < count; ++index) {
    std::string const key = id(kind, index);
    JsonValue const* value = values.at(key);
    if (value->kind() != JsonKind::object) {
      report_kind(*value, pointer_to(key), texts::value_object, problems_);
      value = nullptr;
    }
    enter(key, value);
    describe(index);
    leave();
  }
  leave();
}

void Reader::members(std::string_view key, Kind kind, Field const& field, std::size_t count,
                     DescribeMember const& describe) {
  enter_object(key, field);
  here().are_keys_ids = true;
  if (here().object != nullptr) {
    for (JsonMember const& member : here().object->members()) {
      if (!is_origin(member.key) && !names_.find(kind, member.key)) {
        report_unknown_id(member, *here().object, pointer_to(member.key), kind);
      }
    }
  }
  for (std::size_t index = 0; index < count; ++index) {
    describe(index);
  }
  leave();
}

}  // namespace cxsim
