// Numbers that sum to 1: shares, weights and the transitions after one outcome.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "cxsim/base/number_text.hpp"
#include "cxsim/io/texts.hpp"
#include "limits.hpp"
#include "reader.hpp"
#include "repairs.hpp"

namespace cxsim {

namespace {

/// Members of a whole may miss 1 together by this much (rounding of what was typed).
constexpr double sum_tolerance = 1e-6;

constexpr std::string_view completed = "completed";
constexpr std::string_view abandoned = "abandoned";
constexpr std::string_view as_success = "\"as success\"";
constexpr std::string_view ends = R"({"success": {"completed": 1}, "failure": {"abandoned": 1}})";

}  // namespace

// Wholes

std::vector<double> Reader::read_counts(std::vector<WholeMember> const& members,
                                        JsonValue const& counts) {
  NumberRules const rules{Unit::count, {0, 1e15}, NumberKind::any, "400", {}};
  std::string const pointer = pointer_to("counts");
  std::vector<double> values;
  for (WholeMember const& member : members) {
    auto const input =
        member.value == nullptr
            ? std::nullopt
            : read_number(*member.value, json_pointer(pointer, member.key), rules, problems_);
    Constant const* constant = input ? std::get_if<Constant>(&input->prior) : nullptr;
    if (input && constant == nullptr) {
      problems_.error(member.value->place(), json_pointer(pointer, member.key),
                      texts::number_must_be_certain);
    }
    if (constant != nullptr) {
      values.push_back(constant->value);
    }
  }
  if (values.size() < members.size()) {
    return {};
  }
  if (std::accumulate(values.begin(), values.end(), 0.0) <= 0) {
    problems_.error(counts.place(), pointer, texts::no_counts);
    return {};
  }
  return values;
}

std::vector<AnyParameter> Reader::read_whole(std::vector<WholeMember> const& members,
                                             JsonValue const* counts, NumberField const& each,
                                             Unit unit) {
  SimplexGroup group{here().path, {}, {}};
  if (counts == nullptr) {
    for (auto const& [key, value] : members) {
      group.members.push_back({add_number(path_to(key), unit, each, value, pointer_to(key))});
    }
  } else {
    group.counts = read_counts(members, *counts);
    double const total = std::accumulate(group.counts.begin(), group.counts.end(), 0.0);
    Origin const& origin = here().origin;
    for (std::size_t i = 0; i < members.size(); ++i) {
      double const share = group.counts.empty() ? 0 : group.counts[i] / total;
      JsonPlace const place =
          members[i].value == nullptr ? counts->place() : members[i].value->place();
      ParameterInfo info{path_to(members[i].key),
                         unit,
                         natural_range(unit),
                         Constant{share},
                         origin.evidence,
                         origin.source,
                         {},
                         each.changeable,
                         {},
                         origin.period};
      info.set_where(problems_.at(place, json_pointer(pointer_to("counts"), members[i].key)));
      group.members.push_back(table_.add(std::move(info)));
      if (group.counts.empty()) {
        unreadable_.insert(group.members.back());
      }
    }
  }
  std::vector<AnyParameter> result = group.members;
  table_.add_group(std::move(group));
  return result;
}

void Reader::check_sum(std::vector<AnyParameter> const& members, Location where) {
  constexpr std::size_t most_shown = 12;
  double sum = 0;
  std::string list;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (unreadable_.contains(members[i])) {
      return;
    }
    ParameterInfo const& info = table_.info(members[i]);
    double const share = best_guess(info.prior, info.range);
    sum += share;
    if (i < most_shown) {
      list += (list.empty() ? "" : " + ") + to_text(share);
    } else if (i == most_shown) {
      list += " + …";
    }
  }
  if (std::fabs(sum - 1) > sum_tolerance) {
    problems_.error(std::move(where), texts::sum_is_not_one,
                    {to_text(round_significant(sum, 9)), list}, scaled(members));
  }
}

std::vector<Repair> Reader::scaled(std::vector<AnyParameter> const& members) const {
  std::vector<JsonValue const*> values;
  std::vector<std::string> pointers;
  for (AnyParameter const member : members) {
    values.push_back(member.index < written_.size() ? written_[member.index] : nullptr);
    pointers.push_back(table_.info(member).where().pointer);
  }
  return scale_to_one(values, pointers, problems_);
}

std::vector<AnyParameter> Reader::read_group(std::vector<GroupMember> const& members,
                                             Field const& field) {
  JsonValue const* counts = take("counts");
  if (counts != nullptr && counts->kind() != JsonKind::object) {
    report_kind(*counts, pointer_to("counts"), texts::value_object, problems_);
    counts = nullptr;
  }
  std::vector<WholeMember> given;
  std::vector<std::string> keys;
  for (GroupMember const& member : members) {
    keys.emplace_back(member.key);
    JsonValue const* value = counts == nullptr ? take(member.key) : counts->find(member.key);
    if (value == nullptr) {
      report_missing(member.key, field.doc, "");
    }
    given.push_back({std::string(member.key), value});
  }
  if (counts != nullptr) {
    for (JsonMember const& member : counts->members()) {
      if (std::ranges::find(keys, member.key) == keys.end()) {
        report_unknown_key(member, *counts, pointer_to("counts"), keys, problems_);
      }
    }
  }
  std::vector<AnyParameter> numbers = read_whole(given, counts, {.doc = field.doc}, Unit::share);
  check_sum(numbers, problems_.at(here().object->place(), here().pointer));
  return numbers;
}

std::vector<AnyParameter> Reader::usual_group(std::vector<GroupMember> const& members,
                                              GroupDefault standard, Field const& field) {
  SimplexGroup group{here().path, {}, {}};
  double total = 0;
  for (GroupMember const& member : members) {
    total += member.count;
  }
  for (GroupMember const& member : members) {
    NumberField const each{.doc = field.doc, .standard = Constant{member.count / total}};
    group.members.push_back({add_number(path_to(member.key), Unit::share, each, nullptr, "")});
    if (standard == GroupDefault::counts) {
      group.counts.push_back(member.count);
    }
  }
  std::vector<AnyParameter> numbers = group.members;
  table_.add_group(std::move(group));
  return numbers;
}

void Reader::group(std::string_view key, std::vector<GroupMember> const& members,
                   GroupDefault standard, Field const& field) {
  enter_object(key, field);
  auto const numbers =
      here().object != nullptr ? read_group(members, field) : usual_group(members, standard, field);
  for (std::size_t i = 0; i < members.size(); ++i) {
    *members[i].index = numbers[i].index;
  }
  leave();
}

void Reader::sums_to_one(std::string_view path, std::vector<AnyParameter> const& members) {
  if (members.empty()) {
    return;
  }
  // In the order of paths, so that the order in the file changes no digit of what is shared.
  std::vector<AnyParameter> by_path = members;
  std::ranges::sort(by_path, {}, [&](AnyParameter member) { return table_.info(member).path; });
  table_.add_group({std::string(path), std::move(by_path), {}});
  Location where = table_.info(members.front()).where();
  check_sum(members, std::move(where));
}

// Transitions

std::optional<Transition> Reader::find_target(JsonMember const& member, JsonValue const& object,
                                              std::string const& pointer) {
  if (member.key == completed) {
    return Transition{Ending::completed, {}, {}};
  }
  if (member.key == abandoned) {
    return Transition{Ending::abandoned, {}, {}};
  }
  if (auto const touchpoint = names_.find(Kind::touchpoint, member.key)) {
    return Transition{TouchpointId{*touchpoint}, {}, {}};
  }
  if (auto const outcome = names_.find(Kind::outcome, member.key)) {
    return Transition{Ending::completed, {}, OutcomeId{*outcome}};  // what it counts as: later
  }
  report_unknown_id(member, object, json_pointer(pointer, member.key), Kind::touchpoint);
  return std::nullopt;
}

std::vector<Transition> Reader::read_outcome() {
  JsonValue const* counts = take("counts");
  if (counts != nullptr && counts->kind() != JsonKind::object) {
    report_kind(*counts, pointer_to("counts"), texts::value_object, problems_);
    return {};
  }
  here().are_keys_ids = counts == nullptr;
  std::string const pointer = counts == nullptr ? here().pointer : pointer_to("counts");
  struct Given {
    WholeMember member;
    Transition transition;
  };
  std::vector<Given> given;
  bool is_complete = true;
  JsonValue const& targets = counts == nullptr ? *here().object : *counts;
  for (JsonMember const& member : targets.members()) {
    if (is_origin(member.key)) {
      continue;
    }
    auto const target = find_target(member, targets, pointer);
    is_complete = is_complete && target;
    if (target) {
      given.push_back({{member.key, &member.value}, *target});
    }
  }
  std::ranges::sort(given, {}, [](Given const& one) { return one.member.key; });
  transition_count_ += given.size();
  if (transition_count_ > most_transitions) {
    return {};  // reported once, by who counts
  }
  std::vector<WholeMember> members;
  for (Given const& one : given) {
    members.push_back(one.member);
  }
  std::vector<AnyParameter> const probabilities = read_whole(
      members, counts,
      {.doc = "Probability of this transition", .example = "0.4", .changeable = Changeable::yes},
      Unit::probability);
  if (is_complete) {
    check_sum(probabilities, problems_.at(here().object->place(), here().pointer));
  }
  std::vector<Transition> transitions;
  for (std::size_t i = 0; i < given.size(); ++i) {
    transitions.push_back(given[i].transition);
    transitions.back().probability = {probabilities[i].index};
  }
  return transitions;
}

void Reader::read_failure(Touchpoint& touchpoint) {
  JsonValue const* value = take("failure");
  Distribution const& failure = table_.info(touchpoint.failure).prior;
  if (value == nullptr) {
    bool const never_fails = failure == Distribution(Constant{0});
    if (never_fails || here().object == nullptr) {
      touchpoint.after_failure = touchpoint.after_success;
    } else {
      report_missing("failure", "what customers do after a failure", as_success,
                     add_member(*here().object, here().pointer, "failure", as_success, problems_));
    }
    return;
  }
  if (value->kind() == JsonKind::string && value->string() == "as success") {
    touchpoint.after_failure = touchpoint.after_success;
    return;
  }
  if (value->kind() != JsonKind::object) {
    report_kind(*value, pointer_to("failure"), {texts::value_object_or, {"\"as success\""}},
                problems_);
    return;
  }
  enter("failure", value);
  touchpoint.after_failure = read_outcome();
  leave();
}

void Reader::read_outcomes(Touchpoint& touchpoint) {
  enter_object("success", {.doc = "what customers do after a success",
                           .example = "{\"completed\": 1}",
                           .need = Need::required});
  if (here().object != nullptr) {
    touchpoint.after_success = read_outcome();
  }
  leave();
  read_failure(touchpoint);
}

std::vector<Repair> Reader::end_at(std::string const& touchpoint) const {
  JsonValue const* object = scopes_.back().object;
  return object == nullptr
             ? Repairs{}
             : add_member(*object, pointer_to(touchpoint), touchpoint, ends, problems_);
}

void Reader::transitions(std::string_view key, Table<TouchpointId, Touchpoint>& touchpoints,
                         Field const& field) {
  std::size_t const errors_before = problems_.errors();
  enter_object(key, field);
  here().are_keys_ids = true;
  std::vector<JsonMember const*> by_touchpoint(touchpoints.size(), nullptr);
  if (here().object != nullptr) {
    for (JsonMember const& member : here().object->members()) {
      if (auto const index = names_.find(Kind::touchpoint, member.key)) {
        by_touchpoint[*index] = &member;
      } else if (!is_origin(member.key)) {
        report_unknown_id(member, *here().object, pointer_to(member.key), Kind::touchpoint);
      }
    }
  }
  for (TouchpointId const touchpoint : touchpoints.keys()) {
    JsonMember const* member = by_touchpoint[touchpoint.index];
    if (member == nullptr) {
      report_missing(touchpoints[touchpoint].id, "what customers do after this touchpoint", ends,
                     end_at(touchpoints[touchpoint].id));
      continue;
    }
    bool const is_object = member->value.kind() == JsonKind::object;
    if (!is_object) {
      report_kind(member->value, pointer_to(member->key), texts::value_object, problems_);
    }
    enter(member->key, is_object ? &member->value : nullptr);
    if (is_object) {
      read_outcomes(touchpoints[touchpoint]);
    }
    leave();
  }
  if (transition_count_ > most_transitions) {
    problems_.error(
        here().object->place(), here().pointer, texts::over_limit_count,
        {std::to_string(transition_count_), "transitions", std::to_string(most_transitions)});
  }
  leave();
  has_all_transitions_ = problems_.errors() == errors_before;
}

}  // namespace cxsim
