#include <algorithm>
#include <cmath>

#include "console_parts.hpp"
#include "convergence_rows.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/report/console_tables.hpp"
#include "cxsim/report/texts.hpp"
#include "effect_words.hpp"
#include "facts.hpp"

namespace cxsim {

namespace {

class PrioritizePage {
 public:
  PrioritizePage(Scenario const& scenario, Prioritization const& answer,
                 Provenance const& provenance, TextStyle style)
      : scenario_(scenario),
        answer_(answer),
        provenance_(provenance),
        page_(style),
        sentences_(style.language, scenario),
        draws_(answer.experiment.draws.size()) {}

  [[nodiscard]] std::string write() {
    write_title(page_, scenario_, provenance_);
    write_gate(page_, sentences_, answer_.baseline.gate);
    page_.heading(texts::heading_recommendation);
    page_.paragraph(terminal_text(recommendation()), Ink::strong);
    if (!answer_.ranking.empty()) {
      write_over_budget();
      write_ranking();
      write_customers();
      write_together();
    }
    write_nothing();
    write_certainty();
    write_convergence();
    write_questions();
    return page_.text();
  }

 private:
  [[nodiscard]] std::string recommendation() const {
    if (answer_.ranking.empty()) {
      return sentences_(texts::recommend_no_initiatives);
    }
    std::vector<RankedInitiative const*> const rows = recommended_rows(answer_);
    return rows.empty() ? do_nothing() : act(rows);
  }

  [[nodiscard]] std::string do_nothing() const {
    auto const judged = std::ranges::find_if(answer_.ranking, &RankedInitiative::simulated);
    if (judged == answer_.ranking.end()) {
      return sentences_(texts::recommend_nothing_judged);
    }
    return sentences_(texts::recommend_nothing,
                      {std::to_string(answer_.ranking.size()), sentences_.title(judged->initiative),
                       sentences_.money_with_range(judged->alone.difference[Figure::npv]),
                       of_draws(page_.language(), judged->alone.draws_with_loss, draws_),
                       of_draws(page_.language(), answer_.draws_nothing_best, draws_)});
  }

  [[nodiscard]] std::string act(std::vector<RankedInitiative const*> const& rows) const {
    std::vector<std::string> items;
    for (RankedInitiative const* const row : rows) {
      items.push_back(
          sentences_(texts::recommended_item,
                     {sentences_.title(row->initiative), sentences_.owner(row->initiative),
                      std::to_string(sentences_.start_month(row->initiative))}));
    }
    Comparison const& together = answer_.in_order[answer_.recommended];
    return sentences_(
        texts::recommend,
        {std::to_string(rows.size()), std::to_string(answer_.ranking.size()),
         listed(page_.language(), items), sentences_.money(cost_of(answer_, together.portfolio)),
         std::to_string(provenance_.months),
         sentences_.customers_with_range(together.difference[Figure::leavers]),
         sentences_.money_with_range(together.difference[Figure::npv]),
         of_draws(page_.language(), together.draws_with_loss, draws_)});
  }

  /// `3`, or `≈ 3` when it cannot be told from the one above.
  [[nodiscard]] std::string rank(std::size_t position) const {
    std::string const number = std::to_string(position + 1);
    return is_tied_with_previous(answer_, position) ? "≈ " + number : number;
  }

  void write_over_budget() {
    std::string const sentence =
        sentences_.over_budget(answer_.in_order[answer_.recommended].portfolio);
    if (!sentence.empty()) {
      page_.paragraph(sentence);
    }
  }

  /// One unit for all money of the table, so that rows compare.
  [[nodiscard]] MoneyScale table_unit() const {
    double largest = 0;
    for (RankedInitiative const& ranked : answer_.ranking) {
      largest = std::max({largest, std::fabs(ranked.alone.difference[Figure::npv].estimate.mean),
                          ranked.undiscounted_cost});
    }
    return money_unit(largest);
  }

  [[nodiscard]] std::vector<std::string> column(Figure figure, double factor, int most) const {
    std::vector<ShownInterval> values;
    for (RankedInitiative const& ranked : answer_.ranking) {
      values.push_back(ranked.simulated ? shown(page_.language(),
                                                scaled(ranked.alone.difference[figure], factor),
                                                Sign::always, most)
                                        : ShownInterval{"–", "", ""});
    }
    return lined_up(page_.language(), values);
  }

  void write_ranking() {
    MoneyScale const unit = table_unit();
    std::string const in = sentences_.money_head(unit);
    page_.heading(texts::heading_ranking);
    TextTable table({{"#", Align::right},
                     {sentences_(texts::column_initiative), Align::left, 0, 18},
                     {sentences_(texts::column_owner), Align::left, 4, 12},
                     {sentences_(texts::column_npv, {in}), Align::left},
                     {sentences_(texts::column_loss), Align::right},
                     {sentences_(texts::column_best), Align::right, 2},
                     {sentences_(texts::column_cost), Align::right, 1},
                     {sentences_(texts::column_grade), Align::left, 3},
                     {sentences_(texts::column_adds), Align::right, 5}});
    std::vector<std::string> const npv = column(Figure::npv, 1 / unit.size, most_decimals);
    for (std::size_t i = 0; i < answer_.ranking.size(); ++i) {
      RankedInitiative const& ranked = answer_.ranking[i];
      Language const language = page_.language();
      table.add({rank(i), terminal_text(sentences_.title(ranked.initiative)),
                 terminal_text(sentences_.owner(ranked.initiative)), npv[i],
                 ranked.simulated ? of_draws(language, ranked.alone.draws_with_loss, draws_) : "–",
                 ranked.simulated ? of_draws(language, ranked.draws_best, draws_) : "–",
                 in_unit(page_.language(), ranked.undiscounted_cost, unit),
                 std::string(1, evidence_letter(ranked.evidence)),
                 ranked.simulated
                     ? in_unit(page_.language(), ranked.added_npv.estimate.mean, unit, Sign::always)
                     : "–"});
    }
    page_.table(table);
    page_.paragraph(sentences_(texts::ranking_key, {in}), Ink::faint);
  }

  void write_customers() {
    page_.heading(texts::heading_customers);
    bool const has_ids = std::ranges::any_of(answer_.ranking, [&](RankedInitiative const& ranked) {
      Initiative const& initiative = scenario_.initiatives[ranked.initiative];
      return sentences_.short_title(ranked.initiative) != initiative.name;
    });
    std::vector<TextColumn> columns = {{"#", Align::right}};
    if (has_ids) {
      columns.push_back({sentences_(texts::column_id), Align::left, 0, 8});
    }
    columns.insert(columns.end(),
                   {{sentences_(texts::column_initiative), Align::left, has_ids ? 4 : 0, 24},
                    {sentences_(texts::column_churn), Align::left, 2},
                    {sentences_(texts::column_leavers), Align::left},
                    {sentences_(texts::column_csat), Align::left, 3},
                    {sentences_(texts::column_nps), Align::left, 1}});
    TextTable table(std::move(columns));
    std::vector<std::string> const churn = column(Figure::annual_churn, 100, most_decimals);
    std::vector<std::string> const leavers = column(Figure::leavers, 1, 0);
    std::vector<std::string> const csat = column(Figure::csat, 1, most_decimals);
    std::vector<std::string> const nps = column(Figure::nps, 1, most_decimals);
    for (std::size_t i = 0; i < answer_.ranking.size(); ++i) {
      Initiative const& initiative = scenario_.initiatives[answer_.ranking[i].initiative];
      std::vector<std::string> cells = {std::to_string(i + 1)};
      if (has_ids) {
        cells.push_back(initiative.id);
      }
      cells.insert(cells.end(),
                   {terminal_text(initiative.name), churn[i], leavers[i], csat[i], nps[i]});
      table.add(std::move(cells));
    }
    page_.table(table);
    page_.paragraph(sentences_(texts::customers_key), Ink::faint);
  }

  void write_together() {
    page_.heading(texts::heading_together);
    page_.paragraph(terminal_text(sentences_.together(answer_)));
  }

  void write_nothing() {
    page_.heading(texts::heading_nothing);
    for (std::string const& sentence :
         sentences_.nothing_done(answer_.baseline, answer_.experiment)) {
      page_.item(terminal_text(sentence));
    }
  }

  void write_certainty() {
    page_.heading(texts::heading_certainty);
    write_run(page_, provenance_, draws_,
              cut_episodes(answer_.experiment) + cut_episodes(answer_.order_experiment),
              swinging_draws(answer_.experiment));
    if (!answer_.ranking.empty() && draws_ > 0) {
      std::size_t const judged = std::max<std::size_t>(answer_.recommended, 1);
      Language const language = page_.language();
      page_.item(sentences_(
          texts::certainty_noise,
          {rough_percent(language, answer_.in_order[judged].difference[Figure::npv].noise_share),
           with_thousands(effective_customers(answer_.order_experiment, judged), language)}));
      page_.item(sentences_(texts::certainty_noise_each, {noise_of_each()}));
      page_.item(weak_numbers(answer_) > 0
                     ? sentences_(texts::certainty_evidence,
                                  {rough_percent(language, share_of_weak_evidence(answer_)),
                                   std::to_string(weak_numbers(answer_))})
                     : sentences_(texts::certainty_no_weak));
    }
    write_not_simulated(page_, sentences_);
  }

  /// `A1 2 % / <1 %` of every initiative that is simulated.
  [[nodiscard]] std::string noise_of_each() const {
    std::string list;
    for (RankedInitiative const& ranked : answer_.ranking) {
      if (ranked.simulated) {
        AssessedFigures const& difference = ranked.alone.difference;
        list += (list.empty() ? "" : ", ") +
                terminal_text(sentences_.short_title(ranked.initiative)) + ' ' +
                noise_cell(page_.language(), difference[Figure::npv]) + " / " +
                noise_cell(page_.language(), difference[Figure::annual_churn]);
      }
    }
    return list.empty() ? "–" : list;
  }

  void write_convergence() {
    if (!answer_.convergence || answer_.convergence->rounds.empty()) {
      return;
    }
    page_.heading(texts::heading_convergence);
    ConvergenceRows const told = convergence_rows(sentences_, scenario_, *answer_.convergence);
    std::vector<TextColumn> columns;
    for (std::string const& head : told.heads) {
      columns.push_back({head, Align::right});
    }
    TextTable table(std::move(columns));
    for (std::vector<std::string> const& row : told.rows) {
      table.add(row);
    }
    page_.table(table);
    page_.paragraph(convergence_verdict(sentences_, scenario_, *answer_.convergence),
                    answer_.convergence->reached ? Ink::plain : Ink::warning);
    page_.paragraph(sentences_(texts::convergence_key), Ink::faint);
  }

  /// The numbers whose measurement would narrow the result most.
  void write_questions() {
    constexpr std::size_t most_questions = 5;
    if (answer_.ranking.empty() || draws_ == 0) {
      return;
    }
    std::vector<Influence> influences = weak_influences(
        scenario_, answer_.order_experiment, std::max<std::size_t>(answer_.recommended, 1));
    influences.resize(std::min(influences.size(), most_questions));
    if (influences.empty()) {
      return;
    }
    page_.heading(texts::heading_questions);
    for (Influence const& influence : influences) {
      page_.item(terminal_text(question(influence)));
    }
    page_.paragraph(sentences_(texts::questions_key), Ink::faint);
  }

  [[nodiscard]] std::string question(Influence const& influence) const {
    Language const language = page_.language();
    ParameterInfo const& info = scenario_.parameters.info(influence.parameter);
    auto const value = [&](double probability) {
      return value_in_words(language, scenario_, info.unit,
                            quantile(info.prior, info.range, probability));
    };
    return sentences_(is_uncertain(info.prior) ? texts::question : texts::question_counted,
                      {number_in_words(language, scenario_, influence.parameter),
                       std::string(1, evidence_letter(info.evidence)),
                       rough_percent(language, influence.share), value(0.05), value(0.95)});
  }

  Scenario const& scenario_;
  Prioritization const& answer_;
  Provenance const& provenance_;
  TextPage page_;
  Sentences sentences_;
  std::size_t draws_;
};

}  // namespace

std::string prioritize_text(Scenario const& scenario, Prioritization const& answer,
                            Provenance const& provenance, TextStyle style) {
  return PrioritizePage(scenario, answer, provenance, style).write();
}

}  // namespace cxsim
