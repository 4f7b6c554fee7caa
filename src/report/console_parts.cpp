#include "console_parts.hpp"

#include <algorithm>

#include "cxsim/base/number_text.hpp"
#include "cxsim/report/texts.hpp"
#include "cxsim/stats/interval.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string padded_left(std::string const& text, std::size_t width) {
  std::size_t const have = display_width(text);
  return std::string(width > have ? width - have : 0, ' ') + text;
}

[[nodiscard]] TextTable failures_table(Sentences const& sentences, Gate const& gate) {
  TextTable table({{sentences(texts::column_figure), Align::left, 0, 16},
                   {sentences(texts::column_where), Align::left, 0, 16},
                   {sentences(texts::column_measured), Align::right},
                   {sentences(texts::column_simulated), Align::right},
                   {sentences(texts::column_allowed), Align::right, 1}});
  for (GateCheck const& check : gate.checks) {
    if (!check.passes) {
      table.add(
          {sentences.gate_figure(check.figure),
           check.subject.empty() ? sentences(texts::whole_firm) : terminal_text(check.subject),
           sentences.gate_value(check, check.measured),
           sentences.gate_value(check, check.simulated),
           sentences.gate_value(check, check.allowed)});
    }
  }
  return table;
}

}  // namespace

std::vector<std::string> lined_up(Language language, std::vector<ShownInterval> const& column) {
  std::size_t mean = 0;
  std::size_t low = 0;
  std::size_t high = 0;
  for (ShownInterval const& value : column) {
    mean = std::max(mean, display_width(value.mean));
    low = std::max(low, display_width(value.low));
    high = std::max(high, display_width(value.high));
  }
  std::vector<std::string> cells;
  for (ShownInterval const& value : column) {
    std::string cell = padded_left(value.mean, mean);
    if (!value.low.empty()) {
      cell += " [" + padded_left(value.low, low) + std::string(between_numbers(language)) +
              padded_left(value.high, high) + ']';
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

void write_title(TextPage& page, Scenario const& scenario, Provenance const& provenance) {
  page.paragraph(terminal_text(scenario.name), Ink::strong);
  if (provenance.illustrative) {
    Sentences const sentences(page.language(), scenario);
    page.paragraph(sentences.illustrative(provenance.origins, texts::illustrative_banner),
                   Ink::warning);
  }
}

void write_gate(TextPage& page, Sentences const& sentences, Gate const& gate) {
  page.blank();
  if (gate.passes()) {
    page.paragraph(sentences.gate_passed(gate));
    return;
  }
  page.paragraph(sentences.gate_failed(gate), Ink::alarm);
  page.paragraph(sentences(texts::gate_fails_advice), Ink::alarm);
  page.blank();
  page.table(failures_table(sentences, gate));
}

void write_run(TextPage& page, Provenance const& provenance, std::size_t draws_done,
               double cut_episodes, std::size_t swinging_draws) {
  Language const language = page.language();
  page.item(say(language, texts::run_size,
                {std::to_string(draws_done), with_thousands(provenance.customers, language),
                 std::to_string(provenance.months), std::to_string(provenance.seed)}));
  if (draws_done < provenance.draws) {
    page.item(say(language, texts::run_stopped_early, {std::to_string(provenance.draws)}),
              Ink::warning);
  }
  if (draws_done < fewest_draws_for_interval) {
    page.item(say(language, texts::run_no_intervals, {std::to_string(fewest_draws_for_interval)}),
              Ink::warning);
  }
  if (cut_episodes > 0) {
    page.item(say(language, texts::run_cut_episodes, {with_thousands(cut_episodes, language)}),
              Ink::warning);
  }
  if (swinging_draws > 0) {
    page.item(say(language, texts::run_waits_swing,
                  {std::to_string(swinging_draws), std::to_string(draws_done)}),
              Ink::warning);
  }
  for (Setting const& setting : provenance.settings) {
    page.item(
        say(language, texts::run_setting, {terminal_text(setting.path), to_text(setting.value)}));
  }
}

void write_not_simulated(TextPage& page, Sentences const& sentences) {
  for (std::string const& sentence : sentences.not_simulated()) {
    page.item(terminal_text(sentence), Ink::warning);
  }
}

}  // namespace cxsim
