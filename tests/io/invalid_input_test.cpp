#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cxsim/io/map_file.hpp"
#include "cxsim/io/scenario_file.hpp"

namespace cxsim {
namespace {

std::filesystem::path const folder = "tests/invalid_input";

/// What the head of the file says that the program will say.
std::vector<std::string> expected_of(std::filesystem::path const& file) {
  constexpr std::string_view mark = "// expect: ";
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line) && line.starts_with(mark);) {
    lines.push_back((folder / line.substr(mark.size())).string());
  }
  return lines;
}

std::vector<std::string> errors_in(Diagnostics const& problems) {
  std::vector<std::string> lines;
  for (Diagnostic const& problem : problems) {
    if (problem.severity == Severity::error) {
      lines.push_back(to_text(problem, Language::english));
    }
  }
  return lines;
}

template <class Loaded>
std::vector<std::string> errors_of(Result<Loaded> const& result) {
  return result ? std::vector<std::string>{} : errors_in(result.error());
}

std::vector<std::string> files_in(std::string const& kind) {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::directory_iterator(folder / kind)) {
    names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

std::string name_of(testing::TestParamInfo<std::string> const& info) { return info.param; }

class InvalidMap : public testing::TestWithParam<std::string> {};

TEST_P(InvalidMap, IsRefusedWithEveryMistakeNamed) {
  std::filesystem::path const file = folder / "maps" / (GetParam() + ".json");
  EXPECT_EQ(errors_of(load_map(file)), expected_of(file));
}
INSTANTIATE_TEST_SUITE_P(File, InvalidMap, testing::ValuesIn(files_in("maps")), name_of);

class InvalidScenario : public testing::TestWithParam<std::string> {};

TEST_P(InvalidScenario, IsRefusedWithEveryMistakeNamed) {
  std::filesystem::path const file = folder / "scenarios" / (GetParam() + ".json");
  EXPECT_EQ(errors_of(load_scenario(file)), expected_of(file));
}
INSTANTIATE_TEST_SUITE_P(File, InvalidScenario, testing::ValuesIn(files_in("scenarios")), name_of);

TEST(InvalidInput, StartsFromAFileWithoutMistakes) {
  EXPECT_THAT(errors_of(load_map(folder / "shop.json")), testing::IsEmpty());
}

}  // namespace
}  // namespace cxsim
