#include "cxsim/base/diagnostic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cxsim {
namespace {

using testing::ElementsAre;

constexpr Text any_text{};

[[nodiscard]] Diagnostic at(Location where, Severity severity = Severity::error) {
  return {severity, std::move(where), any_text, std::vector<Argument>(10, "x")};
}

[[nodiscard]] std::string wording() {
  return say(Language::english, any_text, std::vector<std::string>(10, "x"));
}

TEST(DiagnosticText, NamesFileLineColumnAndPointerBeforeTheProblem) {
  EXPECT_EQ(to_text(at({"bank.json", 12, 7, "/touchpoints/3/failure"}), Language::english),
            "bank.json:12:7: /touchpoints/3/failure: " + wording());
}

TEST(DiagnosticText, LeavesOutAnUnknownPosition) {
  EXPECT_EQ(to_text(at({"bank.json", 0, 0, "/horizon"}), Language::english),
            "bank.json: /horizon: " + wording());
}

TEST(DiagnosticText, LeavesOutAnUnknownColumn) {
  EXPECT_EQ(to_text(at({"log.csv", 4, 0, ""}), Language::english), "log.csv:4: " + wording());
}

TEST(DiagnosticText, LeavesOutAnUnknownPointer) {
  EXPECT_EQ(to_text(at({"bank.json", 2, 1, ""}), Language::english), "bank.json:2:1: " + wording());
}

TEST(DiagnosticText, NamesAParameterWithoutAFile) {
  EXPECT_EQ(to_text(at({"", 0, 0, "touchpoints/hotline/failure"}), Language::english),
            "touchpoints/hotline/failure: " + wording());
}

TEST(DiagnosticText, NamesSheetAndCellOfAWorkbook) {
  Location where{"plan.xlsx"};
  where.sheet = "6_Initiatives";
  where.cell = "E14";

  EXPECT_EQ(to_text(at(where), Language::english),
            "plan.xlsx: sheet 6_Initiatives, cell E14: " + wording());
  EXPECT_EQ(to_text(at(where), Language::polish),
            "plan.xlsx: arkusz 6_Initiatives, komórka E14: " + wording());
}

TEST(DiagnosticText, NamesASheetAlone) {
  Location where{"plan.xlsx"};
  where.sheet = "5_Segments";

  EXPECT_EQ(to_text(at(where), Language::english), "plan.xlsx: sheet 5_Segments: " + wording());
}

TEST(DiagnosticText, IsTheProblemAloneWhereNoPlaceIsKnown) {
  EXPECT_EQ(to_text(at({}), Language::english), wording());
}

TEST(Diagnostics, StartEmptyAndWithoutErrors) {
  Diagnostics const none;

  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(none.has_errors());
}

TEST(Diagnostics, DoNotTakeAWarningForAnError) {
  Diagnostics problems(at({}, Severity::warning));
  problems.add(at({}, Severity::note));

  EXPECT_EQ(problems.size(), 2U);
  EXPECT_FALSE(problems.has_errors());
}

TEST(Diagnostics, FindTheOneErrorAmongWarnings) {
  Diagnostics problems(at({}, Severity::warning));
  problems.add(at({}, Severity::error));
  problems.add(at({}, Severity::warning));

  EXPECT_TRUE(problems.has_errors());
}

TEST(Diagnostics, KeepTheOrderOfFinding) {
  Diagnostics first(at({"a.json"}));
  Diagnostics second(at({"b.json"}));
  second.add(at({"c.json"}));
  first.append(std::move(second));

  EXPECT_THAT(first, ElementsAre(at({"a.json"}), at({"b.json"}), at({"c.json"})));
}

TEST(Diagnostics, QuoteNoMoreThanAThousandBytes) {
  std::string const fits(1000, 'a');
  Diagnostics problems;
  problems.add(Severity::error, {"a.json", 1, 1, fits}, Text{}, {fits, fits + 'b'});
  problems.add(Severity::error, {"a.json", 1, 1, fits + 'b'}, Text{}, {});

  EXPECT_EQ(problems.begin()->where.pointer, fits);
  EXPECT_THAT(problems.begin()->arguments, ElementsAre(fits, fits + "…"));
  EXPECT_EQ(std::next(problems.begin())->where.pointer, fits + "…");
}

TEST(Diagnostics, CutNoCharacterInTwo) {
  Diagnostics problems;
  problems.add(Severity::error, {}, Text{}, {std::string(998, 'a') + "🐢"});

  EXPECT_THAT(problems.begin()->arguments, ElementsAre(std::string(998, 'a') + "…"));
}

}  // namespace
}  // namespace cxsim
