#include "schema_maker.hpp"

#include <array>
#include <utility>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/io/json_schema.hpp"
#include "document.hpp"
#include "limits.hpp"

namespace cxsim {

namespace {

/// As ids.cpp has it; patterns are kept trivial because editors differ in what they understand.
constexpr std::string_view id_pattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

constexpr std::string_view completed = "completed";
constexpr std::string_view abandoned = "abandoned";

[[nodiscard]] Json text_schema() { return Json::object().set("type", "string"); }

[[nodiscard]] Json list_of(std::vector<std::string> const& words) {
  Json list = Json::array();
  for (std::string const& word : words) {
    list.push(word);
  }
  return list;
}

[[nodiscard]] Json keys_among(std::vector<std::string> const& keys) {
  return Json::object().set("enum", list_of(keys));
}

/// Objects that have all of \p keys.
[[nodiscard]] Json with_keys(std::vector<std::string> const& keys) {
  return Json::object().set("required", list_of(keys));
}

/// The examples of the description are JSON.
void set_example(Json& schema, std::string_view example) {
  if (!example.empty()) {
    auto const value = parse_json(example, "");
    CXSIM_EXPECTS(value.has_value());
    schema.set("examples", Json::array().push(to_json(*value)));
  }
}

/// \p schema with what people read. What stands beside a reference does not count in draft-07, so a
/// reference is put into an `allOf`.
[[nodiscard]] Json explained(Json schema, std::string_view doc, std::string_view example) {
  Json result = Json::object();
  if (!doc.empty()) {
    result.set("description", doc);
  }
  result.set("allOf", Json::array().push(std::move(schema)));
  set_example(result, example);
  return result;
}

[[nodiscard]] Json text_field(Field const& field) {
  Json schema = text_schema().set("description", field.doc);
  set_example(schema, field.example);
  return schema;
}

void set_bounds(Json& schema, Range range) {
  if (range.low > Range{}.low) {
    schema.set("minimum", range.low);
  }
  if (range.high < Range{}.high) {
    schema.set("maximum", range.high);
  }
}

[[nodiscard]] Json value_in(Range range, std::string_view type) {
  Json schema = Json::object().set("type", type);
  set_bounds(schema, range);
  return schema;
}

[[nodiscard]] std::string ends_of(Range range) {
  bool const has_low = range.low > Range{}.low;
  bool const has_high = range.high < Range{}.high;
  std::string name;
  name += has_low ? "_from_" + to_text(range.low) : "";
  name += has_high ? "_to_" + to_text(range.high) : "";
  std::erase(name, '+');  // 1e+15
  return name;
}

/// Keys that every object may have, and what they are.
[[nodiscard]] std::vector<std::pair<std::string, Json>> origin_definitions() {
  return {{"source", text_schema().set("description",
                                       "Where the numbers inside come from: free text, or the id "
                                       "of one of the map's sources")},
          {"evidence",
           keys_among({"A", "B", "C", "D", "E", "F"})
               .set("description",
                    "How well the numbers inside are supported: A experiment, B quasi-experiment, "
                    "C before and after, D benchmark, E expert, F default of the program")},
          {"period", text_schema()
                         .set("description", "The time that the numbers inside describe")
                         .set("examples", Json::array().push("2026-Q3"))}};
}

[[nodiscard]] Json reference_to(std::string const& definition) {
  return Json::object().set("$ref", "#/definitions/" + definition);
}

[[nodiscard]] std::vector<std::pair<std::string, Json>> origin_properties() {
  std::vector<std::pair<std::string, Json>> properties;
  for (auto const& [key, schema] : origin_definitions()) {
    properties.emplace_back(key, reference_to(key));
  }
  return properties;
}

[[nodiscard]] Json either(Json one, Json other) {
  return Json::object().set("anyOf", Json::array().push(std::move(one)).push(std::move(other)));
}

void set_members(Json& object, std::vector<std::pair<std::string, Json>> properties,
                 std::vector<std::string> const& required) {
  Json members = Json::object();
  for (auto& [key, schema] : properties) {
    members.set(key, std::move(schema));
  }
  object.set("type", "object").set("properties", std::move(members));
  if (!required.empty()) {
    object.set("required", list_of(required));
  }
  object.set("additionalProperties", false);
}

[[nodiscard]] Json object_of(std::vector<std::pair<std::string, Json>> properties,
                             std::vector<std::string> const& required) {
  Json object = Json::object();
  set_members(object, std::move(properties), required);
  return object;
}

[[nodiscard]] Json with_origin(std::vector<std::pair<std::string, Json>> properties,
                               std::vector<std::string> const& required) {
  for (auto& property : origin_properties()) {
    properties.push_back(std::move(property));
  }
  return object_of(std::move(properties), required);
}

/// An object whose keys are ids; source, evidence and period may stand among them.
[[nodiscard]] Json by_id(Json value) {
  Json properties = Json::object();
  for (auto& [key, schema] : origin_properties()) {
    properties.set(key, std::move(schema));
  }
  return Json::object()
      .set("type", "object")
      .set("propertyNames", reference_to("own_id"))
      .set("properties", std::move(properties))
      .set("additionalProperties", std::move(value));
}

/// In words, because the default of a distribution is no plain number.
[[nodiscard]] std::string with_default(std::string_view doc, Distribution const& standard) {
  return std::string(doc) + ". Default: " + to_text(standard);
}

}  // namespace

SchemaMaker::SchemaMaker() {
  frames_.emplace_back();
  for (auto& [key, schema] : origin_definitions()) {
    definitions_.emplace(key, std::move(schema));
  }
  definitions_.emplace("id", Json::object().set("pattern", id_pattern));
  definitions_.emplace(
      "own_id",
      Json::object()
          .set("pattern", id_pattern)
          .set("not", keys_among({std::string(completed), std::string(abandoned), "counts"})));
}

Json SchemaMaker::take(std::string_view title) {
  Frame& outermost = frames_.front();
  for (auto& property : origin_properties()) {
    outermost.properties.push_back(std::move(property));
  }
  Json schema = Json::object();
  schema.set("$schema", "http://json-schema.org/draft-07/schema#").set("title", title);
  set_members(schema, std::move(outermost.properties), outermost.required);
  Json definitions = Json::object();
  for (auto& [name, definition] : definitions_) {
    definitions.set(name, std::move(definition));
  }
  schema.set("definitions", std::move(definitions));
  return schema;
}

void SchemaMaker::add(std::string_view key, Json schema, Need need) {
  frames_.back().properties.emplace_back(key, std::move(schema));
  if (need == Need::required) {
    frames_.back().required.emplace_back(key);
  }
}

SchemaMaker::Frame SchemaMaker::described(Describe const& describe) {
  frames_.emplace_back();
  describe();
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  return frame;
}

Json SchemaMaker::define(std::string const& name, std::function<Json()> const& make) {
  if (!definitions_.contains(name)) {
    Json schema = make();
    definitions_.emplace(name, std::move(schema));
  }
  return reference_to(name);
}

// Plain members

void SchemaMaker::header(std::string_view format) {
  add("format", Json::object().set("description", "What the file is").set("const", format),
      Need::required);
  add("version",
      Json::object().set("description", "Version of the format").set("const", format_version),
      Need::required);
}

void SchemaMaker::text(std::string_view key, std::string& /*target*/, Field const& field) {
  add(key, text_field(field), field.need);
}

void SchemaMaker::date(std::string_view key, std::string& /*target*/, Field const& field) {
  add(key, text_field(field).set("format", "date").set("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
      field.need);
}

void SchemaMaker::remark(std::string_view key, Field const& field) {
  add(key, text_field(field), field.need);
}

void SchemaMaker::truth(std::string_view key, bool& /*target*/, Field const& field) {
  add(key,
      Json::object().set("description", field.doc).set("type", "boolean").set("default", false),
      field.need);
}

void SchemaMaker::flags(std::string_view key, std::vector<Flag> const& flags, Field const& field) {
  std::vector<std::string> words;
  for (Flag const& flag : flags) {
    words.emplace_back(flag.word);
  }
  Json schema = Json::object()
                    .set("description", field.doc)
                    .set("type", "array")
                    .set("items", keys_among(words));
  set_example(schema, field.example);
  add(key, std::move(schema), field.need);
}

std::optional<int> SchemaMaker::choose(std::string_view key, std::vector<Choice> const& choices,
                                       int standard, Field const& field) {
  std::vector<std::string> words;
  std::string usual;
  for (Choice const& choice : choices) {
    words.emplace_back(choice.word);
    usual = choice.value == standard ? std::string(choice.word) : usual;
  }
  Json schema = keys_among(words).set("description", field.doc);
  if (field.need == Need::optional) {
    schema.set("default", usual);
  }
  add(key, std::move(schema), field.need);
  return standard;
}

// Objects

void SchemaMaker::object(std::string_view key, Field const& field, Describe const& describe) {
  Frame frame = described(describe);
  add(key, with_origin(std::move(frame.properties), frame.required).set("description", field.doc),
      field.need);
}

void SchemaMaker::add_by_id(std::string_view key, Field const& field, Json value) {
  add(key, by_id(std::move(value)).set("description", field.doc), field.need);
}

bool SchemaMaker::has(std::string_view /*key*/, bool /*present*/) { return true; }

std::size_t SchemaMaker::count(Kind /*kind*/, std::size_t /*present*/) { return 1; }

std::string SchemaMaker::id(Kind kind, std::size_t /*index*/) {
  return std::string(word_for(kind));
}

std::vector<std::uint32_t> SchemaMaker::mentioned(std::string_view /*key*/, Kind /*kind*/,
                                                  std::vector<std::uint32_t> const& /*present*/) {
  return {0};
}

std::vector<std::string> SchemaMaker::entry_ids(std::string_view /*key*/,
                                                std::vector<std::string> const& /*present*/) {
  return {""};
}

void SchemaMaker::describe_entries(std::string_view key, std::string_view /*word*/,
                                   std::vector<std::string> const& /*ids*/, Field const& field,
                                   DescribeMember const& describe) {
  Frame frame = described([&] { describe(0); });
  add_by_id(key, field, with_origin(std::move(frame.properties), frame.required));
}

std::optional<std::uint32_t> SchemaMaker::refer(std::string_view key, Kind /*kind*/,
                                                std::optional<std::uint32_t> index,
                                                Field const& field) {
  add(key, text_field(field).set("pattern", id_pattern), field.need);
  return index;
}

std::vector<std::uint32_t> SchemaMaker::refer_to_several(std::string_view key, Kind /*kind*/,
                                                         std::vector<std::uint32_t> const& indices,
                                                         Field const& field) {
  Json schema = Json::object()
                    .set("description", field.doc)
                    .set("type", "array")
                    .set("items", text_schema().set("pattern", id_pattern));
  set_example(schema, field.example);
  add(key, std::move(schema), field.need);
  return indices;
}

void SchemaMaker::items(Kind kind, Field const& field, std::size_t /*count*/,
                        DescribeMember const& describe) {
  Frame frame = described([&] { describe(0); });
  Json item = with_origin(std::move(frame.properties), frame.required);
  for (auto const& [one, other] : frame.alternatives) {
    item.set("oneOf", Json::array().push(with_keys({one})).push(with_keys({other})));
  }
  Json schema = by_id(std::move(item)).set("description", field.doc);
  if (field.need != Need::optional) {
    schema.set("minProperties", 1);
  }
  add(section_of(kind), std::move(schema), field.need);
}

void SchemaMaker::members(std::string_view key, Kind /*kind*/, Field const& field,
                          std::size_t /*count*/, DescribeMember const& describe) {
  Frame frame = described([&] { describe(0); });
  CXSIM_EXPECTS(frame.properties.size() == 1);
  add_by_id(key, field, std::move(frame.properties.front().second));
}

// Numbers

Json SchemaMaker::any_number(Unit unit, std::optional<Range> range) {
  return number_schema(unit, {.doc = "", .range = range}, {});
}

Json SchemaMaker::form_of_number(std::vector<std::string> const& parts, NumberForms forms) {
  std::string name = forms == NumberForms::with_beta ? "form_of_share" : "form_of_number";
  std::vector<std::string> further{"typed", "source", "evidence", "period"};
  for (std::string const& part : parts) {
    name += '_' + part;
    further.push_back(part);
  }
  return define(name, [&] {
    std::vector<std::vector<std::string>> keys{{"value"},
                                               {"low", "mode", "high"},
                                               {"min", "mode", "max"},
                                               {"mean", "sd"},
                                               {"median", "log_sd"},
                                               {"uniform"},
                                               {"quantiles"},
                                               {"samples"}};
    if (forms == NumberForms::with_beta) {
      keys.push_back({"alpha", "beta"});
    }
    Json one_of = Json::array();
    for (std::vector<std::string> const& form : keys) {
      std::vector<std::string> all = form;
      all.insert(all.end(), further.begin(), further.end());
      one_of.push(with_keys(form).set("propertyNames", keys_among(all)));
    }
    return Json::object().set("oneOf", std::move(one_of));
  });
}

Json SchemaMaker::number_schema(Unit unit, NumberField const& field, Frame parts) {
  Range const range = field.words.empty() ? field.range.value_or(natural_range(unit)) : Range{};
  bool const is_whole = field.kind == NumberKind::certain_whole;
  bool const is_certain = is_whole || field.kind == NumberKind::certain;
  bool const may_be_beta = unit == Unit::probability || unit == Unit::share;
  std::string const ends = (is_whole ? "_whole" : "") + ends_of(range);
  std::string const certain = is_certain && !is_whole ? "_certain" : "";
  std::vector<std::string> keys;
  for (auto const& part : parts.properties) {
    keys.push_back(part.first);
  }
  std::string const name =
      (may_be_beta ? "share" : "number") + certain + ends + (keys.empty() ? "" : "_with_parts");
  return define(name, [&] {
    Json const value =
        define("value" + ends, [&] { return value_in(range, is_whole ? "integer" : "number"); });
    std::vector<std::pair<std::string, Json>> properties = std::move(parts.properties);
    properties.emplace_back("value", value);
    properties.emplace_back("typed",
                            text_schema().set("description", "What was written, as it was typed"));
    if (is_certain) {
      return either(value, with_origin(std::move(properties), {"value"}));
    }
    for (std::string const key : {"low", "mode", "high", "min", "max", "mean"}) {
      properties.emplace_back(key, value);
    }
    Json const positive = define(
        "positive", [] { return Json::object().set("type", "number").set("exclusiveMinimum", 0); });
    properties.emplace_back("median",
                            Json::object().set("allOf", Json::array().push(value).push(positive)));
    for (std::string const key : {"sd", "log_sd", "alpha", "beta"}) {
      properties.emplace_back(key, positive);
    }
    Json const list = Json::object().set("type", "array").set("items", value);
    properties.emplace_back("uniform", Json(list).set("minItems", 2).set("maxItems", 2));
    properties.emplace_back("quantiles", Json::object()
                                             .set("type", "object")
                                             .set("minProperties", 2)
                                             .set("additionalProperties", value));
    properties.emplace_back("samples", Json(list).set("minItems", 1));
    Json const form =
        form_of_number(keys, may_be_beta ? NumberForms::with_beta : NumberForms::without_beta);
    return either(value,
                  with_origin(std::move(properties), {}).set("allOf", Json::array().push(form)));
  });
}

std::uint32_t SchemaMaker::number(std::string_view key, Unit unit, std::uint32_t index,
                                  NumberField const& field) {
  std::string const doc =
      field.standard ? with_default(field.doc, *field.standard) : std::string(field.doc);
  add(key, explained(number_schema(unit, field, {}), doc, field.example),
      field.standard ? Need::optional : Need::required);
  return index;
}

std::optional<std::uint32_t> SchemaMaker::optional_number(std::string_view key, Unit unit,
                                                          std::optional<std::uint32_t> index,
                                                          NumberField const& field) {
  add(key, explained(number_schema(unit, field, {}), field.doc, field.example), Need::optional);
  return index;
}

std::uint32_t SchemaMaker::number_or(std::string_view key, Unit unit, std::uint32_t index,
                                     Alternative const& other, NumberField const& field) {
  add(key, explained(number_schema(unit, field, {}), field.doc, field.example), Need::optional);
  frames_.back().alternatives.emplace_back(key, other.key);
  return index;
}

std::uint32_t SchemaMaker::number_and_parts(std::string_view key, Unit unit, std::uint32_t index,
                                            NumberField const& field, Describe const& parts) {
  add(key, explained(number_schema(unit, field, described(parts)), field.doc, field.example),
      Need::optional);
  return index;
}

void SchemaMaker::derived(std::string_view /*key*/, Unit /*unit*/, std::uint32_t& /*index*/,
                          std::string_view /*source*/) {}

// Wholes

void SchemaMaker::group(std::string_view key, std::vector<GroupMember> const& members,
                        GroupDefault /*standard*/, Field const& field) {
  std::vector<std::pair<std::string, Json>> shares;
  std::vector<std::pair<std::string, Json>> counts;
  std::vector<std::string> keys;
  for (GroupMember const& member : members) {
    keys.emplace_back(member.key);
    shares.emplace_back(member.key, any_number(Unit::share));
    counts.emplace_back(member.key, count());
  }
  shares.emplace_back(
      "counts",
      object_of(std::move(counts), keys).set("description", "What was counted, instead of shares"));
  std::vector<std::string> beside_counts{"counts"};
  for (auto const& [origin, schema] : origin_properties()) {
    beside_counts.push_back(origin);
  }
  Json const either =
      Json::array()
          .push(with_keys(keys))
          .push(with_keys({"counts"}).set("propertyNames", keys_among(beside_counts)));
  add(key,
      with_origin(std::move(shares), {})
          .set("oneOf", either)
          .set("description", std::string(field.doc) + ". Shares that sum to 1, or counts"),
      field.need);
}

void SchemaMaker::sums_to_one(std::string_view /*path*/,
                              std::vector<AnyParameter> const& /*members*/) {}

Json SchemaMaker::count() {
  return define("count", [] {
    Json const value = value_in({0, 1e15}, "number");
    return either(value, with_origin({{"value", value}, {"typed", text_schema()}}, {"value"}));
  });
}

Json SchemaMaker::outcome() {
  return define("outcome", [&] {
    Json const target = reference_to("id");
    Json properties = Json::object();
    std::vector<std::string> beside_counts{"counts"};
    for (auto& [key, schema] : origin_properties()) {
      beside_counts.push_back(key);
      properties.set(key, std::move(schema));
    }
    Json const probability = any_number(Unit::share);
    properties.set(completed, explained(probability, "The episode ends as intended", ""))
        .set(abandoned, explained(probability, "The customer gives up", ""))
        .set("counts", Json::object()
                           .set("description", "What was counted, instead of probabilities")
                           .set("type", "object")
                           .set("minProperties", 1)
                           .set("propertyNames", target)
                           .set("additionalProperties", count()));
    return Json::object()
        .set("description",
             "Id of the next touchpoint, completed or abandoned → probability; they sum to 1")
        .set("type", "object")
        .set("minProperties", 1)
        .set("propertyNames", target)
        .set("properties", std::move(properties))
        .set("additionalProperties", probability)
        .set("anyOf", Json::array()
                          .push(Json::object().set("not", with_keys({"counts"})))
                          .push(Json::object().set("propertyNames", keys_among(beside_counts))));
  });
}

void SchemaMaker::transitions(std::string_view key,
                              Table<TouchpointId, Touchpoint>& /*touchpoints*/,
                              Field const& field) {
  Json const as_success = Json::object().set("const", "as success");
  Json outcomes =
      with_origin({{"success", explained(outcome(), "What customers do after a success",
                                         R"({"app_balance": 0.4, "completed": 0.6})")},
                   {"failure", Json::object()
                                   .set("description", "What customers do after a failure")
                                   .set("anyOf", Json::array().push(outcome()).push(as_success))}},
                  {"success"});
  add_by_id(key, field, std::move(outcomes));
}

// Changes

Json SchemaMaker::change(std::string_view name, std::optional<Json> segment) {
  return define(std::string(name), [&] {
    constexpr Range any;
    std::vector<std::pair<std::string, Json>> properties{
        {"change", text_schema()
                       .set("description",
                            "Path of the number that changes; a * for a whole part changes every "
                            "number that matches")
                       .set("examples", Json::array().push("touchpoints/hotline_agent/failure"))},
        {"multiply",
         explained(any_number(Unit::factor), "The number times this, at full strength", "0.7")},
        {"add",
         explained(any_number(Unit::share, any), "The number plus this, at full strength", "0.2")},
        {"odds", explained(any_number(Unit::factor),
                           "The odds p / (1 − p) times this, at full strength", "8")},
        {"from", explained(any_number(Unit::share, Range{least_divisor, any.high}),
                           "The number before the change", "0.12")},
        {"to", explained(any_number(Unit::share, any), "The number after the change", "0.08")}};
    if (segment) {
      properties.emplace_back("segment", *segment);
    }
    return with_origin(std::move(properties), {"change"})
        .set("oneOf", Json::array()
                          .push(with_keys({"multiply"}))
                          .push(with_keys({"add"}))
                          .push(with_keys({"odds"}))
                          .push(with_keys({"from", "to"})))
        .set("dependencies", Json::object()
                                 .set("from", Json::array().push("to"))
                                 .set("to", Json::array().push("from")));
  });
}

void SchemaMaker::changes(std::string_view key, std::vector<ParameterChange>& /*changes*/,
                          Field const& field) {
  add_by_id(key, field, change("difference", std::nullopt));
}

void SchemaMaker::effects(std::string_view key, std::vector<Effect>& /*effects*/,
                          Field const& field) {
  Json const segment = text_schema()
                           .set("description", "Segment for which it holds; all when left out")
                           .set("pattern", id_pattern);
  add(key, by_id(change("effect", segment)).set("description", field.doc).set("minProperties", 1),
      field.need);
}

void SchemaMaker::correlations(std::string_view key, Field const& field) {
  Json members = Json::object()
                     .set("description",
                          "Paths of uncertain numbers; a minus in front: moves against the others")
                     .set("type", "array")
                     .set("minItems", 2)
                     .set("items", text_schema());
  add_by_id(
      key, field,
      with_origin(
          {{"rho", explained(any_number(Unit::share), "How strongly they move together", "0.3")},
           {"members", std::move(members)}},
          {"rho", "members"}));
}

namespace {

template <class Model>
[[nodiscard]] std::string schema_of(std::string_view title) {
  SchemaMaker maker;
  Model model;
  describe(maker, model);
  return to_json_text(maker.take(title));
}

}  // namespace

std::string map_schema() { return schema_of<Map>("Map of cxsim"); }

std::string scenario_schema() { return schema_of<Scenario>("Scenario of cxsim"); }

}  // namespace cxsim
