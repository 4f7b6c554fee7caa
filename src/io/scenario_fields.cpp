#include "fields.hpp"

namespace cxsim {

namespace {

/// Probabilities that the work fails or works in part, when the file says nothing.
struct UsualExecution {
  double failure = 0;
  double partial = 0;
};

constexpr UsualExecution certain{0, 0};
/// Science §6.3: small changes of one department's process.
constexpr UsualExecution small_change{0.05, 0.15};

void describe(FieldVisitor& visit, Timing& timing) {
  visit.number("start", timing.start,
               {.doc = "Month in which the work begins; months count from 1",
                .example = "3",
                .range = Range{1, 120}});
  visit.number("lead", timing.lead,
               {.doc = "Months from the start to the first effect",
                .example = "2",
                .standard = Constant{0},
                .range = Range{0, 120}});
  visit.number("ramp", timing.ramp,
               {.doc = "Months until the effect is full; 1: full at once",
                .example = "3",
                .standard = Constant{1},
                .range = Range{1, 120}});
  visit.number("duration", timing.duration,
               {.doc = "Months of full effect; permanent when left out",
                .example = "6",
                .range = Range{0, 120}});
  visit.number("half_life", timing.half_life,
               {.doc = "Months in which the effect halves after its duration; "
                       "it ends at once when left out",
                .example = "3",
                .range = Range{0.01, 120}});
}

void describe(FieldVisitor& visit, TimedEffects& work, UsualExecution usual) {
  describe(visit, work.timing);
  visit.number("adoption", work.adoption,
               {.doc = "Part of the organisation that really works this way in the end",
                .example = "0.8",
                .standard = Constant{1}});
  visit.object("execution", {.doc = "How the work may turn out"}, [&] {
    visit.number("failure", work.execution.failure,
                 {.doc = "Probability that it has no effect at all, though it is paid for",
                  .example = "0.1",
                  .standard = Constant{usual.failure}});
    visit.number("partial", work.execution.partial,
                 {.doc = "Probability that it works only in part",
                  .example = "0.2",
                  .standard = Constant{usual.partial}});
    visit.number("partial_effect", work.execution.partial_effect,
                 {.doc = "Part of the effect that is left then",
                  .example = "0.5",
                  .standard = Constant{0.5}});
  });
  visit.effects("effects", work.effects,
                {.doc = "Numbers of the map that change", .need = Need::required});
}

void describe(FieldVisitor& visit, Event& event) {
  describe_name(visit, event);
  describe(visit, event.work, certain);
}

void describe(FieldVisitor& visit, Initiative& initiative) {
  describe_name(visit, initiative);
  visit.reference(
      "department", initiative.department,
      {.doc = "Department that must do it", .example = "\"digital\"", .need = Need::required});
  visit.text("owner", initiative.owner,
             {.doc = "Person who answers for it", .example = "\"Anna Nowak\""});
  visit.choice(
      "mode", initiative.mode,
      {{"soft", AdoptionMode::soft}, {"hard", AdoptionMode::hard}, {"mixed", AdoptionMode::mixed}},
      {.doc = "How people are brought to work this way: by persuasion and training, by "
              "rules and systems, or by both; read, not simulated yet",
       .example = "\"soft\""});
  describe(visit, initiative.work, small_change);
  visit.object("cost", {.doc = "What it costs"}, [&] {
    visit.number("one_off", initiative.one_off_cost,
                 {.doc = "Paid once, in the month of the start; below zero: saved",
                  .example = "400000",
                  .standard = Constant{0}});
    visit.number("monthly", initiative.monthly_cost,
                 {.doc = "Paid every month while it runs; below zero: saved",
                  .example = "100000",
                  .standard = Constant{0}});
  });
  visit.some("fte", initiative.fte, {.doc = "Full-time equivalents while it runs, by department"},
             [&](std::string const& department, Count& fte) {
               visit.number(department, fte,
                            {.doc = "Full-time equivalents of this department",
                             .example = "2",
                             .range = Range{0, 1e6}});
             });
  visit.references("needs", initiative.needs,
                   {.doc = "Initiatives without which it is not possible", .example = "[\"A2\"]"});
  visit.references(
      "excludes", initiative.excludes,
      {.doc = "Initiatives that are not possible together with it", .example = "[\"A3\"]"});
}

void describe(FieldVisitor& visit, Budget& budget) {
  visit.number("from", budget.from,
               {.doc = "First month that counts",
                .example = "1",
                .range = Range{1, 120},
                .kind = NumberKind::certain_whole});
  visit.number("to", budget.to,
               {.doc = "Last month that counts",
                .example = "3",
                .range = Range{1, 120},
                .kind = NumberKind::certain_whole});
  visit.number("amount", budget.amount,
               {.doc = "What all initiatives may cost together in these months",
                .example = "500000",
                .range = Range{0, 1e12}});
}

void describe(FieldVisitor& visit, Constraints& constraints) {
  visit.entries("budget", "budget", constraints.budgets,
                {.doc = "Money for initiatives, by period"},
                [&](Budget& budget) { describe(visit, budget); });
  visit.some("fte", constraints.fte,
             {.doc = "Full-time equivalents for initiatives in every month, by department"},
             [&](std::string const& department, Count& fte) {
               visit.number(department, fte,
                            {.doc = "Full-time equivalents of this department",
                             .example = "3",
                             .range = Range{0, 1e6}});
             });
  visit.some("changes_at_once", constraints.changes_at_once,
             {.doc = "Initiatives that a department can carry out at the same time"},
             [&](std::string const& department, Count& changes) {
               visit.number(department, changes,
                            {.doc = "Initiatives of this department at the same time",
                             .example = "2",
                             .range = Range{0, 1000},
                             .kind = NumberKind::certain_whole});
             });
}

void describe(FieldVisitor& visit, Goal& goal) {
  bool const is_known = describe_figure(visit, goal.figure, goal.touchpoint);
  visit.number("from", unit_of(goal.figure), goal.from,
               field_of(goal.figure, is_known, "Where the figure is today", "18"));
  visit.number("to", unit_of(goal.figure), goal.to,
               field_of(goal.figure, is_known, "What is to be reached", "24"));
  visit.number("month", goal.month,
               {.doc = "Month by which it is to be reached",
                .example = "12",
                .range = Range{1, 120},
                .kind = NumberKind::certain_whole});
  visit.text("owner", goal.owner,
             {.doc = "Person who answers for it", .example = "\"Anna Nowak\""});
}

}  // namespace

void describe(FieldVisitor& visit, Scenario& scenario) {
  visit.text("$schema", scenario.schema,
             {.doc = "JSON Schema with which an editor completes and checks this file",
              .example = "\"../docs/schema/cxsim-scenario.schema.json\""});
  visit.header("cxsim-scenario");
  visit.text(
      "name", scenario.name,
      {.doc = "Name in reports", .example = "\"Release of the app\"", .need = Need::required});
  visit.truth(
      "illustrative", scenario.illustrative,
      {.doc = "true: the numbers are invented, and every output says so", .example = "true"});
  visit.remark("map", {.doc = "Map file, relative to the folder of this file",
                       .example = "\"../journeys/bank.json\"",
                       .need = Need::required});
  visit.text("notes", scenario.notes, {.doc = "Free text for readers of the file"});
  visit.number("horizon", scenario.horizon,
               {.doc = "Months that are simulated",
                .example = "24",
                .standard = Constant{24},
                .range = Range{1, 120},
                .kind = NumberKind::certain_whole});
  visit.number("burn_in", scenario.burn_in,
               {.doc = "Months before month 1 in which satisfaction settles",
                .example = "8",
                .standard = Constant{8},
                .range = Range{0, 120},
                .kind = NumberKind::certain_whole});
  visit.number("discount_rate", scenario.discount_rate,
               {.doc = "Annual interest with which later money is discounted",
                .example = "0.1",
                .standard = Constant{0.10},
                .range = Range{0, 1}});
  visit.number("residual_months", scenario.residual_months,
               {.doc = "Months behind the horizon whose margin still counts",
                .example = "24",
                .standard = Constant{24},
                .range = Range{0, 120},
                .kind = NumberKind::certain_whole});
  visit.table(Kind::event, scenario.events, {.doc = "What happens anyway"},
              [&](Event& event) { describe(visit, event); });
  visit.table(Kind::initiative, scenario.initiatives, {.doc = "What we could do"},
              [&](Initiative& initiative) { describe(visit, initiative); });
  visit.object("constraints",
               {.doc = "What limits the choice; read and checked, not used in decisions yet"},
               [&] { describe(visit, scenario.constraints); });
  visit.entries("goals", "goal", scenario.goals,
                {.doc = "Figures that are to be reached; read and checked, not used in decisions "
                        "yet"},
                [&](Goal& goal) { describe(visit, goal); });
  visit.correlations("correlations", {.doc = "Uncertain numbers whose luck moves together"});
}

}  // namespace cxsim
