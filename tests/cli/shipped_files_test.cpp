// Every map and every scenario that ships is sound, says that it is invented, and gives an answer.

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "command_line.hpp"

namespace cxsim {
namespace {

using test::run_line;
using testing::AllOf;
using testing::HasSubstr;

std::vector<std::string> files_in(std::string const& folder) {
  std::vector<std::string> files;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

std::string name_of(testing::TestParamInfo<std::string> const& file) {
  std::string name = std::filesystem::path(file.param).stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
}

class ShippedMap : public testing::TestWithParam<std::string> {};

TEST_P(ShippedMap, IsInOrder) {
  auto const ran = run_line({"check", GetParam()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("this map is in order"), HasSubstr("illustrative: numbers of it")));
}

TEST_P(ShippedMap, IsDrawnAndSaysThatItIsInvented) {
  auto const ran = run_line({"diagram", GetParam()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("ILLUSTRATIVE"));
}

INSTANTIATE_TEST_SUITE_P(Journeys, ShippedMap, testing::ValuesIn(files_in("journeys")), name_of);

class ShippedScenario : public testing::TestWithParam<std::string> {};

TEST_P(ShippedScenario, IsInOrder) {
  auto const ran = run_line({"check", GetParam()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("this scenario and its map are in order"),
                             HasSubstr("illustrative: numbers of it")));
}

TEST_P(ShippedScenario, IsSimulated) {
  auto const ran = run_line({"simulate", GetParam(), "--draws", "4", "--customers", "100"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("ILLUSTRATIVE"));
}

TEST_P(ShippedScenario, IsRanked) {
  auto const ran = run_line({"prioritize", GetParam(), "--draws", "4", "--customers", "100"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("ILLUSTRATIVE"), HasSubstr("RANKING")));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, ShippedScenario, testing::ValuesIn(files_in("scenarios")),
                         name_of);

}  // namespace
}  // namespace cxsim
