#include <algorithm>

#include "console_parts.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/report/console_tables.hpp"
#include "cxsim/report/texts.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_months = 24;
constexpr std::size_t most_touchpoints = 40;

struct FigureRow {
  Figure figure;
  Text name;
  double factor;  ///< into the unit shown
};

constexpr FigureRow figure_rows[]{{Figure::annual_churn, texts::figure_annual_churn, 100},
                                  {Figure::leavers, texts::figure_leavers, 1},
                                  {Figure::nps, texts::figure_nps, 1},
                                  {Figure::satisfaction, texts::figure_satisfaction, 1},
                                  {Figure::csat, texts::figure_csat, 1},
                                  {Figure::satisfied, texts::figure_satisfied, 100},
                                  {Figure::contacts, texts::figure_contacts, 1},
                                  {Figure::complaints, texts::figure_complaints, 1},
                                  {Figure::failures, texts::figure_failures, 1},
                                  {Figure::abandonment, texts::figure_abandonment, 100}};
constexpr FigureRow money_rows[]{{Figure::margin, texts::figure_margin, 1},
                                 {Figure::contact_cost, texts::figure_contact_cost, 1},
                                 {Figure::residual, texts::figure_residual, 1},
                                 {Figure::npv, texts::figure_npv, 1}};

/// Sums of one touchpoint over the horizon.
[[nodiscard]] TouchpointTally whole_horizon(PortfolioTally const& tally, TouchpointId touchpoint) {
  TouchpointTally sum;
  for (int month = 1; month <= tally.horizon(); ++month) {
    sum += tally.at(month, touchpoint);
  }
  return sum;
}

[[nodiscard]] double customer_months(PortfolioTally const& tally) {
  double sum = 0;
  for (MonthTally const& month : tally.months) {
    sum += month.customers;
  }
  return sum;
}

class SimulatePage {
 public:
  SimulatePage(Scenario const& scenario, BaselineRun const& run, Provenance const& provenance,
               TextStyle style)
      : scenario_(scenario),
        run_(run),
        provenance_(provenance),
        page_(style),
        sentences_(style.language, scenario) {}

  [[nodiscard]] std::string write() {
    write_title(page_, scenario_, provenance_);
    write_gate(page_, sentences_, run_.baseline.gate);
    page_.heading(texts::heading_nothing);
    for (std::string const& sentence : sentences_.nothing_done(run_.baseline, run_.experiment)) {
      page_.item(terminal_text(sentence));
    }
    write_figures();
    write_segments();
    write_touchpoints();
    write_months();
    page_.heading(texts::heading_certainty);
    write_run(page_, provenance_, run_.experiment.draws.size(), cut_episodes(run_.experiment),
              swinging_draws(run_.experiment));
    return page_.text();
  }

 private:
  /// Rows of figures: today, without a decision, and the change.
  struct FigureColumns {
    std::vector<std::string> names;
    std::vector<ShownInterval> today;
    std::vector<ShownInterval> baseline;
    std::vector<ShownInterval> change;
  };

  void add_figure(FigureColumns& columns, FigureRow const& row, double factor,
                  std::string name) const {
    Baseline const& baseline = run_.baseline;
    columns.names.push_back(std::move(name));
    columns.today.push_back(
        shown(page_.language(), scaled(baseline.reference[row.figure], factor)));
    columns.baseline.push_back(shown(page_.language(), scaled(baseline.level[row.figure], factor)));
    columns.change.push_back(
        shown(page_.language(), scaled(baseline.change[row.figure], factor), Sign::always));
  }

  void write_figures() {
    FigureColumns columns;
    for (FigureRow const& row : figure_rows) {
      add_figure(columns, row, row.factor, sentences_(row.name));
    }
    MoneyScale const unit = money_unit(largest_of(run_.baseline.level[Figure::margin]));
    std::string const in = sentences_.money_head(unit);
    for (FigureRow const& row : money_rows) {
      add_figure(columns, row, 1 / unit.size, sentences_(row.name, {in}));
    }
    page_.heading(texts::heading_figures);
    TextTable table({{sentences_(texts::column_figure), Align::left, 0, 20},
                     {sentences_(texts::column_today), Align::left, 1},
                     {sentences_(texts::column_undecided), Align::left},
                     {sentences_(texts::column_change), Align::left, 2}});
    std::vector<std::string> const today = lined_up(page_.language(), columns.today);
    std::vector<std::string> const baseline = lined_up(page_.language(), columns.baseline);
    std::vector<std::string> const change = lined_up(page_.language(), columns.change);
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
      table.add({columns.names[i], today[i], baseline[i], change[i]});
    }
    page_.table(table);
  }

  void write_segments() {
    Experiment const& experiment = run_.experiment;
    if (experiment.draws.empty()) {
      return;
    }
    page_.heading(texts::heading_segments);
    TextTable table({{sentences_(texts::column_segment), Align::left, 0, 20},
                     {sentences_(texts::column_measured_churn), Align::right},
                     {sentences_(texts::column_undecided_churn), Align::left}});
    std::vector<ShownInterval> churn;
    ParameterValues const typical = typical_values(scenario_, experiment);
    for (SegmentId const key : scenario_.map.segments.keys()) {
      std::vector<double> values;
      for (DrawOutcome const& draw : experiment.draws) {
        values.push_back(100 * draw.segment_churn[0][key.index]);
      }
      churn.push_back(shown(page_.language(), assess(values)));
    }
    std::vector<std::string> const cells = lined_up(page_.language(), churn);
    for (SegmentId const key : scenario_.map.segments.keys()) {
      Segment const& segment = scenario_.map.segments[key];
      table.add({terminal_text(segment.name),
                 shown(page_.language(), 100 * typical[segment.annual_churn], 1),
                 cells[key.index]});
    }
    page_.table(table);
  }

  void write_touchpoints() {
    Experiment const& experiment = run_.experiment;
    if (experiment.portfolio_sums.empty()) {
      return;
    }
    PortfolioTally const& today = experiment.reference_sum;
    PortfolioTally const& baseline = experiment.portfolio_sums.front();
    std::vector<TouchpointId> keys = scenario_.map.touchpoints.keys();
    std::ranges::stable_sort(keys, std::ranges::greater{}, [&](TouchpointId key) {
      return whole_horizon(baseline, key).failures;
    });
    std::size_t const all = keys.size();
    keys.resize(std::min(all, most_touchpoints));
    page_.heading(texts::heading_touchpoints);
    TextTable table({{sentences_(texts::column_touchpoint), Align::left, 0, 20},
                     {sentences_(texts::column_owner), Align::left, 1, 14},
                     {sentences_(texts::column_visits), Align::right},
                     {sentences_(texts::column_failures_today), Align::right},
                     {sentences_(texts::column_failures), Align::right},
                     {sentences_(texts::column_csat_today), Align::right},
                     {sentences_(texts::column_csat_level), Align::right}});
    for (TouchpointId const key : keys) {
      Touchpoint const& touchpoint = scenario_.map.touchpoints[key];
      TouchpointTally const before = whole_horizon(today, key);
      TouchpointTally const after = whole_horizon(baseline, key);
      table.add(
          {terminal_text(touchpoint.name),
           terminal_text(scenario_.map.departments[touchpoint.department].name),
           plain_number(page_.language(), 1000 * ratio(after.visits, customer_months(baseline))),
           share_of(before.failures, before.visits), share_of(after.failures, after.visits),
           score_of(before), score_of(after)});
    }
    page_.table(table);
    page_.paragraph(sentences_(texts::touchpoints_key), Ink::faint);
    if (all > keys.size()) {
      page_.paragraph(sentences_(texts::and_more, {std::to_string(all - keys.size())}), Ink::faint);
    }
  }

  void write_months() {
    Experiment const& experiment = run_.experiment;
    auto const months = static_cast<std::size_t>(std::max(experiment.horizon, 0));
    if (experiment.draws.empty() || months == 0) {
      return;
    }
    page_.heading(texts::heading_months);
    TextTable table({{sentences_(texts::column_month), Align::right},
                     {sentences_(texts::column_churn_today), Align::right},
                     {sentences_(texts::column_churn_level), Align::right},
                     {sentences_(texts::column_nps_today), Align::right, 3},
                     {sentences_(texts::column_nps_level), Align::right},
                     {sentences_(texts::column_complaints_today), Align::right, 2},
                     {sentences_(texts::column_complaints), Align::right, 1}});
    auto const cell = [&](MonthFigure figure, std::size_t month, double factor, int decimals) {
      return std::pair{
          shown(page_.language(), factor * mean_reference_months(experiment, figure)[month],
                decimals),
          shown(page_.language(), factor * mean_months(experiment, 0, figure)[month], decimals)};
    };
    std::size_t const step = (months + most_months - 1) / most_months;
    for (std::size_t month = 0; month < months; month += step) {
      auto const churn = cell(MonthFigure::churn, month, 100, 2);
      auto const nps = cell(MonthFigure::nps, month, 1, 1);
      auto const complaints = cell(MonthFigure::complaints, month, 1, 1);
      table.add({std::to_string(month + 1), churn.first, churn.second, nps.first, nps.second,
                 complaints.first, complaints.second});
    }
    page_.table(table);
  }

  [[nodiscard]] static double ratio(double numerator, double denominator) {
    return denominator > 0 ? numerator / denominator : 0;
  }
  [[nodiscard]] std::string share_of(double part, double whole) const {
    return whole > 0 ? percent(page_.language(), part / whole) : "–";
  }
  [[nodiscard]] std::string score_of(TouchpointTally const& tally) const {
    return tally.visits > 0 ? shown(page_.language(), tally.experience / tally.visits, 1) : "–";
  }

  Scenario const& scenario_;
  BaselineRun const& run_;
  Provenance const& provenance_;
  TextPage page_;
  Sentences sentences_;
};

}  // namespace

std::string simulate_text(Scenario const& scenario, BaselineRun const& run,
                          Provenance const& provenance, TextStyle style) {
  return SimulatePage(scenario, run, provenance, style).write();
}

}  // namespace cxsim
