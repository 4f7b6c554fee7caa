#include "settings.hpp"

#include <gmock/gmock.h>

#include "command_line.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/io/map_file.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::run_line;
using testing::AllOf;
using testing::HasSubstr;

/// `cxsim check scenarios/bank.json --set …` says what is wrong without simulating.
[[nodiscard]] test::Ran check_with(std::vector<std::string> const& settings) {
  std::vector<std::string> words = {"check", "scenarios/bank.json"};
  for (std::string const& setting : settings) {
    words.insert(words.end(), {"--set", setting});
  }
  return run_line(words);
}

TEST(Settings, FixANumberForAllDraws) {
  Scenario scenario = test::shop();
  std::string const path = scenario.parameters.info(scenario.map.touchpoints[{0}].failure).path;
  Arguments arguments;
  arguments.add("set", path + "=25%");
  ASSERT_TRUE(apply_settings(arguments, scenario));
  EXPECT_EQ(scenario.parameters.draw(RandomKey{1}, 3)[scenario.map.touchpoints[{0}].failure], 0.25);
}

TEST(Settings, TakeTheHorizonFromMonths) {
  Scenario scenario = test::shop();
  Arguments arguments;
  arguments.add("months", "7");
  ASSERT_TRUE(apply_settings(arguments, scenario));
  EXPECT_EQ(scenario.parameters.best_guesses()[scenario.horizon], 7);
}

TEST(Settings, RefuseWhatPatienceWasDerivedFrom) {
  auto loaded =
      parse_map(test::replaced(test::shop_map_text(), R"("measured": {)", R"("queues": {"line": {
    "touchpoint": "hotline", "agents": 10, "handling_time": 5, "peak_share": 0.6,
    "peak_hours": 100, "off_peak_hours": 200, "reported": {"mean_wait": 0.4, "abandoned": 0.05}}},
    "measured": {)"),
                "map.json");
  ASSERT_TRUE(loaded);
  Scenario scenario;
  scenario.map = loaded->map;
  scenario.parameters = loaded->parameters;
  Arguments arguments;
  arguments.add("set", "queues/line/reported/mean_wait=2");
  auto const notes = apply_settings(arguments, scenario);
  ASSERT_FALSE(notes);
  EXPECT_THAT(to_text(*notes.error().begin(), Language::english),
              HasSubstr("set queues/line/patience instead"));
}

TEST(Settings, NameTheNearestPath) {
  auto const ran = check_with({"touchpoints/app_login/failur=8%"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("did you mean “touchpoints/app_login/failure”?"));
}

TEST(Settings, ReportEveryMistakeAtOnce) {
  auto const ran = check_with({"touchpoints/app_transfer/failure=many", "nonsense", "=5",
                               "touchpoints/app_login/failure=1.5", "horizon=7.5",
                               "touchpoints/app_login/spread=1"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(
      ran.err,
      AllOf(HasSubstr("“many” is not a number"),
            HasSubstr("“nonsense” does not say which number becomes what"),
            HasSubstr("“=5” does not say which number becomes what"),
            HasSubstr("1.5 is outside 0 to 1"), HasSubstr("7.5 is not a whole number"),
            HasSubstr("spread: this number follows from the mean"), HasSubstr("6 problems")));
}

TEST(Settings, SayThatOtherSharesAreRescaled) {
  auto const ran = check_with({"transitions/app_login/failure/outage_notice=0.3"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("note: --set: transitions/app_login/failure/outage_notice is now "
                                 "0.3; the 6 other shares"));
}

TEST(Settings, RefuseToCloseTheLastWayOut) {
  Scenario scenario = test::shop();
  Arguments arguments;
  arguments.add("set", "touchpoints/hotline/failure=1");
  arguments.add("set", "transitions/hotline/failure/hotline=1");
  auto const applied = apply_settings(arguments, scenario);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().begin()->text, texts::set_closes_loop);
}

TEST(Settings, RefuseTwoValuesForOneNumber) {
  auto const ran =
      check_with({"touchpoints/app_login/failure=5%", "touchpoints/app_login/failure=6%"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("touchpoints/app_login/failure is given twice — keep one"));
}

}  // namespace
}  // namespace cxsim
