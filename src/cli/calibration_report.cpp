#include "calibration_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

[[nodiscard]] std::string seconds(double minutes, Language language) {
  return to_fixed(60 * minutes, 1, language);
}

/// With its sign, as differences are written.
[[nodiscard]] std::string with_sign(double value, int decimals, Language language) {
  std::string const text = to_fixed(std::fabs(value), decimals, language);
  return (value < 0 ? "−" : "+") + text;
}

/// Of the waits by hour, weighed by calls: mean of the differences without their sign, in minutes.
[[nodiscard]] double usual_difference(WaitsFromLog const& waits) {
  double sum = 0;
  for (HourInLine const& hour : waits.hours) {
    sum += static_cast<double>(hour.calls) * std::fabs(hour.modelled_wait - hour.mean_wait());
  }
  return sum / static_cast<double>(waits.calls);
}

[[nodiscard]] std::string quarter_gone_text(WaitsFromLog const& waits, Language language) {
  constexpr double quarter = 0.28768207245178090;  // −ln 0.75
  if (!waits.quarter_gone) {
    return say(language, texts::waits_no_quarter);
  }
  return say(language, texts::waits_quarter,
             {seconds(*waits.quarter_gone, language), seconds(quarter * waits.patience, language)});
}

[[nodiscard]] std::vector<std::string> waits_sentences(WaitsFromLog const& waits,
                                                       Language language) {
  double const off = 100 * (waits.modelled_wait / waits.mean_wait() - 1);
  double const points = 100 * (waits.modelled_abandoned - waits.abandoned_share());
  double const error = waits.patience / std::sqrt(static_cast<double>(waits.abandoned));
  return {
      say(language, texts::waits_counted,
          {whole(waits.calls, language), percent(share_of(waits.delayed, waits.calls), language),
           percent(waits.abandoned_share(), language), whole(waits.elsewhere, language)}),
      say(language, texts::waits_estimated,
          {to_fixed(waits.handling_time, 2, language), to_fixed(waits.patience, 2, language),
           to_fixed(error, 2, language), quarter_gone_text(waits, language)}),
      say(language, texts::waits_modelled),
      say(language, texts::waits_compared,
          {seconds(waits.mean_wait(), language), seconds(waits.modelled_wait, language),
           with_percent(with_sign(off, 1, language), language),
           percent(waits.abandoned_share(), language), percent(waits.modelled_abandoned, language),
           with_sign(points, 1, language)}),
      say(language, texts::waits_by_hour, {seconds(usual_difference(waits), language)})};
}

[[nodiscard]] std::string hours_text(WaitsFromLog const& waits, Language language) {
  std::vector<std::string> head;
  for (Text const word :
       {texts::waits_table_hour, texts::waits_table_days, texts::waits_table_calls,
        texts::waits_table_handling, texts::waits_table_delayed, texts::waits_table_agents,
        texts::waits_table_wait, texts::waits_table_wait_modelled, texts::waits_table_difference,
        texts::waits_table_gave_up, texts::waits_table_gave_up_modelled,
        texts::waits_table_difference}) {
    head.push_back(say(language, word));
  }
  std::vector<std::vector<std::string>> rows = {head};
  for (HourInLine const& hour : waits.hours) {
    double const calls = static_cast<double>(hour.calls) / static_cast<double>(hour.days);
    rows.push_back(
        {std::to_string(hour.hour) + "–" + std::to_string(hour.hour + 1),
         whole(hour.days, language), to_fixed(calls, 1, language),
         to_fixed(hour.handling_time, 2, language), percent(hour.delayed_share(), language),
         to_fixed(hour.agents, 1, language), seconds(hour.mean_wait(), language),
         seconds(hour.modelled_wait, language),
         with_sign(60 * (hour.modelled_wait - hour.mean_wait()), 1, language),
         percent(hour.abandoned_share(), language), percent(hour.modelled_abandoned, language),
         with_sign(100 * (hour.modelled_abandoned - hour.abandoned_share()), 1, language)});
  }
  std::vector<CellAlign> columns(head.size(), CellAlign::right);
  return align_rows(rows, columns);
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

namespace {

[[nodiscard]] std::string prose(std::vector<std::string> const& sentences, int width) {
  std::string text;
  for (std::string const& sentence : sentences) {
    for (std::string const& line :
         wrap(terminal_text(sentence), static_cast<std::size_t>(std::max(width, 40)))) {
      text += line + '\n';
    }
  }
  return text;
}

}  // namespace

std::string calibration_text(EventReadFacts const& read, CalibrationReport const& report,
                             Language language, int width) {
  std::string text = prose(sentences(read, report, language), width);
  text += '\n' + touchpoints_text(report, language);
  text += '\n' + transitions_text(report, language);
  text += '\n' + volumes_text(report, language);
  if (report.waits) {
    text += '\n' + prose(waits_sentences(*report.waits, language), width);
    text += '\n' + hours_text(*report.waits, language);
  }
  if (!report.assumed.empty()) {
    text +=
        '\n' + say(language, texts::calibration_replace) + '\n' + assumed_text(report, language);
  }
  return text;
}

}  // namespace cxsim
