#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

/// Collections of hard inputs that lie beside the project. Tests that need them are skipped when
/// they are not there.
namespace cxsim::corpora {

[[nodiscard]] inline std::filesystem::path folder(std::string const& name) {
  return std::filesystem::path(CXSIM_SHARED) / "corpora" / name / "data";
}

[[nodiscard]] inline std::string bytes_of(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The files of \p folder whose names begin with \p prefix, sorted by name.
[[nodiscard]] inline std::vector<std::filesystem::path> files(std::filesystem::path const& folder,
                                                              std::string const& prefix = "") {
  std::vector<std::filesystem::path> found;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(prefix)) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace cxsim::corpora

#define CXSIM_NEEDS_CORPUS(name)                                              \
  if (!std::filesystem::exists(cxsim::corpora::folder(name))) {               \
    GTEST_SKIP() << "needs the corpus " << (name) << " in ../shared/corpora"; \
  }                                                                           \
  static_assert(true)
