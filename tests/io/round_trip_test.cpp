#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// What must survive writing and reading of a number.
struct Number {
  std::string path;
  Distribution prior;
  Evidence evidence;
  std::string source;
  Range range;
  std::string typed;
  std::string period;
  friend bool operator==(Number const&, Number const&) = default;
};

void PrintTo(Number const& number, std::ostream* out) {
  *out << number.path << " = " << to_text(number.prior) << ' ' << evidence_letter(number.evidence)
       << ' ' << number.source;
}

std::vector<Number> numbers_of(ParameterTable const& table) {
  std::vector<Number> numbers;
  for (ParameterInfo const& info : table.infos()) {
    numbers.push_back({info.path, info.prior, info.evidence, info.source.text(), info.range,
                       info.typed.text(), info.period.text()});
  }
  return numbers;
}

std::vector<std::string> paths_of(ParameterTable const& table, SimplexGroup const& group) {
  std::vector<std::string> paths;
  for (AnyParameter const member : group.members) {
    paths.push_back(table.info(member).path);
  }
  return paths;
}

LoadedMap parsed(std::string const& text) {
  auto map = parse_map(text, "map.json");
  if (!map) {
    throw std::runtime_error(to_text(*map.error().begin(), Language::english));
  }
  return *map;
}

LoadedMap loaded_bank() {
  auto map = load_map("journeys/bank.json");
  if (!map) {
    throw std::runtime_error(to_text(*map.error().begin(), Language::english));
  }
  return *map;
}

LoadedScenario loaded_bank_scenario() {
  auto scenario = load_scenario("scenarios/bank.json");
  if (!scenario) {
    throw std::runtime_error(to_text(*scenario.error().begin(), Language::english));
  }
  return *scenario;
}

TEST(WriteMap, GivesBackReportedWaitsInsteadOfThePatienceThatFollowsFromThem) {
  LoadedMap const shop =
      parsed(test::replaced(test::shop_map_text(), R"("measured": {)", R"("queues": {"line": {
    "touchpoint": "hotline", "agents": 10, "handling_time": 5, "peak_share": 0.6,
    "peak_hours": 100, "off_peak_hours": 200, "reported": {"mean_wait": 0.4,
    "mean_wait_of": "answered", "abandoned": 0.05, "source": "ACD", "evidence": "C"}}}, "measured": {)"));
  std::string const text = write_map(shop.map, shop.parameters);
  EXPECT_THAT(text, testing::Not(HasSubstr("patience")));
  EXPECT_EQ(numbers_of(parsed(text).parameters), numbers_of(shop.parameters));
}

TEST(WriteMap, GivesBackEveryNumberOfTheBank) {
  LoadedMap const bank = loaded_bank();
  LoadedMap const again = parsed(write_map(bank.map, bank.parameters));
  EXPECT_EQ(numbers_of(again.parameters), numbers_of(bank.parameters));
}

TEST(WriteMap, GivesTheSameTextAgain) {
  LoadedMap const bank = loaded_bank();
  std::string const text = write_map(bank.map, bank.parameters);
  LoadedMap const again = parsed(text);
  EXPECT_EQ(write_map(again.map, again.parameters), text);
}

TEST(WriteMap, GivesBackTheStructureOfTheBank) {
  LoadedMap const bank = loaded_bank();
  Map const again = parsed(write_map(bank.map, bank.parameters)).map;
  ASSERT_EQ(again.touchpoints.size(), 18U);
  TouchpointId const agent{13};
  EXPECT_EQ(again.touchpoints[agent].id, "hotline_agent");
  EXPECT_EQ(again.touchpoints[agent].name, "Hotline agent");
  EXPECT_EQ(again.departments[again.touchpoints[agent].department].id, "contact_centre");
  EXPECT_EQ(again.channels[*again.touchpoints[agent].channel].id, "phone");
  EXPECT_EQ(again.stages[*again.touchpoints[agent].stage].id, "help");
  EXPECT_EQ(again.touchpoints[agent].after_failure.size(), 4U);
  EXPECT_EQ(again.segments[SegmentId{2}].differences.size(), 3U);
  EXPECT_EQ(again.queues[QueueId{0}].touchpoint, agent);
  EXPECT_TRUE(again.illustrative);
}

TEST(WriteMap, KeepsCountsOfTransitions) {
  std::string const text =
      test::replaced(test::shop_map_text(), R"({"hotline": 0.4, "abandoned": 0.6})",
                     R"({"counts": {"hotline": 40, "abandoned": 60}, "source": "call log",
                         "evidence": "C"})");
  LoadedMap const counted = parsed(text);
  LoadedMap const again = parsed(write_map(counted.map, counted.parameters));
  EXPECT_EQ(numbers_of(again.parameters), numbers_of(counted.parameters));
  SimplexGroup const& group =
      *again.parameters.group_of(*again.parameters.find("transitions/app/failure/hotline"));
  EXPECT_THAT(group.counts, ElementsAre(60, 40));  // ordered by id: abandoned, hotline
  EXPECT_THAT(paths_of(again.parameters, group),
              ElementsAre("transitions/app/failure/abandoned", "transitions/app/failure/hotline"));
}

TEST(WriteMap, KeepsNamedOutcomesAndValues) {
  std::string text = test::replaced(test::shop_map_text(), R"({"hotline": 0.4, "abandoned": 0.6})",
                                    R"({"hotline": 0.4, "left": 0.5, "abandoned": 0.1})");
  text = test::replaced(text, R"("transitions": {)",
                        R"("outcomes": {"left": {"name": "Left", "counts_as": "abandoned"}},
    "values": {"minutes": {"name": "Time", "unit": "min", "visits": {"app": 2},
                           "transitions": {"app": {"hotline": -1}}, "outcomes": {"left": 3.5}}},
    "transitions": {)");
  LoadedMap const map = parsed(text);
  LoadedMap const again = parsed(write_map(map.map, map.parameters));
  EXPECT_EQ(numbers_of(again.parameters), numbers_of(map.parameters));
  Transition const& left = again.map.touchpoints[TouchpointId{0}].after_failure[2];
  EXPECT_EQ(std::get<Ending>(left.target), Ending::abandoned);
  EXPECT_EQ(left.outcome, OutcomeId{0});
  EXPECT_EQ(again.map.outcomes[OutcomeId{0}].name, "Left");
  EpisodeValue const& minutes = again.map.values[EpisodeValueId{0}];
  EXPECT_EQ(minutes.unit, "min");
  EXPECT_EQ(minutes.moves[0].second[0].first, TouchpointId{1});
  ParameterValues const values = again.parameters.best_guesses();
  EXPECT_EQ(values[minutes.visits[0].second], 2);
  EXPECT_EQ(values[minutes.moves[0].second[0].second], -1);
  EXPECT_EQ(values[minutes.outcomes[0].second], 3.5);
}

TEST(WriteMap, KeepsEveryFormOfNumber) {
  std::vector<std::string> const forms{R"({"low": 10, "mode": 20, "high": 40})",
                                       R"({"min": 10, "mode": 20, "max": 40})",
                                       R"({"mean": 20, "sd": 2})",
                                       R"({"median": 20, "log_sd": 0.2})",
                                       R"({"uniform": [10, 30]})",
                                       R"({"quantiles": {"0.05": 10, "0.95": 30}})",
                                       R"({"samples": [18, 21, 20.5]})",
                                       R"({"value": 20, "evidence": "A"})",
                                       R"({"value": 20, "source": "controlling"})"};
  for (std::string const& form : forms) {
    LoadedMap const map =
        parsed(test::replaced(test::shop_map_text(), R"("margin": 20)", "\"margin\": " + form));
    LoadedMap const again = parsed(write_map(map.map, map.parameters));
    EXPECT_EQ(numbers_of(again.parameters), numbers_of(map.parameters)) << form;
  }
}

TEST(WriteMap, KeepsWhatWasTypedAndForWhichPeriod) {
  std::string const text = test::replaced(
      test::replaced(test::shop_map_text(), R"("failure": 0.05)",
                     R"("failure": {"value": 0.05, "typed": "5 %", "period": "2026-Q3"})"),
      R"("currency": "PLN",)", R"("currency": "PLN", "period": "2025",)");
  LoadedMap const map = parsed(text);
  ParameterInfo const& failure =
      map.parameters.info(*map.parameters.find("touchpoints/app/failure"));
  EXPECT_EQ(failure.typed, "5 %");
  EXPECT_EQ(failure.period, "2026-Q3");
  ParameterInfo const& margin = map.parameters.info(*map.parameters.find("segments/young/margin"));
  EXPECT_EQ(margin.period, "2025");
  LoadedMap const again = parsed(write_map(map.map, map.parameters));
  EXPECT_EQ(numbers_of(again.parameters), numbers_of(map.parameters));
}

TEST(WriteMap, KeepsTextsOwnersMeasurementsAndSources) {
  std::string const text =
      test::replaced(test::replaced(test::shop_map_text(), R"("department": "digital",)",
                                    R"("department": "digital", "owner": "Anna Nowak",)"),
                     R"("currency": "PLN",)", R"("currency": "PLN",
      "$schema": "map.schema.json",
      "notes": "Numbers of the autumn.",
      "measurements": {
        "late": {"date": "2026-06-30", "figure": "nps", "value": 18, "answers": 1200},
        "early": {"date": "2026-03-31", "figure": "visits", "touchpoint": "app", "value": 90000}
      },
      "sources": {"crm": {"who": "Care", "when": "2026-09-30", "basis": "all tickets"}},)");
  LoadedMap const first = parsed(text);
  std::string const written = write_map(first.map, first.parameters);
  LoadedMap const again = parsed(written);
  EXPECT_EQ(write_map(again.map, again.parameters), written);
  EXPECT_EQ(numbers_of(again.parameters), numbers_of(first.parameters));
  EXPECT_EQ(again.map.schema, "map.schema.json");
  EXPECT_EQ(again.map.notes, "Numbers of the autumn.");
  EXPECT_EQ(again.map.touchpoints.begin()->owner, "Anna Nowak");
  ASSERT_EQ(again.map.measurements.size(), 2U);
  Measurement const& late = again.map.measurements.front();
  EXPECT_EQ(late.id, "late");
  EXPECT_EQ(late.date, "2026-06-30");
  EXPECT_EQ(late.figure, KeyFigure::nps);
  EXPECT_FALSE(late.touchpoint);
  EXPECT_EQ(again.parameters.best_guesses()[late.value], 18);
  EXPECT_EQ(again.parameters.best_guesses()[*late.answers], 1200);
  EXPECT_EQ(again.map.measurements.back().figure, KeyFigure::visits);
  EXPECT_EQ(again.map.measurements.back().touchpoint, TouchpointId{0});
  ASSERT_EQ(again.map.sources.size(), 1U);
  EXPECT_EQ(again.map.sources.front().who, "Care");
  EXPECT_EQ(again.map.sources.front().when, "2026-09-30");
  EXPECT_EQ(again.map.sources.front().basis, "all tickets");
}

TEST(WriteMap, LeavesOutWhatTheProgramAssumes) {
  LoadedMap const shop = parsed(test::shop_map_text());
  EXPECT_THAT(write_map(shop.map, shop.parameters),
              Not(testing::AnyOf(HasSubstr("maturity"), HasSubstr("spread"), HasSubstr("volume"))));
}

TEST(WriteScenario, GivesBackEveryNumberOfTheBank) {
  LoadedScenario const bank = loaded_bank_scenario();
  LoadedMap const map = loaded_bank();
  auto const again =
      parse_scenario(write_scenario(bank.scenario, "bank-map.json"), "scenario.json",
                     [&](std::string const& path) {
                       return Result<FileText>(FileText{path, write_map(map.map, map.parameters)});
                     });
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(numbers_of(again->scenario.parameters), numbers_of(bank.scenario.parameters));
  EXPECT_EQ(again->scenario.initiatives.size(), 8U);
}

TEST(WriteScenario, KeepsOwnersConstraintsAndGoals) {
  std::string const text = R"({
    "format": "cxsim-scenario", "version": 1, "name": "All", "map": "map.json",
    "$schema": "scenario.schema.json", "notes": "Agreed in May.",
    "initiatives": {
      "app": {"department": "digital", "owner": "Jan Kowalski", "start": 2, "effects": {
        "fail": {"change": "touchpoints/app/failure", "from": 0.05, "to": 0.02}}}
    },
    "constraints": {
      "budget": {"q2": {"from": 4, "to": 6, "amount": 250000},
                 "q1": {"from": 1, "to": 3, "amount": {"value": 5e5, "typed": "0,5 m"}}},
      "fte": {"digital": 2.5},
      "changes_at_once": {"care": 2}
    },
    "goals": {"calm": {"figure": "csat", "touchpoint": "hotline", "from": 72, "to": 76,
                       "month": 12, "owner": "Anna Nowak"}}
  })";
  auto const map_text = [](std::string const& path) {
    return Result<FileText>(FileText{path, test::shop_map_text()});
  };
  auto const first = parse_scenario(text, "scenario.json", map_text);
  ASSERT_TRUE(first.has_value());
  std::string const written = write_scenario(first->scenario, "map.json");
  auto const read = parse_scenario(written, "scenario.json", map_text);
  ASSERT_TRUE(read.has_value());
  Scenario const& again = read->scenario;
  EXPECT_EQ(write_scenario(again, "map.json"), written);
  EXPECT_EQ(numbers_of(again.parameters), numbers_of(first->scenario.parameters));
  EXPECT_EQ(again.schema, "scenario.schema.json");
  EXPECT_EQ(again.notes, "Agreed in May.");
  EXPECT_EQ(again.initiatives.begin()->owner, "Jan Kowalski");
  ParameterValues const values = again.parameters.best_guesses();
  ASSERT_EQ(again.constraints.budgets.size(), 2U);
  Budget const& last = again.constraints.budgets.back();
  EXPECT_EQ(last.id, "q1");
  EXPECT_EQ(values[last.to], 3);
  EXPECT_EQ(values[last.amount], 500'000);
  ASSERT_EQ(again.constraints.fte.size(), 1U);
  EXPECT_EQ(values[again.constraints.fte.front().second], 2.5);
  ASSERT_EQ(again.constraints.changes_at_once.size(), 1U);
  EXPECT_EQ(again.constraints.changes_at_once.front().first, DepartmentId{1});
  ASSERT_EQ(again.goals.size(), 1U);
  EXPECT_EQ(again.goals.front().figure, KeyFigure::csat);
  EXPECT_EQ(again.goals.front().touchpoint, TouchpointId{1});
  EXPECT_EQ(values[*again.goals.front().from], 72);
  EXPECT_EQ(values[again.goals.front().to], 76);
  EXPECT_EQ(values[again.goals.front().month], 12);
  EXPECT_EQ(again.goals.front().owner, "Anna Nowak");
}

TEST(WriteScenario, KeepsPatternsSegmentsCorrelationsAndPrerequisites) {
  std::string const text = R"({
    "format": "cxsim-scenario", "version": 1, "name": "All", "map": "map.json",
    "initiatives": {
      "price": {"department": "care", "start": 2, "effects": {
        "margins": {"change": "segments/*/margin", "multiply": {"mean": 1.1, "sd": 0.05}}}},
      "talk": {"department": "care", "start": 2, "needs": ["price"], "excludes": ["app"],
        "fte": {"care": 2}, "effects": {
        "mean": {"change": "touchpoints/hotline/score/mean", "from": 72, "to": {"mean": 76, "sd": 1},
                 "segment": "old"}}},
      "app": {"department": "digital", "start": 2, "effects": {
        "route": {"change": "transitions/*/failure/hotline", "odds": 0.5},
        "fail": {"change": "touchpoints/app/failure", "from": 0.05, "to": 0.02}}}
    },
    "correlations": {"luck": {"rho": 0.3, "members": [
      "initiatives/price/effects/margins", "-initiatives/talk/effects/mean"]}}
  })";
  auto const map_text = [](std::string const& path) {
    return Result<FileText>(FileText{path, test::shop_map_text()});
  };
  auto const first = parse_scenario(text, "scenario.json", map_text);
  ASSERT_TRUE(first.has_value());
  std::string const written = write_scenario(first->scenario, "map.json");
  auto const again = parse_scenario(written, "scenario.json", map_text);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(numbers_of(again->scenario.parameters), numbers_of(first->scenario.parameters));
  EXPECT_EQ(write_scenario(again->scenario, "map.json"), written);
  EXPECT_THAT(written, HasSubstr("segments/*/margin"));
  EXPECT_THAT(written, HasSubstr("transitions/*/failure/hotline"));
  EXPECT_THAT(written, HasSubstr("touchpoints/hotline/score/mean"));
  EXPECT_THAT(written, HasSubstr("-initiatives/talk/effects/mean"));
}

}  // namespace
}  // namespace cxsim
