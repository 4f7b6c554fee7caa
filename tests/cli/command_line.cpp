#include "command_line.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "application.hpp"

// Graphviz and the font libraries under it keep some memory until the process ends.
extern "C" char const* __lsan_default_suppressions() {
  return "leak:libgvc\nleak:libxlsxwriter\nleak:libcgraph\nleak:libgvplugin\nleak:libpango\nleak:"
         "libfontconfig\n"
         "leak:libcairo\nleak:libglib\nleak:libgobject\nleak:libharfbuzz\n";
}

namespace cxsim::test {

Ran run_line(std::vector<std::string> const& words, Surroundings const& surroundings) {
  std::istringstream in(surroundings.standard_input);
  std::ostringstream out;
  std::ostringstream err;
  Streams streams{.in = in,
                  .out = out,
                  .err = err,
                  .out_is_terminal = surroundings.out_is_terminal,
                  .err_is_terminal = surroundings.err_is_terminal,
                  .width = surroundings.width,
                  .wants_no_colour = surroundings.wants_no_colour,
                  .stop_signal = surroundings.stop_signal,
                  .seconds = surroundings.seconds};
  int const code = static_cast<int>(run(words, streams));
  return {code, out.str(), err.str()};
}

TemporaryFolder::TemporaryFolder() {
  auto const* test = testing::UnitTest::GetInstance()->current_test_info();
  path_ = testing::TempDir() + "cxsim-" + test->test_suite_name() + '-' + test->name() + '-' +
          std::to_string(getpid());
  std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path_); }

std::string TemporaryFolder::file(std::string const& name, std::string const& content) const {
  std::ofstream(path_ / name, std::ios::binary) << content;
  return file(name);
}

std::vector<std::string> TemporaryFolder::entries() const {
  std::vector<std::string> names;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(path_)) {
    names.push_back(entry.path().lexically_relative(path_).string());
  }
  std::ranges::sort(names);
  return names;
}

std::string content_of(std::string const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace cxsim::test
