#include "documenter.hpp"

#include <algorithm>

#include "cxsim/base/number_text.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string in_code(std::string_view text) {
  return text.empty() ? "" : '`' + std::string(text) + '`';
}

/// Amounts of money and counts have technical ends that tell the reader nothing.
[[nodiscard]] std::string in_words(Range range) {
  constexpr double technical = 1e6;
  bool const has_low = range.low > -technical;
  bool const has_high = range.high < technical;
  if (has_low && has_high) {
    return ", " + to_text(range.low) + " to " + to_text(range.high);
  }
  return has_low ? ", from " + to_text(range.low) : "";
}

[[nodiscard]] std::string value_of(Unit unit, NumberField const& field) {
  if (!field.words.empty()) {
    return "number " + std::string(field.words);
  }
  std::string words(unit_name(unit));
  if (field.kind == NumberKind::certain) {
    words += ", certain";
  } else if (field.kind == NumberKind::certain_whole) {
    words = unit == Unit::count ? "whole number" : "whole number of " + words;
  }
  return words + in_words(field.range.value_or(natural_range(unit))) +
         (field.changeable == Changeable::yes ? "; can be changed" : "");
}

[[nodiscard]] std::string standard_of(NumberField const& field) {
  if (!field.standard) {
    return "required";
  }
  if (auto const* lognormal = std::get_if<Lognormal>(&*field.standard)) {
    return "median " + to_text(lognormal->median) + ", log_sd " + to_text(lognormal->log_sd);
  }
  return to_text(*field.standard);
}

[[nodiscard]] std::string standard_of(Field const& field) {
  switch (field.need) {
    case Need::required:
      return "required";
    case Need::required_with_segments:
      return "required to simulate";
    case Need::optional:
      break;
  }
  return "";
}

/// A | would end the cell of a table.
[[nodiscard]] std::string as_cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.replace(at, 1, "\\|");
  }
  return text;
}

}  // namespace

Documenter::Documenter(std::string file) {
  sections_.push_back({std::move(file), {}});
  open_.push_back(0);
}

std::string Documenter::markdown() const {
  std::string text;
  for (Section const& section : sections_) {
    auto const& [path, rows] = section;
    if (rows.empty()) {
      continue;
    }
    // Outside of code, Markdown takes <department> for HTML.
    text += "### " + (&section == &sections_.front() ? path : in_code(path)) +
            "\n\n| key | value | default | meaning | example |\n" + "|---|---|---|---|---|\n";
    for (Row const& row : rows) {
      text += "| " + in_code(row.key) + " | " + as_cell(row.value) + " | " + row.standard + " | " +
              as_cell(row.meaning) + " | " + in_code(row.example) + " |\n";
    }
    text += '\n';
  }
  return text;
}

void Documenter::add(std::string_view key, std::string value, std::string standard,
                     std::string_view meaning, std::string_view example) {
  sections_[open_.back()].rows.push_back({std::string(key), std::move(value), std::move(standard),
                                          std::string(meaning), std::string(example)});
}

void Documenter::add_object(std::string_view key, std::string value, Field const& field) {
  add(key, std::move(value), standard_of(field), field.doc, field.example);
}

void Documenter::enter(std::string_view key) {
  bool const is_outermost = open_.size() == 1;
  std::string const parent = is_outermost ? "" : sections_[open_.back()].path + '/';
  sections_.push_back({parent + std::string(key), {}});
  open_.push_back(sections_.size() - 1);
}

// Plain members

void Documenter::header(std::string_view format) {
  add("format", "text", "required", "What the file is", '"' + std::string(format) + '"');
  add("version", "whole number", "required", "Version of the format", "1");
}

void Documenter::text(std::string_view key, std::string& /*target*/, Field const& field) {
  add_object(key, "text", field);
}

void Documenter::date(std::string_view key, std::string& /*target*/, Field const& field) {
  add_object(key, "day", field);
}

void Documenter::remark(std::string_view key, Field const& field) {
  add_object(key, "text", field);
}

void Documenter::truth(std::string_view key, bool& /*target*/, Field const& field) {
  add(key, "true or false", "false", field.doc, field.example);
}

void Documenter::flags(std::string_view key, std::vector<Flag> const& flags, Field const& field) {
  std::string words;
  for (Flag const& flag : flags) {
    words += (words.empty() ? "" : ", ") + in_code('"' + std::string(flag.word) + '"');
  }
  add(key, "list of " + words, "", field.doc, field.example);
}

std::optional<int> Documenter::choose(std::string_view key, std::vector<Choice> const& choices,
                                      int standard, Field const& field) {
  std::string words;
  for (Choice const& choice : choices) {
    words += (words.empty() ? "" : " or ") + in_code('"' + std::string(choice.word) + '"');
  }
  auto const usual = std::ranges::find(choices, standard, &Choice::value);
  bool const is_required = field.need == Need::required;
  add(key, words, is_required ? "required" : in_code('"' + std::string(usual->word) + '"'),
      field.doc, field.example);
  return standard;
}

// Objects

void Documenter::object(std::string_view key, Field const& field, Describe const& describe) {
  add_object(key, "object", field);
  enter(key);
  describe();
  leave();
}

bool Documenter::has(std::string_view /*key*/, bool /*present*/) { return true; }

std::size_t Documenter::count(Kind /*kind*/, std::size_t /*present*/) { return 1; }

std::string Documenter::id(Kind kind, std::size_t /*index*/) {
  return '<' + std::string(word_for(kind)) + '>';
}

std::vector<std::uint32_t> Documenter::mentioned(std::string_view /*key*/, Kind /*kind*/,
                                                 std::vector<std::uint32_t> const& /*present*/) {
  return {0};
}

std::optional<std::uint32_t> Documenter::refer(std::string_view key, Kind kind,
                                               std::optional<std::uint32_t> index,
                                               Field const& field) {
  add_object(key, "id of a " + std::string(word_for(kind)), field);
  return index;
}

std::vector<std::uint32_t> Documenter::refer_to_several(std::string_view key, Kind kind,
                                                        std::vector<std::uint32_t> const& indices,
                                                        Field const& field) {
  add_object(key, "list of " + std::string(word_for(kind)) + " ids", field);
  return indices;
}

std::vector<std::string> Documenter::entry_ids(std::string_view /*key*/,
                                               std::vector<std::string> const& /*present*/) {
  return {""};
}

void Documenter::describe_entries(std::string_view key, std::string_view word,
                                  std::vector<std::string> const& /*ids*/, Field const& field,
                                  DescribeMember const& describe) {
  add_object(key, "object: id → " + std::string(word), field);
  enter(std::string(key) + "/<" + std::string(word) + '>');
  describe(0);
  leave();
}

void Documenter::items(Kind kind, Field const& field, std::size_t /*count*/,
                       DescribeMember const& describe) {
  add_object(section_of(kind), "object: id → " + std::string(word_for(kind)), field);
  enter(std::string(section_of(kind)) + '/' + id(kind, 0));
  describe(0);
  leave();
}

void Documenter::members(std::string_view key, Kind kind, Field const& field, std::size_t /*count*/,
                         DescribeMember const& describe) {
  add_object(key, "object: " + std::string(word_for(kind)) + " id → number", field);
  enter(key);
  describe(0);
  leave();
}

// Numbers

std::uint32_t Documenter::number(std::string_view key, Unit unit, std::uint32_t index,
                                 NumberField const& field) {
  add(key, value_of(unit, field), standard_of(field), field.doc, field.example);
  return index;
}

std::optional<std::uint32_t> Documenter::optional_number(std::string_view key, Unit unit,
                                                         std::optional<std::uint32_t> index,
                                                         NumberField const& field) {
  add(key, value_of(unit, field), "", field.doc, field.example);
  return index;
}

std::uint32_t Documenter::number_or(std::string_view key, Unit unit, std::uint32_t index,
                                    Alternative const& other, NumberField const& field) {
  add(key, value_of(unit, field), "required, unless " + in_code(other.key) + " is given", field.doc,
      field.example);
  return index;
}

std::uint32_t Documenter::number_and_parts(std::string_view key, Unit unit, std::uint32_t index,
                                           NumberField const& field, Describe const& parts) {
  add(key, value_of(unit, field), "", field.doc, field.example);
  enter(key);
  parts();
  leave();
  return index;
}

void Documenter::derived(std::string_view /*key*/, Unit /*unit*/, std::uint32_t& /*index*/,
                         std::string_view /*source*/) {}

void Documenter::group(std::string_view key, std::vector<GroupMember> const& members,
                       GroupDefault standard, Field const& field) {
  add_object(key, "object: shares that sum to 1", field);
  double total = 0;
  for (GroupMember const& member : members) {
    total += member.count;
  }
  enter(key);
  for (GroupMember const& member : members) {
    std::string usual = to_text(member.count / total);
    if (standard == GroupDefault::counts) {
      usual += ", uncertain as if counted " + to_text(member.count) + " of " + to_text(total);
    }
    add(member.key, "share, 0 to 1", usual, "", "");
  }
  leave();
}

void Documenter::sums_to_one(std::string_view /*path*/,
                             std::vector<AnyParameter> const& /*members*/) {}

void Documenter::transitions(std::string_view key, Table<TouchpointId, Touchpoint>& /*touchpoints*/,
                             Field const& field) {
  add_object(key, "object: touchpoint id → object", field);
  enter(std::string(key) + "/<touchpoint>");
  constexpr std::string_view value =
      "object: id of the next touchpoint, `completed` or `abandoned` → probability; or counts";
  add("success", std::string(value), "required", "What customers do after a success",
      R"({"app_balance": 0.4, "completed": 0.6})");
  add("failure", std::string(value) + "; or `\"as success\"`",
      "required, unless the touchpoint never fails", "What customers do after a failure",
      R"({"hotline": 0.4, "abandoned": 0.6})");
  leave();
}

// Changes

void Documenter::changes(std::string_view key, std::vector<ParameterChange>& /*changes*/,
                         Field const& field) {
  add_object(key, "object: id → change", field);
}

void Documenter::effects(std::string_view key, std::vector<Effect>& /*effects*/,
                         Field const& field) {
  add_object(key, "object: id → change", field);
}

void Documenter::correlations(std::string_view key, Field const& field) {
  add_object(key, "object: id → object", field);
  enter(std::string(key) + "/<correlation>");
  add("rho", "number, 0 to 1", "required", "How strongly they move together", "0.3");
  add("members", "list of paths", "required",
      "Uncertain numbers; a minus in front of a path: moves against the others",
      R"(["initiatives/A1/effects/x", "-initiatives/A6/effects/y"])");
  leave();
}

}  // namespace cxsim
