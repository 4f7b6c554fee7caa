#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <future>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/render/diagram.hpp"
#include "cxsim/render/label.hpp"
#include "render/examples.hpp"

// Graphviz and the font libraries under it keep some memory until the process ends.
extern "C" char const* __lsan_default_suppressions() {
  return "leak:libgvc\nleak:libcgraph\nleak:libgvplugin\nleak:libpango\nleak:libfontconfig\n"
         "leak:libcairo\nleak:libglib\nleak:libgobject\nleak:libharfbuzz\n";
}

namespace cxsim {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

[[nodiscard]] JourneyDiagram diagram_of(examples::Example const& example) {
  return make_diagram(example.map, example.figures);
}

[[nodiscard]] std::string svg_of(examples::Example const& example) {
  return to_svg(diagram_of(example)).value();
}

[[nodiscard]] std::size_t count(pugi::xml_document const& document, std::string const& path) {
  return document.select_nodes(path.c_str()).size();
}

class EverySvg : public testing::TestWithParam<examples::Example> {
 protected:
  std::string const svg = svg_of(GetParam());
  pugi::xml_document document;
  pugi::xml_parse_result const parsed = document.load_string(svg.c_str());
};

INSTANTIATE_TEST_SUITE_P(Sizes, EverySvg,
                         testing::Values(examples::bank(), examples::event_log(),
                                         examples::chain(1), examples::three(), examples::chain(30),
                                         examples::chain(100), examples::hostile()));

TEST_P(EverySvg, IsWellFormed) { EXPECT_TRUE(parsed) << parsed.description(); }

TEST_P(EverySvg, DrawsEveryTouchpointOnceWithATitle) {
  EXPECT_EQ(count(document, "//g[@class='node touchpoint'][@role='img']/title"),
            GetParam().map.touchpoints.size());
}

TEST_P(EverySvg, NamesEveryColumnInATitle) {
  JourneyDiagram const diagram =
      make_diagram(GetParam().map, GetParam().figures, Language::english);
  auto const titles = document.select_nodes("//g[starts-with(@id, 'column_')][@role='img']/title");
  ASSERT_EQ(titles.size(), diagram.columns.size());
  for (std::size_t column = 0; column < diagram.columns.size(); ++column) {
    EXPECT_EQ(titles[column].node().text().get(), cxsim::clean_text(diagram.columns[column]));
  }
}

TEST_P(EverySvg, ScalesWithItsFrameAndHasATitleAndADescription) {
  pugi::xml_node const root = document.child("svg");
  EXPECT_TRUE(root.attribute("viewBox"));
  EXPECT_FALSE(root.attribute("width"));
  EXPECT_FALSE(root.attribute("height"));
  EXPECT_STREQ(root.attribute("role").value(), "graphics-document document");
  EXPECT_STREQ(root.attribute("lang").value(), "en");
  EXPECT_STRNE(root.child("title").text().get(), "");
  EXPECT_STRNE(root.child("desc").text().get(), "");
}

TEST_P(EverySvg, RunsNothingAndLoadsNothing) {
  EXPECT_EQ(count(document, "//script | //a | //image | //use | //foreignObject | //style"), 0U);
  EXPECT_EQ(count(document, "//@*[starts-with(name(), 'on')] | //@href"), 0U);
  EXPECT_EQ(svg.find("<!"), std::string::npos);
}

/// Relative luminance of "#rrggbb" (WCAG 2.1).
[[nodiscard]] double luminance(std::string_view colour) {
  auto const channel = [&](std::size_t at) {
    double const value = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16) / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

[[nodiscard]] double contrast(std::string_view a, std::string_view b) {
  double const x = luminance(a);
  double const y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST_P(EverySvg, PrintsTextInColoursThatCanBeRead) {
  // The darkest ground behind dark text is the tint of a lane; white text stands on these two.
  constexpr std::string_view darkest_tint = "#ecf7f2";
  for (auto const& found : document.select_nodes("//text")) {
    std::string const colour = found.node().attribute("fill").value();
    if (colour == "#ffffff" || colour == "white") {
      continue;
    }
    EXPECT_GE(contrast(colour, darkest_tint), 4.5) << colour;
  }
  EXPECT_GE(contrast("#ffffff", "#2b3648"), 4.5);
  EXPECT_GE(contrast("#ffffff", "#b23a26"), 4.5);
}

TEST(ToSvg, GivesTheSameBytesEveryTime) {
  std::string const first = svg_of(examples::bank());
  // More things in memory in between: nothing may depend on where objects lie.
  std::string const other = svg_of(examples::chain(30));
  EXPECT_TRUE(svg_of(examples::bank()) == first);
  EXPECT_TRUE(svg_of(examples::chain(30)) == other);
}

TEST(ToSvg, CanBeCalledFromSeveralThreads) {
  std::string const alone = svg_of(examples::three());
  std::vector<std::future<std::string>> others;
  for (int thread = 0; thread < 4; ++thread) {
    others.push_back(std::async(std::launch::async, [] { return svg_of(examples::three()); }));
  }
  for (auto& other : others) {
    EXPECT_TRUE(other.get() == alone);
  }
}

TEST(ToSvg, TellsOfACardWhatIsPrintedOnIt) {
  EXPECT_THAT(svg_of(examples::three()),
              HasSubstr("<title>Pay (On site): mean satisfaction 64 of 100. 359 visits per 1,000 "
                        "customers a month; 10 % fail. Of all visits 81 % are done here, 19 % go "
                        "on, 0 % give up here.</title>"));
}

TEST(ToSvg, TellsOfAFlowWhereItLeads) {
  EXPECT_THAT(svg_of(examples::three()),
              HasSubstr("<title>From Pay to Return the goods after a failure: 4.0 % of the visits, "
                        "14 per 1,000 customers a month</title>"));
}

TEST(ToSvg, ShowsHostileNamesAsTheyAre) {
  std::string const svg = svg_of(examples::hostile());
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(svg.c_str()));
  EXPECT_STREQ(document.child("svg").child("title").text().get(),
               "<script>alert(\"1\")</script>\\N \\G");
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_EQ(count(document, "//text[.='back\\slash\\N \\\\ end\\']"), 1U);
}

TEST(ToSvg, KeepsPolishLetters) {
  EXPECT_THAT(svg_of(examples::chain(30)), HasSubstr("Łańcuch punktów styku"));
}

TEST(ToSvg, PrintsNothing) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  (void)svg_of(examples::bank());
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace cxsim
