#include "calibration_options.hpp"

#include <algorithm>
#include <array>

#include "common_options.hpp"
#include "cxsim/cli/texts.hpp"
#include "option_values.hpp"

namespace cxsim {

namespace {

/// In the order of EventColumn.
constexpr std::array<std::string_view, event_columns> column_options = {
    "case", "touchpoint", "timestamp", "department", "segment", "customer"};

[[nodiscard]] std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

[[nodiscard]] OptionGroup column_group() {
  return {texts::options_columns,
          {{"case", 0, "COLUMN", texts::option_case},
           {"touchpoint", 0, "COLUMN", texts::option_touchpoint},
           {"timestamp", 0, "COLUMN", texts::option_timestamp},
           {"department", 0, "COLUMN", texts::option_department},
           {"segment", 0, "COLUMN", texts::option_segment},
           {"customer", 0, "COLUMN", texts::option_customer},
           {"delimiter", 0, "SIGN", texts::option_delimiter},
           {"dedupe", 0, "", texts::option_dedupe}}};
}

[[nodiscard]] OptionGroup meaning_group() {
  return {texts::options_meaning,
          {{"completed", 0, "NAMES", texts::option_completed, Occurrence::repeated},
           {"abandoned", 0, "NAMES", texts::option_abandoned, Occurrence::repeated},
           {"open", 0, "MEANING", texts::option_open},
           {"waiting", 0, "NAME", texts::option_waiting},
           {"serving", 0, "NAME", texts::option_serving},
           {"customers", 0, "N", texts::option_customers_firm},
           {"months", 0, "N", texts::option_months_log},
           {"score-mean", 0, "N", texts::option_score_mean},
           {"score-sd", 0, "N", texts::option_score_sd},
           {"margin", 0, "N", texts::option_margin},
           {"annual-churn", 0, "N", texts::option_annual_churn},
           {"currency", 0, "CODE", texts::option_currency},
           {"name", 0, "TEXT", texts::option_map_name}}};
}

[[nodiscard]] std::optional<LineInLog> read_line(OptionValues& values) {
  Arguments const& arguments = values.arguments();
  auto const waiting = arguments.value("waiting");
  auto const serving = arguments.value("serving");
  if (waiting.has_value() != serving.has_value()) {
    values.report({Severity::error,
                   {"", 0, 0, waiting ? "--waiting" : "--serving"},
                   texts::calibrate_half_a_line,
                   {waiting ? "--serving" : "--waiting"}});
  }
  return waiting && serving ? std::optional(LineInLog{*waiting, *serving, {}}) : std::nullopt;
}

}  // namespace

std::vector<OptionGroup> calibration_option_groups() {
  return {{texts::options_map,
           {{"events", 'e', "FILE", texts::option_events},
            {"output", 'o', "FILE", texts::option_output_map},
            {"force", 0, "", texts::option_force}}},
          column_group(),
          meaning_group()};
}

EventLogOptions read_log_options(OptionValues& values) {
  Arguments const& arguments = values.arguments();
  EventLogOptions options;
  for (std::size_t column = 0; column < event_columns; ++column) {
    options.columns[column] = arguments.value(column_options[column]);
  }
  if (arguments.has("delimiter")) {
    options.delimiter =
        values.choice<char>("delimiter", {{",", ','}, {";", ';'}, {"|", '|'}, {"tab", '\t'}});
  }
  options.duplicates = arguments.has("dedupe") ? Duplicates::drop : Duplicates::keep;
  return options;
}

CalibrationOptions read_calibration_options(OptionValues& values) {
  CalibrationOptions options;
  options.map_name = values.arguments().value("name").value_or("");
  options.currency = values.arguments().value("currency").value_or(options.currency);
  options.open_cases = values.choice<OpenCases>(
      "open", {{"unknown", OpenCases::censored}, {"completed", OpenCases::completed}});
  options.line = read_line(values);
  options.customers = values.number("customers", {1, 1e12});
  options.months = values.number("months", {0.01, 1200});
  options.score_mean = values.number("score-mean", {0, 100});
  options.score_sd = values.number("score-sd", {0, 50});
  options.margin = values.number("margin", {-1e9, 1e9});
  options.annual_churn = values.number("annual-churn", {0, 1});
  return options;
}

std::vector<std::string> ending_names(Arguments const& arguments, std::string_view option,
                                      EventLog const& log) {
  std::vector<std::string> names;
  for (std::string const& value : arguments.values(option)) {
    if (std::ranges::find(log.touchpoints, value) != log.touchpoints.end()) {
      names.push_back(value);
      continue;
    }
    std::string_view rest = value;
    while (!rest.empty()) {
      std::size_t const end = std::min(rest.find(','), rest.size());
      if (std::string_view const name = without_blanks(rest.substr(0, end)); !name.empty()) {
        names.emplace_back(name);
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return names;
}

}  // namespace cxsim
