#include "writer.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <variant>

#include "cxsim/base/number_text.hpp"
#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "document.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool is_of_scenario(std::string_view path) {
  return path.starts_with("events/") || path.starts_with("initiatives/") ||
         path.starts_with("constraints/") || path.starts_with("goals/");
}

[[nodiscard]] bool is_default(ParameterInfo const& info) {
  return info.evidence == Evidence::program_default && info.source == default_source;
}

[[nodiscard]] std::string last_part(std::string const& path) {
  return path.substr(path.rfind('/') + 1);
}

/// The paths as one, with * for every part in which they differ.
[[nodiscard]] std::string common_pattern(std::string pattern, std::string const& path) {
  std::string result;
  for (std::size_t left = 0, right = 0; left <= pattern.size() && right <= path.size();) {
    std::size_t const left_end = std::min(pattern.find('/', left), pattern.size());
    std::size_t const right_end = std::min(path.find('/', right), path.size());
    std::string const part = pattern.substr(left, left_end - left);
    result += result.empty() ? "" : "/";
    result += part == path.substr(right, right_end - right) ? part : "*";
    left = left_end + 1;
    right = right_end + 1;
  }
  return result;
}

/// Keys and values of a distribution, as the reader knows them.
struct PartsOf {
  using Parts = std::vector<std::pair<std::string, Json>>;

  Parts operator()(Constant const& constant) const { return {{"value", constant.value}}; }
  Parts operator()(Pert const& pert) const {
    bool const is_absolute = pert.bounds == Bounds::absolute;
    return {{is_absolute ? "min" : "low", pert.low},
            {"mode", pert.mode},
            {is_absolute ? "max" : "high", pert.high}};
  }
  Parts operator()(Normal const& normal) const {
    return {{"mean", normal.mean}, {"sd", normal.sd}};
  }
  Parts operator()(Lognormal const& lognormal) const {
    return {{"median", lognormal.median}, {"log_sd", lognormal.log_sd}};
  }
  Parts operator()(Beta const& beta) const { return {{"alpha", beta.alpha}, {"beta", beta.beta}}; }
  Parts operator()(Uniform const& uniform) const {
    return {{"uniform", Json::array().push(uniform.low).push(uniform.high)}};
  }
  Parts operator()(Quantiles const& quantiles) const {
    Json points = Json::object();
    for (auto const& [probability, value] : quantiles.points) {
      points.set(to_text(probability), value);
    }
    return {{"quantiles", points}};
  }
  Parts operator()(Samples const& samples) const {
    Json values = Json::array();
    for (double const value : samples.values) {
      values.push(value);
    }
    return {{"samples", values}};
  }
};

}  // namespace

Writer::Writer(ParameterTable const& table, Names const& names, std::string map_path)
    : table_(table), names_(names), map_path_(std::move(map_path)) {
  frames_.emplace_back();
  std::map<std::tuple<std::string, Evidence, std::string>, std::size_t> uses;
  for (ParameterInfo const& info : table.infos()) {
    bool const is_in_file = is_of_scenario(info.path) == !map_path_.empty();
    if (is_in_file && !is_default(info) && info.evidence != Evidence::program_default) {
      ++uses[{info.source.text(), info.evidence, info.period.text()}];
    }
  }
  auto const most = std::ranges::max_element(uses, {}, [](auto const& use) { return use.second; });
  if (most != uses.end()) {
    std::tie(common_source_, common_evidence_, common_period_) = most->first;
  }
}

// Objects

void Writer::set(std::string_view key, Json value) {
  frames_.back().object.set(key, std::move(value));
  frames_.back().is_empty = false;
}

void Writer::leave() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (!frame.is_empty) {
    set(frame.key, std::move(frame.object));
  }
}

void Writer::header(std::string_view format) {
  set("format", format);
  set("version", format_version);
  if (!common_source_.empty()) {
    set("source", common_source_);
  }
  if (common_evidence_ != Evidence::expert) {
    set("evidence", std::string(1, evidence_letter(common_evidence_)));
  }
  if (!common_period_.empty()) {
    set("period", common_period_);
  }
}

void Writer::text(std::string_view key, std::string& target, Field const& field) {
  if (!target.empty() || field.need == Need::required) {
    set(key, target);
  }
}

void Writer::date(std::string_view key, std::string& target, Field const& field) {
  text(key, target, field);
}

void Writer::remark(std::string_view key, Field const& /*field*/) {
  if (key == "map") {
    set(key, map_path_);
  }
}

void Writer::truth(std::string_view key, bool& target, Field const& /*field*/) {
  if (target) {
    set(key, true);
  }
}

void Writer::flags(std::string_view key, std::vector<Flag> const& flags, Field const& /*field*/) {
  Json words = Json::array();
  bool is_empty = true;
  for (Flag const& flag : flags) {
    if (*flag.value) {
      words.push(flag.word);
      is_empty = false;
    }
  }
  if (!is_empty) {
    set(key, std::move(words));
  }
}

std::optional<int> Writer::choose(std::string_view key, std::vector<Choice> const& choices,
                                  int standard, Field const& /*field*/) {
  auto const choice = std::ranges::find(choices, standard, &Choice::value);
  if (choices.size() > 1) {
    set(key, choice->word);
  }
  return standard;
}

void Writer::object(std::string_view key, Field const& /*field*/, Describe const& describe) {
  enter(key);
  describe();
  leave();
}

bool Writer::has(std::string_view /*key*/, bool present) { return present; }

std::size_t Writer::count(Kind /*kind*/, std::size_t present) { return present; }

std::string Writer::id(Kind kind, std::size_t index) { return names_.ids(kind)[index]; }

std::optional<std::uint32_t> Writer::refer(std::string_view key, Kind kind,
                                           std::optional<std::uint32_t> index,
                                           Field const& /*field*/) {
  if (index) {
    set(key, id(kind, *index));
  }
  return index;
}

std::vector<std::uint32_t> Writer::refer_to_several(std::string_view key, Kind kind,
                                                    std::vector<std::uint32_t> const& indices,
                                                    Field const& /*field*/) {
  Json ids = Json::array();
  for (std::uint32_t const index : indices) {
    ids.push(id(kind, index));
  }
  if (!indices.empty()) {
    set(key, std::move(ids));
  }
  return indices;
}

std::vector<std::uint32_t> Writer::mentioned(std::string_view /*key*/, Kind /*kind*/,
                                             std::vector<std::uint32_t> const& present) {
  return present;
}

std::vector<std::string> Writer::entry_ids(std::string_view /*key*/,
                                           std::vector<std::string> const& present) {
  return present;
}

void Writer::describe_entries(std::string_view key, std::string_view /*word*/,
                              std::vector<std::string> const& ids, Field const& /*field*/,
                              DescribeMember const& describe) {
  enter(key);
  for (std::size_t index = 0; index < ids.size(); ++index) {
    enter(ids[index]);
    describe(index);
    leave();
  }
  leave();
}

void Writer::items(Kind kind, Field const& /*field*/, std::size_t count,
                   DescribeMember const& describe) {
  enter(section_of(kind));
  for (std::size_t index = 0; index < count; ++index) {
    enter(id(kind, index));
    describe(index);
    leave();
  }
  leave();
}

void Writer::members(std::string_view key, Kind /*kind*/, Field const& /*field*/, std::size_t count,
                     DescribeMember const& describe) {
  enter(key);
  for (std::size_t index = 0; index < count; ++index) {
    describe(index);
  }
  leave();
}

// Numbers

bool Writer::has_common_origin(ParameterInfo const& info) const {
  return info.source == common_source_ && info.evidence == common_evidence_ &&
         info.period == common_period_;
}

void Writer::set_origin(ParameterInfo const& info) {
  if (info.source != common_source_) {
    set("source", info.source.text());
  }
  if (info.evidence != common_evidence_) {
    set("evidence", std::string(1, evidence_letter(info.evidence)));
  }
  if (info.period != common_period_) {
    set("period", info.period.text());
  }
}

void Writer::set_parts(ParameterInfo const& info) {
  for (auto& [key, value] : std::visit(PartsOf{}, info.prior)) {
    set(key, std::move(value));
  }
  if (!info.typed.empty()) {
    set("typed", info.typed.text());
  }
  set_origin(info);
}

void Writer::set_number(std::string_view key, AnyParameter parameter) {
  ParameterInfo const& info = table_.info(parameter);
  if (auto const* constant = std::get_if<Constant>(&info.prior);
      constant != nullptr && info.typed.empty() && has_common_origin(info)) {
    set(key, constant->value);
    return;
  }
  enter(key);
  set_parts(info);
  leave();
}

std::uint32_t Writer::number(std::string_view key, Unit /*unit*/, std::uint32_t index,
                             NumberField const& field) {
  ParameterInfo const& info = table_.info({index});
  if (!field.standard || info.prior != *field.standard || !is_default(info)) {
    set_number(key, {index});
  }
  return index;
}

std::optional<std::uint32_t> Writer::optional_number(std::string_view key, Unit /*unit*/,
                                                     std::optional<std::uint32_t> index,
                                                     NumberField const& /*field*/) {
  if (index) {
    set_number(key, {*index});
  }
  return index;
}

std::uint32_t Writer::number_or(std::string_view key, Unit /*unit*/, std::uint32_t index,
                                Alternative const& other, NumberField const& /*field*/) {
  if (!other.is_given) {
    set_number(key, {index});
  }
  return index;
}

std::uint32_t Writer::number_and_parts(std::string_view key, Unit /*unit*/, std::uint32_t index,
                                       NumberField const& /*field*/, Describe const& parts) {
  enter(key);
  set_parts(table_.info({index}));
  parts();
  leave();
  return index;
}

void Writer::derived(std::string_view /*key*/, Unit /*unit*/, std::uint32_t& /*index*/,
                     std::string_view /*source*/) {}

// Wholes

void Writer::set_whole(std::string_view key, std::vector<AnyParameter> const& members) {
  enter(key);
  SimplexGroup const* group = members.empty() ? nullptr : table_.group_of(members.front());
  if (group == nullptr || group->counts.empty()) {
    for (AnyParameter const member : members) {
      set_number(last_part(table_.info(member).path), member);
    }
  } else {
    enter("counts");
    for (std::size_t i = 0; i < members.size(); ++i) {
      set(last_part(table_.info(members[i]).path), group->counts[i]);
    }
    leave();
    set_origin(table_.info(members.front()));
  }
  leave();
}

void Writer::group(std::string_view key, std::vector<GroupMember> const& members,
                   GroupDefault /*standard*/, Field const& /*field*/) {
  std::vector<AnyParameter> numbers;
  for (GroupMember const& member : members) {
    numbers.push_back({*member.index});
  }
  bool const is_standard = std::ranges::all_of(
      numbers, [&](AnyParameter number) { return is_default(table_.info(number)); });
  if (!is_standard) {
    set_whole(key, numbers);
  }
}

void Writer::sums_to_one(std::string_view /*path*/, std::vector<AnyParameter> const& /*members*/) {}

void Writer::transitions(std::string_view key, Table<TouchpointId, Touchpoint>& touchpoints,
                         Field const& /*field*/) {
  auto const probabilities = [](std::vector<Transition> const& transitions) {
    std::vector<AnyParameter> numbers;
    for (Transition const& transition : transitions) {
      numbers.push_back(transition.probability);
    }
    return numbers;
  };
  enter(key);
  for (Touchpoint const& touchpoint : touchpoints) {
    auto const success = probabilities(touchpoint.after_success);
    auto const failure = probabilities(touchpoint.after_failure);
    enter(touchpoint.id);
    set_whole("success", success);
    if (success == failure) {
      set("failure", "as success");
    } else {
      set_whole("failure", failure);
    }
    leave();
  }
  leave();
}

// Changes

void Writer::set_change(std::span<ParameterChange const* const> changes, std::string_view segment) {
  ParameterChange const& first = *changes.front();
  std::string path = table_.info(first.target).path;
  for (ParameterChange const* change : changes) {
    path = common_pattern(path, table_.info(change->target).path);
  }
  if (first.operation == Operation::score_from_to) {
    path = path.substr(0, path.rfind('/')) + "/score/mean";
  }
  enter(last_part(table_.info(first.size).path));
  set("change", path);
  if (first.from) {
    set_number("from", *first.from);
    set_number("to", first.size);
  } else if (first.operation == Operation::add) {
    set_number("add", first.size);
  } else {
    set_number(first.operation == Operation::odds ? "odds" : "multiply", first.size);
  }
  if (!segment.empty()) {
    set("segment", segment);
  }
  leave();
}

void Writer::set_changes(std::vector<ParameterChange const*> const& changes, bool with_segments) {
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t next = first;
    while (next < changes.size() && changes[next]->size == changes[first]->size) {
      ++next;
    }
    auto const& segment = changes[first]->segment;
    set_change(std::span(changes).subspan(first, next - first),
               with_segments && segment ? id(Kind::segment, segment->index) : "");
    first = next;
  }
}

void Writer::changes(std::string_view key, std::vector<ParameterChange>& changes,
                     Field const& /*field*/) {
  std::vector<ParameterChange const*> all;
  for (ParameterChange const& change : changes) {
    all.push_back(&change);
  }
  enter(key);
  set_changes(all, false);
  leave();
}

void Writer::effects(std::string_view key, std::vector<Effect>& effects, Field const& /*field*/) {
  std::vector<ParameterChange const*> all;
  for (Effect const& effect : effects) {
    all.push_back(&effect.change);
  }
  enter(key);
  set_changes(all, true);
  leave();
}

void Writer::correlations(std::string_view key, Field const& /*field*/) {
  enter(key);
  for (Correlation const& correlation : table_.correlations()) {
    Json members = Json::array();
    for (Correlation::Member const& member : correlation.members) {
      members.push((member.sign < 0 ? "-" : "") + table_.info(member.parameter).path);
    }
    enter(correlation.name);
    set("rho", correlation.rho);
    set("members", std::move(members));
    leave();
  }
  leave();
}

std::string write_map(Map const& map, ParameterTable const& parameters) {
  Names const names(map);
  Writer writer(parameters, names, "");
  Map copy = map;  // visitors may change what they visit; this one does not
  describe(writer, copy);
  return to_json_text(writer.take());
}

std::string write_scenario(Scenario const& scenario, std::string const& map_path) {
  Names names(scenario.map);
  std::vector<std::string> events;
  for (Event const& event : scenario.events) {
    events.push_back(event.id);
  }
  std::vector<std::string> initiatives;
  for (Initiative const& initiative : scenario.initiatives) {
    initiatives.push_back(initiative.id);
  }
  names.set(Kind::event, std::move(events));
  names.set(Kind::initiative, std::move(initiatives));
  Writer writer(scenario.parameters, names, map_path);
  Scenario copy = scenario;
  describe(writer, copy);
  return to_json_text(writer.take());
}

}  // namespace cxsim
