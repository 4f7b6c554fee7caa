#include <gmock/gmock.h>

#include "command_line.hpp"
#include "cxsim/simulation/compiled_map.hpp"
#include "diagram_figures.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::content_of;
using test::run_line;
using test::TemporaryFolder;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Diagram, PrintsAnSvg) {
  auto const ran = run_line({"diagram", "journeys/bank.json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("<svg"));
  EXPECT_THAT(ran.out, HasSubstr("Log in to the app"));
}

TEST(Diagram, WritesWhatTheNameOfTheFileSays) {
  TemporaryFolder const folder;
  EXPECT_EQ(run_line({"diagram", "scenarios/bank.json", "-o", folder.file("a.dot")}).code, 0);
  EXPECT_THAT(content_of(folder.file("a.dot")), StartsWith("digraph"));
  EXPECT_EQ(run_line({"diagram", "scenarios/bank.json", "--format", "dot"}).out,
            content_of(folder.file("a.dot")));
}

TEST(Diagram, RefusesAKindThatItCannotTell) {
  TemporaryFolder const folder;
  auto const ran = run_line({"diagram", "journeys/bank.json", "-o", folder.file("a.pdf")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("end the name in .svg or .dot"));
  EXPECT_TRUE(folder.entries().empty());
}

TEST(Diagram, FollowsTheSettings) {
  EXPECT_NE(run_line({"diagram", "journeys/bank.json", "--format", "dot"}).out,
            run_line({"diagram", "journeys/bank.json", "--format", "dot", "--set",
                      "touchpoints/app_login/failure=20%"})
                .out);
}

TEST(FiguresOfToday, SendEveryVisitSomewhere) {
  Scenario const scenario = test::read_scenario(
      test::replaced(content_of("scenarios/bank.json"), "../journeys", "journeys"),
      content_of("journeys/bank.json"));
  DiagramFigures const figures =
      figures_of_today(scenario.map, scenario.parameters, Language::english);
  Table<TouchpointId, double> left;
  left.resize(scenario.map.touchpoints.size(), 0);
  for (FlowFigures const& flow : figures.flows) {
    left[flow.from] += flow.volume;
  }
  for (TouchpointId const key : scenario.map.touchpoints.keys()) {
    TouchpointFigures const& one = figures.touchpoints[key];
    EXPECT_NEAR(left[key] + one.visits * (one.completed + one.abandoned), one.visits,
                1e-9 * one.visits);
  }
}

TEST(FiguresOfToday, GiveBackTheMeasuredScoreWhereNothingFails) {
  Scenario scenario = test::shop();
  Touchpoint const& hotline = scenario.map.touchpoints[{0}];
  ASSERT_TRUE(
      scenario.parameters.set(scenario.parameters.info(hotline.failure).path, 0).has_value());
  DiagramFigures const figures =
      figures_of_today(scenario.map, scenario.parameters, Language::english);
  ASSERT_TRUE(figures.touchpoints[TouchpointId{0}].score.has_value());
  EXPECT_NEAR(*figures.touchpoints[TouchpointId{0}].score,
              scenario.parameters.best_guesses()[hotline.score.mean], 1e-6);
}

}  // namespace
}  // namespace cxsim
