#include "cxsim/render/diagram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/examples.hpp"

namespace cxsim {
namespace {

using testing::ElementsAre;

[[nodiscard]] JourneyDiagram diagram_of(examples::Example const& example) {
  return make_diagram(example.map, example.figures);
}

TEST(MakeDiagram, GivesEveryTouchpointOneCardInTheOrderOfTheMap) {
  auto const diagram = diagram_of(examples::three());
  ASSERT_EQ(diagram.cards.size(), 3U);
  EXPECT_EQ(diagram.cards[0].id, "enter");
  EXPECT_EQ(diagram.cards[1].id, "pay");
  EXPECT_EQ(diagram.cards[2].id, "return");
}

TEST(MakeDiagram, MakesLanesOfDepartmentsThatOwnATouchpoint) {
  auto example = examples::three();
  example.map.departments.push_back({"idle", "Idle department", {}});
  auto const diagram = diagram_of(example);
  EXPECT_THAT(diagram.lanes, ElementsAre("Shop", "Back office"));
  EXPECT_EQ(diagram.cards[1].lane, 0U);
  EXPECT_EQ(diagram.cards[2].lane, 1U);
}

TEST(MakeDiagram, MakesColumnsOfStagesInTheirOrder) {
  auto const diagram = diagram_of(examples::bank());
  EXPECT_EQ(diagram.meaning, ColumnMeaning::stages);
  EXPECT_THAT(diagram.columns,
              ElementsAre("Stay informed", "Log in", "Use", "Get help", "Complain"));
  EXPECT_EQ(diagram.cards[0].column, 1U);
  EXPECT_EQ(diagram.cards[16].column, 4U);
}

TEST(MakeDiagram, PutsTouchpointsWithoutAStageLast) {
  auto example = examples::bank();
  example.map.touchpoints[TouchpointId{0}].stage.reset();
  auto const diagram = diagram_of(example);
  EXPECT_EQ(diagram.columns.back(), "No stage given");
  EXPECT_EQ(diagram.cards[0].column, diagram.columns.size() - 1);
}

TEST(MakeDiagram, MakesColumnsOfStepsWhenThereAreNoStages) {
  auto const diagram = diagram_of(examples::three());
  EXPECT_EQ(diagram.meaning, ColumnMeaning::steps);
  EXPECT_THAT(diagram.columns, ElementsAre("Step 1", "Step 2", "Step 3"));
  EXPECT_EQ(diagram.cards[0].column, 0U);
  EXPECT_EQ(diagram.cards[1].column, 1U);
  EXPECT_EQ(diagram.cards[2].column, 2U);
}

TEST(MakeDiagram, JoinsNeighbouringStepsWhenThereAreMoreThanEight) {
  auto example = examples::chain(12);
  for (Touchpoint& touchpoint : example.map.touchpoints) {
    touchpoint.stage.reset();
  }
  auto const diagram = diagram_of(example);
  EXPECT_EQ(diagram.columns.size(), 8U);
  EXPECT_EQ(diagram.columns.front(), "Steps 1–2");
  EXPECT_EQ(diagram.cards.back().column, 7U);
}

TEST(MakeDiagram, NumbersTheThreeTouchpointsWithTheMostFailures) {
  auto const diagram = diagram_of(examples::bank());
  // Visits × failure: log-in 4,107 × 0.012, transfer 1,420 × 0.012, balance 1,623 × 0.008.
  EXPECT_EQ(diagram.cards[0].hot_spot, 1);
  EXPECT_EQ(diagram.cards[2].hot_spot, 2);
  EXPECT_EQ(diagram.cards[1].hot_spot, 3);
  EXPECT_EQ(diagram.cards[3].hot_spot, std::nullopt);
}

TEST(MakeDiagram, TakesHotSpotsThatAreGiven) {
  auto example = examples::bank();
  example.figures.hot_spots = {TouchpointId{5}};
  auto const diagram = diagram_of(example);
  EXPECT_EQ(diagram.cards[5].hot_spot, 1);
  EXPECT_EQ(diagram.cards[0].hot_spot, std::nullopt);
}

TEST(MakeDiagram, KeepsSuccessAndFailureBetweenTheSamePairApart) {
  auto const diagram = diagram_of(examples::bank());
  auto const between = [](DiagramFlow const& flow) { return flow.from == 11 && flow.to == 12; };
  EXPECT_EQ(std::count_if(diagram.flows.begin(), diagram.flows.end(), between), 2);
}

TEST(MakeDiagram, SaysThatAMapIsIllustrative) {
  EXPECT_TRUE(diagram_of(examples::bank()).illustrative);
  EXPECT_FALSE(diagram_of(examples::three()).illustrative);
}

}  // namespace
}  // namespace cxsim
