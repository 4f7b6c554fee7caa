#include "cxsim/io/scenario_file.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "cxsim/io/map_file.hpp"
#include "cxsim/io/texts.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::replaced;
using test::shop_map_text;
using test::shop_scenario_text;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<LoadedScenario> parse(std::string const& text) {
  return parse_scenario(text, "scenario.json", [](std::string const& path) {
    return Result<FileText>(FileText{path, shop_map_text()});
  });
}

LoadedScenario parsed(std::string const& text) {
  auto scenario = parse(text);
  if (!scenario) {
    throw std::runtime_error(to_text(*scenario.error().begin(), Language::english));
  }
  return *scenario;
}

/// The shop's scenario, where "fix" has this effect instead.
LoadedScenario with_effect(std::string const& effect) {
  return parsed(replaced(shop_scenario_text(),
                         R"({"errors": {"change": "touchpoints/app/failure", "multiply": 0.4}})",
                         "{\"errors\": " + effect + "}"));
}

std::vector<Effect> const& effects_of_fix(LoadedScenario const& loaded) {
  return loaded.scenario.initiatives[InitiativeId{0}].work.effects;
}

std::string path_of(LoadedScenario const& loaded, AnyParameter parameter) {
  return loaded.scenario.parameters.info(parameter).path;
}

std::vector<std::string> targets_of_fix(LoadedScenario const& loaded) {
  std::vector<std::string> paths;
  for (Effect const& effect : effects_of_fix(loaded)) {
    paths.push_back(path_of(loaded, effect.change.target));
  }
  return paths;
}

std::vector<std::string> notes_of(LoadedScenario const& loaded) {
  std::vector<std::string> notes;
  for (Diagnostic const& note : loaded.notes) {
    notes.push_back(to_text(note, Language::english));
  }
  return notes;
}

double value(LoadedScenario const& loaded, std::string_view path) {
  ParameterTable const& table = loaded.scenario.parameters;
  return table.best_guesses()[table.find(path).value()];
}

TEST(ParseScenario, OrdersInitiativesAndEffectsById) {
  LoadedScenario const shop = parsed(shop_scenario_text());
  Initiative const& train = shop.scenario.initiatives[InitiativeId{1}];
  EXPECT_EQ(train.id, "train");
  ASSERT_EQ(train.work.effects.size(), 2U);
  EXPECT_EQ(train.work.effects[0].id, "solved");
  EXPECT_EQ(train.work.effects[1].id, "tone");
}

TEST(ParseScenario, GivesTheSizeOfAnEffectThePathOfTheEffect) {
  LoadedScenario const shop = parsed(shop_scenario_text());
  EXPECT_EQ(value(shop, "initiatives/train/effects/tone"), 0.15);
  EXPECT_EQ(value(shop, "events/trouble/effects/errors"), 4);
  EXPECT_EQ(value(shop, "initiatives/fix/cost/one_off"), 50000);
}

TEST(ParseScenario, UsesDefaultsForWhatIsLeftOut) {
  LoadedScenario const shop = parsed(shop_scenario_text());
  EXPECT_EQ(value(shop, "discount_rate"), 0.10);
  EXPECT_EQ(value(shop, "residual_months"), 24);
  EXPECT_EQ(value(shop, "events/trouble/execution/failure"), 0);
  EXPECT_EQ(value(shop, "initiatives/fix/execution/failure"), 0.05);
  EXPECT_EQ(value(shop, "initiatives/fix/execution/partial"), 0.15);
  EXPECT_FALSE(shop.scenario.initiatives[InitiativeId{0}].work.timing.duration.has_value());
}

TEST(ParseScenario, IsIllustrativeWhenItsMapIs) {
  EXPECT_TRUE(parsed(shop_scenario_text()).scenario.illustrative);
}

TEST(ParseScenario, NamesAndHashesBothFiles) {
  LoadedScenario const shop = parsed(shop_scenario_text());
  ASSERT_EQ(shop.files.size(), 2U);
  EXPECT_EQ(shop.files[0].name, "scenario.json");
  EXPECT_EQ(shop.files[1].name, "map.json");
  EXPECT_NE(shop.files[0].sha256, shop.files[1].sha256);
}

TEST(ParseScenario, ReadsAnEffectFromOneValueToAnother) {
  LoadedScenario const shop =
      with_effect(R"({"change": "touchpoints/app/failure", "from": 0.05, "to": 0.02})");
  ParameterChange const& change = effects_of_fix(shop)[0].change;
  EXPECT_EQ(change.operation, Operation::from_to);
  EXPECT_EQ(path_of(shop, change.size), "initiatives/fix/effects/errors");
  EXPECT_EQ(path_of(shop, *change.from), "initiatives/fix/effects/errors/from");
  EXPECT_THAT(notes_of(shop), IsEmpty());
}

TEST(ParseScenario, TurnsAMeanScoreIntoAShiftOfTheLevel) {
  LoadedScenario const shop = with_effect(
      R"({"change": "touchpoints/hotline/score/mean", "from": 72, "to": 76, "segment": "old"})");
  ParameterChange const& change = effects_of_fix(shop)[0].change;
  EXPECT_EQ(change.operation, Operation::score_from_to);
  EXPECT_EQ(path_of(shop, change.target), "touchpoints/hotline/level");
  EXPECT_EQ(path_of(shop, *change.spread), "touchpoints/hotline/spread");
  EXPECT_EQ(change.segment, SegmentId{1});
}

TEST(ParseScenario, ChangesEveryNumberThatAPatternMatches) {
  LoadedScenario const shop =
      with_effect(R"({"change": "transitions/*/failure/hotline", "odds": 0.5})");
  EXPECT_THAT(targets_of_fix(shop), ElementsAre("transitions/app/failure/hotline",
                                                "transitions/hotline/failure/hotline"));
  EXPECT_EQ(effects_of_fix(shop)[0].change.size, effects_of_fix(shop)[1].change.size);
}

TEST(ParseScenario, LetsAStarStandForOneWholePartOnly) {
  EXPECT_FALSE(parse(replaced(shop_scenario_text(), R"("touchpoints/app/failure", "multiply": 0.4)",
                              R"("touchpoints/*", "multiply": 0.4)"))
                   .has_value());
  EXPECT_FALSE(parse(replaced(shop_scenario_text(), R"("touchpoints/app/failure", "multiply": 0.4)",
                              R"("touchpoints/ap*/failure", "multiply": 0.4)"))
                   .has_value());
}

TEST(ParseScenario, SaysWhichEffectsAreNotSimulatedYet) {
  LoadedScenario const shop =
      with_effect(R"({"change": "departments/care/maturity", "from": 3, "to": 4})");
  EXPECT_FALSE(effects_of_fix(shop)[0].simulated);
  EXPECT_THAT(notes_of(shop),
              ElementsAre(HasSubstr("/initiatives/fix/effects/errors: departments/care/maturity")));
}

TEST(ParseScenario, WarnsOfAnEffectThatMultipliesZero) {
  LoadedScenario const shop = with_effect(R"({"change": "touchpoints/app/cost", "multiply": 0.5})");
  EXPECT_THAT(notes_of(shop), ElementsAre(HasSubstr("touchpoints/app/cost is 0")));
}

TEST(ParseScenario, WarnsOfAStartingPointThatTheMapDoesNotHave) {
  LoadedScenario const shop =
      with_effect(R"({"change": "touchpoints/app/failure", "from": 0.5, "to": 0.2})");
  EXPECT_THAT(notes_of(shop), ElementsAre(HasSubstr("goes out from 0.5, but the map says 0.05")));
}

TEST(ParseScenario, WarnsOfWorkThatStartsAfterTheEnd) {
  LoadedScenario const shop =
      parsed(replaced(shop_scenario_text(), R"("department": "digital", "start": 3)",
                      R"("department": "digital", "start": 13)"));
  EXPECT_THAT(notes_of(shop), ElementsAre(HasSubstr("“fix” starts in month 13")));
}

TEST(ParseScenario, SaysThatACostBelowZeroCountsAsSaved) {
  LoadedScenario const shop =
      parsed(replaced(shop_scenario_text(), R"("one_off": 50000, "monthly": 1000)",
                      R"("one_off": 50000, "monthly": -1000)"));
  EXPECT_EQ(value(shop, "initiatives/fix/cost/monthly"), -1000);
  EXPECT_THAT(notes_of(shop),
              ElementsAre(HasSubstr("/initiatives/fix/cost/monthly: a cost of -1000 is below zero "
                                    "and counts as money saved")));
}

TEST(ParseScenario, WarnsOfUncertainNumbersThatAreDrawnAlike) {
  LoadedScenario const shop = parsed(replaced(
      shop_scenario_text(), R"("errors": {"change": "touchpoints/app/failure", "multiply": 0.4})",
      R"("e31104": {"change": "touchpoints/app/failure", "multiply": {"uniform": [0.3, 0.5]}},
         "e94037": {"change": "touchpoints/app/level", "add": {"uniform": [0, 0.2]}})"));
  EXPECT_THAT(notes_of(shop), ElementsAre(HasSubstr("are drawn with the same luck")));
}

TEST(ParseScenario, KeepsCorrelationsWithTheirSigns) {
  LoadedScenario const shop =
      parsed(replaced(replaced(replaced(shop_scenario_text(), R"("multiply": 0.4)",
                                        R"("multiply": {"min": 0.2, "mode": 0.4, "max": 0.5})"),
                               R"("add": 0.15)", R"("add": {"mean": 0.15, "sd": 0.05})"),
                      R"("initiatives": {)",
                      R"("correlations": {"luck": {"rho": 0.3, "members": [
           "initiatives/fix/effects/errors", "-initiatives/train/effects/tone"]}},
         "initiatives": {)"));
  auto const& correlations = shop.scenario.parameters.correlations();
  ASSERT_EQ(correlations.size(), 1U);
  EXPECT_EQ(correlations[0].name, "luck");
  EXPECT_EQ(correlations[0].rho, 0.3);
  ASSERT_EQ(correlations[0].members.size(), 2U);
  EXPECT_EQ(correlations[0].members[0].sign, 1);
  EXPECT_EQ(correlations[0].members[1].sign, -1);
}

TEST(ParseScenario, RefusesAHorizonOverTheLimit) {
  auto const shop = parse(replaced(shop_scenario_text(), R"("horizon": 12)", R"("horizon": 121)"));
  ASSERT_FALSE(shop.has_value());
  EXPECT_EQ(refusal_of(shop.error()), Refusal::over_limit);
}

/// The shop's scenario with one more key.
std::string with_key(std::string const& member) {
  return replaced(shop_scenario_text(), R"("map": "map.json")", R"("map": "map.json", )" + member);
}

TEST(ParseScenario, SaysOnceThatConstraintsDoNotDecideYet) {
  EXPECT_THAT(
      notes_of(parsed(with_key(R"("constraints": {"fte": {"digital": 2, "care": 1}})"))),
      ElementsAre("scenario.json: /constraints: constraints are read and checked, but not used in "
                  "decisions yet"));
}

TEST(ParseScenario, SaysOnceThatGoalsDoNotDecideYet) {
  EXPECT_THAT(notes_of(parsed(with_key(R"("goals": {
                "one": {"figure": "nps", "to": 24, "month": 12},
                "two": {"figure": "churn", "to": 0.1, "month": 12}})"))),
              ElementsAre("scenario.json: /goals: goals are read and checked, but not used in "
                          "decisions yet"));
}

TEST(ParseScenario, WarnsOfAGoalThatItCannotShow) {
  EXPECT_THAT(
      notes_of(parsed(with_key(R"("goals": {"late": {"figure": "nps", "to": 24, "month": 13}})"))),
      ElementsAre(HasSubstr("“late” is set for month 13, after the end of the simulation "
                            "in month 12"),
                  HasSubstr("goals are read")));
}

TEST(ParseScenario, RefusesMoreGoalsThanItHoldsInOneSentence) {
  std::string goals;
  for (int i = 0; i <= 10'000; ++i) {
    goals += (goals.empty() ? "\"g" : ", \"g") + std::to_string(i) +
             R"(": {"figure": "nps", "to": 24, "month": 12})";
  }
  auto const shop = parse(with_key("\"goals\": {" + goals + "}"));
  ASSERT_FALSE(shop.has_value());
  ASSERT_EQ(shop.error().size(), 1U);
  EXPECT_EQ(refusal_of(shop.error()), Refusal::over_limit);
}

TEST(ParseScenario, AsksForTheMapByThePathInTheFile) {
  std::vector<std::string> asked;
  auto const shop =
      parse_scenario(shop_scenario_text(), "scenario.json", [&](std::string const& path) {
        asked.push_back(path);
        return Result<FileText>(failure(texts::no_format, {path}, {"cxsim-map"}));
      });
  EXPECT_FALSE(shop.has_value());
  EXPECT_THAT(asked, ElementsAre("map.json"));
}

TEST(LoadScenario, FindsTheMapBesideTheScenarioNotBesideTheUser) {
  auto const bank = load_scenario("scenarios/bank.json");
  ASSERT_TRUE(bank.has_value());
  EXPECT_EQ(bank->scenario.map.touchpoints.size(), 18U);
  EXPECT_EQ(bank->scenario.initiatives.size(), 8U);
  EXPECT_EQ(bank->scenario.events.size(), 1U);
}

TEST(LoadScenario, TellsAMissingMapFromAWrongOne) {
  auto const missing = load_scenario("tests/invalid_input/scenarios/map_file_missing.json");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(refusal_of(missing.error()), Refusal::cannot_read);
  auto const wrong = load_scenario("tests/invalid_input/scenarios/map_has_mistakes_too.json");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(refusal_of(wrong.error()), Refusal::bad_input);
}

/// What stands in the first brackets of a message.
std::string in_brackets_of(Diagnostic const& problem, Language language) {
  std::string const text = to_text(problem, language);
  std::size_t const open = text.find('(');
  return text.substr(open, text.find(')', open) - open);
}

/// Every mistake of \p problems that begins like a missing key, with the same words in Polish.
std::vector<std::string> untranslated(Diagnostics const& problems) {
  std::vector<std::string> left;
  for (Diagnostic const& problem : problems) {
    bool const is_missing =
        to_text(problem, Language::english).find("” is missing (") != std::string::npos;
    if (is_missing &&
        in_brackets_of(problem, Language::english) == in_brackets_of(problem, Language::polish)) {
      left.push_back(to_text(problem, Language::polish));
    }
  }
  return left;
}

TEST(MissingKeys, OfAMapAreExplainedInPolish) {
  auto const empty = parse_map(R"({"format": "cxsim-map", "version": 1})", "map.json");
  EXPECT_THAT(untranslated(empty.error()), IsEmpty());
  auto const hollow = parse_map(
      R"({"format": "cxsim-map", "version": 1, "population": {}, "departments": {"d": {}},
          "touchpoints": {"t": {}, "u": {"score": {}}}, "outcomes": {"o": {}},
          "transitions": {"t": {}, "u": {"success": {"completed": 1}}},
          "values": {"v": {"visits": {"t": {}}}}, "journeys": {"j": {}},
          "segments": {"s": {}, "r": {"churn": {}, "contract": {}}},
          "behaviour": {"journey_score": {}}, "queues": {"q": {}},
          "measured": {"nps": {}, "visits_per_1000": {"t": {}}}, "measurements": {"m": {}}})",
      "map.json");
  EXPECT_GE(hollow.error().size(), 20U);
  EXPECT_THAT(untranslated(hollow.error()), IsEmpty());
}

TEST(MissingKeys, OfAScenarioAreExplainedInPolish) {
  auto const hollow = parse(
      R"({"format": "cxsim-scenario", "version": 1, "events": {"e": {"effects": {"x": {}}}},
          "initiatives": {"i": {"people": {"care": {}}},
                          "k": {"effects": {"x": {"change": "touchpoints/app/failure", "from": 1},
                                            "y": {"change": "touchpoints/app/failure"}}}},
          "constraints": {"budget": {"b": {}}, "people": {"care": {}}, "at_once": {"care": {}}},
          "goals": {"g": {}}, "correlations": {"c": {}}})");
  ASSERT_FALSE(hollow.has_value());
  EXPECT_THAT(untranslated(hollow.error()), IsEmpty());
}

}  // namespace
}  // namespace cxsim
