#include "parameter_list.hpp"

#include <algorithm>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/report/shown.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool is_set(ParameterTable const& parameters, AnyParameter parameter) {
  return std::ranges::any_of(parameters.settings(),
                             [&](auto const& setting) { return setting.first == parameter; });
}

/// What we do not know about the number, in words; empty when it is taken as known.
[[nodiscard]] std::string prior_text(ParameterTable const& parameters, AnyParameter parameter,
                                     Language language) {
  if (is_set(parameters, parameter)) {
    return say(language, texts::parameters_set);
  }
  SimplexGroup const* group = parameters.group_of(parameter);
  if (group != nullptr && !group->counts.empty()) {
    auto const member = std::ranges::find(group->members, parameter);
    double const count = group->counts[static_cast<std::size_t>(member - group->members.begin())];
    return say(language, texts::parameters_counted, {to_text(count)});
  }
  Distribution const& prior = parameters.info(parameter).prior;
  return is_uncertain(prior) ? to_text(prior) : "";
}

[[nodiscard]] std::string range_text(Range range) {
  return to_text(range.low) + " … " + to_text(range.high);
}

[[nodiscard]] std::string shown_value(double value) { return to_text(round_significant(value, 6)); }

/// A column of the table of numbers that only some tables need.
struct FurtherColumn {
  Text title{};
  SharedText ParameterInfo::*content = nullptr;
};

[[nodiscard]] std::vector<FurtherColumn> further_columns(ParameterTable const& parameters) {
  std::vector<FurtherColumn> columns;
  for (FurtherColumn const column :
       {FurtherColumn{texts::parameters_period, &ParameterInfo::period},
        FurtherColumn{texts::parameters_typed, &ParameterInfo::typed}}) {
    bool const is_needed = std::ranges::any_of(
        parameters.infos(), [&](auto const& info) { return !(info.*column.content).empty(); });
    if (is_needed) {
      columns.push_back(column);
    }
  }
  return columns;
}

}  // namespace

std::string parameter_table_text(ParameterTable const& parameters, Language language) {
  ParameterValues const values = parameters.best_guesses();
  std::vector<std::vector<std::string>> rows = {
      {say(language, texts::parameters_path), say(language, texts::parameters_value),
       say(language, texts::parameters_unit), say(language, texts::parameters_range),
       say(language, texts::parameters_prior), say(language, texts::parameters_grade),
       say(language, texts::parameters_source)}};
  std::vector<CellAlign> aligns = {CellAlign::left, CellAlign::right, CellAlign::left,
                                   CellAlign::left, CellAlign::left,  CellAlign::left,
                                   CellAlign::left};
  auto const further = further_columns(parameters);
  for (FurtherColumn const& column : further) {
    rows.front().push_back(say(language, column.title));
    aligns.push_back(CellAlign::left);
  }
  for (std::uint32_t index = 0; index < parameters.size(); ++index) {
    AnyParameter const parameter{index};
    ParameterInfo const& info = parameters.info(parameter);
    rows.push_back({info.path, shown_value(values[parameter]), say(language, unit_text(info.unit)),
                    range_text(info.range), prior_text(parameters, parameter, language),
                    std::string(1, evidence_letter(info.evidence)),
                    source_in_words(language, info)});
    for (FurtherColumn const& column : further) {
      rows.back().push_back(info.*column.content);
    }
  }
  return align_rows(rows, aligns);
}

Json parameter_list_json(ParameterTable const& parameters) {
  ParameterValues const values = parameters.best_guesses();
  Json list = Json::array();
  for (std::uint32_t index = 0; index < parameters.size(); ++index) {
    AnyParameter const parameter{index};
    ParameterInfo const& info = parameters.info(parameter);
    Json number = Json::object()
                      .set("path", info.path)
                      .set("value", values[parameter])
                      .set("unit", unit_name(info.unit))
                      .set("low", info.range.low)
                      .set("high", info.range.high)
                      .set("prior", prior_text(parameters, parameter, Language::english))
                      .set("grade", std::string(1, evidence_letter(info.evidence)))
                      .set("source", info.source.text());
    if (!info.period.empty()) {
      number.set("period", info.period.text());
    }
    if (!info.typed.empty()) {
      number.set("typed", info.typed.text());
    }
    list.push(std::move(number));
  }
  return list;
}

}  // namespace cxsim
