#include "report_first_page.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "cxsim/base/number_text.hpp"
#include "cxsim/report/shown.hpp"
#include "cxsim/report/texts.hpp"
#include "cxsim/stats/interval.hpp"
#include "cxsim/stats/nps.hpp"
#include "effect_words.hpp"
#include "facts.hpp"
#include "markdown.hpp"
#include "sentences.hpp"

namespace cxsim {

namespace {

/// A single initiative that brings this part of the recommendation is named.
constexpr double nearly_all = 0.85;
/// A change of failures or complaints by this part is seen by those who work with them.
constexpr double visible_part = 0.1;
/// Answers per survey where the map does not say.
constexpr double usual_answers = 1000;
/// Half the width of a 90 % interval in standard errors.
constexpr double z_90 = 1.645;

/// One decimal below 100, none above.
[[nodiscard]] std::string short_number(Language language, double value) {
  return shown(language, value, std::fabs(value) < 99.95 ? 1 : 0);
}

/// Where a figure first shows that the plan works.
struct VisibleSign {
  std::optional<int> month;
  double with_plan = 0;
  double without = 0;
};

class FirstPage {
 public:
  FirstPage(Scenario const& scenario, Prioritization const& answer, Provenance const& provenance,
            Language language)
      : scenario_(scenario),
        answer_(answer),
        provenance_(provenance),
        language_(language),
        sentences_(language, scenario),
        rows_(recommended_rows(answer)),
        draws_(answer.experiment.draws.size()) {}

  [[nodiscard]] std::string write() {
    write_head();
    write_recommendation();
    write_gain();
    write_nothing();
    write_left();
    write_owners();
    write_certainty();
    write_signs();
    line("![" + sentences_(texts::page_journey) + "](journey.svg)");
    return text_;
  }

 private:
  void line(std::string const& markdown) { text_ += markdown + "\n\n"; }
  void bullet(std::string const& markdown) { text_ += "- " + markdown + '\n'; }
  void heading(Text text) { line("## " + sentences_(text)); }
  void end_list() { text_ += '\n'; }
  [[nodiscard]] std::string name(InitiativeId initiative) const {
    return "**" + markdown_text(sentences_.title(initiative)) + "**";
  }
  [[nodiscard]] std::string owner(InitiativeId initiative) const {
    return markdown_text(sentences_.owner(initiative));
  }
  [[nodiscard]] std::string plain(Text text, std::initializer_list<std::string> arguments) const {
    return markdown_text(sentences_(text, arguments));
  }
  [[nodiscard]] std::string loss(std::uint32_t draws_with_loss) const {
    return sentences_(texts::page_loss, {of_draws(language_, draws_with_loss, draws_)});
  }
  [[nodiscard]] Comparison const& together() const { return answer_.in_order[answer_.recommended]; }

  void write_head() {
    line("# " + markdown_text(scenario_.name));
    if (!answer_.baseline.gate.passes()) {
      line("> **" +
           plain(texts::page_gate_fails, {std::to_string(answer_.baseline.gate.failed()),
                                          std::to_string(answer_.baseline.gate.checks.size())}) +
           "**");
    }
    if (provenance_.illustrative) {
      line("> **" + sentences_.illustrative(provenance_.origins, texts::page_illustrative) + "**");
    }
    ParameterValues const best = scenario_.parameters.best_guesses();
    line(plain(texts::page_scope, {with_thousands(best[scenario_.map.customers], language_),
                                   std::to_string(provenance_.months), run_id(provenance_)}));
  }

  void write_recommendation() {
    heading(texts::page_recommend);
    if (rows_.empty()) {
      line(plain(
          answer_.ranking.empty() ? texts::recommend_no_initiatives : texts::page_recommend_nothing,
          {std::to_string(answer_.ranking.size())}));
      return;
    }
    ParameterValues const best = scenario_.parameters.best_guesses();
    double at_once = 0;
    for (RankedInitiative const* const row : rows_) {
      at_once += best[scenario_.initiatives[row->initiative].one_off_cost];
    }
    line(plain(texts::page_recommend_some,
               {std::to_string(rows_.size()), std::to_string(answer_.ranking.size()),
                sentences_.money(cost_of(answer_, together().portfolio)),
                std::to_string(provenance_.months), sentences_.money(at_once)}));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      InitiativeId const key = rows_[i]->initiative;
      text_ += std::to_string(i + 1) + ". " +
               sentences_(texts::recommended_item,
                          {name(key), owner(key), std::to_string(sentences_.start_month(key))}) +
               '\n';
    }
    end_list();
    if (std::string const over = sentences_.over_budget(together().portfolio); !over.empty()) {
      line(markdown_text(over));
    }
  }

  void write_gain() {
    heading(texts::page_brings);
    if (rows_.empty()) {
      write_nearest();
      return;
    }
    line(sentences_(texts::page_against));
    AssessedFigures const& gain = together().difference;
    bullet("**" + markdown_text(sentences_.customers_with_range(gain[Figure::leavers])) + "**");
    bullet("**" + plain(texts::page_better_off, {sentences_.money_with_range(gain[Figure::npv])}) +
           "**; " + loss(together().draws_with_loss));
    write_first_alone();
    write_everything();
    end_list();
  }

  /// The initiative that is nearest to paying for itself.
  void write_nearest() {
    auto const judged = std::ranges::find_if(answer_.ranking, &RankedInitiative::simulated);
    if (judged == answer_.ranking.end()) {
      line(sentences_(texts::page_brings_nothing));
      return;
    }
    line(sentences_(
        texts::page_nearest,
        {name(judged->initiative),
         markdown_text(sentences_.money_with_range(judged->alone.difference[Figure::npv])),
         loss(judged->alone.draws_with_loss)}));
  }

  void write_first_alone() {
    if (rows_.size() < 2) {
      return;
    }
    RankedInitiative const& first = *rows_.front();
    Assessed const& alone = first.alone.difference[Figure::npv];
    bool const is_nearly_all =
        alone.estimate.mean >= nearly_all * together().difference[Figure::npv].estimate.mean;
    bullet(sentences_(is_nearly_all ? texts::page_first_nearly_all : texts::page_first_alone,
                      {name(first.initiative), markdown_text(sentences_.money_with_range(alone)),
                       loss(first.alone.draws_with_loss)}));
  }

  void write_everything() {
    double const all = answer_.all_together.difference[Figure::npv].estimate.mean;
    double const chosen = together().difference[Figure::npv].estimate.mean;
    if (answer_.all_together.portfolio.size() <= rows_.size() || all >= chosen) {
      return;
    }
    bool const is_overlap = interaction_matters(answer_) && answer_.interaction.estimate.mean < 0;
    bullet(plain(is_overlap ? texts::page_everything : texts::page_everything_costs,
                 {std::to_string(answer_.all_together.portfolio.size()), sentences_.money(all),
                  sentences_.money(chosen)}));
  }

  void write_nothing() {
    heading(texts::page_nothing);
    for (std::string const& sentence :
         sentences_.nothing_done(answer_.baseline, answer_.experiment)) {
      bullet(markdown_text(sentence));
    }
    end_list();
  }

  void write_left() {
    heading(texts::page_left);
    bool is_empty = true;
    for (RankedInitiative const& ranked : answer_.ranking) {
      if (std::string const reason = reason_against(ranked); !reason.empty()) {
        bullet(name(ranked.initiative) + ": " + reason);
        is_empty = false;
      }
    }
    if (is_empty) {
      line(sentences_(texts::page_left_none));
    } else {
      end_list();
    }
  }

  [[nodiscard]] std::string against_alone(Assessed const& npv) const {
    bool const may_pay = npv.interval && npv.interval->high > 0;
    return may_pay ? plain(texts::page_may_not_pay, {sentences_.money_with_range(npv)})
                   : plain(texts::page_does_not_pay, {sentences_.money(npv.estimate.mean)});
  }

  [[nodiscard]] std::string reason_against(RankedInitiative const& ranked) const {
    std::string const worth = sentences_.money(ranked.alone.difference[Figure::npv].estimate.mean);
    switch (verdict_of(answer_, ranked)) {
      case Verdict::act:
        return "";
      case Verdict::not_judged:
        return sentences_(texts::page_not_judged);
      case Verdict::leave:
        return against_alone(ranked.alone.difference[Figure::npv]);
      case Verdict::later:
        break;
    }
    InitiativeId const rival = excluding_rival(ranked.initiative);
    if (rival != ranked.initiative) {
      return sentences_(texts::page_excluded, {markdown_text(worth), name(rival)});
    }
    return plain(texts::page_adds_nothing,
                 {worth, sentences_.money(ranked.added_npv.estimate.mean)});
  }

  /// A recommended initiative that excludes \p initiative, or \p initiative itself.
  [[nodiscard]] InitiativeId excluding_rival(InitiativeId initiative) const {
    auto const excludes = [&](InitiativeId a, InitiativeId b) {
      std::vector<InitiativeId> const& list = scenario_.initiatives[a].excludes;
      return std::ranges::find(list, b) != list.end();
    };
    auto const found = std::ranges::find_if(rows_, [&](RankedInitiative const* row) {
      return excludes(row->initiative, initiative) || excludes(initiative, row->initiative);
    });
    return found == rows_.end() ? initiative : (*found)->initiative;
  }

  void write_owners() {
    heading(texts::page_owners);
    if (rows_.empty()) {
      line(sentences_(texts::page_owners_none));
      return;
    }
    MarkdownTable table({sentences_(texts::page_department), sentences_(texts::page_task),
                         '>' + sentences_(texts::page_from_month),
                         sentences_(texts::page_confirmed)});
    for (DepartmentId const key : scenario_.map.departments.keys()) {
      for (RankedInitiative const* const row : rows_) {
        add_tasks(key, row->initiative, table);
      }
    }
    text_ += table.text() + '\n';
  }

  void add_tasks(DepartmentId department, InitiativeId key, MarkdownTable& table) const {
    Initiative const& initiative = scenario_.initiatives[key];
    std::string const who = markdown_text(scenario_.map.departments[department].name);
    std::string const start = std::to_string(sentences_.start_month(key));
    if (initiative.department == department) {
      table.add({who, markdown_text(sentences_.title(key)), start, "☐"});
    }
    ParameterValues const best = scenario_.parameters.best_guesses();
    for (auto const& [helper, people] : initiative.fte) {
      if (helper == department) {
        table.add({who,
                   sentences_(texts::page_people, {short_number(language_, best[people]),
                                                   markdown_text(sentences_.short_title(key))}),
                   start, "☐"});
      }
    }
  }

  void write_certainty() {
    heading(texts::page_certainty);
    line(markdown_text(reproduced()));
    if (!answer_.ranking.empty() && draws_ > 0) {
      write_weak_evidence();
    }
    line(plain(draws_ < fewest_draws_for_interval ? texts::page_few_outcomes : texts::page_outcomes,
               {with_thousands(static_cast<double>(draws_), language_)}));
    for (std::string const& sentence : sentences_.not_simulated()) {
      bullet(markdown_text(sentence));
    }
    end_list();
  }

  /// "Today is reproduced: churn ✔ NPS ✔ …", one mark per kind of figure.
  [[nodiscard]] std::string reproduced() const {
    std::string marks;
    for (GateFigure const figure :
         {GateFigure::churn, GateFigure::nps, GateFigure::touchpoint_score,
          GateFigure::touchpoint_failure, GateFigure::contacts, GateFigure::complaints,
          GateFigure::visits}) {
      bool is_checked = false;
      bool passes = true;
      for (GateCheck const& check : answer_.baseline.gate.checks) {
        is_checked = is_checked || check.figure == figure;
        passes = passes && (check.figure != figure || check.passes);
      }
      if (is_checked) {
        marks += (marks.empty() ? "" : ", ") + short_name(figure) + (passes ? " ✔" : " ✖");
      }
    }
    Gate const& gate = answer_.baseline.gate;
    if (gate.passes() && !gate.is_tested()) {
      return sentences_(texts::page_not_tested, {marks, std::to_string(least_gate_draws)});
    }
    return sentences_(gate.passes() ? texts::page_reproduced : texts::page_not_reproduced, {marks});
  }

  [[nodiscard]] std::string short_name(GateFigure figure) const {
    switch (figure) {
      case GateFigure::contacts:
        return sentences_(texts::page_contacts);
      case GateFigure::complaints:
        return sentences_(texts::page_complaints);
      case GateFigure::visits:
        return sentences_(texts::page_visits);
      default:
        return sentences_.gate_figure(figure);
    }
  }

  void write_weak_evidence() {
    std::size_t const numbers = weak_numbers(answer_);
    if (numbers == 0) {
      return;
    }
    line(plain(
        texts::page_weak_evidence,
        {rough_percent(language_, share_of_weak_evidence(answer_)), std::to_string(numbers)}));
    std::vector<Influence> const influences = weak_influences(
        scenario_, answer_.order_experiment,
        std::min(std::max<std::size_t>(answer_.recommended, 1), answer_.in_order.size() - 1));
    if (!influences.empty()) {
      AnyParameter const weakest = influences.front().parameter;
      ParameterInfo const& info = scenario_.parameters.info(weakest);
      line(sentences_(info.evidence == Evidence::program_default ? texts::page_weakest_default
                                                                 : texts::page_weakest_expert,
                      {markdown_text(number_in_words(language_, scenario_, weakest))}));
    }
  }

  void write_signs() {
    heading(texts::page_signs);
    if (rows_.empty()) {
      line(sentences_(texts::page_signs_none));
      return;
    }
    MarkdownTable table({sentences_(texts::page_sign), '>' + sentences_(texts::page_seen_from),
                         '>' + sentences_(texts::page_with_plan),
                         '>' + sentences_(texts::page_without)});
    double const seen = nps_seen();
    add_sign(texts::page_sign_failures, first_sign(MonthFigure::failures, 0), table);
    add_sign(texts::page_sign_complaints, first_sign(MonthFigure::complaints, 0), table);
    add_sign(texts::page_sign_nps, first_sign(MonthFigure::nps, seen), table);
    text_ += table.text() + '\n';
    line(plain(texts::page_signs_key,
               {with_thousands(nps_answers(), language_), short_number(language_, seen)}));
  }

  void add_sign(Text name, VisibleSign const& sign, MarkdownTable& table) const {
    if (sign.month) {
      table.add({sentences_(name), std::to_string(*sign.month),
                 short_number(language_, sign.with_plan), short_number(language_, sign.without)});
    } else {
      table.add({sentences_(name), sentences_(texts::page_not_seen), "–", "–"});
    }
  }

  /// First month in which the plan makes a visible difference. \p least points, or for 0 a part.
  [[nodiscard]] VisibleSign first_sign(MonthFigure figure, double least) const {
    std::vector<double> const without = mean_months(answer_.order_experiment, 0, figure);
    std::vector<double> const with_plan =
        mean_months(answer_.order_experiment, answer_.recommended, figure);
    for (std::size_t month = 0; month < without.size(); ++month) {
      bool const is_seen =
          least > 0 ? with_plan[month] - without[month] >= least
                    : without[month] > 0 && with_plan[month] <= (1 - visible_part) * without[month];
      if (is_seen) {
        return {static_cast<int>(month) + 1, with_plan[month], without[month]};
      }
    }
    return {};
  }

  [[nodiscard]] double nps_answers() const {
    std::optional<MeasuredFigure> const& nps_figure = scenario_.map.measured.nps;
    return nps_figure && nps_figure->answers
               ? scenario_.parameters.best_guesses()[*nps_figure->answers]
               : usual_answers;
  }

  /// Smallest difference between two surveys that their error does not explain (90 %).
  [[nodiscard]] double nps_seen() const {
    MonthTally year;
    for (DrawOutcome const& draw : answer_.experiment.draws) {
      year += draw.reference_year;
    }
    double const customers = std::max(year.customers, 1e-300);
    double const variance = nps_variance(year.promoters / customers, year.detractors / customers);
    return std::max(1.0, 100 * z_90 * std::sqrt(2 * variance / std::max(nps_answers(), 1.0)));
  }

  Scenario const& scenario_;
  Prioritization const& answer_;
  Provenance const& provenance_;
  Language language_;
  Sentences sentences_;
  std::vector<RankedInitiative const*> rows_;
  std::size_t draws_;
  std::string text_;
};

}  // namespace

std::string first_page(Scenario const& scenario, Prioritization const& answer,
                       Provenance const& provenance, Language language) {
  return FirstPage(scenario, answer, provenance, language).write();
}

}  // namespace cxsim
