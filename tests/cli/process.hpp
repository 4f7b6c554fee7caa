#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "command_line.hpp"

namespace cxsim::test {

/// What a process may use; zero: as much as it likes.
struct ProcessLimits {
  unsigned memory_mib = 0;  ///< of addresses, libraries included
  unsigned cpu_seconds = 0;
};

/// The program as a process, with its output in files of a folder.
class Process {
 public:
  /// \param out where its output goes; a file of the folder when empty.
  Process(TemporaryFolder const& folder, std::vector<std::string> words,
          std::vector<std::string> environment = {}, std::string const& out = "",
          ProcessLimits limits = {});

  void send(int signal) const;

  /// Exit code, or 128 + the signal that ended it.
  [[nodiscard]] int wait() const;

  [[nodiscard]] std::string out() const { return content_of(out_); }
  [[nodiscard]] std::string err() const { return content_of(err_); }

 private:
  std::string out_;
  std::string err_;
  pid_t child_ = 0;
};

}  // namespace cxsim::test
