#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_line.hpp"

namespace cxsim::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(InitWorkbook, WritesAnEmptyTemplateOnce) {
  TemporaryFolder const folder;
  std::string const file = folder.file("plan.xlsx");
  auto const ran = run_line({"init", "--workbook", file, "--lang", "pl"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("cxsim import"));
  EXPECT_NE(run_line({"init", "--workbook", file}).code, 0);
}

TEST(Import, SpeaksTheLanguageOfTheWorkbookAndSaysWhatIsMissing) {
  TemporaryFolder const folder;
  std::string const file = folder.file("plan.xlsx");
  ASSERT_EQ(run_line({"init", "--workbook", file, "--lang", "pl"}).code, 0);
  auto const ran = run_line({"import", file, "-o", folder.file("plan")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("arkusz 2_Punkty_styku"), HasSubstr("arkusz 5_Segmenty")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("plan")));
}

class ShippedCase : public testing::TestWithParam<std::string> {};

TEST_P(ShippedCase, GoesThroughAWorkbookAndBack) {
  TemporaryFolder const folder;
  std::string const scenario = "scenarios/" + GetParam() + ".json";
  std::string const file = folder.file("case.xlsx");
  ASSERT_EQ(run_line({"export", scenario, "--workbook", file, "--lang", "pl"}).code, 0);
  ASSERT_EQ(run_line({"import", file, "-o", folder.file("case")}).code, 0);
  auto const ranked = [](std::string const& input) {
    return run_line({"simulate", input, "--draws", "2", "--customers", "100"});
  };
  auto const original = ranked(scenario);
  auto const imported = ranked(folder.file("case/scenario.json"));
  EXPECT_EQ(original.code, 0);
  EXPECT_EQ(imported.out, original.out);
}

TEST_P(ShippedCase, ShipsAsAWorkbook) {
  TemporaryFolder const folder;
  auto const ran =
      run_line({"import", "workbooks/" + GetParam() + ".xlsx", "-o", folder.file("case")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(run_line({"check", folder.file("case/scenario.json")}).code, 0);
}

INSTANTIATE_TEST_SUITE_P(Cases, ShippedCase, testing::Values("bank", "cable", "mobile"),
                         [](auto const& one) { return one.param; });

TEST(Import, ReadsAFolderOfCsvFiles) {
  TemporaryFolder const folder;
  std::filesystem::create_directory(folder.file("sheets"));
  auto const ran = run_line({"import", folder.file("sheets"), "-o", folder.file("out")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("no .csv file"));
}

TEST(Import, NeverReplacesFilesUnlessTold) {
  TemporaryFolder const folder;
  std::filesystem::create_directory(folder.file("case"));
  std::string const map = folder.file("case/map.json", "mine");
  auto const ran = run_line({"import", "workbooks/bank.xlsx", "-o", folder.file("case")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--force"));
  EXPECT_EQ(content_of(map), "mine");
  EXPECT_EQ(run_line({"import", "workbooks/bank.xlsx", "-o", folder.file("case"), "--force"}).code,
            0);
}

TEST(Export, NeedsAPlace) {
  auto const ran = run_line({"export", "scenarios/bank.json"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--workbook FILE.xlsx"));
}

}  // namespace
}  // namespace cxsim::test
