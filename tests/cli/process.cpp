#include "process.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace cxsim::test {

namespace {

void redirect(std::string const& file, int descriptor) {
  dup2(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644), descriptor);
}

void limit(int resource, rlim_t most) {
  rlimit const both{most, most};
  if (most > 0 && setrlimit(static_cast<__rlimit_resource_t>(resource), &both) != 0) {
    _exit(98);
  }
}

}  // namespace

Process::Process(TemporaryFolder const& folder, std::vector<std::string> words,
                 std::vector<std::string> environment, std::string const& out, ProcessLimits limits)
    : out_(out.empty() ? folder.file("out.txt") : out), err_(folder.file("err.txt")) {
  std::string program = CXSIM_PROGRAM;
  child_ = fork();
  if (child_ == 0) {
    for (std::string& variable : environment) {
      putenv(variable.data());
    }
    redirect(out_, STDOUT_FILENO);
    redirect(err_, STDERR_FILENO);
    limit(RLIMIT_AS, rlim_t{limits.memory_mib} << 20U);
    limit(RLIMIT_CPU, limits.cpu_seconds);
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 2);
    pointers.push_back(program.data());
    for (std::string& word : words) {
      pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    execv(CXSIM_PROGRAM, pointers.data());
    _exit(99);
  }
}

void Process::send(int signal) const { kill(child_, signal); }

int Process::wait() const {
  int status = 0;
  waitpid(child_, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace cxsim::test
