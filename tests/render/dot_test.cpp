#include <gmock/gmock.h>
#include <graphviz/cgraph.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "cxsim/render/diagram.hpp"
#include "cxsim/render/label.hpp"
#include "render/examples.hpp"

namespace cxsim {
namespace {

using testing::HasSubstr;
using testing::Not;

[[nodiscard]] JourneyDiagram diagram_of(examples::Example const& example) {
  return make_diagram(example.map, example.figures);
}

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using Graph = std::unique_ptr<Agraph_t, CloseGraph>;

[[nodiscard]] Graph read(JourneyDiagram const& diagram) {
  return Graph(agmemread(to_dot(diagram).c_str()));
}

[[nodiscard]] std::string attribute(void* object, std::string name) {
  char const* const value = agget(object, name.data());
  return value == nullptr ? "" : value;
}

[[nodiscard]] std::size_t count_nodes(Agraph_t* graph, std::string const& wanted) {
  std::size_t count = 0;
  for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
    count += attribute(node, "class") == wanted ? 1U : 0U;
  }
  return count;
}

[[nodiscard]] std::size_t count_edges(Agraph_t* graph, std::string const& wanted) {
  std::size_t count = 0;
  for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
    for (Agedge_t* edge = agfstout(graph, node); edge != nullptr; edge = agnxtout(graph, edge)) {
      count += attribute(edge, "class") == wanted ? 1U : 0U;
    }
  }
  return count;
}

TEST(ToDot, IsReadByGraphvizWithOneNodePerTouchpoint) {
  auto const graph = read(diagram_of(examples::bank()));
  ASSERT_TRUE(graph);
  EXPECT_EQ(count_nodes(graph.get(), "touchpoint"), 18U);
}

TEST(ToDot, TellsSuccessAndFailureApartByClassColourAndDash) {
  std::string const dot = to_dot(diagram_of(examples::three()));
  auto const graph = Graph(agmemread(dot.c_str()));
  ASSERT_TRUE(graph);
  EXPECT_EQ(count_edges(graph.get(), "success"), 2U);
  EXPECT_EQ(count_edges(graph.get(), "failure"), 4U);
  EXPECT_THAT(dot, HasSubstr(R"(class="failure", id="flow_1", color="#C8452F", style="dashed")"));
  EXPECT_THAT(dot, HasSubstr(R"(class="success", id="flow_0", color="#7C8798", style="solid")"));
}

TEST(ToDot, FixesThePositionOfEveryNodeAndEdge) {
  auto const graph = read(diagram_of(examples::bank()));
  ASSERT_TRUE(graph);
  for (Agnode_t* node = agfstnode(graph.get()); node != nullptr;
       node = agnxtnode(graph.get(), node)) {
    EXPECT_NE(attribute(node, "pos"), "") << agnameof(node);
    for (Agedge_t* edge = agfstout(graph.get(), node); edge != nullptr;
         edge = agnxtout(graph.get(), edge)) {
      EXPECT_NE(attribute(edge, "pos"), "") << attribute(edge, "id");
    }
  }
}

TEST(ToDot, KeepsTheNumbersAsAttributes) {
  std::string const dot = to_dot(diagram_of(examples::chain(1)));
  EXPECT_THAT(dot, HasSubstr(R"(failure="0.02", completed="0.98", abandoned="0.008", score="45")"));
}

TEST(ToDot, HostileNamesAddNoNodesAndNoMarkup) {
  std::string const dot = to_dot(diagram_of(examples::hostile()));
  auto const graph = Graph(agmemread(dot.c_str()));
  ASSERT_TRUE(graph);
  EXPECT_EQ(count_nodes(graph.get(), "touchpoint"), 3U);
  EXPECT_EQ(count_edges(graph.get(), "success") + count_edges(graph.get(), "failure"), 3U);
  EXPECT_THAT(dot, Not(HasSubstr("<script")));
  EXPECT_THAT(dot, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(dot, HasSubstr("back\\\\slash\\\\N"));
}

TEST(ToDot, PutsNoFreeTextIntoTooltipsOrLinks) {
  std::string const dot = to_dot(diagram_of(examples::hostile()));
  EXPECT_THAT(dot, Not(HasSubstr("tooltip")));
  EXPECT_THAT(dot, Not(HasSubstr("URL=")));
  EXPECT_THAT(dot, Not(HasSubstr("href=")));
}

TEST(ToDot, SaysHowManyFlowsAreHidden) {
  EXPECT_THAT(to_dot(diagram_of(examples::bank())),
              HasSubstr("After a failure, flows below 2 % of the visits at both of their ends are "
                        "not drawn (9 hidden)."));
}

TEST(ToDot, ShowsTheBannerOnlyOnIllustrativeMaps) {
  EXPECT_THAT(to_dot(diagram_of(examples::bank())), HasSubstr("ILLUSTRATIVE"));
  EXPECT_THAT(to_dot(diagram_of(examples::three())), Not(HasSubstr("ILLUSTRATIVE")));
}

TEST(ToDot, LeavesOutWhatNoTouchpointKnows) {
  std::string const dot = to_dot(diagram_of(examples::event_log()));
  EXPECT_THAT(dot, Not(HasSubstr("no score")));
  EXPECT_THAT(dot, Not(HasSubstr("cluster_curve")));
  EXPECT_THAT(dot, Not(HasSubstr("after a failure")));
}

TEST(ToDot, PrintsNotesUnderTheLegend) {
  auto diagram = diagram_of(examples::three());
  diagram.notes = {"Counted in March."};
  EXPECT_THAT(to_dot(diagram), HasSubstr("Counted in March."));
}

TEST(ToDot, SaysWhatTheBannerOfTheDiagramSays) {
  JourneyDiagram diagram = diagram_of(examples::bank());
  diagram.banner = "PARTLY ILLUSTRATIVE — 22 of 95 measured";
  EXPECT_THAT(to_dot(diagram), HasSubstr("22 of 95 measured"));
  EXPECT_THAT(to_dot(diagram), Not(HasSubstr("are invented")));
}

TEST(ToDot, MakesTheBannerAsWideAsItsText) {
  JourneyDiagram diagram = diagram_of(examples::bank());
  diagram.banner = "CZĘŚCIOWO ILUSTRACYJNE — zmierzono 8 z 365 liczb tej mapy";
  Graph const graph = read(diagram);
  Agnode_t* const pill = agnode(graph.get(), std::string("_illustrative").data(), 0);

  ASSERT_NE(pill, nullptr);
  EXPECT_GT(72 * std::stod(attribute(pill, "width")),
            text_width(diagram.banner, 11, FontWeight::bold));
}

}  // namespace
}  // namespace cxsim
