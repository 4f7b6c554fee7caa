#include "support/golden.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace cxsim {

namespace {

[[nodiscard]] std::string_view line_at(std::string_view text, std::size_t position) {
  std::size_t const start = position == 0 ? 0 : text.rfind('\n', position - 1) + 1;
  return text.substr(start, text.find('\n', position) - start);
}

/// Where the two part, as a person finds it.
[[nodiscard]] std::string first_difference(std::string_view expected, std::string_view actual) {
  auto const parting = std::ranges::mismatch(expected, actual).in1;
  auto const position = static_cast<std::size_t>(parting - expected.begin());
  auto const line = 1 + std::count(expected.begin(), parting, '\n');
  return "line " + std::to_string(line) +
         "\n  expected: " + std::string(line_at(expected, position)) +
         "\n  actual:   " + std::string(line_at(actual, position));
}

}  // namespace

void expect_golden(std::string_view actual, std::filesystem::path const& file) {
  if (std::getenv("CXSIM_REMAKE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    ADD_FAILURE() << file.string() << " was remade; read its diff, then run the test again";
    return;
  }
  std::ifstream stream(file, std::ios::binary);
  ASSERT_TRUE(stream) << file.string() << " cannot be read; CXSIM_REMAKE_GOLDEN=1 makes it";
  std::string const expected(std::istreambuf_iterator<char>(stream), {});
  if (actual != expected) {
    ADD_FAILURE() << file.string() << ": " << first_difference(expected, actual);
  }
}

}  // namespace cxsim
