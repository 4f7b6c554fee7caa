#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include "streams.hpp"

namespace cxsim::test {

/// How a command line ended and what it printed.
struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

/// Surroundings of a command line, as a test wants them.
struct Surroundings {
  std::string standard_input = {};
  int width = 100;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool wants_no_colour = false;
  std::function<StopSignal()> stop_signal = [] { return StopSignal::none; };
  std::function<double()> seconds = [] { return 0.0; };
};

/// Runs the command line `cxsim WORD…` in this process.
[[nodiscard]] Ran run_line(std::vector<std::string> const& words,
                           Surroundings const& surroundings = {});

/// A folder for one test, removed with what is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] std::string file(std::string const& name) const { return (path_ / name).string(); }
  /// Creates a file. \return its path.
  [[nodiscard]] std::string file(std::string const& name, std::string const& content) const;
  /// Names of everything in it, sorted.
  [[nodiscard]] std::vector<std::string> entries() const;

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string content_of(std::string const& file);

}  // namespace cxsim::test
