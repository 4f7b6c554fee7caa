#include "small_answer.hpp"

#include <algorithm>

#include "cxsim/formats/escape.hpp"
#include "support/scenarios.hpp"

namespace cxsim::test {

namespace {

constexpr int horizon = 12;

/// Positions in the table of initiatives, which is ordered by id.
constexpr InitiativeId chat{0};
constexpr InitiativeId fix{1};
constexpr InitiativeId staff{2};
constexpr InitiativeId train{3};

/// What one draw makes of an initiative.
struct Gain {
  double margin = 0;
  double contacts = 0;
  double work = 0;
  double kept = 0;  ///< customers per year
};

/// Two kinds of luck from −1 to 1, nearly independent of each other.
struct Luck {
  double first = 0;
  double second = 0;
};

[[nodiscard]] Luck luck_of(std::size_t draw, std::size_t draws) {
  auto const position = [&](std::size_t place) {
    return (2 * static_cast<double>(place % draws) + 1) / static_cast<double>(draws) - 1;
  };
  return {position(draw), position(draw * 37)};
}

[[nodiscard]] Gain gain_of(InitiativeId initiative, Luck luck) {
  if (initiative == fix) {
    return {2.4e6 + 1.9e6 * luck.first, 3.0e5, -62'000, 1'200 + 900 * luck.first};
  }
  if (initiative == train) {
    return {2.3e6 + 1.6e6 * luck.second, 2.4e5, -26'000, 1'150 + 850 * luck.second};
  }
  if (initiative == chat) {
    return {4.0e4 * luck.second, 5.0e4, -180'000, 20 * luck.second};
  }
  return {0, 0, -90'000, 0};
}

/// Together the two that pay repair much the same thing.
[[nodiscard]] Gain gain_of(Portfolio const& portfolio, Luck luck) {
  Gain sum;
  for (InitiativeId const initiative : portfolio) {
    Gain const gain = gain_of(initiative, luck);
    sum.margin += gain.margin;
    sum.contacts += gain.contacts;
    sum.work += gain.work;
    sum.kept += gain.kept;
  }
  bool const overlaps =
      std::ranges::count(portfolio, fix) + std::ranges::count(portfolio, train) == 2;
  sum.margin *= overlaps ? 0.7 : 1;
  sum.kept *= overlaps ? 0.7 : 1;
  return sum;
}

[[nodiscard]] Figures figures_with(Gain const& gain) {
  constexpr double customers = 100'000;
  Figures figures;
  figures[Figure::leavers] = 17'000 - gain.kept;
  figures[Figure::annual_churn] = figures[Figure::leavers] / customers;
  figures[Figure::latent_churn] = figures[Figure::annual_churn] * 1.3;
  figures[Figure::csat] = 75.5 + gain.kept / 1'000;
  figures[Figure::satisfied] = 0.8 + gain.kept / 100'000;
  figures[Figure::satisfaction] = 71 + gain.kept / 1'500;
  figures[Figure::nps] = 11 + gain.kept / 300;
  figures[Figure::contacts] = 210 - gain.contacts / 10'000;
  figures[Figure::complaints] = 9 - gain.contacts / 200'000;
  figures[Figure::failures] = 240 - gain.kept / 20;
  figures[Figure::abandonment] = 0.06 - gain.kept / 100'000;
  figures[Figure::margin] = 2.6e7 + gain.margin / 2;
  figures[Figure::residual] = 1.8e7 + gain.margin / 2;
  figures[Figure::contact_cost] = 3.1e6 - gain.contacts;
  figures[Figure::work_cost] = -gain.work;
  figures[Figure::npv_without_residual] =
      figures[Figure::margin] - figures[Figure::contact_cost] - figures[Figure::work_cost];
  figures[Figure::npv] = figures[Figure::npv_without_residual] + figures[Figure::residual];
  return figures;
}

/// Today: what figures_with gives after the customers that the trouble drives away were kept.
[[nodiscard]] Figures figures_today(Luck luck) {
  return figures_with({4.2e6 + 1.0e6 * luck.first, 6.0e5, 0, 2'400 + 600 * luck.first});
}

/// How bad a month is: app trouble from month 3, gone by month 9.
[[nodiscard]] double trouble_in(int month) {
  constexpr double levels[horizon]{0, 0, 0.6, 1, 0.9, 0.6, 0.3, 0.1, 0, 0, 0, 0};
  return levels[month - 1];
}

[[nodiscard]] MonthFigures month_with(double trouble) {
  MonthFigures figures{};
  auto const set = [&](MonthFigure figure, double value) {
    figures[static_cast<std::size_t>(figure)] = value;
  };
  set(MonthFigure::satisfaction, 73 - 3 * trouble);
  set(MonthFigure::nps, 20 - 14 * trouble);
  set(MonthFigure::csat, 77 - 4 * trouble);
  set(MonthFigure::churn, 0.0125 * (1 + 0.7 * trouble));
  set(MonthFigure::complaints, 6 * (1 + 1.5 * trouble));
  set(MonthFigure::contacts, 180 * (1 + 0.4 * trouble));
  set(MonthFigure::failures, 150 * (1 + 2 * trouble));
  set(MonthFigure::customers, 100'000 - 500 * trouble);
  return figures;
}

/// Each initiative of a portfolio halves the trouble.
[[nodiscard]] std::vector<MonthFigures> months_of(std::size_t initiatives, Luck luck) {
  double const remaining = initiatives == 0 ? 1 : (initiatives == 1 ? 0.5 : 0.25);
  std::vector<MonthFigures> months;
  for (int month = 1; month <= horizon; ++month) {
    months.push_back(month_with(trouble_in(month) * remaining * (1 + 0.2 * luck.first)));
  }
  return months;
}

[[nodiscard]] PortfolioTally tally_with(Scenario const& scenario, double trouble, double draws) {
  PortfolioTally tally(horizon, scenario.map.segments.size(), scenario.map.touchpoints.size(),
                       scenario.map.queues.size());
  for (int month = 1; month <= horizon; ++month) {
    double const now = trouble * trouble_in(month);
    for (SegmentId const key : scenario.map.segments.keys()) {
      MonthTally& one = tally.at(month, key);
      one.customers = 50'000 * draws;
      one.lost = {300 * draws * (1 + now), 200 * draws, 100 * draws};
      one.latent_lost = 800 * draws;
      one.satisfaction = one.customers * 72;
      one.promoters = one.customers * 0.4;
      one.detractors = one.customers * 0.2;
      one.episodes = 100'000 * draws;
      one.visits = 120'000 * draws;
      one.failures = one.visits * 0.06 * (1 + now);
      one.experience = one.visits * 77;
      one.contacts = 9'000 * draws;
      one.complaints = 300 * draws * (1 + now);
      one.abandoned = 4'000 * draws;
      one.margin = 1.2e6 * draws;
      one.contact_cost = 1.1e5 * draws;
    }
    for (TouchpointId const key : scenario.map.touchpoints.keys()) {
      TouchpointTally& one = tally.at(month, key);
      one.visits = 80'000 * draws / (key.index + 1);
      one.failures = one.visits * 0.05 * (key.index + 1) * (1 + now);
      one.experience = one.visits * (80 - 5 * key.index - now);
      one.satisfied = one.visits * 0.8;
    }
  }
  return tally;
}

[[nodiscard]] DrawOutcome outcome_of(Scenario const& scenario,
                                     std::vector<Portfolio> const& portfolios, Luck luck) {
  DrawOutcome outcome;
  outcome.values = scenario.parameters.best_guesses();
  outcome.values[scenario.map.behaviour.incident_effect] = 0.55 + 0.2 * luck.first;
  for (Touchpoint const& touchpoint : scenario.map.touchpoints) {
    outcome.values[touchpoint.spread] = 0.7;
  }
  outcome.reference = figures_today(luck);
  outcome.reference_months = std::vector<MonthFigures>(horizon, month_with(0));
  outcome.reference_touchpoints.resize(scenario.map.touchpoints.size());
  outcome.reference_year.customers = 1'200'000;
  outcome.reference_year.promoters = 480'000;
  outcome.reference_year.detractors = 240'000;
  for (Portfolio const& portfolio : portfolios) {
    outcome.portfolios.push_back(figures_with(gain_of(portfolio, luck)));
    Figures noise;
    noise[Figure::npv] = 1e10;
    outcome.difference_noise.push_back(noise);
    outcome.segment_churn.push_back({0.19 + 0.01 * luck.first, 0.11});
    outcome.months.push_back(months_of(portfolio.size(), luck));
    outcome.effective_customers.push_back(812);
  }
  return outcome;
}

[[nodiscard]] Experiment experiment_of(Scenario const& scenario, std::vector<Portfolio> portfolios,
                                       std::size_t draws) {
  Experiment experiment;
  experiment.sampling.draws = static_cast<std::uint32_t>(draws);
  experiment.horizon = horizon;
  auto const count = static_cast<double>(draws);
  experiment.reference_sum = tally_with(scenario, 0, count);
  for (std::size_t draw = 0; draw < draws; ++draw) {
    experiment.draws.push_back(outcome_of(scenario, portfolios, luck_of(draw, draws)));
  }
  for (Portfolio const& portfolio : portfolios) {
    experiment.portfolio_sums.push_back(tally_with(scenario, portfolio.empty() ? 1 : 0.5, count));
  }
  experiment.portfolios = std::move(portfolios);
  experiment.episodes_walked = 1'000'000;
  experiment.episodes_reused = 9'000'000;
  experiment.visits_walked = 1'300'000;
  return experiment;
}

[[nodiscard]] Gate passing_gate() {
  return {{{GateFigure::churn, GateKind::matched, "", 0.148, 0.1479, 0.008, true},
           {GateFigure::nps, GateKind::matched, "", 20, 20.02, 2.6, true},
           {GateFigure::touchpoint_score, GateKind::tested, "App", 80, 80.1, 0.6, true},
           {GateFigure::touchpoint_failure, GateKind::tested, "App", 0.05, 0.0502, 0.002, true},
           {GateFigure::touchpoint_score, GateKind::tested, "Hotline", 72, 71.8, 0.9, true},
           {GateFigure::complaints, GateKind::tested, "", 6.1, 6.0, 0.5, true}},
          200};
}

[[nodiscard]] Baseline baseline_of(Experiment const& experiment) {
  Baseline baseline{
      passing_gate(), assess_reference(experiment), assess_portfolio(experiment, 0), {}};
  for (Figure const figure : all_figures()) {
    std::vector<double> changes;
    for (DrawOutcome const& draw : experiment.draws) {
      changes.push_back(draw.portfolios[0][figure] - draw.reference[figure]);
    }
    baseline.change[figure] = assess(changes);
  }
  return baseline;
}

[[nodiscard]] double gain(DrawOutcome const& draw, std::size_t portfolio) {
  return draw.portfolios[portfolio][Figure::npv] - draw.portfolios[0][Figure::npv];
}

template <class Read>
[[nodiscard]] Assessed over_draws(Experiment const& experiment, Read const& read) {
  std::vector<double> values;
  for (DrawOutcome const& draw : experiment.draws) {
    values.push_back(read(draw));
  }
  return assess(values);
}

}  // namespace

std::string small_scenario_text() {
  return R"({
  "format": "cxsim-scenario", "version": 1, "name": "Shop with app trouble", "map": "map.json",
  "illustrative": true, "horizon": 12, "burn_in": 6,
  "events": {
    "trouble": {"name": "App trouble", "start": 3, "duration": 3, "half_life": 2,
      "effects": {"errors": {"change": "touchpoints/app/failure", "multiply": 4}}}
  },
  "initiatives": {
    "fix": {"name": "Fix the app", "department": "digital", "start": 3, "evidence": "B",
      "cost": {"one_off": 50000, "monthly": 1000}, "fte": {"care": 0.5},
      "effects": {"errors": {"change": "touchpoints/app/failure",
                             "multiply": {"min": 0.2, "mode": 0.4, "max": 0.8}}}},
    "train": {"name": "Train the hotline", "department": "care", "start": 2, "ramp": 3,
      "duration": 8, "cost": {"one_off": 20000, "monthly": 500},
      "effects": {"solved": {"change": "touchpoints/hotline/failure", "multiply": 0.7},
                  "tone": {"change": "touchpoints/hotline/level", "add": 0.15,
                           "segment": "old"}}},
    "chat": {"name": "Chatbot, “24/7”", "department": "digital", "start": 4,
      "cost": {"one_off": 100000, "monthly": 8888.5},
      "effects": {"answers": {"change": "transitions/app/failure/hotline", "odds": 0.9}}},
    "staff": {"name": "Ripen the governance", "department": "care", "start": 1,
      "needs": ["fix"], "cost": {"one_off": 90000},
      "effects": {"maturity": {"change": "departments/care/maturity", "add": 1}}}
  }
})";
}

Scenario small_scenario() {
  return read_scenario(small_scenario_text(),
                       replaced(shop_map_text(), R"("incident_effect": 0.55)",
                                R"("incident_effect": {"median": 0.55, "log_sd": 0.3})"));
}

Prioritization small_answer(Scenario const& scenario, std::size_t draws) {
  Prioritization answer;
  Portfolio const everything{chat, fix, staff, train};
  answer.experiment =
      experiment_of(scenario, {{}, {chat}, {fix}, {staff}, {train}, everything}, draws);
  answer.order_experiment =
      experiment_of(scenario, {{}, {fix}, {fix, train}, {fix, staff, train}, everything}, draws);
  answer.baseline = baseline_of(answer.experiment);
  struct Row {
    InitiativeId initiative;
    std::uint32_t draws_best;
    Evidence evidence;
    double cost;
    bool simulated;
  };
  std::size_t position = 0;
  for (Row const& row : {Row{fix, 104, Evidence::quasi_experiment, 62'000, true},
                         Row{train, 96, Evidence::expert, 26'000, true},
                         Row{staff, 0, Evidence::program_default, 90'000, false},
                         Row{chat, 0, Evidence::program_default, 180'000, true}}) {
    ++position;
    RankedInitiative ranked;
    ranked.initiative = row.initiative;
    ranked.alone = compare_with_baseline(answer.experiment, row.initiative.index + 1);
    ranked.draws_best = row.draws_best;
    ranked.evidence = row.evidence;
    ranked.undiscounted_cost = row.cost;
    ranked.simulated = row.simulated;
    ranked.added_npv = over_draws(answer.order_experiment, [&](DrawOutcome const& draw) {
      return gain(draw, position) - gain(draw, position - 1);
    });
    answer.ranking.push_back(ranked);
  }
  for (std::size_t i = 0; i < answer.order_experiment.portfolios.size(); ++i) {
    answer.in_order.push_back(compare_with_baseline(answer.order_experiment, i));
  }
  answer.recommended = 2;
  answer.all_together = compare_with_baseline(answer.experiment, 5);
  auto const sum = [](DrawOutcome const& draw) {
    return gain(draw, 1) + gain(draw, 2) + gain(draw, 3) + gain(draw, 4);
  };
  answer.sum_of_singles = over_draws(answer.experiment, sum);
  answer.interaction = over_draws(
      answer.experiment, [&](DrawOutcome const& draw) { return gain(draw, 5) - sum(draw); });
  answer.uncertainty = {{Evidence::quasi_experiment, 0.1, 1},
                        {Evidence::expert, 0.2, 3},
                        {Evidence::program_default, 0.7, 2}};
  return answer;
}

BaselineRun small_baseline(Scenario const& scenario, std::size_t draws) {
  BaselineRun run;
  run.experiment = experiment_of(scenario, {{}}, draws);
  run.baseline = baseline_of(run.experiment);
  return run;
}

Gate failing_gate() {
  Gate gate = passing_gate();
  gate.checks[2].simulated = 83.4;
  gate.checks[2].passes = false;
  gate.checks[5].simulated = 2.04;
  gate.checks[5].passes = false;
  return gate;
}

Provenance small_provenance() {
  Provenance provenance;
  provenance.version = "0.1.0";
  provenance.command = "prioritize";
  provenance.seed = 7;
  provenance.draws = 200;
  provenance.customers = 1'000;
  provenance.months = horizon;
  provenance.settings = {{"touchpoints/app/failure", 0.05}};
  provenance.files = {
      {"shop.json", "9f3c2b1a00000000000000000000000000000000000000000000000000000000"},
      {"map.json", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}};
  provenance.illustrative = true;
  return provenance;
}

Scenario hostile_scenario() {
  std::string scenario = small_scenario_text();
  scenario = replaced(scenario, "Shop with app trouble", "# <script>alert(1)</script>\\n- [x](y)");
  scenario = replaced(scenario, "Fix the app", "=cmd|'/C calc'!A0 | **bold** \\u001b[31m \\u202e");
  scenario = replaced(scenario, "Train the hotline",
                      "−5 % calls\\n\\n# heading ![i](http://evil.example/i.png) www.evil.example");
  std::string const map = replaced(shop_map_text(), R"("name": "Digital")",
                                   R"("name": "@SUM(1;2)\n\"quoted\", `code`")");
  return read_scenario(scenario, map);
}

std::size_t widest_line(std::string const& text) {
  std::size_t widest = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t const end = std::min(text.find('\n', begin), text.size());
    widest = std::max(widest, display_width(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return widest;
}

}  // namespace cxsim::test
