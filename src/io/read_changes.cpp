// Changes of numbers: the differences of a segment, the effects of events and initiatives.
#include <algorithm>
#include <cmath>

#include "cxsim/io/texts.hpp"
#include "cxsim/parameters/texts.hpp"
#include "ids.hpp"
#include "limits.hpp"
#include "reader.hpp"
#include "repairs.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    std::size_t const end = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// A `*` in \p pattern stands for one whole part of \p path.
[[nodiscard]] bool matches(std::vector<std::string_view> const& pattern, std::string_view path) {
  return std::ranges::equal(
      pattern, parts_of(path),
      [](std::string_view one, std::string_view other) { return one == "*" || one == other; });
}

[[nodiscard]] bool is_mean_score(std::string_view path) { return path.ends_with("/score/mean"); }

/// touchpoints/x/score/mean and "level" make touchpoints/x/level.
[[nodiscard]] std::string beside_score(std::string_view mean, std::string_view part) {
  constexpr std::string_view end = "score/mean";
  return std::string(mean.substr(0, mean.size() - end.size())) + std::string(part);
}

[[nodiscard]] bool is_simulated(std::string_view path) { return !path.starts_with("departments/"); }

/// Numbers of a queue that belong to the caller, not to the line.
[[nodiscard]] bool describes_callers(std::string_view path) {
  return path.ends_with("/acceptable_wait") || path.ends_with("/wait_penalty") ||
         path.ends_with("/deflected") || path.ends_with("/goes_first") ||
         path.ends_with("/handling_time");
}

/// Whether segments may have different values of this number.
[[nodiscard]] bool may_differ_by_segment(std::string_view path) {
  std::string_view const root = parts_of(path).front();
  return root == "touchpoints" || root == "transitions" || root == "journeys" ||
         root == "behaviour" || (root == "queues" && describes_callers(path));
}

/// Which operations make sense for a number (science §6.1).
[[nodiscard]] std::vector<Operation> fitting_operations(ParameterInfo const& info) {
  if (is_mean_score(info.path)) {
    return {Operation::score_from_to};
  }
  if (info.path.starts_with("queues/")) {
    return {Operation::add, Operation::multiply, Operation::from_to};
  }
  if (info.path.starts_with("departments/")) {
    return {Operation::add, Operation::from_to};
  }
  if (info.unit == Unit::probability || info.unit == Unit::share) {
    return {Operation::multiply, Operation::odds, Operation::from_to};
  }
  if (info.range.low < 0 && info.unit != Unit::money) {
    return {Operation::add};  // no natural zero, so nothing to multiply
  }
  return {Operation::multiply, Operation::from_to};
}

[[nodiscard]] std::string in_words(Operation operation) {
  switch (operation) {
    case Operation::add:
      return "\"add\"";
    case Operation::multiply:
      return "\"multiply\"";
    case Operation::odds:
      return "\"odds\"";
    case Operation::from_to:
    case Operation::score_from_to:
      return "\"from\" and \"to\"";
  }
  return "";
}

[[nodiscard]] std::string in_words(std::vector<Operation> const& operations) {
  std::string words;
  for (Operation const operation : operations) {
    words += (words.empty() ? "" : ", or ") + in_words(operation);
  }
  return words;
}

/// Any size of a shift, in the unit of what is shifted.
[[nodiscard]] Range shifts_of(Unit unit) {
  double const most =
      std::max(std::fabs(natural_range(unit).low), std::fabs(natural_range(unit).high));
  return {-most, most};
}

/// Stands for the target of a change whose path is wrong.
[[nodiscard]] ParameterInfo unknown_number() {
  ParameterInfo info;
  info.prior = Constant{1};
  info.range = natural_range(info.unit);
  return info;
}

/// What the user can change instead of \p path.
[[nodiscard]] Text way_out(std::string_view path) {
  std::string_view const last = parts_of(path).back();
  if (last == "annual" || path.find("/churn/causes/") != std::string_view::npos) {
    return texts::not_changeable_churn;
  }
  if (path.find("/score/") != std::string_view::npos || last == "spread") {
    return texts::not_changeable_score;
  }
  return texts::not_changeable;
}

}  // namespace

void Reader::report_unknown_path(JsonValue const& value, std::string const& pointer,
                                 std::string const& path) {
  bool const is_of_scenario = path.starts_with("events/") || path.starts_with("initiatives/");
  if (has_map_ || is_of_scenario) {
    std::string const meant = problems_.are_many() ? "" : table_.nearest_path(path);
    std::string const sign = value.string().starts_with('-') ? "-" : "";
    problems_.error(
        value.place(), pointer, meant.empty() ? texts::unknown_path : texts::unknown_path_suggest,
        {path, meant},
        meant.empty()
            ? Repairs{}
            : write_text(value.place(), pointer, value.string(), sign + meant, problems_));
  }
}

std::vector<AnyParameter> Reader::find_targets(JsonValue const& change,
                                               std::string const& pointer) {
  if (change.kind() != JsonKind::string) {
    report_kind(change, pointer, {texts::value_path_like, {"\"touchpoints/hotline/failure\""}},
                problems_);
    return {};
  }
  std::string const& path = change.string();
  std::vector<AnyParameter> targets;
  if (path.find('*') != std::string::npos) {
    auto const pattern = parts_of(path);
    for (std::uint32_t index = 0; index < table_.size(); ++index) {
      if (matches(pattern, table_.infos()[index].path)) {
        targets.push_back({index});
      }
    }
    if (targets.empty() && has_map_) {
      problems_.error(change.place(), pointer, texts::pattern_without_match, {path});
    }
  } else if (auto const target = table_.find(path)) {
    targets.push_back(*target);
  } else {
    report_unknown_path(change, pointer, path);
  }
  return targets;
}

bool Reader::may_change(ParameterInfo const& target, std::optional<SegmentId> segment) {
  JsonValue const& object = *here().object;
  JsonPlace const place = object.find("change")->place();
  if (is_difference_ && !may_differ_by_segment(target.path)) {
    problems_.error(place, pointer_to("change"), texts::not_a_difference, {target.path});
  } else if (target.changeable == Changeable::no && !is_mean_score(target.path)) {
    problems_.error(place, pointer_to("change"), way_out(target.path), {target.path});
  } else if (segment && !may_differ_by_segment(target.path)) {
    problems_.error(object.find("segment")->place(), pointer_to("segment"),
                    texts::segment_does_not_fit, {target.path});
  } else {
    return true;
  }
  return false;
}

std::optional<Reader::ChangeInput> Reader::read_operation(ParameterInfo const& target) {
  JsonValue const* add = take("add");
  JsonValue const* multiply = take("multiply");
  JsonValue const* odds = take("odds");
  JsonValue const* from = take("from");
  JsonValue const* to = take("to");
  auto const operations = (add != nullptr ? 1 : 0) + (multiply != nullptr ? 1 : 0) +
                          (odds != nullptr ? 1 : 0) + (from != nullptr || to != nullptr ? 1 : 0);
  if (operations != 1) {
    problems_.error(here().object->place(), here().pointer,
                    operations == 0 ? texts::no_operation : texts::several_operations,
                    {in_words(fitting_operations(target))});
    return std::nullopt;
  }
  auto const size = [&](std::string_view key, JsonValue const* value, Unit unit,
                        std::optional<Range> range) {
    NumberField const field{.doc = "Size of the change", .example = "", .range = range};
    return AnyParameter{add_number(here().path, unit, field, value, pointer_to(key))};
  };
  if (add != nullptr) {
    return ChangeInput{Operation::add, size("add", add, target.unit, shifts_of(target.unit)), {}};
  }
  if (multiply != nullptr) {
    return ChangeInput{Operation::multiply, size("multiply", multiply, Unit::factor, {}), {}};
  }
  if (odds != nullptr) {
    return ChangeInput{Operation::odds, size("odds", odds, Unit::factor, {}), {}};
  }
  if (from == nullptr || to == nullptr) {
    report_missing(from == nullptr ? "from" : "to", "the change goes from one value to another",
                   "0.1");
    return std::nullopt;
  }
  Operation const operation =
      is_mean_score(target.path) ? Operation::score_from_to : Operation::from_to;
  ChangeInput input{operation, size("to", to, target.unit, target.range), {}};
  NumberField const before{
      .doc = "Value before the change",
      .range = Range{std::max(least_divisor, target.range.low), target.range.high}};
  input.from = AnyParameter{
      add_number(here().path + "/from", target.unit, before, from, pointer_to("from"))};
  return input;
}

bool Reader::fits(ChangeInput const& input, ParameterInfo const& target) {
  auto const fitting = fitting_operations(target);
  if (std::ranges::find(fitting, input.operation) == fitting.end()) {
    problems_.error(here().object->place(), here().pointer, texts::operation_does_not_fit,
                    {in_words(input.operation), target.path, in_words(fitting)});
    return false;
  }
  return true;
}

std::vector<AnyParameter> Reader::read_targets() {
  if (JsonValue const* path = take("change")) {
    return find_targets(*path, pointer_to("change"));
  }
  report_missing("change", "the path of the number that changes",
                 "\"touchpoints/hotline/failure\"");
  return {};
}

ParameterChange Reader::make_change(AnyParameter target, ParameterInfo const& info,
                                    ChangeInput const& input,
                                    std::optional<SegmentId> segment) const {
  ParameterChange change{target, segment, input.operation, input.size, input.from, {}};
  if (input.operation == Operation::score_from_to) {
    change.target = *table_.find(beside_score(info.path, "level"));
    change.spread = table_.find(beside_score(info.path, "spread"));
  }
  return change;
}

std::vector<ParameterChange> Reader::read_change(JsonMember const& member) {
  if (member.value.kind() != JsonKind::object) {
    report_kind(member.value, pointer_to(member.key), texts::value_object, problems_);
    return {};
  }
  check_id(member, here().pointer, problems_);
  enter(member.key, &member.value);
  auto const targets = read_targets();
  std::optional<SegmentId> segment;
  if (!is_difference_) {
    reference("segment", segment, {.doc = "Segment for which it holds"});
  }
  // Copies, because reading the size makes the table grow.
  std::vector<ParameterInfo> infos;
  for (AnyParameter const target : targets) {
    infos.push_back(table_.info(target));
  }
  auto const input = read_operation(infos.empty() ? unknown_number() : infos.front());
  std::vector<ParameterChange> changes;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (!may_change(infos[i], segment) || !input || !fits(*input, infos[i])) {
      break;
    }
    changes.push_back(make_change(targets[i], infos[i], *input, segment));
  }
  leave();
  return changes;
}

void Reader::changes(std::string_view key, std::vector<ParameterChange>& changes,
                     Field const& field) {
  std::string_view const owner = parts_of(here().path).back();
  auto const segment = names_.find(Kind::segment, owner);
  enter_object(key, field);
  here().are_keys_ids = true;
  is_difference_ = true;
  if (here().object != nullptr) {
    for (JsonMember const* member : members_by_id()) {
      for (ParameterChange change : read_change(*member)) {
        if (segment) {  // not when its id, which was refused, has a slash
          change.segment = SegmentId{*segment};
          changes.push_back(change);
        }
      }
    }
  }
  is_difference_ = false;
  leave();
}

void Reader::effects(std::string_view key, std::vector<Effect>& effects, Field const& field) {
  enter_object(key, field);
  here().are_keys_ids = true;
  if (here().object != nullptr) {
    if (here().object->members().empty()) {
      problems_.error(here().object->place(), here().pointer, texts::nothing_defined,
                      {texts::thing_effect});
    }
    for (JsonMember const* member : members_by_id()) {
      for (ParameterChange const& change : read_change(*member)) {
        std::string const& target = table_.info(change.target).path;
        effects.push_back({member->key, change, is_simulated(target)});
        if (!effects.back().simulated) {
          problems_.add(Severity::note,
                        problems_.at(member->value.place(), pointer_to(member->key)),
                        texts::effect_not_simulated, {target});
        }
      }
    }
  }
  leave();
}

std::vector<JsonMember const*> Reader::members_by_id() {
  std::vector<JsonMember const*> members;
  for (JsonMember const& member : here().object->members()) {
    if (!is_origin(member.key)) {
      members.push_back(&member);
    }
  }
  std::ranges::sort(members, {}, [](JsonMember const* member) { return member->key; });
  return members;
}

// Correlations

void Reader::correlations(std::string_view key, Field const& field) {
  enter_object(key, field);
  here().are_keys_ids = true;
  if (here().object != nullptr) {
    for (JsonMember const* member : members_by_id()) {
      read_correlation(*member);
    }
  }
  leave();
}

void Reader::read_correlation(JsonMember const& member) {
  if (member.value.kind() != JsonKind::object) {
    report_kind(member.value, pointer_to(member.key), texts::value_object, problems_);
    return;
  }
  check_id(member, here().pointer, problems_);
  enter(member.key, &member.value);
  Correlation correlation{member.key, {}, 0};
  if (JsonValue const* rho = take("rho")) {
    NumberRules const rules{Unit::share, {0, 1}, NumberKind::any, "0.3", {}};
    auto const input = read_number(*rho, pointer_to("rho"), rules, problems_);
    if (auto const* constant = input ? std::get_if<Constant>(&input->prior) : nullptr) {
      correlation.rho = constant->value;
    } else if (input) {
      problems_.error(rho->place(), pointer_to("rho"), texts::number_must_be_certain);
    }
  } else {
    report_missing("rho", "how strongly they move together, from 0 to 1", "0.3");
  }
  JsonValue const* members = take("members");
  if (members == nullptr) {
    report_missing("members", "paths of uncertain numbers; a minus in front: moves against",
                   "[\"initiatives/A1/effects/x\", \"-initiatives/A2/effects/y\"]");
  } else if (members->kind() != JsonKind::array || members->elements().size() < 2) {
    report_kind(*members, pointer_to("members"), texts::value_two_paths, problems_);
  } else {
    for (std::size_t i = 0; i < members->elements().size(); ++i) {
      std::string const pointer = json_pointer(pointer_to("members"), i);
      if (auto const one = find_member(members->elements()[i], pointer)) {
        correlation.members.push_back(*one);
      }
    }
  }
  table_.add_correlation(std::move(correlation));
  leave();
}

std::optional<Correlation::Member> Reader::find_member(JsonValue const& value,
                                                       std::string const& pointer) {
  if (value.kind() != JsonKind::string) {
    report_kind(value, pointer, texts::value_path, problems_);
    return std::nullopt;
  }
  bool const is_against = value.string().starts_with('-');
  std::string const path = value.string().substr(is_against ? 1 : 0);
  auto const parameter = table_.find(path);
  if (!parameter) {
    report_unknown_path(value, pointer, path);
    return std::nullopt;
  }
  if (!correlated_.insert(*parameter).second) {
    problems_.error(value.place(), pointer, texts::correlated_twice, {path});
    return std::nullopt;
  }
  if (!is_uncertain(table_.info(*parameter).prior) && !unreadable_.contains(*parameter)) {
    problems_.error(value.place(), pointer, texts::correlated_certain, {path});
    return std::nullopt;
  }
  return Correlation::Member{*parameter, is_against ? -1.0 : 1.0};
}

}  // namespace cxsim
