#include "calibration_report.hpp"

#include <algorithm>
#include <array>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string whole(std::uint64_t number, Language language) {
  return with_thousands(static_cast<double>(number), language);
}

[[nodiscard]] std::string percent(double share, Language language) {
  return with_percent(to_fixed(100 * share, 1, language), language);
}

[[nodiscard]] double share_of(std::uint64_t part, std::uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

[[nodiscard]] std::string day_of(EventTime time) { return to_iso_text(time).substr(0, 10); }

[[nodiscard]] std::string delimiter_name(char delimiter, Language language) {
  switch (delimiter) {
    case '\t':
      return say(language, texts::delimiter_tab);
    case ';':
      return say(language, texts::delimiter_semicolon);
    case '|':
      return say(language, texts::delimiter_bar);
    default:
      return say(language, texts::delimiter_comma);
  }
}

constexpr std::array<Text, event_columns> column_words = {
    texts::event_column_case,       texts::event_column_touchpoint, texts::event_column_timestamp,
    texts::event_column_department, texts::event_column_segment,    texts::event_column_customer};

constexpr std::array<Text, rejections> rejection_words = {
    texts::log_rows_malformed, texts::log_rows_no_case, texts::log_rows_no_touchpoint,
    texts::log_rows_no_timestamp, texts::log_rows_bad_timestamp};

[[nodiscard]] std::string columns_text(EventReadFacts const& read, Language language) {
  std::vector<std::string> parts;
  for (std::size_t column = 0; column < event_columns; ++column) {
    std::string const& name = read.columns[column];
    std::string const word = say(language, column_words[column]);
    parts.push_back(name.empty() ? say(language, texts::event_column_missing, {word})
                                 : say(language, texts::event_column_found, {word, name}));
  }
  return say(language, texts::calibration_columns,
             {listed(language, parts), delimiter_name(read.delimiter, language)});
}

[[nodiscard]] std::string rows_text(EventReadFacts const& read, Language language) {
  std::string text = say(language, texts::calibration_rows,
                         {whole(read.rows, language), whole(read.all_rejected(), language)});
  std::vector<std::string> reasons;
  for (std::size_t reason = 0; reason < rejections; ++reason) {
    if (read.rejected[reason] > 0) {
      reasons.push_back(
          say(language, rejection_words[reason], {whole(read.rejected[reason], language)}));
    }
  }
  return reasons.empty() ? text : text + " (" + listed(language, reasons) + ')';
}

[[nodiscard]] std::vector<std::string> sentences(EventReadFacts const& read,
                                                 CalibrationReport const& report,
                                                 Language language) {
  EventOrderFacts const& order = report.order;
  return {
      rows_text(read, language),
      columns_text(read, language),
      say(language, texts::calibration_order,
          {whole(order.duplicates, language), whole(order.tied_pairs, language),
           whole(order.tied_different, language), whole(order.unordered_cases, language)}),
      say(language, texts::calibration_period,
          {whole(report.events, language), whole(report.cases, language), day_of(report.first),
           day_of(report.last), to_fixed(report.months, 1, language)}),
      say(language, texts::calibration_ends,
          {whole(report.completed, language), whole(report.abandoned, language),
           whole(report.open, language)}),
      say(language, texts::calibration_customers, {with_thousands(report.customers, language)})};
}

[[nodiscard]] std::string touchpoints_text(CalibrationReport const& report, Language language) {
  std::vector<std::vector<std::string>> rows = {
      {say(language, texts::log_table_id), say(language, texts::log_table_name),
       say(language, texts::log_table_department), say(language, texts::log_table_visits),
       say(language, texts::log_table_abandoned), say(language, texts::log_table_visits_per_case),
       say(language, texts::log_table_map_per_case)}};
  for (TouchpointFacts const& facts : report.touchpoints) {
    rows.push_back({facts.id, facts.name, facts.department, whole(facts.visits, language),
                    percent(share_of(facts.abandoned, facts.visits - facts.open), language),
                    to_fixed(facts.visits_per_case, 3, language),
                    to_fixed(facts.expected_per_case, 3, language)});
  }
  return align_rows(rows, {CellAlign::left, CellAlign::left, CellAlign::left, CellAlign::right,
                           CellAlign::right, CellAlign::right, CellAlign::right});
}

[[nodiscard]] std::string transitions_text(CalibrationReport const& report, Language language) {
  constexpr std::size_t most_shown = 15;
  std::vector<std::vector<std::string>> rows = {{say(language, texts::log_table_from),
                                                 say(language, texts::log_table_to),
                                                 say(language, texts::log_table_count)}};
  for (std::size_t i = 0; i < std::min(most_shown, report.transitions.size()); ++i) {
    TransitionFacts const& facts = report.transitions[i];
    rows.push_back({facts.from, facts.to, whole(facts.count, language)});
  }
  return align_rows(rows, {CellAlign::left, CellAlign::left, CellAlign::right});
}

[[nodiscard]] std::string volumes_text(CalibrationReport const& report, Language language) {
  std::vector<std::vector<std::string>> rows = {{say(language, texts::log_table_journey_or_segment),
                                                 say(language, texts::log_table_customers),
                                                 say(language, texts::log_table_cases)}};
  for (JourneyFacts const& facts : report.journeys) {
    rows.push_back({"journeys/" + facts.id, "", whole(facts.cases, language)});
  }
  for (SegmentFacts const& facts : report.segments) {
    rows.push_back({"segments/" + facts.id, with_thousands(facts.customers, language),
                    whole(facts.cases, language)});
  }
  return align_rows(rows, {CellAlign::left, CellAlign::right, CellAlign::right});
}

[[nodiscard]] std::string assumed_text(CalibrationReport const& report, Language language) {
  std::vector<std::vector<std::string>> rows = {{say(language, texts::parameters_path),
                                                 say(language, texts::parameters_value),
                                                 say(language, texts::log_table_where_from)}};
  for (AssumedNumber const& number : report.assumed) {
    rows.push_back(
        {number.path, to_text(round_significant(number.value, 6)), say(language, number.why)});
  }
  return align_rows(rows, {CellAlign::left, CellAlign::right, CellAlign::left});
}

}  // namespace

std::string calibration_text(EventReadFacts const& read, CalibrationReport const& report,
                             Language language, int width) {
  std::string text;
  for (std::string const& sentence : sentences(read, report, language)) {
    for (std::string const& line :
         wrap(terminal_text(sentence), static_cast<std::size_t>(std::max(width, 40)))) {
      text += line + '\n';
    }
  }
  text += '\n' + touchpoints_text(report, language);
  text += '\n' + transitions_text(report, language);
  text += '\n' + volumes_text(report, language);
  if (!report.assumed.empty()) {
    text +=
        '\n' + say(language, texts::calibration_replace) + '\n' + assumed_text(report, language);
  }
  return text;
}

}  // namespace cxsim
