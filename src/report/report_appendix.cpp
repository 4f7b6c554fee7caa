#include "report_appendix.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "convergence_rows.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/report/shown.hpp"
#include "cxsim/report/texts.hpp"
#include "effect_words.hpp"
#include "facts.hpp"
#include "markdown.hpp"
#include "sentences.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_assumptions = 15;

/// Where the money of a difference comes from; the three sum to the difference of value.
struct MoneyParts {
  double margin = 0;    ///< within and beyond the horizon
  double contacts = 0;  ///< avoided
  double work = 0;      ///< cost, as a negative number
};

[[nodiscard]] MoneyParts parts_of(AssessedFigures const& difference) {
  auto const mean = [&](Figure figure) { return difference[figure].estimate.mean; };
  return {mean(Figure::margin) + mean(Figure::residual), -mean(Figure::contact_cost),
          -mean(Figure::work_cost)};
}

class Appendix {
 public:
  Appendix(Scenario const& scenario, Prioritization const& answer, Provenance const& provenance,
           Language language)
      : scenario_(scenario),
        answer_(answer),
        provenance_(provenance),
        language_(language),
        sentences_(language, scenario),
        typical_(typical_values(scenario, answer.experiment)),
        draws_(answer.experiment.draws.size()) {}

  [[nodiscard]] std::string write() {
    text_ = "\n---\n\n";
    heading(texts::appendix, 1);
    if (!answer_.ranking.empty()) {
      write_ranking();
      write_reasons();
      write_together();
      write_assumptions();
    }
    write_gate();
    write_convergence();
    write_method();
    write_provenance();
    return text_;
  }

 private:
  void line(std::string const& markdown) { text_ += markdown + "\n\n"; }
  void add_table(MarkdownTable const& table) { text_ += table.text() + '\n'; }
  void heading(Text text, std::size_t level = 2) {
    line(std::string(level, '#') + ' ' + sentences_(text));
  }
  [[nodiscard]] std::string title(InitiativeId initiative) const {
    return markdown_text(sentences_.title(initiative));
  }
  [[nodiscard]] std::string worth(double value) const {
    return markdown_text(sentences_.money(value));
  }
  [[nodiscard]] std::string bracket(Assessed const& value, double factor, int most) const {
    return with_bracket(language_, shown(language_, scaled(value, factor), Sign::always, most));
  }

  void write_ranking() {
    heading(texts::appendix_ranking);
    double largest = 0;
    for (RankedInitiative const& ranked : answer_.ranking) {
      largest = std::max({largest, std::fabs(ranked.alone.difference[Figure::npv].estimate.mean),
                          ranked.undiscounted_cost});
    }
    MoneyScale const unit = money_unit(largest);
    std::string const in = markdown_text(sentences_.money_head(unit));
    MarkdownTable table(
        {">#", sentences_(texts::column_initiative), sentences_(texts::column_owner),
         '>' + sentences_(texts::column_churn), '>' + sentences_(texts::column_noise),
         '>' + sentences_(texts::column_leavers), '>' + sentences_(texts::column_csat),
         '>' + sentences_(texts::column_nps), '>' + sentences_(texts::column_npv, {in}),
         '>' + sentences_(texts::column_noise), '>' + sentences_(texts::column_loss),
         '>' + sentences_(texts::column_best), '>' + sentences_(texts::column_cost),
         sentences_(texts::column_grade), '>' + sentences_(texts::column_adds)});
    for (std::size_t i = 0; i < answer_.ranking.size(); ++i) {
      table.add(ranking_row(i, unit));
    }
    add_table(table);
    line(sentences_(texts::ranking_key, {in}) + ' ' + sentences_(texts::cost_key) + ' ' +
         sentences_(texts::customers_key) + ' ' + sentences_(texts::noise_key));
  }

  [[nodiscard]] std::vector<std::string> ranking_row(std::size_t position,
                                                     MoneyScale const& unit) const {
    RankedInitiative const& ranked = answer_.ranking[position];
    AssessedFigures const& difference = ranked.alone.difference;
    std::string const number =
        (is_tied_with_previous(answer_, position) ? "≈ " : "") + std::to_string(position + 1);
    std::string const cost = in_unit(language_, ranked.undiscounted_cost, unit);
    std::string const grade(1, evidence_letter(ranked.evidence));
    std::string const owner = markdown_text(sentences_.owner(ranked.initiative));
    if (!ranked.simulated) {
      return {number,
              title(ranked.initiative),
              owner,
              "–",
              "–",
              "–",
              "–",
              "–",
              sentences_(texts::not_simulated_yet),
              "–",
              "–",
              "–",
              cost,
              grade,
              "–"};
    }
    return {number,
            title(ranked.initiative),
            owner,
            bracket(difference[Figure::annual_churn], 100, most_decimals),
            markdown_text(noise_cell(language_, difference[Figure::annual_churn])),
            bracket(difference[Figure::leavers], 1, 0),
            bracket(difference[Figure::csat], 1, most_decimals),
            bracket(difference[Figure::nps], 1, most_decimals),
            bracket(difference[Figure::npv], 1 / unit.size, most_decimals),
            markdown_text(noise_cell(language_, difference[Figure::npv])),
            of_draws(language_, ranked.alone.draws_with_loss, draws_),
            of_draws(language_, ranked.draws_best, draws_),
            cost,
            grade,
            in_unit(language_, ranked.added_npv.estimate.mean, unit, Sign::always)};
  }

  void write_reasons() {
    heading(texts::appendix_reasons);
    line(sentences_(texts::reasons_key));
    for (std::size_t i = 0; i < answer_.ranking.size(); ++i) {
      line(reasons(i));
    }
  }

  /// Why an initiative stands where it stands.
  [[nodiscard]] std::string reasons(std::size_t position) const {
    RankedInitiative const& ranked = answer_.ranking[position];
    Initiative const& initiative = scenario_.initiatives[ranked.initiative];
    std::string text =
        "**" + std::to_string(position + 1) + ". " + title(ranked.initiative) + "**  \n" +
        reach(initiative) + ' ' +
        sentences_(texts::reason_change,
                   {markdown_text(effects_in_words(language_, scenario_, typical_, initiative))});
    if (!initiative.needs.empty()) {
      text += ' ' +
              sentences_(texts::reason_needs, {markdown_text(sentences_.titles(initiative.needs))});
    }
    if (!ranked.simulated) {
      return text + ' ' + sentences_(texts::reason_not_simulated);
    }
    MoneyParts const parts = parts_of(ranked.alone.difference);
    text += ' ' +
            sentences_(
                texts::reason_money,
                {worth(parts.margin), worth(parts.contacts), worth(parts.work),
                 markdown_text(sentences_.money_with_range(ranked.alone.difference[Figure::npv]))});
    if (position > 0 && answer_.ranking[position - 1].simulated) {
      RankedInitiative const& better = answer_.ranking[position - 1];
      text += ' ' + sentences_(is_tied_with_previous(answer_, position) ? texts::reason_tied
                                                                        : texts::reason_loses,
                               {title(better.initiative), lead(better, ranked)});
    }
    if (position + 1 < answer_.ranking.size() && answer_.ranking[position + 1].simulated &&
        !is_tied_with_previous(answer_, position + 1)) {
      text +=
          ' ' + sentences_(texts::reason_beats, {title(answer_.ranking[position + 1].initiative),
                                                 lead(ranked, answer_.ranking[position + 1])});
    }
    return text;
  }

  /// Visits per month at the touchpoints of the effects, if nothing is decided.
  [[nodiscard]] std::string reach(Initiative const& initiative) const {
    std::vector<TouchpointId> const touchpoints = touchpoints_of(scenario_, initiative);
    Experiment const& experiment = answer_.experiment;
    if (touchpoints.empty() || experiment.portfolio_sums.empty() || draws_ == 0) {
      return sentences_(texts::reason_reach_all);
    }
    PortfolioTally const& baseline = experiment.portfolio_sums.front();
    double visits = 0;
    std::string names;
    for (TouchpointId const key : touchpoints) {
      for (int month = 1; month <= baseline.horizon(); ++month) {
        visits += baseline.at(month, key).visits;
      }
      names += (names.empty() ? "" : ", ") + scenario_.map.touchpoints[key].name;
    }
    double const months = std::max(1, baseline.horizon());
    double const per_month = visits / static_cast<double>(draws_) / months;
    return sentences_(
        texts::reason_reach,
        {with_thousands(round_significant(per_month, 2), language_), markdown_text(names)});
  }

  /// The part of the money in which \p better is furthest ahead, in words.
  [[nodiscard]] std::string lead(RankedInitiative const& better,
                                 RankedInitiative const& worse) const {
    MoneyParts const a = parts_of(better.alone.difference);
    MoneyParts const b = parts_of(worse.alone.difference);
    std::array<double, 3> const gaps{a.margin - b.margin, a.contacts - b.contacts, a.work - b.work};
    auto const most = std::ranges::max_element(gaps) - gaps.begin();
    if (most == 1) {
      return sentences_(texts::reason_contacts, {worth(a.contacts), worth(b.contacts)});
    }
    if (most == 2) {
      return sentences_(texts::reason_work, {worth(-a.work), worth(-b.work)});
    }
    double const kept_a = -better.alone.difference[Figure::leavers].estimate.mean;
    double const kept_b = -worse.alone.difference[Figure::leavers].estimate.mean;
    return kept_a > kept_b && kept_b >= 0
               ? sentences_(texts::reason_customers, {customers(kept_a), customers(kept_b)})
               : sentences_(texts::reason_margin, {worth(a.margin), worth(b.margin)});
  }

  [[nodiscard]] std::string customers(double count) const {
    return with_thousands(round_significant(count, 3), language_);
  }

  void write_together() {
    heading(texts::appendix_together);
    line(markdown_text(sentences_.together(answer_)));
  }

  void write_assumptions() {
    heading(texts::appendix_assumptions);
    std::size_t const judged = std::max<std::size_t>(answer_.recommended, 1);
    std::vector<Influence> influences =
        weak_influences(scenario_, answer_.order_experiment, judged);
    if (influences.empty()) {
      line(sentences_(texts::assumptions_none));
      return;
    }
    std::size_t const all = influences.size();
    influences.resize(std::min(all, most_assumptions));
    MarkdownTable table({sentences_(texts::column_number), sentences_(texts::column_path),
                         '>' + sentences_(texts::column_range), sentences_(texts::column_grade),
                         '>' + sentences_(texts::column_share), sentences_(texts::column_source)});
    for (Influence const& influence : influences) {
      table.add(assumption_row(influence));
    }
    add_table(table);
    line(sentences_(texts::assumptions_key));
    if (all > influences.size()) {
      line(sentences_(texts::and_more, {std::to_string(all - influences.size())}));
    }
  }

  [[nodiscard]] std::vector<std::string> assumption_row(Influence const& influence) const {
    ParameterInfo const& info = scenario_.parameters.info(influence.parameter);
    auto const value = [&](double probability) {
      return value_in_words(language_, scenario_, info.unit,
                            quantile(info.prior, info.range, probability));
    };
    std::string const range = is_uncertain(info.prior)
                                  ? sentences_(texts::range_of, {value(0.05), value(0.95)})
                                  : sentences_(texts::counted);
    return {markdown_text(number_in_words(language_, scenario_, influence.parameter)),
            markdown_text(info.path),
            info.unit == Unit::money ? markdown_text(range) : range,
            std::string(1, evidence_letter(info.evidence)),
            rough_percent(language_, influence.share),
            info.source.empty() ? "–" : markdown_text(source_in_words(language_, info))};
  }

  void write_gate() {
    heading(texts::appendix_gate);
    Gate const& gate = answer_.baseline.gate;
    line(
        markdown_text(gate.passes() ? sentences_.gate_passed(gate) : sentences_.gate_failed(gate)));
    MarkdownTable table(
        {sentences_(texts::column_figure), sentences_(texts::column_where),
         '>' + sentences_(texts::column_measured), '>' + sentences_(texts::column_simulated),
         '>' + sentences_(texts::column_allowed), sentences_(texts::column_verdict)});
    for (GateCheck const& check : gate.checks) {
      table.add(
          {markdown_text(sentences_.gate_figure(check.figure)),
           check.subject.empty() ? sentences_(texts::whole_firm) : markdown_text(check.subject),
           sentences_.gate_value(check, check.measured),
           sentences_.gate_value(check, check.simulated),
           sentences_.gate_value(check, check.allowed), gate_verdict(check)});
    }
    add_table(table);
  }

  [[nodiscard]] std::string gate_verdict(GateCheck const& check) const {
    if (!check.passes) {
      return sentences_(texts::verdict_off);
    }
    return sentences_(check.kind == GateKind::matched ? texts::verdict_matched
                                                      : texts::verdict_reproduced);
  }

  void write_convergence() {
    if (!answer_.convergence || answer_.convergence->rounds.empty()) {
      return;
    }
    heading(texts::appendix_convergence);
    line(markdown_text(convergence_verdict(sentences_, scenario_, *answer_.convergence)));
    ConvergenceRows told = convergence_rows(sentences_, scenario_, *answer_.convergence);
    for (std::string& head : told.heads) {
      head = '>' + head;
    }
    MarkdownTable table(told.heads);
    for (std::vector<std::string>& row : told.rows) {
      std::ranges::transform(row, row.begin(),
                             [](std::string const& cell) { return markdown_text(cell); });
      table.add(row);
    }
    add_table(table);
    line(sentences_(texts::convergence_key));
  }

  void write_method() {
    heading(texts::appendix_method);
    line(sentences_(texts::method,
                    {std::to_string(draws_), with_thousands(provenance_.customers, language_)}));
  }

  void write_provenance() {
    heading(texts::appendix_provenance);
    MarkdownTable table({sentences_(texts::column_what), sentences_(texts::column_value)});
    table.add({"cxsim", provenance_.version});
    table.add({sentences_(texts::provenance_run), markdown_text(run_id(provenance_))});
    table.add({sentences_(texts::provenance_seed), std::to_string(provenance_.seed)});
    table.add({sentences_(texts::provenance_draws), std::to_string(draws_)});
    table.add({sentences_(texts::provenance_customers), std::to_string(provenance_.customers)});
    table.add({sentences_(texts::provenance_months), std::to_string(provenance_.months)});
    table.add({sentences_(texts::provenance_churn),
               sentences_(provenance_.churn == ChurnMode::implicit ? texts::churn_implicit
                                                                   : texts::churn_sampled)});
    table.add({sentences_(texts::provenance_points),
               sentences_(provenance_.points == DrawPoints::random ? texts::points_random
                                                                   : texts::points_latin)});
    for (std::size_t i = 0; i < provenance_.files.size(); ++i) {
      InputFile const& file = provenance_.files[i];
      table.add({sentences_(i == 0 ? texts::provenance_scenario : texts::provenance_map,
                            {markdown_text(file.name)}),
                 "sha256 " + file.sha256});
    }
    for (Setting const& setting : provenance_.settings) {
      table.add({markdown_text(setting.path), to_text(setting.value)});
    }
    text_ += table.text();
  }

  Scenario const& scenario_;
  Prioritization const& answer_;
  Provenance const& provenance_;
  Language language_;
  Sentences sentences_;
  ParameterValues typical_;
  std::size_t draws_;
  std::string text_;
};

}  // namespace

std::string appendix(Scenario const& scenario, Prioritization const& answer,
                     Provenance const& provenance, Language language) {
  return Appendix(scenario, answer, provenance, language).write();
}

}  // namespace cxsim
