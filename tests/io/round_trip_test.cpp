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
  friend bool operator==(Number const&, Number const&) = default;
};

void PrintTo(Number const& number, std::ostream* out) {
  *out << number.path << " = " << to_text(number.prior) << ' ' << evidence_letter(number.evidence)
       << ' ' << number.source;
}

std::vector<Number> numbers_of(ParameterTable const& table) {
  std::vector<Number> numbers;
  for (ParameterInfo const& info : table.infos()) {
    numbers.push_back({info.path, info.prior, info.evidence, info.source, info.range});
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
