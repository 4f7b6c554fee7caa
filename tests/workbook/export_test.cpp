#include "cxsim/workbook/export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "books.hpp"
#include "cxsim/io/scenario_file.hpp"
#include "cxsim/workbook/import.hpp"
#include "cxsim/workbook/workbook_file.hpp"
#include "support/scenarios.hpp"

namespace cxsim {
namespace {

using test::english_book;
using test::imported;
using test::polish_book;
using test::said;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;

/// Map and scenario in the one form that the writer gives them.
[[nodiscard]] std::string files_of(Scenario const& scenario) {
  return write_map(scenario.map, scenario.parameters) + write_scenario(scenario, "map.json");
}

[[nodiscard]] Scenario scenario_of(ImportedWorkbook const& workbook) {
  return test::read_scenario(workbook.scenario, workbook.map);
}

[[nodiscard]] std::string there_and_back(Scenario const& scenario, Language language) {
  return files_of(scenario_of(imported(export_workbook(scenario, language).sheets)));
}

TEST(Export, OfAnImportedBookIsTheSameBookAgain) {
  Scenario const first = scenario_of(imported(polish_book()));

  EXPECT_EQ(there_and_back(first, Language::polish), files_of(first));
  EXPECT_EQ(there_and_back(first, Language::english), files_of(first));
}

TEST(Export, NeedsTheLastSheetForNothingThatOtherSheetsCanSay) {
  auto const places =
      export_workbook(scenario_of(imported(polish_book())), Language::polish).last_sheet;

  // What was typed for the NPS and for the FCR.
  EXPECT_THAT(places, ElementsAre(AllOf(Field(&PlacesInLastSheet::is_of_map, true),
                                        Field(&PlacesInLastSheet::place, "/measured")),
                                  AllOf(Field(&PlacesInLastSheet::is_of_map, false),
                                        Field(&PlacesInLastSheet::place, "/initiatives/*/effects"),
                                        Field(&PlacesInLastSheet::count, 1U))));
}

TEST(Export, OfTheShopGivesTheShopBack) {
  EXPECT_EQ(there_and_back(test::shop(), Language::english), files_of(test::shop()));
}

TEST(Export, SaysWhichVolumeTheDifferencesOfSegmentsChangeMost) {
  std::string const difference =
      R"("differences": {"clumsy": {"change": "touchpoints/app/failure", "multiply": 2}}, )";
  std::string text = test::shop_map_text();
  std::size_t const at = text.find("\"share\"");
  ASSERT_NE(at, std::string::npos);
  text.insert(at, difference);
  auto const map = parse_map(text, "map.json");
  ASSERT_TRUE(map.has_value());

  auto const gap = export_workbook(*map, Language::english).volume_gap;
  ASSERT_TRUE(gap.has_value());
  EXPECT_NE(gap->touchpoint, "App");  // where episodes begin, whatever happens in it
  EXPECT_GT(gap->with_differences, gap->in_sheet);
}

TEST(Export, SaysNothingOfVolumesWhereSegmentsAreAlike) {
  auto const map = parse_map(test::shop_map_text(), "map.json");
  ASSERT_TRUE(map.has_value());
  EXPECT_FALSE(export_workbook(*map, Language::english).volume_gap.has_value());
}

/// The shop whose first two departments, segments and touchpoints are called these.
[[nodiscard]] Scenario shop_of_names(std::string const& one, std::string const& other) {
  Scenario scenario = test::shop();
  Map& map = scenario.map;
  for (auto const& [index, name] : {std::pair{0U, one}, std::pair{1U, other}}) {
    map.departments[DepartmentId{index}].name = name;
    map.segments[SegmentId{index}].name = name;
    map.touchpoints[TouchpointId{index}].name = name;
  }
  return scenario;
}

TEST(Export, KeepsNamesThatNoCellCanHold) {
  for (std::string const name :
       {"N/A", "#REF!", " — ", "a  b ", "\u3000", "↑ help", "Example: x"}) {
    Scenario const scenario = shop_of_names(name, "other");
    EXPECT_EQ(there_and_back(scenario, Language::english), files_of(scenario)) << name;
  }
}

TEST(Export, KeepsNamesApartThatDifferOnlyInHowTheyAreWritten) {
  Scenario const scenario = shop_of_names("Front desk", "front  desk ");
  EXPECT_EQ(there_and_back(scenario, Language::english), files_of(scenario));
}

class ShippedScenario : public testing::TestWithParam<char const*> {};

TEST_P(ShippedScenario, ComesBackNumberByNumber) {
  Scenario const scenario = load_scenario(GetParam()).value().scenario;

  EXPECT_EQ(there_and_back(scenario, Language::polish), files_of(scenario));
  EXPECT_EQ(there_and_back(scenario, Language::english), files_of(scenario));
}

INSTANTIATE_TEST_SUITE_P(Workbook, ShippedScenario,
                         testing::Values("scenarios/bank.json", "scenarios/cable.json",
                                         "scenarios/mobile.json"));

TEST(Export, IsTheSameWhenItWasAFile) {
  Scenario const scenario = load_scenario("scenarios/bank.json").value().scenario;
  std::string const bytes =
      workbook_file(export_workbook(scenario, Language::polish).sheets, Language::polish).value();

  EXPECT_EQ(files_of(scenario_of(imported(read_xlsx(bytes, "bank.xlsx").value()))),
            files_of(scenario));
}

TEST(EmptyWorkbook, LacksNothingButRowsWhenItWasAFile) {
  for (Language const language : {Language::english, Language::polish}) {
    std::string const bytes = workbook_file(empty_workbook(language), language).value();
    auto const result = import_workbook(read_xlsx(bytes, "plan.xlsx").value());

    ASSERT_FALSE(result.has_value());
    EXPECT_THAT(said(result.error(), Language::english),
                testing::ElementsAre(testing::HasSubstr("is missing or empty"),
                                     testing::HasSubstr("is missing or empty")));
  }
}

TEST(EmptyWorkbook, IsReadWithoutAnyRowOrComplaintAboutItsOwnWords) {
  for (Language const language : {Language::english, Language::polish}) {
    auto const result = import_workbook(empty_workbook(language));

    ASSERT_FALSE(result.has_value());
    EXPECT_THAT(said(result.error(), Language::english), testing::SizeIs(2))  // sheets 2 and 5
        << testing::PrintToString(said(result.error(), language));
  }
}

}  // namespace
}  // namespace cxsim
